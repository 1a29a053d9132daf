import type { Head, Label, Revision, TakenBack } from './document.ts';
import type { SetAside } from './work-job.ts';

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

/** Where an address waits: until it is due, until its lease ends, or parked while no source is declared that looks after it. */
export type AddressList = 'due' | 'leased' | 'parked';

/** An address at its place in a list: by the instant it is due, by the end of its lease, or by its source. */
export type ScheduledAddress = { readonly address: Address; readonly list: AddressList; readonly place: string };

/** An entry whose page was sent, and the wordings (title, day) that the listing has given it since. */
export type SeenEntry = { readonly at: string; readonly lines: readonly string[] };

/** A revision by the publisher, with its number in the list of news where it has one: events of older stores have none. */
export type RevisionEvent = Revision & { readonly position?: number; readonly place: string };

/** The documents of the store, the addresses of their pages, and what is noted beside them. */
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
