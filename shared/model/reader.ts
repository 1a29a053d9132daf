import type { DigestRhythm } from './configuration.ts';
import type { Digest, DigestItem } from './digest.ts';
import type { Fixed } from './fixed.ts';
import type { Level } from './source.ts';
import type { Weekday } from './time.ts';
import type { DocumentType, Status, SubjectId } from './vocabulary.ts';

export type Subscriber = Fixed<{
  id: string;
  address: string;
  state: 'pending' | 'confirmed' | 'suppressed';
  since: string;
  confirmedAt?: string;
  /** Why no mail goes to a suppressed reader, and since when. Only a reader who left by a click may come back by one. */
  left?: 'reader' | 'bounce' | 'complaint';
  leftAt?: string;
  choices?: Choices;
  /** Hashes of the tokens in mails that were sent: each lets the reader unsubscribe for ever, also after the signing secret was lost. */
  linkHashes?: string[];
  /** The token itself, in a record of an older version. */
  token?: string;
}>;

export type Confirmation = Fixed<{
  reader: string;
  at: string;
  state: 'claimed' | 'sent' | 'failed';
  detail?: string;
}>;

export type LastRead = Fixed<{ position: number; at: string }>;

export type SavedSearch = Fixed<{
  id: string;
  name: string;
  filters: {
    q?: string;
    theme?: SubjectId;
    issuer?: string;
    level?: Level;
    type?: DocumentType;
    status?: Status;
    source?: string;
    place?: string;
  };
}>;

/** Days before a deadline at which a reader can be reminded of it. */
export const noticeDays = [14, 3, 1] as const;

/**
 * What a mail brings to a reader. Lists of one kind are alternatives, kinds narrow each other; saved searches and followed things add to
 * what remains.
 */
export type Choices = {
  readonly themes?: readonly SubjectId[];
  readonly issuers?: readonly string[];
  readonly levels?: readonly Level[];
  readonly places?: readonly string[];
  readonly searches?: readonly SavedSearch[];
  /**
   * Nothing but what the saved searches find and what touches the followed acts and landmarks; without it they add to everything, or to
   * what the lists leave.
   */
  readonly only?: true;
  /** Ids of documents: the reader is told when anything cites, implements, amends or finalises one. */
  readonly acts?: readonly string[];
  readonly landmarks?: readonly string[];
  readonly language?: 'en' | 'zh' | 'both';
  readonly every?: 'day' | 'week';
  readonly weekday?: Weekday;
  /** 0 to 23 in `timeZone` (IANA). */
  readonly hour?: number;
  readonly timeZone?: string;
  readonly reminders?: readonly (typeof noticeDays)[number][];
  readonly pausedUntil?: string;
};

export type LanguagePair = readonly [english: string, chinese: string];

/**
 * What was written into the fields of the choices, by name. A list is a text with commas (or lines) under its name, and boxes `NAME.VALUE`;
 * a kept search is the box `search.ID`, a new one the two texts `search` and `search-name`, or `search2` and `search-name2`.
 */
export type ChoiceForm = ReadonlyMap<string, string>;
export type WrongChoice = Fixed<{ field: string; given: string; says: LanguagePair }>;
export type ReadChoices = Fixed<{ choices: Choices; wrong: WrongChoice[] }>;

export type ShownChoices = Fixed<{
  address: string;
  state: 'pending' | 'confirmed' | 'suppressed';
  choices: Choices;
  links: Record<string, { feed: string; calendar: string }>;
  titles: Record<string, { title: string; english: string; type: DocumentType }>;
}>;

/**
 * What changed since the mark `since`, or within four weeks where there is none; `upTo`: the last event that was looked at, `more`: there
 * are later ones.
 */
export type Unread = Fixed<{ since?: string; items: DigestItem[]; upTo: number; more: boolean }>;

/** What a reader of the digest can ask and do with the signed token of a mail. */
export type ReaderAnswers = {
  readonly rhythm: DigestRhythm;
  /** The choices that a token opens; undefined for a token that opens nothing, whoever's it is. */
  shown(token: string): Promise<ShownChoices | undefined>;
  /** Reads what was written, and stores it when `save` and nothing is wrong. Throws InputError for a reader who receives no mail. */
  choose(token: string, form: ChoiceForm, save: boolean): Promise<ReadChoices | undefined>;
  preview(choices: Choices): Promise<Digest | undefined>;
  export(token: string): Promise<object | undefined>;
  erase(token: string): Promise<boolean>;
  search(token: string): Promise<SavedSearch | undefined>;
  /**
   * What is new to the reader by the choices, and the mark that everything up to an event is read; nothing for a token that opens nothing.
   */
  unread(token: string): Promise<Unread | undefined>;
  markRead(token: string, upTo: number): Promise<boolean>;
  tokenAfter(confirmToken: string): Promise<string | undefined>;
  /** The token of the choices of a reader who receives mail. */
  tokenOf(reader: string): Promise<string | undefined>;
};

/** What a token allows: to read everything, also to give documents their themes, or also to edit digests. */
export const scopes = ['read', 'label', 'edit'] as const;
export type Scope = (typeof scopes)[number];

export type ApiToken = Fixed<{
  hash: string;
  name: string;
  since: string;
  scope?: Scope;
  expires?: string;
  /** It is a reader's own, and sets what that reader is told of. Whose, the token itself says: its record outlives the reader. */
  own?: true;
}>;

/** A browser that signed in with a token: stored by the hash of its cookie's value, valid while the token is. */
export type Session = Fixed<{ hash: string; tokenHash: string; until: string }>;

/** Who asks, by the hash of the token (`id`). On a laptop the owner, who needs no name. */
export type Grant = Fixed<{ name?: string; scope: Scope; id?: string; reader?: string }>;
export type Access = Grant | { readonly refused: string };
export const isGrant = (access: Access): access is Grant => 'scope' in access;
