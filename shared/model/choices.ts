import type { Weekday } from './configuration.ts';
import type { Level } from './source.ts';
import type { DocumentType, Status, ThemeId } from './vocabulary.ts';

/** A search that a reader has named and keeps; the filters are those of the list of documents. */
export type SavedSearch = {
  readonly id: string;
  readonly name: string;
  readonly filters: {
    readonly q?: string;
    readonly theme?: ThemeId;
    readonly issuer?: string;
    readonly level?: Level;
    readonly type?: DocumentType;
    readonly status?: Status;
    readonly source?: string;
    readonly place?: string;
  };
};

/** What a mail brings to a reader. Lists of one kind are alternatives, kinds narrow each other; saved searches and followed things add to what remains. */
export type Choices = {
  readonly themes?: readonly ThemeId[];
  /** Ids of the registry, as are `places` and `landmarks`. */
  readonly issuers?: readonly string[];
  readonly levels?: readonly Level[];
  readonly places?: readonly string[];
  readonly searches?: readonly SavedSearch[];
  /** Nothing but what the saved searches find and what touches the followed acts and landmarks; without it they add to everything, or to what the lists leave. */
  readonly only?: true;
  /** Ids of documents: the reader is told when anything cites, implements, amends or finalises one. */
  readonly acts?: readonly string[];
  readonly landmarks?: readonly string[];
  readonly language?: 'en' | 'zh' | 'both';
  readonly every?: 'day' | 'week';
  /** For `week`. */
  readonly weekday?: Weekday;
  /** 0 to 23 in `timeZone` (IANA). */
  readonly hour?: number;
  readonly timeZone?: string;
  /** Days before a deadline of what the reader is told of. */
  readonly reminders?: readonly (14 | 3 | 1)[];
  /** No mail up to and including this day (Beijing). */
  readonly pausedUntil?: string;
};
