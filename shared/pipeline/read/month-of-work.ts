import { hasCollector, type Settings } from '../../model/configuration.ts';
import type { MonthOfWork } from '../../model/cost.ts';
import type { Context } from '../../model/ports.ts';
import type { Subscriber } from '../../model/reader.ts';
import { dayOf, daysSince, hour, weekOf } from '../../model/time.ts';
import { opt, sum } from '../../model/values.ts';
import { isEnabled, type WatchedSource } from '../../stages/watch/health.ts';
import { listsOf } from '../collect/listing-state.ts';
import { countedVisits } from '../collect/schedule.ts';
import { type SourceStates, sourceStates } from '../collect/source-states.ts';
import { type ListsByCadence, pollsOfMonth, relevantShare, usualMonth, usualViews, visitsOfMonth } from '../cost/bill.ts';

/** What an instance did, as a month of thirty days. `days`: over how many it was counted; none before its first round. */
export type CountedMonth = Readonly<{ month: MonthOfWork; lists: ListsByCadence; days?: number }>;

const weeksCounted = 4;
const weeks = 30 / 7;
const weekdayOf = (now: Date) => ((new Date(now.getTime() + 8 * hour).getUTCDay() + 6) % 7) + 1;

function pagesOf({ watched, round }: SourceStates, now: Date) {
  const since = round ? daysSince(round.firstAt, now) + 1 : 1;
  const days = Math.max(1, Math.min(since, (weeksCounted - 1) * 7 + weekdayOf(now)));
  const wanted = new Set(Array.from({ length: weeksCounted }, (_, back) => weekOf(new Date(now.getTime() - back * 7 * 24 * hour))));
  const counts = watched.map(({ state }) => Object.entries(state?.weeks ?? {}).filter(([week]) => wanted.has(week)));
  const stored = sum(counts.flat(), ([, count]) => count);
  return { pages: Math.round((stored * 30) / days), held: sum(watched, ({ state }) => state?.stored ?? 0), days };
}

const pollsOfSource = ({ source }: WatchedSource) => listsOf(source).length * pollsOfMonth[source.every];

function listsByCadence(watched: readonly WatchedSource[]) {
  const read = watched.filter(({ source }) => isEnabled(source));
  const of = (every: keyof typeof pollsOfMonth) => read.filter(({ source }) => source.every === every);
  const listsIn = (some: typeof read) => sum(some, ({ source }) => listsOf(source).length);
  const idle = read.filter(({ state }) => state?.checkedAt !== undefined && Object.keys(state.weeks ?? {}).length === 0);
  return {
    hour: listsIn(of('hour')),
    day: listsIn(of('day')),
    week: listsIn(of('week')),
    idle: idle.map(({ source }) => source.id),
    idlePolls: sum(idle, pollsOfSource),
  };
}

const silentPolls = (watched: readonly WatchedSource[]) => {
  const silent = watched.filter(({ source, state }) => isEnabled(source) && state?.trouble?.kind === 'unreachable');
  return Math.round(sum(silent, pollsOfSource));
};

const mailsOf = ({ choices }: Subscriber) => (choices?.every === 'day' ? 30 : weeks) + (choices?.reminders?.length ?? 0);

const pollsOf = ({ hour, day, week }: ListsByCadence) =>
  Math.round(hour * pollsOfMonth.hour + day * pollsOfMonth.day + week * pollsOfMonth.week);

/** What the settings have switched on. `relevant`: new pages a month that are about the subject. */
const switchedOn = ({ webhooks, translate, enrich, search, egress }: Settings, relevant: number) =>
  opt({
    messages: webhooks.length > 0 ? relevant * webhooks.length : undefined,
    translated: translate === 'amazon' ? relevant : undefined,
    gists: enrich === 'bedrock' ? relevant : undefined,
    openSearch: search.engine === 'opensearch' ? true : undefined,
    collector: hasCollector(egress) ? true : undefined,
  });

/** A month before the first round: the lists and switches of the settings; of pages, documents and readers the case of the README. */
export function plannedMonth(settings: Settings): CountedMonth {
  const lists = listsByCadence(settings.sources.map((source) => ({ source })));
  const month = usualMonth(pollsOf(lists));
  return { month: { ...month, ...switchedOn(settings, month.pages * relevantShare) }, lists };
}

/**
 * Counts what the instance does in a month: its lists and their cadences, the pages of the last four weeks, its readers and their rhythms.
 * Some reads of the table.
 */
export async function countMonth(context: Context): Promise<CountedMonth> {
  const { settings, search, digests, now } = context;
  const states = await sourceStates(context);
  if (states.roundAt === undefined) return plannedMonth(settings);
  const lists = listsByCadence(states.watched);
  const { pages, held, days } = pagesOf(states, now());
  const { total: indexed } = await search.query({ limit: 1, today: dayOf(now()) });
  const readers = (await digests.subscribers()).filter(({ state }) => state === 'confirmed');
  const mails = Math.round(sum(readers, mailsOf));
  const relevant = Math.round(held > 0 ? (pages * Math.min(indexed, held)) / held : 0);
  const month = {
    polls: pollsOf(lists),
    silent: silentPolls(states.watched),
    pages,
    visits: (states.round && countedVisits(states.round, now())) ?? visitsOfMonth({ pages, relevant, indexed }),
    held,
    indexed,
    readers: readers.length,
    mails,
    views: usualViews(mails),
    ...switchedOn(settings, relevant),
  };
  return { month, lists, days };
}
