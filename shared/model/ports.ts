import type { ApiToken, Session } from './access.ts';
import type { Archive } from './archive.ts';
import type { Reading } from './article.ts';
import type { Backups } from './backup.ts';
import type { DeadLetters } from './dead-message.ts';
import type { Documents } from './document-store.ts';
import type { Counts, StackHealth } from './hour.ts';
import type { Journal } from './journal.ts';
import type { Machine } from './machine.ts';
import type { Digests } from './mailing.ts';
import type { ListedPage, Page, ReadJob, Snapshot, WebRequest } from './page.ts';
import type { RunNote, SourceState } from './run.ts';
import type { Search } from './search.ts';
import type { Confirmation } from './subscriber.ts';
import type { Collectors, Tasks } from './tasks.ts';
import type { Webhooks } from './webhook.ts';
import type { WorkJob } from './work-job.ts';

/** The web, live or replayed. */
export type Web = {
  /** Throws SourceError. */
  get(request: WebRequest): Promise<Page>;
  /** In a replay: whether the files hold the address. Absent where anything may be asked. */
  holds?(url: string): boolean;
  /** The same web by a way of `egress` in the configuration. Absent where every request is answered from files. */
  by?(egress: string): Web;
  /** Resolves when the pauses after the last requests to all hosts are over. */
  rest(): Promise<void>;
};

/** The worker: a deadline and a memory limit around the pure stages, for whole pages and for texts that were read before. Throws SourceError. */
export type Reader = { read(job: ReadJob): Promise<Reading>; work<Result>(job: WorkJob): Promise<Result>; close(): Promise<void> };

/** Bytes and texts by the hash of their content; saving twice is harmless and writes once. `kept`: what is surely stored, and not written again when it is the same. */
export type Snapshots = {
  save(page: Page, kept?: string): Promise<Snapshot>;
  load(key: string): Promise<Page | undefined>;
  /** The key of the page that is described with the bytes of a hash; undefined when none is. */
  keyOf(hash: string): Promise<string | undefined>;
  /** Stores the list of evidence of a text on several pages, where nothing from outside is written. */
  saveList(pages: readonly ListedPage[]): Promise<Snapshot>;
  /** The list under a key of `saveList`; undefined for any other key, and for a list that does not have the hash in its key. */
  loadList(key: string): Promise<readonly ListedPage[] | undefined>;
  saveText(text: string, kept?: string): Promise<string>;
  /** Throws DamagedError for a text that is gone, or is another one. */
  loadText(hash: string): Promise<string>;
  /** Writes a text that was read again over what is left of it. False where that is not allowed. */
  mendText(text: string): Promise<boolean>;
};

export type Sources = {
  state(id: string): Promise<SourceState | undefined>;
  /** States by source, of all that have one; `ids`: those that a store of version 0.6 is asked for. One query. */
  states(ids: readonly string[]): Promise<ReadonlyMap<string, SourceState>>;
  /** Changes the state; repeated when another writer was faster. `at` dates a new state. */
  update(id: string, at: string, to: (state: SourceState) => SourceState): Promise<void>;
};

export type Mail = {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
};
/** One attempt. Throws MailRefused when the service surely refused it; after any other error it may have been sent. */
export type Mailer = { send(mail: Mail): Promise<{ id: string }> };

export type SignUps = {
  /** Counts a sign-up; false beyond one a minute for a domain that is named, three a day for a mailbox, or sixty an hour in all. */
  allow(mailbox: string, now: Date, domain?: string): Promise<boolean>;
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

/** The form of the stored data (model/schema.ts); 1 when it does not say. */
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
  /** What AWS says of a deployed instance; absent on a laptop. */
  readonly stack?: StackHealth;
  readonly search: Search;
  readonly mailer: Mailer;
  readonly digests: Digests;
  readonly signUps: SignUps;
  /** A key of this instance for one purpose, to sign with. */
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
  readonly settings: import('./settings.ts').Settings;
  /** The configuration behind the settings, as it was written. */
  readonly configuration: unknown;
  /** How many of `count` new pages may still be fetched in this run. */
  takeBudget(count: number): number;
  /** Outcomes for the report of a run and for progress. */
  note(note: RunNote): void;
  /** One line of the log for something that was done, where lines are kept. */
  line?(what: string, facts: Readonly<Record<string, unknown>>): void;
  /** Ends the process at a named point in tests of recovery; does nothing otherwise. */
  crash(point: CrashPoint): void;
  now(): Date;
};

// What each function may use of it. Its composition root (functions/NAME.ts) opens that and no more, so that neither code nor time goes to the rest.
/** For showing what is stored. */
export type LookupContext = Pick<Context, 'documents' | 'snapshots' | 'search' | 'settings' | 'reader' | 'note' | 'line' | 'now'>;
/** For composing digests and pages from it. */
export type ReadContext = LookupContext & Pick<Context, 'digests' | 'journal' | 'sources' | 'collectors' | 'configuration' | 'crash'>;
export type DigestContext = ReadContext & Pick<Context, 'tasks'>;
/** For what concerns one reader. */
export type MailContext = DigestContext & Pick<Context, 'baseUrl' | 'secret' | 'signUps' | 'archive'>;
export type DeliverContext = MailContext & Pick<Context, 'mailer' | 'deadLetters' | 'counts'>;
export type AnswerContext = MailContext & Pick<Context, 'tokens'>;
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
  'backups' | 'notices' | 'deadLetters' | 'counts' | 'stack' | 'webhooks' | 'signUps' | 'digests' | 'configuration'
> &
  Pick<Context, 'documents' | 'sources' | 'collectors' | 'journal' | 'settings' | 'now'>;
export type { CollectorBeat, Collectors, ConfirmationTask, ErasureTask, Hide, MailTask, OwnQueue, Tasks } from './tasks.ts';
