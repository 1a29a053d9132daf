import type { MissingRange, NumberingGap } from '../../model/cross-index.ts';
import { type Html, html, joinParts } from '../words/escape.ts';
import { missingReasons } from '../words/known.ts';
import type { View } from '../words/page-view.ts';
import { renderTextName, softDay } from '../words/text-name.ts';

/** Gaps in the numbering of each series, with what is known of each. */

function missingRange(each: MissingRange, view: View): Html {
  const { say, word } = view;
  const between = [each.before, each.after].flatMap((one) =>
    one ? [html`${one.n} ${renderTextName(one, view)}${softDay(one.day, view)}`] : [],
  );
  const range = each.from === each.to ? `${each.from}` : `${each.from}–${each.to}`;
  return html`<li><b>${range}</b> ${word(missingReasons, each.why)}${
    between.length > 0 &&
    html` <span
class="small soft">${say('between')} ${joinParts(between, say(' and ', '与'))}</span>`
  }</li>`;
}

export const seriesName = ({ prefix, year }: NumberingGap): string => `${prefix}${year === undefined ? '' : `〔${year}〕`}`;

/** How much of a series is held, in words. */
export function gapWords({ coverage, reading, held, highest }: NumberingGap, { say }: View): string {
  const share = `${Math.round(coverage * 100)}%`;
  return reading === 'leads'
    ? say(`${held} of ${highest} collected (${share})`, `已收录${held}件，最大序号${highest}（${share}）`)
    : say(
        `${held} collected, highest number ${highest}: ${share} of the series, too little to call the rest missing`,
        `已收录${held}件，最大序号${highest}：仅${share}，其余不能视为缺失`,
      );
}

function gap(each: NumberingGap, view: View): Html {
  const { say } = view;
  const others = each.holes.length - 12 + (each.moreHoles ?? 0);
  const more = each.holes.length > 12 && html`<li class="soft small">${say(`and ${others} more`, `另有${others}处`)}</li>`;
  return html`<li><p><span class="num" lang="zh-Hans">${seriesName(each)}</span> ${
    each.issuer &&
    html`<span
class="soft small">${view.language === 'zh' ? each.issuer.name : each.issuer.english}</span>`
  } ${gapWords(each, view)}</p>${each.holes.length > 0 && html`<ul class="list small">${each.holes.slice(0, 12).map((one) => missingRange(one, view))}${more}</ul>`}</li>`;
}

/** The section of the page. */
export function gapsBlock({ gaps }: { readonly gaps: readonly NumberingGap[] }, view: View): Html {
  const { say } = view;
  return html`<section class="sec" aria-labelledby="gaps"><h2 id="gaps">${say('Numbering gaps')} <span class="n">${gaps.length}</span></h2>
<p class="small soft">${say('Leads only: a number may be unpublished, missed, or still to come.')} <a
href="${view.to('/gaps')}">${say('By issuer and year')}</a> · <a
href="/api/v1/gaps">JSON</a></p>
${gaps.length === 0 ? html`<p class="soft">${say('No number series collected yet.')}</p>` : html`<ul class="list">${gaps.map((each) => gap(each, view))}</ul>`}</section>`;
}
