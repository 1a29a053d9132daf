import { weeklyYield } from '../../stages/watch/yield.ts';
import { dataLinks, spark } from '../charts/charts.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { levelNames } from '../words/words.ts';
import type { SourceWithState } from './source-state.ts';

/** What sources bring: pages stored week by week over twelve weeks, of one source and of a level. */

const label = (weeks: readonly number[], { say }: View): string =>
  say(`Pages stored per week over twelve weeks: ${weeks.join(' ')}`, `十二周每周收录页数：${weeks.join(' ')}`);

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The bars of one source, and its last four and twelve weeks in figures; nothing of one that brought nothing. */
export function yieldBars({ state }: SourceWithState, view: View): Html {
  const weeks = weeklyYield(state, view.today);
  if (sum(weeks) === 0) return html`<span class="small soft">${state ? view.say('nothing in twelve weeks', '十二周内没有') : ''}</span>`;
  return html`<div>${spark(weeks, label(weeks, view))}<p class="small soft">${view.say(
    `${sum(weeks.slice(-4))} in four weeks, ${sum(weeks)} in twelve`,
    `四周${sum(weeks.slice(-4))}页，十二周${sum(weeks)}页`,
  )}</p></div>`;
}

const data = { csv: '/api/v1/sources?format=csv', json: '/api/v1/sources' };

function row(level: string, held: readonly SourceWithState[], view: View): Html {
  const { say } = view;
  const each = held.map(({ state }) => weeklyYield(state, view.today));
  const weeks = Array.from({ length: 12 }, (_, n) => sum(each.map((counts) => counts[n] ?? 0)));
  const silent = each.filter((counts) => sum(counts) === 0).length;
  return html`<tr><th scope="row">${view.word(levelNames, level)}</th><td class="r" data-l="${say('Sources')}">${held.length}</td>
<td data-l="${say('By week', '按周')}">${spark(weeks, label(weeks, view), 112)}</td><td class="r" data-l="${say('Four weeks', '四周')}">${sum(weeks.slice(-4))}</td>
<td class="r" data-l="${say('Twelve weeks', '十二周')}">${sum(weeks)}</td><td class="r" data-l="${say('Silent', '无收录')}">${silent}</td></tr>`;
}

/** Levels and what their sources brought; `Silent` are those that brought nothing in twelve weeks. */
export function yieldsByLevel(all: readonly SourceWithState[], view: View): Html {
  const { say } = view;
  const watched = all.filter(({ source }) => source.needs === undefined);
  const levels = [...Map.groupBy(watched, ({ source }) => source.level)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const heads = [say('Sources'), say('By week', '按周'), say('Four weeks', '四周'), say('Twelve weeks', '十二周'), say('Silent', '无收录')];
  return html`<section class="sec" aria-labelledby="yields"><h2 id="yields">${say('What sources bring', '各层级收录')} <span
class="n">${say('pages stored', '收录页数')}</span></h2><table class="stack themes"><thead><tr><th scope="col">${say('Level', '层级')}</th>${heads.map(
    (words, n) => html`<th scope="col"${n !== 1 && html` class="r"`}>${words}</th>`,
  )}</tr></thead><tbody>${levels.map(([level, held]) => row(level, held, view))}</tbody></table>
<p class="small soft">${say('Silent: nothing stored in twelve weeks.', '无收录：十二周内未收录任何页面。')} ${dataLinks(data, view)}</p></section>`;
}
