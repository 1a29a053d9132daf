import { type Digest, type DigestItem, sections } from '../../model/digest.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { sectionNames } from '../words/words.ts';

const mostPreviewed = 60;

const previewRow = ({ act, title, english, issuers }: DigestItem): Html =>
  html`<li>${act?.english ?? english} <span class="small" lang="zh-Hans">${act?.title ?? title}</span> <span class="small soft">${issuers
    .slice(0, 2)
    .map((issuer) => issuer.english ?? issuer.name)
    .join(', ')}</span></li>`;

/** What last week's digest holds by choices that are not saved. */
export function previewBlock(digest: Digest | undefined, view: View): Html {
  const { say, word } = view;
  const filled = digest
    ? sections.flatMap((id) => (digest.sections[id].some(({ inFull }) => !inFull) ? [{ id, items: digest.sections[id] }] : []))
    : [];
  const blocks = filled.map(({ id, items }) => {
    const own = items.filter(({ inFull }) => !inFull);
    const more = own.length - mostPreviewed;
    return html`<h3>${word(sectionNames, id)} <span class="n">${own.length}</span></h3><ul>${own.slice(0, mostPreviewed).map(previewRow)}${
      more > 0 && html`<li class="soft">${say(`and ${more} more`, `另有${more}项`)}</li>`
    }</ul>`;
  });
  const none = digest ? say('Nothing of last week meets these choices.') : say('No digest of last week is held.');
  return html`<section class="sec" aria-labelledby="preview"><h2 id="preview">${say("Preview: last week's digest by these choices. Nothing has been saved.")}</h2>
${blocks.length > 0 ? blocks : html`<p>${none}</p>`}</section>`;
}
