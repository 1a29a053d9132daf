import type { DeadLetterQueue, DeadMessage, SentAlarm } from './alarm.ts';
import type { Entry, FollowUp, ListingRequest } from './article.ts';
import type { Head } from './document.ts';
import type { Doubt } from './doubts.ts';
import type { Trouble } from './errors.ts';
import type { Fixed } from './fixed.ts';
import type { Source, SourceCondition } from './source.ts';

export type SourceTrouble = Fixed<{
  kind: Trouble;
  detail: string;
  url: string;
  nextTryAt?: string;
  proxy?: string;
}>;
type Failure = Fixed<{ url: string; kind: Trouble; detail: string }>;

/** How far back a run with `--since` came: the oldest day read, over how many pages of listings. `capped`: it stopped before `since`. */
export type Backfill = Fixed<{ since: string; reached?: string; pages: number; capped: boolean }>;

/** How far a backfill of one listing came, and where it goes on. */
export type BackfillProgress = Fixed<{
  since: string;
  /** The round whose task goes on with it, and the pages that were read when that task was sent: any other task is stale. */
  round: string;
  from: number;
  pages: number;
  reached?: string;
  next: ListingRequest[];
  lead?: Omit<FollowUp, 'asks'>;
  /** The first page with entries older than the day: a backfill to an earlier day begins there. */
  firstOld?: ListingRequest;
  /** Why nothing more is asked for: its day was reached, the list ended, or its limit of pages. */
  end?: 'reached' | 'ended' | 'capped';
  begunAt?: string;
  trouble?: string;
}>;

export type SourceReport = Fixed<{
  id: string;
  state: SourceCondition;
  listed: number;
  new: number;
  changed: number;
  same: number;
  failed: number;
  requests: number;
  bytes: number;
  trouble?: SourceTrouble;
  movedTo?: string;
  backfill?: Backfill;
  /** A list of it went on behind the pages that a round reads. */
  capped?: true;
}>;

export type RunReport = Fixed<{
  startedAt: string;
  finishedAt: string;
  sources: SourceReport[];
  documents: { new: number; changed: number; same: number; withdrawn: number };
  failures: Failure[];
}>;

/**
 * A listing went on behind the pages that a round reads. `since`, `until`: newest day known before and oldest day read now, between which
 * entries may be missing; without `since` it was the first reading, which goes no further back.
 */
export type Capped = Fixed<{ at: string; pages: number; since?: string; until?: string }>;

export type ListState = Fixed<{
  condition: Extract<SourceCondition, 'ok' | 'partial' | 'unreachable' | 'refused' | 'unrecognised'>;
  checkedAt: string;
  /** Entries of the last good reading, and the newest day seen in it. */
  listed: number;
  newest?: string;
  /** The oldest day seen in it, and over how many pages: how much a listing holds. */
  oldest?: string;
  pages?: number;
  trouble?: SourceTrouble;
  /** Its entries have no day, though the declaration says where it is, or they had one before. */
  undated?: boolean;
  movedTo?: string;
  etag?: string;
  lastModified?: string;
  /** Hash of the bytes of its first page, read as it is declared: equal ones say nothing new. */
  bytesHash?: string;
  /** Hash of the entries of its first page, all of which were sent: equal ones are known, whatever else of the page changed. */
  entriesHash?: string;
  /** Hash of the page whose script loads the list. */
  shellHash?: string;
  wholeAt?: string;
  /** When it was last read to its end, or as far as a round goes, and how many entries it had, on how many pages. */
  walked?: { at: string; listed: number; pages: number };
  /** Pages of the listing that the next reading has to reach: they have entries that were not sent, or could not be fetched. */
  left?: number;
  /** `left` only for want of budget: the list is due at once. */
  waits?: boolean;
  /** Its last reading was cut off, or an earlier one and no backfill has come as far back. */
  capped?: Capped;
}>;

/**
 * A page of the source that answers 404 or 410. `at`: its last miss. `lists`: what a list has said of it since the first miss, by its key:
 * it is `shown`, or so many readings in a row came to the end of the list without it. `held`: since when its document would be withdrawn,
 * were not much of its site away with it.
 */
export type MissingPage = Fixed<{
  at: string;
  lists?: Record<string, 'shown' | number>;
  held?: string;
}>;

export type PastCondition = Pick<SourceState, 'condition' | 'since' | 'lastGoodAt' | 'trouble'>;

/** What a declaration reads on the page as it is now, beside what a drafted one reads. */
export type SourceDraft = Fixed<{
  at: string;
  old: Entry[];
  /** Absent where no list was found. */
  declared?: Source;
  entries: Entry[];
  /** Of how many the `entries` are the first. */
  listed: number;
}>;

export type SourceState = Fixed<{
  id: string;
  slot?: string;
  condition: SourceCondition;
  since: string;
  checkedAt?: string;
  lastGoodAt?: string;
  lastEvidence?: string;
  newest?: string;
  listed: number;
  stored?: number;
  weeks?: Record<string, number>;
  failures: number;
  /** Since when some page failed between any two readings of the listing. */
  failingSince?: string;
  trouble?: SourceTrouble;
  lists?: Record<string, ListState>;
  missing?: Record<string, MissingPage>;
  back?: Record<string, BackfillProgress>;
  /** Conditions before this one, newest first: a digest names sources that were not readable in its week. */
  was?: PastCondition[];
  /** While its list is another page than declared: what was drafted in its place, or that nothing was found. */
  draft?: SourceDraft;
  /** The round that `failures` is counted in. */
  round?: string;
}>;

export type RunNote = Fixed<{
  sourceId: string;
  listed?: number;
  saved?: 'new' | 'changed' | 'same' | 'withdrawn';
  failure?: Failure;
  requests: number;
  bytes: number;
  condition?: SourceCondition;
  trouble?: SourceTrouble;
  capped?: true;
  /** Canonical addresses of the entries, so that an entry of two listings is counted once. */
  addresses?: string[];
  url?: string;
  evidence?: string;
  documentId?: string;
  /** The source whose list led to a page that was stored for the first time. */
  firstOf?: string;
  /** How far a backfill came in the listing of this key; the last one of a run counts. */
  backfill?: Backfill;
  list?: string;
}>;

/**
 * What is counted as it happens: pages that were visited and what came of them, and mails. An unchanged list costs no write: it is counted
 * by its slot.
 */
export const counters = ['pages', 'requests', 'bytes', 'new', 'changed', 'same', 'withdrawn', 'failed', 'mails', 'mailsFailed'] as const;
export type Counted = Partial<Readonly<Record<(typeof counters)[number], number>>>;

export function sumCounted(all: readonly Counted[]): Counted {
  const sums: Record<string, number> = {};
  for (const each of all) for (const [name, count] of Object.entries(each)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** Sums by hour (UTC, `2026-11-28T02`), and of the last sixty minutes, to five minutes. */
export type Counts = {
  add(at: Date, counted: Counted): Promise<void>;
  of(hour: string): Promise<Counted>;
  lately(now: Date): Promise<Counted>;
};

export const hourOf = (instant: Date): string => instant.toISOString().slice(0, 13);

/** What the services of AWS say of the last whole hour, and of the mail service as it stands. */
export type StackHour = Fixed<{
  requests: number;
  failures: number;
  throttles: number;
  errors: Record<string, number>;
  mail: {
    sending: boolean;
    /** `HEALTHY`, `PROBATION` or `SHUTDOWN`, as SES has it. */
    review?: string;
    sentToday: number;
    /** -1: no limit. */
    mostToday: number;
    /** Parts of the mails, 0–1. */
    bounces?: number;
    complaints?: number;
  };
}>;
/** Asks the services. Throws when they do not answer. */
export type StackHealth = { lastHour(now: Date): Promise<StackHour> };

export type DeadQueue = Fixed<{ queue: DeadLetterQueue; count: number; first: DeadMessage[] }>;

export type IndexMark = Fixed<{
  documentId: string;
  version: number;
  /** It lies where marks lay before 0.10.0. */
  former?: true;
}>;

export type HourLine = Fixed<{
  hour: string;
  at: string;
  /** Sources that were asked since the line before: those that did not change or did not answer too. */
  sources: number;
  counted: Counted;
  waiting: Record<string, number>;
  dead: Record<string, number>;
  unindexed: IndexMark[];
  /** Up to when a document was new for the last time; at first, when the first line was written. */
  newAt: string;
  stack?: StackHour;
  free?: number;
  alarms: number;
}>;

/** What rounds have sent in a month of UTC since it, or the instance, began; `pages`, `held`: as the states of the sources said last. */
export type SentInMonth = Fixed<{
  month: string;
  since: string;
  polls: number;
  visits: number;
  pages: number;
  held: number;
}>;

/** Sources are asked no more often than this, or not at all, since so much of the month's money is spent; until when, once it is over. */
export type Slowed = Fixed<{
  every: 'day' | 'week' | 'never';
  since: string;
  usd: number;
  budgetUsd: number;
  until?: string;
}>;

/** The rounds of the schedule: the first, the last, and what they noticed about the clock and about undeclared sources. */
export type Round = Fixed<{
  firstAt: string;
  at: string;
  /** A later instant at which a round was once noted: the clock ran ahead then, or was set back since. */
  ahead?: { until: string; noticedAt: string };
  /** Times without a round in which a week ended, newest first: of a digest that is composed later it is known that nobody looked. */
  pauses?: { from: string; to: string }[];
  /** Ids of undeclared sources whose pages are parked until they are declared again. */
  parked?: string[];
  /** Slots whose tasks were sent, by source, until the state of the source names them too. */
  slots?: Record<string, string>;
  /** Hash of the official addresses of landmark acts that were all sent. */
  landmarks?: string;
  sent?: SentInMonth;
  slowed?: Slowed;
}>;

export type Notes = Fixed<{
  round: Round;
  configuration: unknown;
  mailed: { week: string; at: string };
  /** Up to when the readers whose moment has come were found and their mails queued, and how many in this month of UTC. */
  mailing: {
    until: string;
    sent?: { month: string; mails: number; readers: number };
  };
  backup: { day: string };
  looked: { day: string };
  hours: HourLine[];
  told: SentAlarm[];
  /** Doubts that are open, which rounds write, and those that a person settled. */
  doubts: Doubt[];
  settled: Doubt[];
  /** Sources that `sources import` put into the store: of a built-in id, in its place. */
  declarations: Source[];
}>;

export type Journal = {
  read<Name extends keyof Notes>(name: Name): Promise<Notes[Name] | undefined>;
  write<Name extends keyof Notes>(name: Name, note: Notes[Name]): Promise<void>;
};

/** A head is marked before it is written, so a mark may come before its head: it then stays for the next round. */
export const isThere = ({ documentId, version }: IndexMark, heads: ReadonlyMap<string, Head>): boolean =>
  (heads.get(documentId)?.version ?? -1) >= Math.floor(version);
