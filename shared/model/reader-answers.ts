import type { ChoiceForm, Choices, ReadChoices, SavedSearch, ShownChoices } from './choices.ts';
import type { Digest, DigestItem } from './digest.ts';
import type { DigestRhythm } from './settings.ts';

/** What changed since the mark `since`, or within four weeks where there is none; `upTo`: the last event that was looked at, `more`: there are later ones. */
export type Unread = { readonly since?: string; readonly items: readonly DigestItem[]; readonly upTo: number; readonly more: boolean };

/** What a reader of the digest can ask and do with the signed token of a mail. */
export type ReaderAnswers = {
  /** When the instance mails whoever has not chosen. */
  readonly rhythm: DigestRhythm;
  /** The choices that a token opens; undefined for a token that opens nothing, whoever's it is. */
  shown(token: string): Promise<ShownChoices | undefined>;
  /** Reads what was written, and stores it when `save` and nothing is wrong. Throws InputError for a reader who receives no mail. */
  choose(token: string, form: ChoiceForm, save: boolean): Promise<ReadChoices | undefined>;
  /** Last week's digest by these choices; undefined while it is not composed. */
  preview(choices: Choices): Promise<Digest | undefined>;
  /** Everything that is kept of the reader. */
  export(token: string): Promise<object | undefined>;
  /** Asks for everything that is kept of the reader to be erased. */
  erase(token: string): Promise<boolean>;
  /** The saved search whose feed and calendar file a token opens. */
  search(token: string): Promise<SavedSearch | undefined>;
  /** What is new to the reader by the choices, and the mark that everything up to an event is read; nothing for a token that opens nothing. */
  unread(token: string): Promise<Unread | undefined>;
  markRead(token: string, upTo: number): Promise<boolean>;
  /** The token of the choices of a reader who has just confirmed. */
  tokenAfter(confirmToken: string): Promise<string | undefined>;
};
