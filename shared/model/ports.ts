import type { ApiToken, Session } from './access.ts';
import type { Archive } from './archive.ts';
import type { Reading } from './article.ts';
import type { QueueMessage } from './batch.ts';
import type { CrossIndex } from './cross-index.ts';
import type { Confirmation } from './digest.ts';
import type { Head, Label, Revision, TakenBack } from './document.ts';
import type { Journal } from './journal.ts';
import type { Mentions } from './landmark.ts';
import type { Machine } from './machine.ts';
import type { Digests } from './mailing.ts';
import type { ListedPage, Page, ReadJob, Snapshot, WebRequest } from './page.ts';
import type { Hit, IndexChange, IndexCheck, Query, QueryResult } from './query.ts';
import type { RunNote, SourceState } from './run.ts';
import type { Task } from './task.ts';
import type { SetAside, WorkJob } from './work-job.ts';

/** The web, live or replayed. */
export type Web = {
  /** Throws SourceError. */
  get(request: WebRequest): Promise<Page>;
  /** Resolves when every host that was asked may be asked again: the pause after the last request is over. */
  rest(): Promise<void>;
};

/** The worker: a deadline and a memory cap around the pure stages, for whole pages and for texts that were read before. Throws SourceError. */
export type Reader = { read(job: ReadJob): Promise<Reading>; work<Result>(job: WorkJob): Promise<Result>; close(): Promise<void> };

/** Bytes and texts by the hash of their content; saving twice is harmless and writes once. */
export type Snapshots = {
  save(page: Page): Promise<Snapshot>;
  load(key: string): Promise<Page | undefined>;
  /** Keeps of a text on several pages the list of their evidence, in a place of its own that nothing from outside is written to. */
  saveList(pages: readonly ListedPage[]): Promise<Snapshot>;
  /** The list under a key of `saveList`; undefined for any other key, and for a list that does not have the hash it is named by. */
  loadList(key: string): Promise<readonly ListedPage[] | undefined>;
  saveText(text: string): Promise<string>;
  loadText(hash: string): Promise<string>;
};

/** Address of a page, what was last seen there, and when it is due again. */
export type Address = {
  readonly url: string;
  readonly canonicalUrl: string;
  readonly sourceId: string;
  readonly documentId?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly bytesHash?: string;
  /** Hash of the bytes that took too long to read: while they are the same they are not read again. */
  readonly tooComplex?: string;
  readonly textHash?: string;
  readonly evidence?: string;
  readonly firstSeenAt: string;
  readonly checkedAt: string;
  /** When it is looked at again; never by itself when absent (a page that is about something else). */
  readonly dueAt?: string;
  /** Other sources whose lists led here. */
  readonly also?: readonly string[];
  /** When the server last sent the page whole, whatever validators say. */
  readonly wholeAt?: string;
  /** Instants of the misses in a row (404, 410). */
  readonly misses?: readonly string[];
  /** When a page that was missed answered again, until its document is written. */
  readonly answeredAt?: string;
  /** Validators of the files beside the page, by their addresses. */
  readonly files?: Readonly<Record<string, { readonly etag?: string; readonly lastModified?: string }>>;
};

export type AddressList = 'due' | 'leased' | 'parked';
/** An address at its place in a list: by the instant it is due, by the end of its lease, or by its source. */
export type ScheduledAddress = { readonly address: Address; readonly list: AddressList; readonly place: string };

/** An entry whose page was sent, and the wordings (title, day) that the listing has given it since. */
export type SeenEntry = { readonly at: string; readonly lines: readonly string[] };

/** A revision by the publisher, with its number in the list of news where it has one: events of older stores have none. */
export type RevisionEvent = Revision & { readonly position?: number; readonly place: string };

export type Documents = {
  /** What was kept of each entry when its page was sent; `undefined` for one not seen before. */
  seen(sourceId: string, urls: readonly string[]): Promise<readonly (SeenEntry | undefined)[]>;
  markSeen(sourceId: string, entries: readonly { readonly url: string; readonly seen: SeenEntry }[]): Promise<void>;
  address(url: string): Promise<Address | undefined>;
  saveAddress(address: Address): Promise<void>;
  /** Addresses of a list behind the place `after`, up to the beginning `upTo` of a place, in order. */
  placed(
    list: AddressList,
    range: { readonly after?: string; readonly upTo?: string; readonly limit: number },
  ): Promise<readonly ScheduledAddress[]>;
  /** Moves an address to another place, by which alone it is found; false when it has left its own since. What is kept of it stays as it is. */
  place(placed: ScheduledAddress, list: AddressList, at: string): Promise<boolean>;
  head(id: string): Promise<Head | undefined>;
  heads(ids: readonly string[]): Promise<readonly Head[]>;
  /** Ids by key, at most `limit`. */
  byKey(key: string, limit?: number): Promise<readonly string[]>;
  /**
   * Claims a place among the works of a key for a new document that is about to be written under `id`. Gives back the id of whoever claimed the
   * place first, whether or not its document is there yet.
   */
  claim(key: string, place: number, id: string): Promise<string>;
  /**
   * Conditional on `head.version - 1` being stored (or on absence, for version 1). False when another writer was first: then nothing is written, and
   * no `revision`, which is the event and goes with its head or not at all.
   */
  putHead(head: Head, revision?: Revision): Promise<boolean>;
  /** Stores the revision that a crash left with its head alone. */
  completeRevision(head: Head): Promise<void>;
  revisions(documentId: string): Promise<readonly Revision[]>;
  /** Events that came to be seen in a week, in that order; `place` is an event's own within the week. */
  changes(week: string): Promise<readonly RevisionEvent[]>;
  /** Events behind a number of the list of news, up to another. */
  news(after: number, upTo: number): Promise<readonly (Revision & { readonly position: number })[]>;
  /** The number of the last event. What is announced from now on stands behind it. */
  newsEnd(): Promise<number>;
  /** Who names this key: ids and relations. */
  citedBy(key: string): Promise<readonly { documentId: string; relation: string; quote: string }[]>;
  /** Tells the index that something about the document (its status, say) is no longer what it holds. */
  touch(head: Pick<Head, 'id' | 'version'>): Promise<void>;
  /** Keeps a person's label, which every head read from then on carries, and tells the index. */
  putLabel(head: Head, label: Label): Promise<void>;
  label(documentId: string): Promise<Label | undefined>;
  /** Puts a note of the taking back in the place of the label, and tells the index: heads read from then on carry the model's themes. */
  takeBackLabel(head: Pick<Head, 'id' | 'version'>, takenBack: TakenBack): Promise<void>;
  takenBack(documentId: string): Promise<TakenBack | undefined>;
  /** Ids of the labelled documents, in order; a label that was taken back is not among them. */
  labelled(after: string | undefined, limit: number): Promise<readonly string[]>;
  /** Keeps what took too long; of one key the first time with the same words stays. */
  setAside(aside: SetAside): Promise<void>;
  /** Everything that is set aside, at most `limit`. */
  asides(limit: number): Promise<readonly SetAside[]>;
  /** Forgets that it was set aside: it may be tried again. */
  forgetAside(key: string): Promise<void>;
  allIds(after: string | undefined, limit: number): Promise<readonly string[]>;
  dirty(limit: number): Promise<readonly { documentId: string; version: number }[]>;
  clearDirty(entries: readonly { documentId: string; version: number }[]): Promise<void>;
};

export type Sources = {
  state(id: string): Promise<SourceState | undefined>;
  /** Marks the slot as sent; false when it was marked before. */
  mark(id: string, slot: string, at: string): Promise<boolean>;
  /** Changes the state by `to`; repeated when another writer was faster. `at` dates a state that is new. */
  update(id: string, at: string, to: (state: SourceState) => SourceState): Promise<void>;
};

/** `upTo`: the last event that the mail may tell of. `again` tells a renewed attempt from the failed one, which the queue would else take for the same. */
export type MailTask = { readonly period: string; readonly reader: string; readonly upTo: number; readonly again?: string };
/** Asks a reader to confirm; `at` is when it was asked for. */
export type ConfirmationTask = { readonly confirm: string; readonly at: string };
/** Hides messages from other readers of their queue for so many seconds, 0 to give them back; without word when that fails, for then they come back by themselves. */
export type Hide = (messages: readonly QueueMessage[], seconds: number) => Promise<void>;

export type Tasks = {
  send(tasks: readonly Task[]): Promise<void>;
  readonly hide: Hide;
  readonly hideMail: Hide;
  sendMail(deliveries: readonly MailTask[]): Promise<void>;
  sendConfirmation(task: ConfirmationTask): Promise<void>;
};

export type Search = {
  /** Applies changes to the index and publishes it. */
  apply(changes: readonly IndexChange[]): Promise<void>;
  query(query: Query): Promise<QueryResult>;
  /** Written by an older version: nothing can be asked of it until every document was applied again. */
  isOutdated(): Promise<boolean>;
  /** Forgets what was published, damaged or not: the next changes begin a new file. */
  discard(): Promise<void>;
  /** Holds what is published against its own names. */
  check(): Promise<IndexCheck>;
  /** One document as a list would show it on the day `today`. */
  one(id: string, today: string): Promise<Hit | undefined>;
  /** How many documents name each landmark, company or body. */
  mentions(): Promise<Mentions>;
} & CrossIndex;

export type Mail = {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
};
/** One attempt. Throws MailRefused when the service has surely not taken it; after any other error it may have. */
export type Mailer = { send(mail: Mail): Promise<{ id: string }> };

export type SignUps = {
  /** Counts a sign-up; false beyond three a day for a reader, or sixty an hour in all. */
  allow(reader: string, now: Date): Promise<boolean>;
  /** Claims the mail that was asked for at `at`; false when it, or a later one, was claimed before. */
  claim(reader: string, at: string): Promise<boolean>;
  settle(reader: string, state: Confirmation['state'], detail?: string): Promise<void>;
  /** Those not known to have been sent, newest first. */
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

/** Tells whoever looks after the instance. Throws when the message was not taken. */
export type Notices = { send(notice: { readonly subject: string; readonly body: string }): Promise<void> };

type CrashPoint = 'after-evidence' | 'after-document' | 'after-index' | 'before-ack' | 'digest-claimed' | 'digest-sent';

/** The form of what the store holds (model/schema.ts); 1 when nothing says so. */
export type SchemaStore = { version(): Promise<number>; stamp(version: number, at: string): Promise<void> };

/** What the project may do to the world. Passed, never imported. */
export type Context = {
  readonly web: Web;
  readonly reader: Reader;
  readonly snapshots: Snapshots;
  readonly documents: Documents;
  readonly sources: Sources;
  readonly journal: Journal;
  readonly tasks: Tasks;
  readonly search: Search;
  readonly mailer: Mailer;
  readonly digests: Digests;
  readonly signUps: SignUps;
  /** A key of this instance for one purpose, to sign with. */
  secret(purpose: string): Promise<string>;
  readonly tokens: Tokens;
  readonly archive: Archive;
  readonly schema: SchemaStore;
  readonly machine: Machine;
  readonly notices: Notices;
  /** Where the pages are, without a slash at the end. */
  readonly baseUrl: string;
  readonly settings: import('./settings.ts').Settings;
  /** The configuration behind the settings, as it was written. */
  readonly configuration: unknown;
  /** How many of `count` new pages may still be asked for in this run. */
  takeBudget(count: number): number;
  /** Outcomes as they come, for the report of a run and for progress. */
  note(note: RunNote): void;
  /** Ends the process at a named point in tests of recovery; does nothing otherwise. */
  crash(point: CrashPoint): void;
  now(): Date;
};
export type { Digests };
