import type { Choices } from './choices.ts';

/** A reader of the digest. */
export type Subscriber = {
  readonly id: string;
  readonly address: string;
  readonly state: 'pending' | 'confirmed' | 'suppressed';
  readonly since: string;
  readonly confirmedAt?: string;
  /** Why no mail goes to a suppressed reader, and since when. Only a reader who left by a click may come back by one. */
  readonly left?: 'reader' | 'bounce' | 'complaint';
  readonly leftAt?: string;
  /** What the reader wants and when; absent: everything, in the rhythm of the configuration. */
  readonly choices?: Choices;
  /** Hashes of the tokens in mails that were sent: each lets the reader unsubscribe for ever, also after the signing secret was lost. */
  readonly linkHashes?: readonly string[];
  /** The token itself, in a record of an older version. */
  readonly token?: string;
};

/** The last mail that asked the reader to confirm. */
export type Confirmation = {
  readonly reader: string;
  readonly at: string;
  readonly state: 'claimed' | 'sent' | 'failed';
  readonly detail?: string;
};

/** The number of the last event that somebody marked as read, and when. */
export type LastRead = { readonly position: number; readonly at: string };
