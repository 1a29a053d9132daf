import type { SourceState } from '../../model/run.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { daysBetween } from '../../model/time.ts';
import { holidayDays } from '../../registry/holidays.ts';
import { awayIn } from '../../stages/watch/away.ts';
import { cappedIn } from '../../stages/watch/capped.ts';
import { awayWords } from '../words/away-words.ts';
import { cappedWords } from '../words/capped-words.ts';
import { momentWords } from '../words/days.ts';
import { type Html, html, plainLine } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { conditionMeanings, conditionNames } from '../words/words.ts';

/** A source and what is known of it. */
export type SourceWithState = { readonly source: Source; readonly state?: SourceState };

/** Trouble first. `unread`: declared, never read yet; `needs`: declared, with no way to read it. */
export const order = ['unreachable', 'refused', 'unrecognised', 'suspect', 'partial', 'unread', 'quiet', 'ok', 'skipped', 'needs'] as const;
type StateGroup = (typeof order)[number];

export const shapes: Readonly<Record<StateGroup, string>> = {
  unreachable: 'blocked',
  refused: 'blocked',
  unrecognised: 'unrecognised',
  suspect: 'suspect',
  partial: 'suspect',
  unread: 'unknown',
  quiet: 'quiet',
  ok: 'ok',
  skipped: 'quiet',
  needs: 'unknown',
};
export const calm: ReadonlySet<StateGroup> = new Set<StateGroup>(['ok', 'quiet', 'skipped', 'needs']);

export const groupOf = ({ source, state }: SourceWithState): StateGroup =>
  source.needs === undefined ? (state?.checkedAt === undefined ? 'unread' : state.condition) : 'needs';
const isCondition = (group: StateGroup): group is SourceCondition => group !== 'unread' && group !== 'needs';
export const groupName = (group: StateGroup, { word, say }: View): string =>
  isCondition(group) ? word(conditionNames, group) : group === 'needs' ? say('Listed, not collected') : say('Not checked yet');
export const meaningOf = (group: StateGroup, { word, say }: View): string =>
  isCondition(group)
    ? word(conditionMeanings, group)
    : group === 'needs'
      ? say('cannot be collected yet; the reason is given')
      : say('waiting for its first check');

export const cadence = (every: Source['every'], { say }: View): string =>
  ({ hour: say('hourly'), day: say('daily'), week: say('weekly') })[every];

export const silence = ({ source, state }: SourceWithState, { today, say }: View): string | undefined => {
  if (state?.newest === undefined) return undefined;
  const days = Math.max(0, daysBetween(state.newest, today) - holidayDays(state.newest, today));
  const allowed = source.expect.freshWithinDays;
  return say(
    `no new items for ${days} ${days === 1 ? 'day' : 'days'} (holidays excluded); expected within ${allowed}`,
    `除节假日外已${days}天无新内容，预期不超过${allowed}天`,
  );
};

export const yieldWords = ({ state }: SourceWithState, { say }: View): string =>
  say(`${state?.listed ?? 0} listed, ${state?.stored ?? 0} stored in all`, `列表${state?.listed ?? 0}条，累计收录${state?.stored ?? 0}篇`);

export function stateWords(watched: SourceWithState, view: View): Html {
  const { source, state } = watched;
  const { say, language } = view;
  if (source.needs !== undefined) return html`<span class="small">${say('Needed:')} ${source.needs}.</span>`;
  if (!state) return html`<span class="soft">${say('Not checked yet')}</span>`;
  const condition = groupName(groupOf(watched), view);
  const since = html`<b>${say(`${condition} since ${momentWords(state.since, language)}.`, `自${momentWords(state.since, language)}起${condition}。`)}</b>`;
  const good =
    state.lastGoodAt === undefined
      ? say('Not yet read successfully.')
      : say(
          `Last read successfully ${momentWords(state.lastGoodAt, language)}.`,
          `最近一次正常读取：${momentWords(state.lastGoodAt, language)}。`,
        );
  const newest = state.newest !== undefined && say(`Newest entry ${view.day(state.newest)}.`, `最新条目：${view.day(state.newest)}。`);
  const trouble = state.trouble && html`${plainLine(state.trouble.detail, 200)}. `;
  const capped = cappedIn(state);
  const cut = capped && cappedWords(capped, view);
  const away = awayIn(state);
  const gone = away && awayWords(away.pages, say);
  const failed = state.failures > 0 && say(`${state.failures} of its pages failed.`, `其中${state.failures}页读取失败。`);
  return html`${since} <span class="small">${trouble}${failed} ${gone} ${cut} ${good} ${newest}</span>`;
}

/** Yield and silence under the state. */
export function countWords(watched: SourceWithState, view: View): Html {
  if (!watched.state || watched.source.needs !== undefined) return html``;
  const silent = silence(watched, view);
  return html`<br><span class="small soft">${yieldWords(watched, view)}${silent !== undefined && `; ${silent}`}</span>`;
}
