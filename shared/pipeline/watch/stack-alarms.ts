import type { Alarm, AlarmState, DeadMessage } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import type { DeadQueue, HourLine, IndexMark, StackHour } from '../../model/run.ts';
import { isThere } from '../../model/run.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { findMissingNews } from '../../stages/watch/health.ts';
import { findSilence, isEnabled, type Silence } from '../../stages/watch/silence.ts';
import { type SourceStates, sourceStates } from '../collect/source-states.ts';

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(body: string): Fields {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

const text = (fields: Fields, name: string): string => orEmpty(typeof fields[name] === 'string' ? fields[name] : undefined);

type Kind = { readonly of: (fields: Fields) => boolean; readonly words: (fields: Fields) => string };

const isMailEvent = (fields: Fields): boolean => fields['source'] === 'aws.ses';
const isScheduled = (fields: Fields): boolean => fields['source'] === 'aws.scheduler';

const kinds: readonly Kind[] = [
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
  dead.flatMap(({ queue, count, first }): readonly Alarm[] => {
    // All may be held by another process at this moment: they are counted all the same.
    if (count === 0) return [];
    const said = first.map((message) => `${describeDead(message)}${message.reason === undefined ? '' : ` (${message.reason})`}`);
    return [
      {
        subject: `queue ${queue}`,
        state: 'dead',
        ...opt('since', first[0]?.at),
        count,
        detail: `${count} dead ${count === 1 ? 'letter' : 'letters'}${said.length > 0 ? `: ${said.join('; ')}` : ''}`,
        remedy: `"hongtou redrive --list" names them; after the repair "hongtou redrive --queue ${queue}" sends them once more`,
      },
    ];
  });

/** Documents that waited for the index an hour ago and still do. A mark whose document was never written waits for nothing. */
export async function indexAlarms({ hours }: WatchScene, context: WatchContext): Promise<readonly Alarm[]> {
  const now = context.now().getTime();
  const before = hours.find(({ at }) => now - Date.parse(at) >= patience);
  if (!before || before.unindexed.length === 0) return [];
  const nameOf = ({ documentId, version }: IndexMark): string => `${documentId} ${version}`;
  const waiting = new Set((await context.documents.dirty(marksLooked)).map(nameOf));
  const same = before.unindexed.filter((mark) => waiting.has(nameOf(mark)));
  const heads = same.length === 0 ? [] : await context.documents.heads(same.map(({ documentId }) => documentId));
  const byId = new Map(heads.map((head) => [head.id, head]));
  if (!same.some((mark) => isThere(mark, byId))) return [];
  return [
    {
      subject: 'index',
      state: 'late',
      since: before.at,
      detail: `documents wait for the search index since ${before.at} or longer; lists and searches are without them`,
      remedy: 'read the log of the function index; "hongtou redrive --list" has calls that failed, "hongtou rebuild" makes it anew',
    },
  ];
}

/** No source brought a document for so long that it is no chance, though each may answer as it should. */
export function documentAlarms({ watched, hours: [last] }: WatchScene, context: WatchContext): readonly Alarm[] {
  if (!last) return [];
  const states = watched.flatMap(({ source, state }) => (isEnabled(source) ? [state] : []));
  const expected = findMissingNews(states, new Date(last.newAt), context.now());
  if (expected === undefined) return [];
  return [
    {
      subject: 'documents',
      state: 'none',
      since: last.newAt,
      detail: `no document was new since ${last.newAt}, where the last weeks had ${expected} in such a time`,
      remedy: 'do tasks wait or fail? "hongtou doctor" has the last hours, "hongtou redrive --list" the dead letters',
    },
  ];
}

type Finding = { readonly subject: string; readonly state: AlarmState; readonly detail: string; readonly remedy: string };

const several = 3;
/** SES reviews an account whose mails bounce or are complained of more often, and pauses it at twice and five times that. */
const mostBounces = 0.05;
const mostComplaints = 0.001;
const nearQuota = 0.8;

const percent = (part: number): string => `${(part * 100).toFixed(2)} %`;

const unwellFunctions = ({ errors, throttles }: StackHour): readonly Finding[] => {
  const failing = Object.entries(errors).filter(([, count]) => count >= several);
  const log = 'its log group holds the error; what it was to do is tried again by itself, and lies among the dead letters when that fails';
  return [
    ...failing.map(([name, count]): Finding => {
      const detail = `the function ${name} failed ${count} times in an hour`;
      return { subject: `functions ${name}`, state: 'failing', detail, remedy: log };
    }),
    ...(throttles >= several
      ? [
          {
            subject: 'functions',
            state: 'throttled' as const,
            detail: `${throttles} calls were refused in an hour, since the account runs no more functions at once`,
            remedy: 'ask AWS for a higher quota of concurrent executions (Service Quotas, AWS Lambda)',
          },
        ]
      : []),
  ];
};

const unwellPages = ({ requests, failures }: StackHour): readonly Finding[] =>
  failures >= several
    ? [
        {
          subject: 'pages',
          state: 'failing',
          detail: `${failures} of ${requests} requests were answered with 5xx in an hour`,
          remedy:
            'the log of the function api holds each error with its request; without any there it was stopped: time, memory, or throttled',
        },
      ]
    : [];

type Check = {
  readonly state: AlarmState;
  readonly when: (mail: StackHour['mail']) => boolean;
  readonly says: (mail: StackHour['mail']) => string;
};

const mailChecks: readonly Check[] = [
  {
    state: 'paused',
    when: ({ sending, review }) => !sending || review === 'SHUTDOWN',
    says: () => 'SES has paused sending for the account',
  },
  {
    state: 'reviewed',
    when: ({ review }) => review === 'PROBATION',
    says: () => 'SES reviews the account: too many bounces or complaints',
  },
  {
    state: 'bounces',
    when: ({ bounces = 0 }) => bounces >= mostBounces,
    says: ({ bounces = 0 }) => `${percent(bounces)} of the mails bounce; SES reviews from 5 %, and pauses from 10 %`,
  },
  {
    state: 'complaints',
    when: ({ complaints = 0 }) => complaints >= mostComplaints,
    says: ({ complaints = 0 }) => `${percent(complaints)} of the mails are complained of; SES reviews from 0.1 %, and pauses from 0.5 %`,
  },
  {
    state: 'quota',
    when: ({ sentToday, mostToday }) => mostToday > 0 && sentToday >= mostToday * nearQuota,
    says: ({ sentToday, mostToday }) => `${sentToday} of the ${mostToday} mails that SES allows in 24 hours were sent`,
  },
];

const unwellMail = ({ mail }: StackHour): readonly Finding[] =>
  mailChecks
    .filter(({ when }) => when(mail))
    .map(({ state, says }) => ({
      subject: 'mail',
      state,
      detail: says(mail),
      remedy: 'the SES console says why and takes an answer (Account dashboard, Reputation metrics); suppressed readers get no more mails',
    }));

export function stackAlarms({ stack, blind }: WatchScene, { settings, now }: WatchContext): readonly Alarm[] {
  const mails = !settings.digest.from.endsWith('@localhost');
  const findings: readonly Finding[] = stack ? [...unwellFunctions(stack), ...unwellPages(stack), ...(mails ? unwellMail(stack) : [])] : [];
  const unseen: Finding[] =
    blind === undefined
      ? []
      : [
          {
            subject: 'watch',
            state: 'blind',
            detail: `AWS did not say how the stack is: ${blind}`,
            remedy: 'may the function watch ask it? See its role',
          },
        ];
  return [...findings, ...unseen].map((each) => ({ ...each, since: now().toISOString() }));
}

const plural = (n: number): string => (n === 1 ? 'the one source' : `none of the ${n} sources`);

type Words = { readonly detail: string; readonly here: string; readonly there: string };

const elsewhere = 'may the functions reach the network? Sites that refuse AWS are collected from elsewhere (docs/runbook.md)';

const words: Readonly<Record<Silence['kind'], (n: number) => Words>> = {
  unread: (n) => ({
    detail: n === 1 ? 'nothing has been read: the one source was never visited' : `nothing has been read: ${plural(n)} was ever visited`,
    here: '"hongtou run" makes a round, "hongtou start" goes on reading; is this the folder (--data) and the configuration that you mean?',
    there: 'its schedules make a round each hour: "hongtou doctor --stack NAME" says whether they are on, and whether the table was lost',
  }),
  unanswered: (n) => ({
    detail:
      n === 1 ? 'nothing has been read: the one source never answered' : `nothing has been read: ${plural(n)} ever answered as declared`,
    here: 'is this machine online? Then "hongtou sources check --all" says what each of them answers',
    there: elsewhere,
  }),
  away: (n) => ({
    detail: `${plural(n)} answers`,
    here: 'all at once: this machine is most likely offline, or a proxy stands between; nothing is wrong with the sources themselves',
    there: `all at once, so that nothing is wrong with the sources themselves; ${elsewhere}`,
  }),
  late: () => ({
    detail: 'no round for more than twice the rhythm of the sources',
    here: 'is "hongtou start" running? "hongtou run" catches up in one round',
    there: 'are its schedules on? "hongtou doctor --stack NAME" says; "hongtou run --stack NAME" catches up in one round',
  }),
};

export function storeAlarms({ watched, round }: SourceStates, context: WatchContext): readonly Alarm[] {
  const silence = findSilence(watched, round, context.now());
  if (!silence) return [];
  const { kind, since, sources } = silence;
  const { detail, here, there } = words[kind](sources);
  const remedy = context.stack === undefined ? here : there;
  return [{ subject: kind === 'away' ? 'machine' : 'store', state: kind, ...opt('since', since), detail, remedy }];
}

const week = 7 * 24 * 3_600_000;
/** Clocks of several machines differ by so much. */
const margin = 5 * 60_000;

/** The clock went back: an alarm for a week after it was noticed, or as long as it is behind the last round. */
export function clockAlarms({ round }: SourceStates, context: WatchContext): readonly Alarm[] {
  const now = context.now().getTime();
  const behind = round && Date.parse(round.at) - now > margin ? { until: round.at, noticedAt: context.now().toISOString() } : undefined;
  const ahead = behind ?? (round?.ahead && now - Date.parse(round.ahead.noticedAt) <= week ? round.ahead : undefined);
  if (!ahead) return [];
  return [
    {
      subject: 'clock',
      state: 'back',
      since: ahead.noticedAt,
      detail: `the clock went back: a round was made at ${ahead.until}, which is later than now`,
      remedy:
        'set the clock of this machine; what was stored under the later time keeps it, pages that were put off until then are due at once',
    },
  ];
}

/** Less is soon used up: by the log of SQLite, a new index, a first round. */
export const leastFree = 500 * 1024 ** 2;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2).toLocaleString('en-GB')} MB`;

export function diskAlarms(_: SourceStates, { room, now }: WatchContext): readonly Alarm[] {
  const free = room?.();
  if (free === undefined || free >= leastFree) return [];
  const remedy = 'make room, or bring the folder to a larger disk: without room nothing can be stored; nothing that was stored is lost';
  return [
    { subject: 'disk', state: 'low', since: now().toISOString(), detail: `${megabytes(free)} free on the disk of the data folder`, remedy },
  ];
}

export type WatchScene = SourceStates & {
  readonly dead: readonly DeadQueue[];
  readonly hours: readonly HourLine[];
  readonly stack?: StackHour;
  readonly blind?: string;
};

const mostNamed = 3;

async function deadQueues({ deadLetters }: WatchContext): Promise<readonly DeadQueue[]> {
  const found: DeadQueue[] = [];
  for (const queue of await deadLetters.queues()) {
    const count = await deadLetters.count(queue);
    found.push({ queue, count, first: count === 0 ? [] : await deadLetters.peek(queue, mostNamed) });
  }
  return found;
}

async function stackHour({ stack, now }: WatchContext): Promise<Pick<WatchScene, 'stack' | 'blind'>> {
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
