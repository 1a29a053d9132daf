import type { MissingRange, NumberingGap } from '../../model/cross-index.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { missingReasons } from '../words/known.ts';
import { languageField, type View, zh } from '../words/page-view.ts';
import { renderTextName, softDay } from '../words/text-name.ts';
import { gapWords, seriesName } from './numbering-gaps.ts';

/** The numbers of each series that are held and missing, by issuer and year: a strip to look at, and why, as a list. */

export type Gaps = { readonly gaps: readonly NumberingGap[]; readonly prefix?: string; readonly year?: number };

const height = 14;

/** Held numbers solid, those that surely exist as frames, the others left empty, from the first to the highest; as wide as the row. */
function strip(each: NumberingGap, { say }: View): Html {
  const first = each.heldRanges[0]?.from ?? 1;
  const start = each.year === undefined ? first : 1;
  const length = each.highest - start + 1;
  const at = (n: number): string => (((n - start) / length) * 1000).toFixed(1);
  const wide = (from: number, to: number): string => Math.max(((to - from + 1) / length) * 1000, 1.5).toFixed(1);
  const bars = each.heldRanges.map(({ from, to }) => `M${at(from)} 0h${wide(from, to)}v${height}h-${wide(from, to)}z`).join('');
  const cited = each.holes.filter(({ why }) => why === 'cited');
  const frames = cited.map(({ from, to }) => `M${at(from)} ${height - 4}h${wide(from, to)}v4h-${wide(from, to)}z`).join('');
  const label = say(
    `Numbers ${start} to ${each.highest}: ${each.held} collected${cited.length > 0 ? `, ${cited.length} more surely exist` : ''}`,
    `第${start}至${each.highest}号：已收录${each.held}件${cited.length > 0 ? `，另有${cited.length}件确有其文` : ''}`,
  );
  return html`<svg class="strip" role="img" aria-label="${label}" viewBox="0 0 1000 ${height}" preserveAspectRatio="none" width="100%" height="${height}"><path
class="ax" d="${`M0 ${height - 0.5}h1000`}"/><path class="b" d="${bars}"/><path class="hi" d="${frames}"/></svg>
<p class="strip-ends small soft"><span>${start}</span><span>${each.highest}</span></p>`;
}

const rangeOf = ({ from, to }: MissingRange): string => (from === to ? String(from) : `${from}–${to}`);

function missing(each: MissingRange, view: View): Html {
  const { say, to } = view;
  const neighbours = [each.before, each.after].flatMap((one) =>
    one ? [html`${one.n} ${renderTextName(one, view)}${softDay(one.day, view)}`] : [],
  );
  const citing = (each.citedBy ?? [])
    .slice(0, 3)
    .map((id, n) => html`<a href="${to(`/documents/${encodeURIComponent(id)}`)}">${n + 1}</a>`);
  return html`<tr><th scope="row" class="nb">${rangeOf(each)}</th><td data-l="${say('Reason')}">${view.word(missingReasons, each.why)}${
    citing.length > 0 && html` (${joinParts(citing, ', ')})`
  }</td><td data-l="${say('Between')}" class="small">${joinParts(neighbours, html`<br>`)}</td></tr>`;
}

function holes(each: NumberingGap, view: View): HtmlPart {
  const { say } = view;
  if (each.holes.length === 0) return undefined;
  const count = each.holes.reduce((sum, hole) => sum + hole.count, 0);
  const words = say(`${count} missing ${count === 1 ? 'number' : 'numbers'}, with their neighbours`, `${count}个缺号及其相邻文件`);
  return html`<details class="fold"><summary>${words}</summary><table class="stack"><thead><tr><th scope="col">${say('Number')}</th>
<th scope="col">${say('Reason')}</th><th scope="col">${say('Between')}</th></tr></thead><tbody>${each.holes.map((one) => missing(one, view))}</tbody></table></details>`;
}

/** The missing numbers of one reason in a line. */
const numbersOf = (each: NumberingGap, view: View): readonly Html[] =>
  (['cited', 'late', 'unseen'] as const).flatMap((why) => {
    const some = each.holes.filter((hole) => hole.why === why);
    if (some.length === 0) return [];
    const more = some.length > 30 && view.say(`, and ${some.length - 30} more`, `，另有${some.length - 30}处`);
    return [html`<div><dt>${view.word(missingReasons, why)}</dt><dd>${some.slice(0, 30).map(rangeOf).join(', ')}${more}</dd></div>`];
  });

const seriesRow = (each: NumberingGap, view: View): Html =>
  html`<li class="row series"><h3 lang="zh-Hans">${seriesName(each)}</h3><div>${strip(each, view)}<p>${gapWords(each, view)}</p>
<dl class="facts rows">${numbersOf(each, view)}</dl>${holes(each, view)}</div></li>`;

function filterForm({ prefix, year }: Gaps, view: View): Html {
  const { say, today } = view;
  const now = Number(today.slice(0, 4));
  const years = Array.from({ length: 8 }, (_, n) => now - n).map(
    (each) => html`<option${each === year && html` selected`}>${each}</option>`,
  );
  return html`<form action="/gaps" class="inline"><p class="field"><label for="prefix">${say('Series')}</label><input id="prefix" name="prefix"
value="${prefix}" maxlength="60" placeholder="国办发" lang="zh-Hans" autocomplete="off"></p><p class="field"><label for="year">${say('Year')}</label><select
id="year" name="year"><option value="">${say('All years')}</option>${years}</select></p>${languageField(view)}<p><button
class="quiet">${say('Show')}</button></p></form>`;
}

/** The body of `/gaps`: issuers by name, the newest year of each first. */
export function gapsPage(content: Gaps, view: View): Html {
  const { say, language } = view;
  const { gaps } = content;
  const groups = Map.groupBy(gaps, ({ issuer }) => (language === 'zh' ? issuer?.name : issuer?.english) ?? say('Other issuers'));
  const sections = [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b, language))
    .map(
      ([name, held], n) =>
        html`<section class="sec" aria-labelledby="${`g${n}`}"><h2 id="${`g${n}`}">${name} <span class="n">${held.length}</span></h2>
<ul>${held.map((each) => seriesRow(each, view))}</ul></section>`,
    );
  const json = new URLSearchParams({
    ...(content.prefix !== undefined && { prefix: content.prefix }),
    ...(content.year !== undefined && { year: String(content.year) }),
  }).toString();
  return html`<div class="head"><h1>${say('Numbering gaps')}${language === 'en' && html` ${zh('文号缺口')}`}</h1>
<p class="kick">${say('Official documents are numbered one after another within a year: a number that nobody has collected is a lead, not a finding.')}</p>
<p class="line small"><a href="${view.to('/lineage#wanted')}">${say('Cited, not collected')}</a><a href="${`/api/v1/gaps${json === '' ? '' : `?${json}`}`}">JSON</a></p>
${filterForm(content, view)}</div>
<p class="note">${say('Each number from the first to the highest known one. Solid: collected. Low mark: cited by a collected document, not collected.')}</p>
${sections.length > 0 ? sections : html`<p class="soft">${say('No number series collected yet.')}</p>`}`;
}
