import type { DeadLetters } from './alarm.ts';
import type { Archive } from './archive.ts';
import type { ListedPage, Page, Reading, ReadJob, Snapshot, WebRequest } from './article.ts';
import type { Digests } from './digest.ts';
import type { Head, Label, NewsEvent, Revision, TakenBack } from './document.ts';
import type { Fixed } from './fixed.ts';
import type { Mentions } from './landmark.ts';
import type { Machine } from './machine.ts';
import type {
  CrossIndex,
  Hit,
  IndexChange,
  IndexCheck,
  IndexPortion,
  IndexPortions,
  ProvinceCount,
  ProvinceQuery,
  Query,
  QueryResult,
  TimelineCount,
  TimelineQuery,
} from './query.ts';
import type { ApiToken, Confirmation, Session } from './reader.ts';
import type { Counts, IndexMark, Journal, RunNote, SourceState, StackHealth } from './run.ts';
import type { Backups } from './table.ts';
import type { SetAside, Task, WorkJob } from './task.ts';
import type { Webhooks } from './webhook.ts';

export type Web = {
  /** Throws SourceError. */
  get(request: WebRequest): Promise<Page>;
  holds?(url: string): boolean;
  /** The same web by a way of `egress` in the configuration. Absent where every request is answered from files. */
  by?(egress: string): Web;
  /** Resolves when the pauses after the last requests to all hosts are over. */
  rest(): Promise<void>;
};

/**
 * The worker: a deadline and a memory limit around the pure stages, for whole pages and for texts that were read before. Throws
 * SourceError.
 */
export type Reader = { read(job: ReadJob): Promise<Reading>; work<Result>(job: WorkJob): Promise<Result>; close(): Promise<void> };

/**
 * Bytes and texts by the hash of their content; saving twice is harmless and writes once. `kept`: what is surely stored, and not written
 * again when it is the same.
 */
export type Snapshots = {
  save(page: Page, kept?: string): Promise<Snapshot>;
  load(key: string): Promise<Page | undefined>;
  keyOf(hash: string): Promise<string | undefined>;
  saveList(pages: readonly ListedPage[]): Promise<Snapshot>;
  /** The list under a key of `saveList`; undefined for any other key, and for a list that does not have the hash in its key. */
  loadList(key: string): Promise<readonly ListedPage[] | undefined>;
  saveText(text: string, kept?: string): Promise<string>;
  /** Throws DamagedError for a text that is gone, or is another one. */
  loadText(hash: string): Promise<string>;
  mendText(text: string): Promise<boolean>;
};

export type Sources = {
  state(id: string): Promise<SourceState | undefined>;
  /** States by source, of all that have one; `ids`: those that a store of version 0.6 is asked for. One query. */
  states(ids: readonly string[]): Promise<ReadonlyMap<string, SourceState>>;
  /** Changes the state; repeated when another writer was faster. `at` dates a new state. */
  update(id: string, at: string, to: (state: SourceState) => SourceState): Promise<void>;
};

export type Mail = Fixed<{
  /** The same for each attempt at one delivery: whoever gets both knows them for one. */
  id?: string;
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}>;
/** One attempt. Throws MailRefused when the service surely refused it; after any other error it may have been sent. */
export type Mailer = {
  send(mail: Mail): Promise<{ id: string }>;
  /** Throws MailAway where no mail would go out. */
  ready?(): Promise<void>;
};
/** What takes composed mails (`eml`) to their readers; as for Mailer. */
export type Carrier = {
  carry(mail: Pick<Mail, 'from' | 'to'> & { readonly eml: string }): Promise<void>;
  ready(): Promise<void>;
};

export type SignUps = {
  /** Counts a sign-up; false beyond one a minute for a domain that is named, three a day for a mailbox, or sixty an hour in all. */
  allow(mailbox: string, now: Date, domain?: string): Promise<boolean>;
  /** Claims the mail that was asked for at `at`; false when it, or a later one, was claimed before. */
  claim(reader: string, at: string): Promise<boolean>;
  settle(reader: string, state: Confirmation['state'], detail?: string): Promise<void>;
  unsent(limit: number): Promise<readonly Confirmation[]>;
};

export type Tokens = {
  find(hash: string): Promise<ApiToken | undefined>;
  put(token: ApiToken): Promise<void>;
  list(): Promise<readonly ApiToken[]>;
  remove(hash: string): Promise<void>;
  openSession(session: Session): Promise<void>;
  session(hash: string): Promise<Session | undefined>;
  endSession(hash: string): Promise<void>;
};

/** Sends a message to whoever looks after the instance. Throws when it was not taken. */
export type Notices = { send(notice: { readonly subject: string; readonly body: string }): Promise<void> };

type CrashPoint =
  | 'after-evidence'
  | 'after-document'
  | 'after-index'
  | 'before-ack'
  | 'digest-claimed'
  | 'digest-asked'
  | 'digest-sent'
  | 'webhook-sent';

export type SchemaStore = { version(): Promise<number>; stamp(version: number, at: string): Promise<void> };

/** Everything that the program can do to the world. Passed as an argument, never imported. */
export type Context = {
  readonly web: Web;
  readonly reader: Reader;
  readonly snapshots: Snapshots;
  readonly documents: Documents;
  readonly sources: Sources;
  readonly journal: Journal;
  readonly collectors: Collectors;
  readonly tasks: Tasks;
  readonly deadLetters: DeadLetters;
  readonly counts: Counts;
  readonly stack?: StackHealth;
  readonly room?: () => number;
  readonly search: Search;
  readonly mailer: Mailer;
  readonly digests: Digests;
  readonly signUps: SignUps;
  secret(purpose: string): Promise<string>;
  readonly tokens: Tokens;
  readonly archive: Archive;
  readonly backups: Backups;
  readonly schema: SchemaStore;
  readonly machine: Machine;
  readonly notices: Notices;
  readonly webhooks: Webhooks;
  /** Where the pages are, without a slash at the end. */
  readonly baseUrl: string;
  readonly settings: import('./configuration.ts').Settings;
  readonly configuration: unknown;
  /** How many of `count` new pages may still be fetched in this run. */
  takeBudget(count: number): number;
  note(note: RunNote): void;
  line?(what: string, facts: Readonly<Record<string, unknown>>): void;
  /** Ends the process at a named point in tests of recovery; does nothing otherwise. */
  crash(point: CrashPoint): void;
  now(): Date;
};

// What each function may use of it. Its composition root (functions/NAME.ts) opens that and no more, so that neither code nor time goes to
// the rest.
/** For showing what is stored; without `machine` by rules alone. */
export type LookupContext = Pick<Context, 'documents' | 'snapshots' | 'search' | 'settings' | 'reader' | 'note' | 'line' | 'now'> & {
  readonly machine?: Pick<Machine, 'kept' | 'tryOut'>;
};
export type ReadContext = LookupContext & Pick<Context, 'digests' | 'journal' | 'sources' | 'collectors' | 'configuration' | 'crash'>;
export type DigestContext = ReadContext & Pick<Context, 'tasks'>;
/** For what concerns one reader. */
export type MailContext = DigestContext & Pick<Context, 'baseUrl' | 'secret' | 'signUps' | 'archive'>;
export type DeliverContext = MailContext & Pick<Context, 'mailer' | 'deadLetters' | 'counts'>;
export type AnswerContext = MailContext & Pick<Context, 'tokens' | 'deadLetters'>;
export type WebhookContext = LookupContext & Pick<Context, 'webhooks' | 'baseUrl' | 'crash'>;
export type CollectContext = Pick<
  Context,
  'collectors' | 'web' | 'reader' | 'machine' | 'tasks' | 'deadLetters' | 'counts' | 'takeBudget'
> &
  Pick<Context, 'documents' | 'snapshots' | 'sources' | 'settings' | 'note' | 'line' | 'crash' | 'now'>;
export type ScheduleContext = Pick<
  Context,
  'tasks' | 'takeBudget' | 'collectors' | 'configuration' | 'documents' | 'sources' | 'journal' | 'settings' | 'now'
> & {
  readonly web: Pick<Web, 'holds'>;
};
export type WatchContext = Pick<
  Context,
  'backups' | 'notices' | 'mailer' | 'deadLetters' | 'counts' | 'stack' | 'room' | 'webhooks' | 'signUps' | 'digests' | 'configuration'
> &
  Pick<Context, 'documents' | 'sources' | 'collectors' | 'journal' | 'settings' | 'now'>;

/** Address of a page, the result of its last visit, and the time of the next one. */
export type Address = Fixed<{
  url: string;
  canonicalUrl: string;
  sourceId: string;
  documentId?: string;
  etag?: string;
  lastModified?: string;
  bytesHash?: string;
  /**
   * Lines by which the page differed from what is stored at its last visit, and those that are its site's (stages/identity/site-line.ts).
   */
  waits?: string[];
  waitsSince?: string;
  furniture?: string[];
  /** Hash of what the page said when it was cut off: the same once more is believed. */
  cut?: string;
  /** Hash of the bytes that took too long to read: the same bytes are not read again. */
  tooComplex?: string;
  textHash?: string;
  evidence?: string;
  firstSeenAt: string;
  checkedAt: string;
  /** When it is visited again; never by itself when absent (a page about something else). */
  dueAt?: string;
  also?: string[];
  wholeAt?: string;
  misses?: string[];
  /** Why the official address of a landmark act brought no document, and since when. */
  trouble?: { detail: string; since: string };
  answeredAt?: string;
  files?: Record<string, { etag?: string; lastModified?: string }>;
}>;

export type FiledAddress = Fixed<{ address: Address; record: number }>;

/** Where an address waits: until it is due, until its lease ends, or parked while no source is declared that looks after it. */
export type AddressList = 'due' | 'leased' | 'parked';

/** An address at its place in a list: by the instant it is due, by the end of its lease, or by its source. */
export type ScheduledAddress = Fixed<{ address: Address; list: AddressList; place: string }>;

export type SeenEntry = Fixed<{ at: string; lines: string[] }>;

/** A revision by the publisher, with its position in the list of news; events of older stores have none. */
export type RevisionEvent = Fixed<Revision & { position?: number; place: string }>;

export type LookedUp = Fixed<{ byKeys: Head[]; own?: Head; claimedBy?: string }>;

export type Documents = {
  seen(sourceId: string, urls: readonly string[]): Promise<readonly (SeenEntry | undefined)[]>;
  markSeen(sourceId: string, entries: readonly { readonly url: string; readonly seen: SeenEntry }[]): Promise<void>;
  address(url: string): Promise<Address | undefined>;
  /** An address and the document that it belongs to: in one request when `documentId` says which that will be. */
  visit(url: string, documentId?: string): Promise<{ readonly address?: Address; readonly head?: Head }>;
  /** The number of the next record of an address; undefined where only its own writing finds that out. */
  nextRecord(url: string): Promise<number | undefined>;
  /** `record`: the number of its record, which was written with the head of its document. */
  saveAddress(address: Address, record?: number): Promise<void>;
  visited(host: string, after: string, limit: number): Promise<readonly Address[]>;
  /** Addresses of a list after the place `after`, up to places that begin with `upTo`, in order. */
  placed(
    list: AddressList,
    range: { readonly after?: string; readonly upTo?: string; readonly limit: number },
  ): Promise<readonly ScheduledAddress[]>;
  place(placed: ScheduledAddress, list: AddressList, at: string): Promise<boolean>;
  /** Nothing is held under no id. */
  head(id: string | undefined): Promise<Head | undefined>;
  heads(ids: readonly string[]): Promise<readonly Head[]>;
  /** Ids by key, at most `limit`. */
  byKey(key: string, limit?: number): Promise<readonly string[]>;
  /** Makes the probes of the keys of documents, which stores before form 3 lack. */
  probe(heads: readonly Head[]): Promise<void>;
  /**
   * What a new reading may belong to: the documents under its keys, the one under its id, and who has claimed the first place of a number.
   */
  lookUp(request: {
    readonly keys: readonly string[];
    readonly id: string;
    readonly claim?: string;
    readonly limit: number;
  }): Promise<LookedUp>;
  /**
   * Claims a place among the works of a key for a new document with this id. Returns the id of whoever claimed the place first, whether or
   * not its document is stored yet.
   */
  claim(key: string, place: number, id: string): Promise<string>;
  /**
   * Writes a head on condition that `head.version - 1` is stored (or nothing, for version 1). False when another writer was first: then
   * nothing is written, also no `revision`, which is the event and is written with its head or not at all. `visited`: the address that
   * `saveAddress` is given next, recorded with the head.
   */
  putHead(head: Head, revision?: Revision, visited?: FiledAddress): Promise<boolean>;
  completeRevision(head: Head): Promise<void>;
  revisions(documentId: string): Promise<readonly Revision[]>;
  /** Events that were announced in a week, in that order; `place` orders them within the week. */
  changes(week: string): Promise<readonly RevisionEvent[]>;
  news(after: number, upTo: number): Promise<readonly NewsEvent[]>;
  firstNews(week: string): Promise<number | undefined>;
  /** The position of the last event. Later events come after it. */
  newsEnd(): Promise<number>;
  citedBy(key: string): Promise<readonly { documentId: string; relation: string; quote: string }[]>;
  touch(head: Pick<Head, 'id' | 'version'>): Promise<void>;
  /** Marks a document whose row will be outdated on a day: an act that repeals or suspends it then takes effect. */
  touchOn(day: string, head: Pick<Head, 'id' | 'version'>): Promise<void>;
  /** Marks now what was marked for this day or an earlier one. */
  touchDue(day: string): Promise<void>;
  /** Stores a person's label, which heads carry from now on, and marks the document for the index. */
  putLabel(head: Head, label: Label): Promise<void>;
  label(documentId: string): Promise<Label | undefined>;
  /** Replaces a label by a note of its removal and marks the document for the index: heads carry the model's themes again. */
  takeBackLabel(head: Pick<Head, 'id' | 'version'>, takenBack: TakenBack): Promise<void>;
  takenBack(documentId: string): Promise<TakenBack | undefined>;
  labelled(after: string | undefined, limit: number): Promise<readonly string[]>;
  /** Stores what took too long; the first time of one key with the same text stays. */
  setAside(aside: SetAside): Promise<void>;
  aside(key: string): Promise<SetAside | undefined>;
  asides(limit: number): Promise<readonly SetAside[]>;
  forgetAside(key: string): Promise<void>;
  allIds(after: string | undefined, limit: number): Promise<readonly string[]>;
  dirty(limit: number): Promise<readonly IndexMark[]>;
  clearDirty(entries: readonly IndexMark[]): Promise<void>;
};

export type Search = {
  /**
   * Applies changes to the index and publishes it once: those at hand, or portions as they are made, which are asked for again where
   * another writer was first.
   */
  apply(changes: readonly IndexChange[] | IndexPortions): Promise<void>;
  query(query: Query): Promise<QueryResult>;
  /** The ids that each query finds among these documents, whether or not they are published. */
  match(rows: readonly IndexChange[], queries: readonly Omit<Query, 'limit'>[]): Promise<readonly ReadonlySet<string>[]>;
  /** Whether what is published is to be replaced: an older version wrote it, or it was discarded. It answers until `renew` has ended. */
  isOutdated(): Promise<boolean>;
  discard(): Promise<void>;
  /**
   * Makes the index anew from the rows of all documents behind an id, or from the first, beside the published one. False when it stopped
   * before the end, which it does after some minutes: called again it goes on, in another process too.
   */
  renew(rows: (after: string | undefined) => AsyncIterable<IndexPortion>): Promise<boolean>;
  check(): Promise<IndexCheck>;
  one(id: string, today: string): Promise<Hit | undefined>;
  /** How many documents cite each landmark, company or body; `among` names those asked for. */
  mentions(among?: readonly string[], seenBy?: string): Promise<Mentions>;
  timeline(query: TimelineQuery): Promise<readonly TimelineCount[]>;
  /** Documents of a query by the province whose bodies issued them; provinces without one are not told. */
  provinces(query: ProvinceQuery): Promise<readonly ProvinceCount[]>;
} & CrossIndex;

/**
 * `upTo`: the last event that the mail may contain. `remind`: days in Beijing, without the first; of deadlines that come near on them the
 * reader is reminded. `ifNews`: without anything wanted no mail is sent. `again` distinguishes a new attempt from the failed one, which the
 * queue would otherwise drop as a duplicate.
 */
export type MailTask = Fixed<{
  period: string;
  reader: string;
  upTo: number;
  remind?: [after: string, upTo: string];
  ifNews?: boolean;
  again?: string;
  trace?: string;
}>;
export type ConfirmationTask = Fixed<{ confirm: string; at: string }>;
export type ErasureTask = Fixed<{ erase: string; at: string }>;
/**
 * Hides messages from other readers of their queue for so many seconds, 0 to give them back. A failure is ignored, since they then come
 * back by themselves.
 */
export type Hide = (messages: readonly QueueMessage[], seconds: number) => Promise<void>;

/** When a machine that collects was last seen, since when it runs, and how many tasks it did since then. */
export type CollectorBeat = Fixed<{ at: string; startedAt: string; done: number }>;
export type Collectors = {
  /** Those that tasks are sent to; none on a laptop, which is itself. */
  readonly names: readonly string[];
  isOurs(task: Pick<Task, 'sourceId'>): boolean;
  beat(name: string, beat: CollectorBeat): Promise<void>;
  seen(name: string): Promise<CollectorBeat | undefined>;
};

/** A queue that a process works off itself. */
export type OwnQueue = {
  /** Ten messages at most; waits for them as long as asked. */
  receive(most: number, waitSeconds: number): Promise<readonly QueueMessage[]>;
  remove(messages: readonly QueueMessage[]): Promise<void>;
  waiting(): Promise<number>;
};
export type Tasks = {
  send(tasks: readonly Task[]): Promise<void>;
  readonly hide: Hide;
  readonly hideMail: Hide;
  sendMail(deliveries: readonly MailTask[]): Promise<void>;
  sendConfirmation(task: ConfirmationTask): Promise<void>;
  sendErasure(task: ErasureTask): Promise<void>;
};

/** The used part of an SQS event, and the answer that gives single messages back. */
export type QueueMessage = Fixed<{
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes?: { MessageGroupId?: string; ApproximateReceiveCount?: string };
}>;

export type Batch = Fixed<{ Records: QueueMessage[] }>;

export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };
