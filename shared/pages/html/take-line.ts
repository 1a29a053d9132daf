import { type Html, html, joinParts } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';

/** The files of a list, by the ending of their address; docs/exports.md says what stands in each. */
const files = [
  ['csv', 'CSV'],
  ['jsonl', 'JSON Lines'],
  ['ris', 'RIS'],
  ['bib', 'BibTeX'],
  ['json', 'CSL JSON'],
  ['md', 'Markdown'],
] as const;

/** A list of documents as files, by its query (`filterWords`), and as the API has it. */
export function takeLine(query: string, { say }: View): Html {
  const asked = query === '' ? '' : `?${query}`;
  const links = files.map(([ending, name]) => html`<a href="${`/api/v1/documents.${ending}${asked}`}">${name}</a>`);
  const more = [
    html`<a href="${`/api/v1/documents.zip${asked}`}">${say('Evidence pack')}</a>`,
    html`<a href="${`/api/v1/documents${asked}`}">JSON API</a>`,
  ];
  return html`<p class="small">${joinParts([...links, ...more], ' · ')}</p>
<p class="small soft">${say('Up to 500 documents a file (Markdown, JSON Lines: 50, packs fewer); the Link header of the answer leads on.')}</p>`;
}
