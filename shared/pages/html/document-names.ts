import type { ShownDocument } from '../../model/document.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { landmarkById } from '../../registry/landmarks.ts';
import { places } from '../../registry/places.ts';
import { type HtmlPart, html, joinParts } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import type { LanguagePair } from '../words/words.ts';

/** What a document names, and what a machine says of it. */

const kinds: readonly (readonly [string, LanguagePair])[] = [
  ['act', ['Acts', '文件']],
  ['programme', ['Programmes', '工程与项目']],
  ['institution', ['Institutions', '机构']],
  ['issuer', ['Bodies', '机关']],
  ['company', ['Companies', '企业']],
  ['chip-maker', ['Chip makers', '芯片企业']],
  ['data-centre', ['Data centre operators', '数据中心企业']],
  ['university', ['Universities', '高校']],
  ['exchange', ['Exchanges', '交易所']],
  ['fund', ['Funds', '基金']],
  ['product', ['Products', '产品']],
  ['idea', ['Terms', '概念']],
  ['place', ['Places', '地点']],
  ['standard', ['Standards', '标准']],
];

/** The English of a body or place, as the registry has it; of others the name as written. */
function englishOf(kind: string, name: string): HtmlPart {
  const known =
    kind === 'issuer'
      ? findIssuer(name)?.english
      : kind === 'place'
        ? places.find(({ forms }) => forms.includes(name))?.english
        : undefined;
  return known ?? zh(name);
}

/** Whether there is anything to say under Names. */
export const hasNames = ({ entities }: Pick<ShownDocument, 'entities'>): boolean =>
  entities.some((each) => kinds.some(([kind]) => kind === each.kind));

/** Landmarks, bodies, companies, places and standards that the document names, each with all others that do. */
export function namesBlock(document: ShownDocument, view: View): HtmlPart {
  if (!hasNames(document)) return undefined;
  const { say, to } = view;
  const rows = kinds.flatMap(([kind, pair]) => {
    const named = document.entities.filter((each) => each.kind === kind);
    if (named.length === 0) return [];
    const links = named.map(({ id, name }) => {
      const landmark = landmarkById(id);
      const href = landmark ? to(`/landmarks/${id}`) : to('/documents', { entity: id });
      return html`<a href="${href}">${view.language === 'zh' ? zh(name) : (landmark?.en ?? englishOf(kind, name))}</a>`;
    });
    return [html`<div><dt>${view.say(...pair)}</dt><dd>${joinParts(links, ', ')}</dd></div>`];
  });
  return html`<section class="sec" aria-labelledby="names"><h2 id="names">${say('Names mentioned')}</h2><dl class="facts rows">${rows}</dl></section>`;
}

/** A gist by a model, marked as such: each sentence with the words that prove it. */
export function gistBlock({ english: { gist, gistQuotes } }: ShownDocument, { say }: View): HtmlPart {
  if (gist === undefined) return undefined;
  const quotes = (gistQuotes ?? []).map((quote) => html`<li>${zh(`“${quote}”`)}</li>`);
  return html`<section class="sec" aria-labelledby="gist"><h2 id="gist">${say('Summary')} <span
class="n">${say('machine-generated, not by the publisher')}</span></h2><p class="lead" lang="en">${gist}</p>
<p class="small soft">${say('Based on these sentences')}</p><ul class="list small">${quotes}</ul></section>`;
}
