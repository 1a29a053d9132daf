import type { Dates, Issuer } from './article.ts';
import type { Source, SourceCondition } from './source.ts';
import type { DocumentType, Status, ThemeId } from './vocabulary.ts';

export const sections = ['binding', 'drafts', 'effect', 'plans', 'enforcement', 'local', 'companies', 'readings'] as const;
export type SectionId = (typeof sections)[number];

export type DigestItem = {
  readonly id: string;
  readonly url: string;
  readonly what: 'new' | 'changed' | 'withdrawn' | 'effect';
  readonly title: string;
  readonly english: string;
  readonly issuers: readonly Issuer[];
  /** Names of who carries what no body has issued. */
  readonly carrier?: Source['names'];
  readonly level?: string;
  readonly number?: string;
  readonly type: DocumentType;
  readonly status: Status;
  readonly dates: Dates;
  readonly daysLeft?: number;
  readonly themes: readonly ThemeId[];
  /** Sentences quoted from the text, never made up. */
  readonly quotes: readonly string[];
  readonly relations: readonly { readonly relation: string; readonly title?: string; readonly number?: string; readonly id?: string }[];
  /** Numbers of its events in the list of news. */
  readonly news?: readonly number[];
  /** The section where it stands in full; here it is one line. */
  readonly inFull?: SectionId;
  /** Published long before it was first seen. */
  readonly older?: boolean;
  readonly seenIn: number;
  /** Readings and reports of this act, listed under it. */
  readonly coverage: readonly {
    readonly title: string;
    readonly english: string;
    readonly url: string;
    readonly type: DocumentType;
    readonly news?: readonly number[];
  }[];
  readonly changes: readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
};

export type SilentSource = {
  readonly sourceId: string;
  readonly names: { readonly zh: string; readonly en: string };
  readonly condition: SourceCondition;
  readonly since: string;
  readonly lastGoodAt?: string;
  readonly detail?: string;
};

/**
 * Why a digest knows nothing, or nothing of late: `before` the store was begun after the week had ended; `elsewhere` it was filled from `sources` others that
 * are not in force here; the others as stages/silence.ts has them. `since`: the round that is meant.
 */
export type DigestSilence = {
  readonly kind: 'unread' | 'unanswered' | 'away' | 'late' | 'before' | 'elsewhere';
  readonly since?: string;
  readonly sources?: number;
};

export type Digest = {
  readonly week: string;
  /** First and last day, Beijing. */
  readonly from: string;
  readonly to: string;
  readonly composedAt: string;
  readonly sections: Readonly<Record<SectionId, readonly DigestItem[]>>;
  /** Said before anything else. */
  readonly silence?: DigestSilence;
  /** In a mail alone: relevant changes of other weeks of which its reader was not told before. */
  readonly notInEarlierMail?: readonly DigestItem[];
  readonly unseen: readonly SilentSource[];
  /** `unknown`: sources of which it was not kept how they were when the week ended. */
  readonly sources: { readonly total: number; readonly inOrder: number; readonly unknown?: number };
  readonly counts: { readonly new: number; readonly changed: number; readonly withdrawn: number; readonly irrelevant: number };
};

/** `period` is a finished week, `2026-W47`, or a week that is still running on a day of it, `2026-W47-5`. */
export type Ledger = {
  readonly period: string;
  readonly reader: string;
  readonly state: 'claimed' | 'sent' | 'failed' | 'uncertain';
  readonly at: string;
  /** The attempt that claimed it. */
  readonly by: string;
  readonly detail?: string;
  readonly v: number;
};

/** Numbers of the list of news, the first not among them: [3, 5] is 4 and 5. */
export type NewsRange = readonly [after: number, upTo: number];

/** Up to where a reader was told of the news: everything between `begin` and `position` but what is `owed`. */
export type NewsMark = {
  readonly begin: number;
  readonly position: number;
  /** What a mail held that was refused. */
  readonly owed: readonly NewsRange[];
  /** Weeks of which the reader was told also what lies before `begin`: the first mail holds its whole week. */
  readonly given: readonly string[];
  /** When it was moved last. */
  readonly at: string;
  /** The event at `position`, so that a list that was made anew is noticed. */
  readonly last?: string;
  readonly by: string;
  readonly v: number;
};
export type Subscriber = {
  readonly id: string;
  readonly address: string;
  readonly state: 'pending' | 'confirmed' | 'suppressed';
  readonly since: string;
  readonly confirmedAt?: string;
  /** Why no mail goes to a suppressed reader, and since when. Only who left by a click may come back by one. */
  readonly left?: 'reader' | 'bounce' | 'complaint';
  readonly leftAt?: string;
  /** Hashes of the tokens in mails that may be out: each lets the reader leave for good, also after the secret that signs was lost. */
  readonly linkHashes?: readonly string[];
  /** The token itself, in a record that an older version wrote. */
  readonly token?: string;
};

/** The last mail that asked a reader to confirm. */
export type Confirmation = {
  readonly reader: string;
  readonly at: string;
  readonly state: 'claimed' | 'sent' | 'failed';
  readonly detail?: string;
};
