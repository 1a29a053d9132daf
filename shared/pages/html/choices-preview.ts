import { type Digest, type DigestItem, sections } from '../../model/digest.ts';
import { type Html, html } from '../words/escape.ts';
import { headlineOf } from '../words/headline.ts';
import type { View } from '../words/page-view.ts';
import { sectionNames } from '../words/words.ts';

const mostPreviewed = 60;

function previewRow(item: DigestItem): Html {
  const { english, chinese } = headlineOf(item);
  const issuers = item.issuers.slice(0, 2).map((issuer) => issuer.english ?? issuer.name);
  return html`<li>${english} <span class="small" lang="zh-Hans">${chinese}</span> <span class="small soft">${issuers.join(', ')}</span></li>`;
}

/** What last week's digest holds by choices that are not saved. */
export function previewBlock(digest: Digest | undefined, view: View): Html {
  const { say, word } = view;
  const blocks = sections.flatMap((id) => {
    const own = digest?.sections[id].filter(({ inFull }) => !inFull) ?? [];
    if (own.length === 0) return [];
    const more = own.length - mostPreviewed;
    return html`<h3>${word(sectionNames, id)} <span class="n">${own.length}</span></h3><ul>${own.slice(0, mostPreviewed).map(previewRow)}${
      more > 0 && html`<li class="soft">${say(`and ${more} more`, `另有${more}项`)}</li>`
    }</ul>`;
  });
  const none = digest ? say('Nothing of last week meets these choices.') : say('No digest of last week is held.');
  return html`<section class="sec" aria-labelledby="preview"><h2 id="preview">${say("Preview: last week's digest by these choices. Nothing has been saved.")}</h2>
${blocks.length > 0 ? blocks : html`<p>${none}</p>`}</section>`;
}
