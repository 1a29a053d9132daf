import type { Level } from './source.ts';
import type { Weekday } from './time.ts';
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

/** Days before a deadline at which a reader can be reminded of it. */
export const noticeDays = [14, 3, 1] as const;

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
  readonly reminders?: readonly (typeof noticeDays)[number][];
  /** No mail up to and including this day (Beijing). */
  readonly pausedUntil?: string;
};

/** English and Chinese. */
export type LanguagePair = readonly [english: string, chinese: string];

/**
 * What was written into the fields of the choices, by name. A list is a text with commas (or lines) under its name, and boxes `NAME.VALUE`; a kept search is the box
 * `search.ID`, a new one the two texts `search` and `search-name`, or `search2` and `search-name2`.
 */
export type ChoiceForm = ReadonlyMap<string, string>;
/** A field that holds what it cannot: what, and what to write instead. */
export type WrongChoice = { readonly field: string; readonly given: string; readonly says: LanguagePair };
export type ReadChoices = { readonly choices: Choices; readonly wrong: readonly WrongChoice[] };

/** A reader as the page of choices shows it. */
export type ShownChoices = {
  readonly address: string;
  readonly state: 'pending' | 'confirmed' | 'suppressed';
  readonly choices: Choices;
  /** By the id of a saved search: addresses of its feed and calendar file, which need no sign-in. */
  readonly links: Readonly<Record<string, { readonly feed: string; readonly calendar: string }>>;
  /** Titles of the followed acts by id; without those that are not stored any more. */
  readonly titles: Readonly<Record<string, { readonly title: string; readonly english: string; readonly type: DocumentType }>>;
};
