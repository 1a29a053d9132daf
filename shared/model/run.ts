import type { FollowUp, ListingRequest } from './article.ts';
import type { Trouble } from './errors.ts';
import type { SourceCondition } from './source.ts';

export type SourceTrouble = {
  readonly kind: Trouble;
  readonly detail: string;
  readonly url: string;
  readonly nextTryAt?: string;
  /** The proxy (a name of `egress`) that failed, and not the site. */
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
  /** Pages read so far, and the oldest day on them. */
  readonly pages: number;
  readonly reached?: string;
  /** The pages to go on with, and what led to them. */
  readonly next: readonly ListingRequest[];
  readonly lead?: Omit<FollowUp, 'asks'>;
  /** The first page with entries older than the day: a backfill to an earlier day begins there. */
  readonly firstOld?: ListingRequest;
  /** Why nothing more is asked for: its day was reached, the list ended, or its limit of pages. */
  readonly end?: 'reached' | 'ended' | 'capped';
  /** When its first page was read: what came before is behind it. */
  readonly begunAt?: string;
  /** What stopped it; it goes on when it is asked for again. */
  readonly trouble?: string;
};

/** Counts of one source in one run (docs/contract.md 3.1). */
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
  /** Where the listing moved permanently: the declaration should follow. */
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
 * A listing went on behind the pages that a round reads. `since`, `until`: newest day known before and oldest day read now, between which entries may be missing;
 * without `since` it was the first reading, which goes no further back.
 */
export type Capped = { readonly at: string; readonly pages: number; readonly since?: string; readonly until?: string };

/** The stored state of one listing of a source. */
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
  /** Where its address moved permanently, by the last answer. */
  readonly movedTo?: string;
  /** Validators of the last answer when it was the whole list. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** Hash of the bytes of its first page, read as it is declared: equal ones say nothing new. */
  readonly bytesHash?: string;
  /** Hash of the entries of its first page, all of which were sent: equal ones are known, whatever else of the page changed. */
  readonly entriesHash?: string;
  /** Hash of the page whose script loads the list. */
  readonly shellHash?: string;
  /** When it was last read whole. */
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
 * A page of the source that answers 404 or 410. `at`: its last miss. `lists`: what a list has said of it since the first miss, by its key: it is `shown`, or so many
 * readings in a row came to the end of the list without it. `held`: since when its document would be withdrawn, were not much of its site away with it.
 */
export type MissingPage = {
  readonly at: string;
  readonly lists?: Readonly<Record<string, 'shown' | number>>;
  readonly held?: string;
};

/** An earlier condition of a source. */
export type PastCondition = Pick<SourceState, 'condition' | 'since' | 'lastGoodAt' | 'trouble'>;

/** The stored state of a source: one item, with its last conditions. */
export type SourceState = {
  readonly id: string;
  readonly slot?: string;
  readonly condition: SourceCondition;
  /** Since when the condition holds. */
  readonly since: string;
  readonly checkedAt?: string;
  readonly lastGoodAt?: string;
  readonly lastEvidence?: string;
  /** Newest day seen in the listing. */
  readonly newest?: string;
  readonly listed: number;
  /** Its pages that ever became a document, or a copy of one. */
  readonly stored?: number;
  /** The same by ISO week, for the last twelve weeks. */
  readonly weeks?: Readonly<Record<string, number>>;
  /** Pages that failed since the listing was last read. */
  readonly failures: number;
  /** Since when some page failed between any two readings of the listing. */
  readonly failingSince?: string;
  readonly trouble?: SourceTrouble;
  /** Its listings by their keys; the fields above sum them up. */
  readonly lists?: Readonly<Record<string, ListState>>;
  /** Its pages that are missing, by short hashes of their addresses. */
  readonly missing?: Readonly<Record<string, MissingPage>>;
  /** How far backfills came, by the keys of its listings. */
  readonly back?: Readonly<Record<string, BackfillProgress>>;
  /** Conditions before this one, newest first: a digest names sources that were not readable in its week. */
  readonly was?: readonly PastCondition[];
  /** The round that `failures` is counted in. */
  readonly round?: string;
};

/** One outcome of one task, for the report of a run. */
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
  /** Of a page: its address, the key of its evidence and its document. */
  readonly url?: string;
  readonly evidence?: string;
  readonly documentId?: string;
  /** The source whose list led to a page that was stored for the first time. */
  readonly firstOf?: string;
  /** How far a backfill came in the listing of this key; the last one of a run counts. */
  readonly backfill?: Backfill;
  readonly list?: string;
};
