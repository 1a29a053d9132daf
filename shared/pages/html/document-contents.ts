import type { ShownDocument } from '../../model/document.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { hasNames } from './document-names.ts';
import { hasSummary } from './summary-block.ts';

/** Links to the sections that the page of a document has, in their order. */
export const contents = (document: ShownDocument, view: View): Html => {
  const { say, language } = view;
  const { english, warnings, dates, participate, windows = [], stages, figures = [] } = document;
  const entries: readonly (readonly [string, string, boolean?])[] = [
    ['key-facts', say('Key facts'), hasSummary(document, language)],
    ['gist', say('Summary'), english.gist !== undefined],
    ['dates', say('Dates')],
    ['what', say('Document details')],
    ['doubts', say('Points to verify'), warnings.length > 0],
    ['comment', say('How to comment'), (dates.commentBy ?? participate) !== undefined],
    ['windows', say('Application and objection periods'), windows.length > 0],
    ['stages', say('Draft and final text'), stages !== undefined],
    ['figures', say('Figures and commitments'), figures.length > 0],
    ['themes', say('Themes')],
    ['names', say('Names mentioned'), hasNames(document)],
    ['text', say('Source text')],
    ['links', say('Cites')],
    ['cited', say('Cited by')],
    ['readings', say('Interpretation and coverage')],
    ['revisions', say('Revisions')],
    ['copies', say('Copies')],
    ['evidence', say('Evidence and citation')],
  ];
  const there = entries.filter(([, , held = true]) => held);
  return html`<section aria-labelledby="contents"><h2 id="contents">${say('On this page')}</h2><ul class="facet">${there.map(
    ([id, words]) => html`<li><a href="${`#${id}`}">${words}</a></li>`,
  )}</ul></section>`;
};
