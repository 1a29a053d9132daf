import { isDeepStrictEqual } from 'node:util';
import { type Alarm, alarmPage, alarmSubject, type SentAlarm } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import { type HourLine, hourOf } from '../../model/run.ts';
import { journalKey, sourceKey, webhookKey } from '../../model/table.ts';
import { dayOf, elapsed, hour, later } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { landmarkAlarms } from '../collect/asked-pages.ts';
import { asideAlarms } from '../collect/set-aside.ts';
import { undeclaredSourceAlarms } from '../collect/source-states.ts';
import { confirmationAlarms } from '../mail/subscribers.ts';
import { nameWebhooks } from '../webhooks/named-webhooks.ts';
import { budgetAlarms, deliveryAlarms, digestAlarms, egressAlarms, mailAlarms, sourceAlarms, webhookAlarms } from './alarms.ts';
import {
  clockAlarms,
  deadLetterAlarms,
  diskAlarms,
  documentAlarms,
  indexAlarms,
  marksLooked,
  openScene,
  stackAlarms,
  storeAlarms,
  type WatchScene,
} from './stack-alarms.ts';

/**
 * What changed since the last message: alarms that are new or of another kind, those that stand and grow, and those that cleared. `next`:
 * what is remembered of those that stand.
 */
type AlarmNews = Readonly<{
  new: readonly Alarm[];
  grown: readonly Alarm[];
  cleared: readonly SentAlarm[];
  next: readonly SentAlarm[];
}>;

const alarmKey = (alarm: SentAlarm) => `${alarmSubject(alarm)}\n${alarm.state}`;

const day = 24 * hour;

const isGrown = ({ count = 0 }: Alarm, { count: told, toldAt }: SentAlarm, now: Date) =>
  told !== undefined && count > told && toldAt !== undefined && elapsed(toldAt, now) >= day;

const toSent = ({ source, reader, subject, names, state, since, count }: Alarm, toldAt: string) => ({
  ...opt({ source, reader, subject, names, since, count }),
  state,
  toldAt,
});

export function compareAlarms(standing: readonly Alarm[], sent: readonly SentAlarm[], now: Date): AlarmNews {
  const before = new Map(sent.map((alarm) => [alarmKey(alarm), alarm]));
  const about = new Set(standing.map(alarmSubject));
  const fresh: Alarm[] = [];
  const grown: Alarm[] = [];
  const next = standing.map((alarm) => {
    const known = before.get(alarmKey(alarm));
    if (known && !isGrown(alarm, known, now)) {
      // What has become less grows from there.
      const least = alarm.count === undefined ? undefined : Math.min(alarm.count, known.count ?? alarm.count);
      return { ...known, ...opt('count', least), toldAt: known.toldAt ?? now.toISOString() };
    }
    (known ? grown : fresh).push(alarm);
    return toSent(alarm, now.toISOString());
  });
  return { new: fresh, grown, cleared: sent.filter((alarm) => !about.has(alarmSubject(alarm))), next };
}

/** A first round takes its time: what was never visited is told to nobody before this. */
const firstHours = 3 * hour;

/**
 * Whether an alarm is one of the first hours after a deployment, when most sources wait for their first visit. `hongtou alarms` has it all
 * the same.
 */
function isEarly({ state, subject }: Alarm, { round, hours }: WatchScene, now: Date) {
  if (state !== 'unread') return false;
  const since = round?.firstAt ?? hours.at(-1)?.at ?? now.toISOString();
  return elapsed(since, now) < (subject === 'store' ? firstHours : day);
}

const mostAlone = 5;

const line = (mark: string, { names, ...alarm }: SentAlarm, said: string) =>
  `${mark} ${alarmSubject(alarm)}${names ? ` (${names.en})` : ''}: ${said}`;

/** The lines of alarms, those of the same state and reason together: on a first day, or without a network, hundreds are alike. */
function lines(mark: string, alarms: readonly (SentAlarm & Partial<Pick<Alarm, 'trouble' | 'detail'>>)[]) {
  const alike = Map.groupBy(alarms, ({ state, detail, trouble }) => [state, detail ?? trouble?.detail].filter(Boolean).join(', '));
  return [...alike].flatMap(([said, some]) =>
    some.length <= mostAlone
      ? some.map((alarm) => line(mark, alarm, said))
      : [`${mark} ${some.length} sources: ${said}: ${some.map(alarmSubject).join(' ')}`],
  );
}

/**
 * Sends new and cleared alarms once, and those that grow once a day. They are remembered after sending, so that a failure repeats them
 * rather than losing them.
 */
async function tellNews(standing: readonly Alarm[], context: WatchContext) {
  const sent = (await context.journal.read('told')) ?? [];
  const news = compareAlarms(standing, sent, context.now());
  const message = newsText(news);
  if (message) await context.notices.send(message);
  if (message || !isDeepStrictEqual(news.next, sent)) await context.journal.write('told', news.next);
}

function newsText({ new: fresh, grown, cleared, next }: AlarmNews) {
  if (fresh.length + grown.length + cleared.length === 0) return undefined;
  const more = grown.length > 0 ? ` ${grown.length} grown,` : '';
  return {
    subject: `Hongtou: ${fresh.length} new,${more} ${cleared.length} cleared, ${next.length} standing`,
    body: [
      ...lines('new    ', fresh),
      ...lines('grown  ', grown),
      ...lines('cleared', cleared),
      '',
      ...[...new Set([...fresh, ...grown].map(alarmPage))].map((page) => `what to do: ${page}`),
      `${next.length} stand in all. "hongtou alarms" names each with since when, the last good evidence and what to do.`,
    ].join('\n'),
  };
}

const mostHours = 24;
const marksKept = 10;

const some = (counts: readonly (readonly [string, number])[]) => Object.fromEntries(counts.filter(([, count]) => count > 0));

/**
 * When the line before was written, about an hour ago. Only when a source was asked last is kept, so one of each hour counts in the hour
 * behind this moment, and would be missed in the whole hour before.
 */
function lineBefore({ hours }: WatchScene, whole: string, ago: string) {
  const before = hours.find((line) => line.hour !== whole)?.at;
  return before !== undefined && Date.parse(ago) - Date.parse(before) < hour ? before : ago;
}

async function hourLine(scene: WatchScene, alarms: number, context: WatchContext, whole?: string) {
  const now = context.now();
  const ago = later(now, -hour);
  const since = whole === undefined ? ago : lineBefore(scene, whole, ago);
  const counted = await (whole === undefined ? context.counts.lately(now) : context.counts.of(whole));
  const waiting = await Promise.all(scene.dead.map(async ({ queue }) => [queue, await context.deadLetters.waiting(queue)] as const));
  const unindexed = (await context.documents.dirty(marksLooked)).slice(0, marksKept);
  return {
    hour: whole ?? ago.slice(0, 13),
    at: now.toISOString(),
    sources: scene.watched.filter(({ state }) => state?.checkedAt !== undefined && state.checkedAt > since).length,
    counted,
    waiting: some(waiting),
    dead: some(scene.dead.map(({ queue, count }) => [queue, count])),
    unindexed,
    newAt: counted.new ? `${whole ?? ago.slice(0, 13)}:59:59.999Z` : (scene.hours[0]?.newAt ?? now.toISOString()),
    ...opt({ stack: scene.stack, free: context.room?.() }),
    alarms,
  };
}

async function keepHour(line: HourLine, { hours }: WatchScene, context: WatchContext) {
  const same = hours.find(({ hour: name }) => name === line.hour);
  const before = hours.filter((each) => each !== same);
  const kept = same ? { ...line, at: same.at, unindexed: same.unindexed } : line;
  await context.journal.write('hours', [kept, ...before].slice(0, mostHours));
}

type AlarmProvider = (scene: WatchScene, context: WatchContext) => readonly Alarm[] | Promise<readonly Alarm[]>;

const providers: readonly AlarmProvider[] = [
  undeclaredSourceAlarms,
  clockAlarms,
  diskAlarms,
  storeAlarms,
  budgetAlarms,
  egressAlarms,
  documentAlarms,
  sourceAlarms,
  indexAlarms,
  deadLetterAlarms,
  stackAlarms,
  digestAlarms,
  mailAlarms,
  deliveryAlarms,
  confirmationAlarms,
  webhookAlarms,
  asideAlarms,
  landmarkAlarms,
];

async function alarmsOf(scene: WatchScene, context: WatchContext) {
  const found: Alarm[] = [];
  for (const provide of providers) found.push(...(await provide(scene, context)));
  return found;
}

export const alarms = async (context: WatchContext): Promise<readonly Alarm[]> => alarmsOf(await openScene(context), context);

type Watched = Readonly<{ line: HourLine; standing: readonly Alarm[] }>;

async function seen(context: WatchContext) {
  const scene = await openScene(context);
  const found = await alarmsOf(scene, context);
  return { scene, found, standing: found.filter((alarm) => !isEarly(alarm, scene, context.now())) };
}

export async function look(context: WatchContext): Promise<Watched & { readonly found: readonly Alarm[] }> {
  const { scene, found, standing } = await seen(context);
  return { found, standing, line: await hourLine(scene, found.length, context) };
}

export async function watch(context: WatchContext): Promise<Watched> {
  const { scene, standing } = await seen(context);
  const line = await hourLine(scene, standing.length, context, hourOf(new Date(context.now().getTime() - hour)));
  await keepHour(line, scene, context);
  await tellNews(standing, context);
  return { line, standing };
}

/** Notes that have no record, or not of each write. */
const notes = ['round', 'mailed', 'mailing', 'told', 'doubts', 'settled', 'declarations'] as const;

/**
 * Once a day (Beijing) puts into the bucket what only the table holds: the states of sources and webhooks, and what the instance remembers
 * of itself (docs/decisions/0043-backup-and-cost.md says of each kind of item why). Returns how many items, 0 when the day has its copy.
 */
export async function backUp(context: WatchContext): Promise<number> {
  const { backups, journal, settings, now } = context;
  const day = dayOf(now());
  if ((await journal.read('backup'))?.day === day) return 0;
  const states = [...settings.sources.map(({ id }) => sourceKey(id)), ...nameWebhooks(settings.webhooks).map(({ id }) => webhookKey(id))];
  const items = await backups.save([...states, ...notes.map(journalKey)], now().toISOString());
  await journal.write('backup', { day });
  return items;
}
