import type { Branch } from '../../model/cross-index.ts';
import type { ShownDocument } from '../../model/document.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { linksBlock } from './document-record.ts';
import { numberMark, statusMark, titlePair } from './hit-item.ts';
import { startForm, treeList } from './lineage-page.ts';

/** One document among those it names and those that name it; the body of `/lineage?of=`. */
export function lineageOfOne(document: ShownDocument, trees: readonly Branch[], view: View): Html {
  const { say, to } = view;
  const page = to(`/documents/${encodeURIComponent(document.id)}`);
  return html`<div class="head"><h1>${say('Lineage')}</h1>
<p class="line small"><a href="${to('/lineage')}">${say('All documents')}</a><a href="${`/api/v1/lineage?of=${encodeURIComponent(document.id)}`}">JSON</a></p>
${startForm(view, document.number ?? document.title)}</div>
<section><p class="kind">${statusMark(document.status, view)} · ${numberMark(document.number, view)}</p>
${titlePair({ href: page, title: document.title, english: document.english.title, type: document.type }, view)}</section>
<section class="sec" aria-labelledby="chains"><h2 id="chains">${say('Implemented by')}</h2>${treeList(trees, view)}</section>
${linksBlock(document, view)}`;
}
