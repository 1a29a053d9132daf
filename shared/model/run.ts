import type { Trouble } from './errors.ts';
import type { SourceCondition } from './source.ts';

export type SourceTrouble = { readonly kind: Trouble; readonly detail: string; readonly url: string; readonly nextTryAt?: string };
export type Failure = { readonly url: string; readonly kind: Trouble; readonly detail: string };

/** Counts of one source in one run (contract.md 3.1). */
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
};

export type RunReport = {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly sources: readonly SourceReport[];
  readonly documents: { readonly new: number; readonly changed: number; readonly same: number; readonly withdrawn: number };
  readonly failures: readonly Failure[];
};

/** What is kept of a source between runs: one item, no history. */
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
  /** Its pages that became a document, or a copy of one, ever. */
  readonly stored?: number;
  /** Pages that failed since the listing was last read. */
  readonly failures: number;
  /** Since when some page failed between any two readings of the listing. */
  readonly failingSince?: string;
  readonly trouble?: SourceTrouble;
  /** Validators of the listing's last answer. */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly bytesHash?: string;
  /** Addresses that a complete listing holds, as short hashes. */
  readonly held?: readonly string[];
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
};
