import type { Digest, Ledger, NewsMark } from './digest.ts';
import type { LastRead, Subscriber } from './subscriber.ts';

/** Deliveries of digests. `by` is the token of one attempt, by which it recognises its own claim and alone may record the outcome. */
export type Deliveries = {
  ledger(period: string, reader: string): Promise<Ledger | undefined>;
  ledgers(period: string): Promise<readonly Ledger[]>;
  /** Claims a delivery for the first time, or one that was `left` (it failed, or nobody was asked); gives the claim. `undefined` when another attempt has it. */
  claim(
    period: string,
    reader: string,
    claim: { readonly at: string; readonly by: string; readonly left?: Ledger; readonly reminded?: true },
  ): Promise<Ledger | undefined>;
  /** Records how far an attempt's own claim is, and its outcome. False when it is another attempt's by now. */
  settle(claimed: Ledger, outcome: Pick<Ledger, 'state' | 'at' | 'detail' | 'unasked' | 'took'>): Promise<boolean>;
  /** Marks another attempt's claim without outcome as `uncertain`, unless it has changed since it was read. */
  giveUp(claimed: Ledger, at: string, detail: string): Promise<void>;
  /** Ends a delivery whose mail may have been sent and did not arrive, unless it has changed since it was read. */
  takeBack(given: Ledger, outcome: Pick<Ledger, 'state' | 'at' | 'detail'>): Promise<boolean>;
  /** Deliveries that were started and are not known to have arrived, oldest first. */
  open(limit: number): Promise<readonly Ledger[]>;
  mark(reader: string): Promise<NewsMark | undefined>;
  /** Conditional on the mark that was read. False when another writer was faster. */
  moveMark(reader: string, from: NewsMark | undefined, to: Omit<NewsMark, 'v'>): Promise<boolean>;
};

export type Digests = Deliveries & {
  /** The digest of a finished week as it was first composed. Throws DamagedError. */
  get(week: string): Promise<Digest | undefined>;
  has(week: string): Promise<boolean>;
  /** Stores the digest of a finished week; returns the stored one. */
  keep(digest: Digest): Promise<Digest>;
  /** Stores the digest of a finished week in the place of a damaged one. */
  replace(digest: Digest): Promise<void>;
  /** The last digest of a running week, and the events in it. */
  running(week: string): Promise<{ readonly digest: Digest; readonly news: number } | undefined>;
  keepRunning(digest: Digest, news: number): Promise<void>;
  /** Forgets the digests of running weeks that are damaged; their names. */
  dropDamaged(): Promise<readonly string[]>;
  /** Finished weeks with a stored digest, newest first. */
  weeks(limit: number): Promise<readonly string[]>;
  subscribers(): Promise<readonly Subscriber[]>;
  subscriber(id: string): Promise<Subscriber | undefined>;
  /** Adds a reader; false, without writing, when the id exists. */
  addSubscriber(subscriber: Subscriber): Promise<boolean>;
  /** Up to where somebody has read the changes. */
  lastRead(who: string): Promise<LastRead | undefined>;
  keepLastRead(who: string, mark: LastRead): Promise<void>;
  saveSubscriber(subscriber: Subscriber): Promise<void>;
  removeSubscriber(id: string): Promise<void>;
};
