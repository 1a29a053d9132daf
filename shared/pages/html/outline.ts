import type { Section } from '../../model/article.ts';
import { type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { sectionId } from './highlight.ts';

const mostHeadings = 120;
const fewest = 3;

/** Headings that a table of contents names: chapters and annexes where there are any, else every article; none of a text that is shown in part. */
export function headingsOf(structure: readonly Section[] | undefined, length: number): readonly Section[] {
  const all = (structure ?? []).filter(({ end }) => end <= length);
  const high = all.filter(({ kind }) => kind !== 'article');
  const named = high.length >= fewest || all.length > mostHeadings ? high : all;
  return named.length < fewest ? [] : named.slice(0, mostHeadings);
}

/** The table of contents of a text, each entry a link into it (`base`: the page that has it); folded over the text, or beside it. */
export function outline(headings: readonly Section[], { say }: View, base = '', beside = false): HtmlPart {
  if (headings.length === 0) return false;
  const entries = headings.map((each) => {
    const words = each.title === undefined ? each.label : `${each.label} ${each.title}`;
    return html`<li><a href="${`${base}#${sectionId(each)}`}">${zh(words)}</a></li>`;
  });
  if (beside)
    return html`<section aria-labelledby="contents"><h2 id="contents">${say('Contents of the text')}</h2><ul class="facet">${entries}</ul></section>`;
  return html`<details><summary>${say('Contents of the text')}</summary><ul class="facet">${entries}</ul></details>`;
}
