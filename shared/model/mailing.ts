import type { Digest, Ledger, NewsMark, Subscriber } from './digest.ts';

/** Deliveries of digests. `by` is the token of one attempt: only who claimed may say what came of it, and knows its own claim again. */
export type Deliveries = {
  ledger(period: string, reader: string): Promise<Ledger | undefined>;
  ledgers(period: string): Promise<readonly Ledger[]>;
  /** Claims a delivery for the first time, or one that `failed`. False when another attempt has it. */
  claim(period: string, reader: string, claim: { readonly at: string; readonly by: string; readonly failed?: Ledger }): Promise<boolean>;
  /** Says what came of a claim of one's own. False when it is not one's own. */
  settle(period: string, reader: string, outcome: Pick<Ledger, 'state' | 'at' | 'detail'> & { readonly by: string }): Promise<boolean>;
  /** Somebody else's claim that came to no outcome is `uncertain`, unless it has changed since it was read. */
  giveUp(claimed: Ledger, at: string, detail: string): Promise<void>;
  /** Deliveries that were begun and are not known to have arrived, oldest first. */
  open(limit: number): Promise<readonly Ledger[]>;
  mark(reader: string): Promise<NewsMark | undefined>;
  /** Conditional on the mark that was read. False when another writer was faster. */
  moveMark(reader: string, from: NewsMark | undefined, to: Omit<NewsMark, 'v'>): Promise<boolean>;
};

export type Digests = Deliveries & {
  /** The digest of a finished week as it was composed first. */
  get(week: string): Promise<Digest | undefined>;
  has(week: string): Promise<boolean>;
  /** Keeps the digest of a finished week; gives back the one that stands. */
  keep(digest: Digest): Promise<Digest>;
  /** The digest of a week that is still running, as it was composed last, and of which events. */
  running(week: string): Promise<{ readonly digest: Digest; readonly news: number } | undefined>;
  keepRunning(digest: Digest, news: number): Promise<void>;
  /** Finished weeks that are kept, newest first. */
  weeks(limit: number): Promise<readonly string[]>;
  subscribers(): Promise<readonly Subscriber[]>;
  subscriber(id: string): Promise<Subscriber | undefined>;
  /** Keeps a new reader; false, and nothing is written, when there is one of this id. */
  addSubscriber(subscriber: Subscriber): Promise<boolean>;
  saveSubscriber(subscriber: Subscriber): Promise<void>;
  removeSubscriber(id: string): Promise<void>;
};
