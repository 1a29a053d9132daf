import type { ShownDocument } from '../../model/document.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { contents } from './document-contents.ts';
import { issuerName } from './list-title.ts';

/** Beside a document: what its page holds, what can be taken away, where to go on. It stays in view. */

const list = (id: string, title: string, links: readonly HtmlPart[]): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="facet">${links.map((link) => html`<li>${link}</li>`)}</ul></section>`;

function takeAway({ id }: ShownDocument, { say }: View): Html {
  const data = `/api/v1/documents/${encodeURIComponent(id)}`;
  const citations = (['RIS', 'BibTeX', 'CSL'] as const).map(
    (name) => html`<a href="${`${data}/citation?format=${name.toLowerCase()}`}">${name}</a>`,
  );
  return list('take', say('Take away'), [
    html`<span class="line">${citations}</span>`,
    html`<span class="line"><a href="${data}">JSON</a><a href="${`${data}/text`}">${say('Text')}</a><a href="${`${data}/evidence`}">${say('Evidence')}</a></span>`,
    html`<a href="${`${data}/pack`}">${say('Evidence pack')}</a> <span class="fig">ZIP</span>`,
  ]);
}

function goOn(document: ShownDocument, view: View): Html {
  const { say, to } = view;
  const { id, stages, issuers, themes } = document;
  const issuer = issuers[0]?.id;
  const [theme] = themes;
  return list('go-on', say('Go on'), [
    html`<a href="${to(`/lineage/${encodeURIComponent(id)}`)}">${say('Lineage')}</a>`,
    stages
      ? html`<a href="${to('/compare', { a: stages.draft.id, b: stages.final.id })}">${say('Compare draft and final text')}</a>`
      : html`<a href="${to('/compare', { a: id })}">${say('Compare with another document')}</a>`,
    ...(issuer === undefined ? [] : [html`<a href="${to('/documents', { issuer })}">${say('More by')} ${issuerName(issuer, view)}</a>`]),
    ...(theme === undefined
      ? []
      : [html`<a href="${to('/documents', { theme: theme.theme, type: document.type })}">${say('Similar documents')}</a>`]),
    html`<a href="${to('/choices', { follow: id })}">${say('Follow this act')}</a>`,
  ]);
}

export const documentSide = (document: ShownDocument, view: View): Html =>
  html`<aside class="side" aria-label="${view.say('Contents')}"><div class="stay">${contents(document, view)}${takeAway(document, view)}${goOn(document, view)}</div></aside>`;
