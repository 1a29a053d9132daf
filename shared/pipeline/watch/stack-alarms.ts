/**
 * Alarms of the whole: dead letters, index, store, clock, disk, and how AWS says that the stack is. Their words stand in model/alarm-
 * rows.json.
 */
import { type Alarm, alarmOf, alarmRows, type DeadMessage } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import { type DeadQueue, type HourLine, type IndexMark, isThere, type StackHour } from '../../model/run.ts';
import { fill, opt, orEmpty } from '../../model/values.ts';
import { findMissingNews, findSilence, isEnabled } from '../../stages/watch/health.ts';
import { type SourceStates, sourceStates } from '../collect/source-states.ts';

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(body: string) {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

const text = (fields: Fields, name: string) => orEmpty(typeof fields[name] === 'string' ? fields[name] : undefined);

const isMailEvent = (fields: Fields) => fields['source'] === 'aws.ses';
const isScheduled = (fields: Fields) => fields['source'] === 'aws.scheduler';

const kinds: readonly Readonly<{ of: (fields: Fields) => boolean; words: (fields: Fields) => string }>[] = [
  { of: isMailEvent, words: () => 'a report of the mail service' },
  { of: isScheduled, words: (fields) => `a call of the schedule ${orEmpty(String(fields['resources']).split('/').at(-1))}` },
  {
    of: ({ kind }) => kind === 'listing' || kind === 'page',
    words: (f) => `${text(f, 'kind')} of ${text(f, 'sourceId')}: ${text(f, 'url')}`,
  },
  { of: ({ confirm }) => confirm !== undefined, words: () => 'a mail that asks to confirm' },
  { of: ({ erase }) => erase !== undefined, words: () => 'the erasure of a reader' },
  { of: ({ reader }) => reader !== undefined, words: (f) => `the mail of ${text(f, 'period') || text(f, 'week')} to a reader` },
];

export function describeDead({ body }: Pick<DeadMessage, 'body'>): string {
  const fields = fieldsOf(body);
  return kinds.find(({ of }) => of(fields))?.words(fields) ?? `an unknown message: ${body.slice(0, 100)}`;
}

/**
 * What becomes of a call that no function took: a report of the mail service is read now; a call of a schedule was made up for by the next
 * one.
 */
export const undeliveredKind = ({ body }: Pick<DeadMessage, 'body'>): 'report' | 'scheduled' | 'unknown' => {
  const fields = fieldsOf(body);
  return isMailEvent(fields) ? 'report' : isScheduled(fields) ? 'scheduled' : 'unknown';
};

const minute = 60_000;
/** The index is made every ten minutes; the line of the hour before is a little less than an hour old. */
const patience = 50 * minute;
export const marksLooked = 200;

export const deadLetterAlarms = ({ dead }: WatchScene): readonly Alarm[] =>
  dead.flatMap(({ queue, count, first }) => {
    // All may be held by another process at this moment: they are counted all the same.
    if (count === 0) return [];
    const said = first.map((message) => `${describeDead(message)}${message.reason === undefined ? '' : ` (${message.reason})`}`);
    const letters = `${count} dead ${count === 1 ? 'letter' : 'letters'}${said.length > 0 ? `: ${said.join('; ')}` : ''}`;
    return [alarmOf('queue', 'dead', { name: queue, letters }, { ...opt('since', first[0]?.at), count })];
  });

/** Documents that waited for the index an hour ago and still do. A mark whose document was never written waits for nothing. */
export async function indexAlarms({ hours }: WatchScene, context: WatchContext): Promise<readonly Alarm[]> {
  const now = context.now().getTime();
  const before = hours.find(({ at }) => now - Date.parse(at) >= patience);
  if (!before || before.unindexed.length === 0) return [];
  const nameOf = ({ documentId, version }: IndexMark) => `${documentId} ${version}`;
  const waiting = new Set((await context.documents.dirty(marksLooked)).map(nameOf));
  const same = before.unindexed.filter((mark) => waiting.has(nameOf(mark)));
  const heads = same.length === 0 ? [] : await context.documents.heads(same.map(({ documentId }) => documentId));
  const byId = new Map(heads.map((head) => [head.id, head]));
  return same.some((mark) => isThere(mark, byId)) ? [alarmOf('index', 'late', { since: before.at }, { since: before.at })] : [];
}

/** No source brought a document for so long that it is no chance, though each may answer as it should. */
export function documentAlarms({ watched, hours: [last] }: WatchScene, context: WatchContext): readonly Alarm[] {
  if (!last) return [];
  const states = watched.flatMap(({ source, state }) => (isEnabled(source) ? [state] : []));
  const expected = findMissingNews(states, new Date(last.newAt), context.now());
  return expected === undefined ? [] : [alarmOf('documents', 'none', { since: last.newAt, expected }, { since: last.newAt })];
}

const several = 3;
/** SES reviews an account whose mails bounce or are complained of more often, and pauses it at twice and five times that. */
const mostBounces = 0.05;
const mostComplaints = 0.001;
const nearQuota = 0.8;

const percent = (part: number) => `${(part * 100).toFixed(2)} %`;

function unwellMail({ mail }: StackHour): readonly Alarm[] {
  const { sending, review, bounces = 0, complaints = 0, sentToday, mostToday } = mail;
  return [
    ...(!sending || review === 'SHUTDOWN' ? [alarmOf('mail', 'paused')] : []),
    ...(review === 'PROBATION' ? [alarmOf('mail', 'reviewed')] : []),
    ...(bounces >= mostBounces ? [alarmOf('mail', 'bounces', { percent: percent(bounces) })] : []),
    ...(complaints >= mostComplaints ? [alarmOf('mail', 'complaints', { percent: percent(complaints) })] : []),
    ...(mostToday > 0 && sentToday >= mostToday * nearQuota ? [alarmOf('mail', 'quota', { sentToday, mostToday })] : []),
  ];
}

function unwellStack({ errors, throttles, requests, failures }: StackHour): readonly Alarm[] {
  const failing = Object.entries(errors).filter(([, count]) => count >= several);
  return [
    ...failing.map(([name, count]) => alarmOf('functions', 'failing', { name, count })),
    ...(throttles >= several ? [alarmOf('functions', 'throttled', { throttles })] : []),
    ...(failures >= several ? [alarmOf('pages', 'failing', { failures, requests })] : []),
  ];
}

export function stackAlarms({ stack, blind }: WatchScene, { settings, now }: WatchContext): readonly Alarm[] {
  const mails = !settings.digest.from.endsWith('@localhost');
  return [
    ...(stack ? unwellStack(stack) : []),
    ...(stack && mails ? unwellMail(stack) : []),
    ...(blind === undefined ? [] : [alarmOf('watch', 'blind', { reason: blind })]),
  ].map((each) => ({ ...each, since: now().toISOString() }));
}

export function storeAlarms({ watched, round }: SourceStates, context: WatchContext): readonly Alarm[] {
  const silence = findSilence(watched, round, context.now());
  if (!silence) return [];
  const { kind, since, sources } = silence;
  const row: Readonly<{ detail: string; one?: string; none?: string; remedy: string; deployed: string }> =
    kind === 'away' ? alarmRows.machine.away : alarmRows.store[kind];
  const detail = fill([row.none, row.one][sources] ?? row.detail, { sources });
  const remedy = context.stack === undefined ? row.remedy : row.deployed;
  return [{ subject: kind === 'away' ? 'machine' : 'store', state: kind, ...opt({ since }), detail, remedy }];
}

const week = 7 * 24 * 3_600_000;
/** Clocks of several machines differ by so much. */
const margin = 5 * 60_000;

/** The clock went back: an alarm for a week after it was noticed, or as long as it is behind the last round. */
export function clockAlarms({ round }: SourceStates, context: WatchContext): readonly Alarm[] {
  const now = context.now().getTime();
  const behind = round && Date.parse(round.at) - now > margin ? { until: round.at, noticedAt: context.now().toISOString() } : undefined;
  const ahead = behind ?? (round?.ahead && now - Date.parse(round.ahead.noticedAt) <= week ? round.ahead : undefined);
  return ahead ? [alarmOf('clock', 'back', { until: ahead.until }, { since: ahead.noticedAt })] : [];
}

/** Less is soon used up: by the log of SQLite, a new index, a first round. */
export const leastFree = 500 * 1024 ** 2;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2).toLocaleString('en-GB')} MB`;

export function diskAlarms(_: SourceStates, { room, now }: WatchContext): readonly Alarm[] {
  const free = room?.();
  if (free === undefined || free >= leastFree) return [];
  return [alarmOf('disk', 'low', { free: megabytes(free) }, { since: now().toISOString() })];
}

export type WatchScene = SourceStates &
  Readonly<{
    dead: readonly DeadQueue[];
    hours: readonly HourLine[];
    stack?: StackHour;
    blind?: string;
  }>;

const mostNamed = 3;

async function deadQueues({ deadLetters }: WatchContext) {
  const found: DeadQueue[] = [];
  for (const queue of await deadLetters.queues()) {
    const count = await deadLetters.count(queue);
    found.push({ queue, count, first: count === 0 ? [] : await deadLetters.peek(queue, mostNamed) });
  }
  return found;
}

async function stackHour({ stack, now }: WatchContext) {
  try {
    return opt('stack', await stack?.lastHour(now()));
  } catch (error) {
    return { blind: String(error) };
  }
}

export async function openScene(context: WatchContext): Promise<WatchScene> {
  const [states, dead, hours = [], stack] = await Promise.all([
    sourceStates(context),
    deadQueues(context),
    context.journal.read('hours'),
    stackHour(context),
  ]);
  return { ...states, dead, hours, ...stack };
}
