import type { DeadLetterQueue, DeadMessage, SentAlarm } from './alarm.ts';
import type { Entry, FollowUp, ListingRequest } from './article.ts';
import type { Head } from './document.ts';
import type { Doubt } from './doubts.ts';
import type { Trouble } from './errors.ts';
import type { Source, SourceCondition } from './source.ts';

export type SourceTrouble = {
  readonly kind: Trouble;
  readonly detail: string;
  readonly url: string;
  readonly nextTryAt?: string;
  readonly proxy?: string;
};
type Failure = { readonly url: string; readonly kind: Trouble; readonly detail: string };

/** How far back a run with `--since` came: the oldest day read, over how many pages of listings. `capped`: it stopped before `since`. */
export type Backfill = { readonly since: string; readonly reached?: string; readonly pages: number; readonly capped: boolean };

/** How far a backfill of one listing came, and where it goes on. */
export type BackfillProgress = {
  readonly since: string;
  /** The round whose task goes on with it, and the pages that were read when that task was sent: any other task is stale. */
  readonly round: string;
  readonly from: number;
  readonly pages: number;
  readonly reached?: string;
  readonly next: readonly ListingRequest[];
  readonly lead?: Omit<FollowUp, 'asks'>;
  /** The first page with entries older than the day: a backfill to an earlier day begins there. */
  readonly firstOld?: ListingRequest;
  /** Why nothing more is asked for: its day was reached, the list ended, or its limit of pages. */
  readonly end?: 'reached' | 'ended' | 'capped';
  readonly begunAt?: string;
  readonly trouble?: string;
};

export type SourceReport = {
  readonly id: string;
  readonly state: SourceCondition;
  readonly listed: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly failed: number;
  readonly requests: number;
  readonly bytes: number;
  readonly trouble?: SourceTrouble;
  readonly movedTo?: string;
  readonly backfill?: Backfill;
  /** A list of it went on behind the pages that a round reads. */
  readonly capped?: true;
};

export type RunReport = {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly sources: readonly SourceReport[];
  readonly documents: { readonly new: number; readonly changed: number; readonly same: number; readonly withdrawn: number };
  readonly failures: readonly Failure[];
};

/**
 * A listing went on behind the pages that a round reads. `since`, `until`: newest day known before and oldest day read now, between which
 * entries may be missing; without `since` it was the first reading, which goes no further back.
 */
export type Capped = { readonly at: string; readonly pages: number; readonly since?: string; readonly until?: string };

export type ListState = {
  readonly condition: Extract<SourceCondition, 'ok' | 'partial' | 'unreachable' | 'refused' | 'unrecognised'>;
  readonly checkedAt: string;
  /** Entries of the last good reading, and the newest day seen in it. */
  readonly listed: number;
  readonly newest?: string;
  /** The oldest day seen in it, and over how many pages: how much a listing holds. */
  readonly oldest?: string;
  readonly pages?: number;
  readonly trouble?: SourceTrouble;
  /** Its entries have no day, though the declaration says where it is, or they had one before. */
  readonly undated?: boolean;
  readonly movedTo?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Hash of the bytes of its first page, read as it is declared: equal ones say nothing new. */
  readonly bytesHash?: string;
  /** Hash of the entries of its first page, all of which were sent: equal ones are known, whatever else of the page changed. */
  readonly entriesHash?: string;
  /** Hash of the page whose script loads the list. */
  readonly shellHash?: string;
  readonly wholeAt?: string;
  /** When it was last read to its end, or as far as a round goes, and how many entries it had, on how many pages. */
  readonly walked?: { readonly at: string; readonly listed: number; readonly pages: number };
  /** Pages of the listing that the next reading has to reach: they have entries that were not sent, or could not be fetched. */
  readonly left?: number;
  /** `left` only for want of budget: the list is due at once. */
  readonly waits?: boolean;
  /** Its last reading was cut off, or an earlier one and no backfill has come as far back. */
  readonly capped?: Capped;
};

/**
 * A page of the source that answers 404 or 410. `at`: its last miss. `lists`: what a list has said of it since the first miss, by its key:
 * it is `shown`, or so many readings in a row came to the end of the list without it. `held`: since when its document would be withdrawn,
 * were not much of its site away with it.
 */
export type MissingPage = {
  readonly at: string;
  readonly lists?: Readonly<Record<string, 'shown' | number>>;
  readonly held?: string;
};

export type PastCondition = Pick<SourceState, 'condition' | 'since' | 'lastGoodAt' | 'trouble'>;

/** What a declaration reads on the page as it is now, beside what a drafted one reads. */
export type SourceDraft = {
  readonly at: string;
  readonly old: readonly Entry[];
  /** Absent where no list was found. */
  readonly declared?: Source;
  readonly entries: readonly Entry[];
  /** Of how many the `entries` are the first. */
  readonly listed: number;
};

export type SourceState = {
  readonly id: string;
  readonly slot?: string;
  readonly condition: SourceCondition;
  readonly since: string;
  readonly checkedAt?: string;
  readonly lastGoodAt?: string;
  readonly lastEvidence?: string;
  readonly newest?: string;
  readonly listed: number;
  readonly stored?: number;
  readonly weeks?: Readonly<Record<string, number>>;
  readonly failures: number;
  /** Since when some page failed between any two readings of the listing. */
  readonly failingSince?: string;
  readonly trouble?: SourceTrouble;
  readonly lists?: Readonly<Record<string, ListState>>;
  readonly missing?: Readonly<Record<string, MissingPage>>;
  readonly back?: Readonly<Record<string, BackfillProgress>>;
  /** Conditions before this one, newest first: a digest names sources that were not readable in its week. */
  readonly was?: readonly PastCondition[];
  /** While its list is another page than declared: what was drafted in its place, or that nothing was found. */
  readonly draft?: SourceDraft;
  /** The round that `failures` is counted in. */
  readonly round?: string;
};

export type RunNote = {
  readonly sourceId: string;
  readonly listed?: number;
  readonly saved?: 'new' | 'changed' | 'same' | 'withdrawn';
  readonly failure?: Failure;
  readonly requests: number;
  readonly bytes: number;
  readonly condition?: SourceCondition;
  readonly trouble?: SourceTrouble;
  readonly capped?: true;
  /** Canonical addresses of the entries, so that an entry of two listings is counted once. */
  readonly addresses?: readonly string[];
  readonly url?: string;
  readonly evidence?: string;
  readonly documentId?: string;
  /** The source whose list led to a page that was stored for the first time. */
  readonly firstOf?: string;
  /** How far a backfill came in the listing of this key; the last one of a run counts. */
  readonly backfill?: Backfill;
  readonly list?: string;
};

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
export type StackHour = {
  readonly requests: number;
  readonly failures: number;
  readonly throttles: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly mail: {
    readonly sending: boolean;
    /** `HEALTHY`, `PROBATION` or `SHUTDOWN`, as SES has it. */
    readonly review?: string;
    readonly sentToday: number;
    /** -1: no limit. */
    readonly mostToday: number;
    /** Parts of the mails, 0–1. */
    readonly bounces?: number;
    readonly complaints?: number;
  };
};
/** Asks the services. Throws when they do not answer. */
export type StackHealth = { lastHour(now: Date): Promise<StackHour> };

export type DeadQueue = { readonly queue: DeadLetterQueue; readonly count: number; readonly first: readonly DeadMessage[] };

export type IndexMark = {
  readonly documentId: string;
  readonly version: number;
  /** It lies where marks lay before 0.10.0. */
  readonly former?: true;
};

export type HourLine = {
  readonly hour: string;
  readonly at: string;
  /** Sources that were asked since the line before: those that did not change or did not answer too. */
  readonly sources: number;
  readonly counted: Counted;
  readonly waiting: Readonly<Record<string, number>>;
  readonly dead: Readonly<Record<string, number>>;
  readonly unindexed: readonly IndexMark[];
  /** Up to when a document was new for the last time; at first, when the first line was written. */
  readonly newAt: string;
  readonly stack?: StackHour;
  readonly free?: number;
  readonly alarms: number;
};

/** What rounds have sent in a month of UTC since it, or the instance, began; `pages`, `held`: as the states of the sources said last. */
export type SentInMonth = {
  readonly month: string;
  readonly since: string;
  readonly polls: number;
  readonly visits: number;
  readonly pages: number;
  readonly held: number;
};

/** Sources are asked no more often than this, or not at all, since so much of the month's money is spent; until when, once it is over. */
export type Slowed = {
  readonly every: 'day' | 'week' | 'never';
  readonly since: string;
  readonly usd: number;
  readonly budgetUsd: number;
  readonly until?: string;
};

/** The rounds of the schedule: the first, the last, and what they noticed about the clock and about undeclared sources. */
export type Round = {
  readonly firstAt: string;
  readonly at: string;
  /** A later instant at which a round was once noted: the clock ran ahead then, or was set back since. */
  readonly ahead?: { readonly until: string; readonly noticedAt: string };
  /** Times without a round in which a week ended, newest first: of a digest that is composed later it is known that nobody looked. */
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
  /** Ids of undeclared sources whose pages are parked until they are declared again. */
  readonly parked?: readonly string[];
  /** Slots whose tasks were sent, by source, until the state of the source names them too. */
  readonly slots?: Readonly<Record<string, string>>;
  /** Hash of the official addresses of landmark acts that were all sent. */
  readonly landmarks?: string;
  readonly sent?: SentInMonth;
  readonly slowed?: Slowed;
};

export type Notes = {
  readonly round: Round;
  readonly configuration: unknown;
  readonly mailed: { readonly week: string; readonly at: string };
  /** Up to when the readers whose moment has come were found and their mails queued, and how many in this month of UTC. */
  readonly mailing: {
    readonly until: string;
    readonly sent?: { readonly month: string; readonly mails: number; readonly readers: number };
  };
  readonly backup: { readonly day: string };
  readonly looked: { readonly day: string };
  readonly hours: readonly HourLine[];
  readonly told: readonly SentAlarm[];
  /** Doubts that are open, which rounds write, and those that a person settled. */
  readonly doubts: readonly Doubt[];
  readonly settled: readonly Doubt[];
  /** Sources that `sources import` put into the store: of a built-in id, in its place. */
  readonly declarations: readonly Source[];
};

export type Journal = {
  read<Name extends keyof Notes>(name: Name): Promise<Notes[Name] | undefined>;
  write<Name extends keyof Notes>(name: Name, note: Notes[Name]): Promise<void>;
};

/** A head is marked before it is written, so a mark may come before its head: it then stays for the next round. */
export const isThere = ({ documentId, version }: IndexMark, heads: ReadonlyMap<string, Head>): boolean =>
  (heads.get(documentId)?.version ?? -1) >= Math.floor(version);
