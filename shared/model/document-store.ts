import type { Head, Label, NewsEvent, Revision, TakenBack } from './document.ts';
import type { IndexMark } from './hour.ts';
import type { SetAside } from './work-job.ts';

/** Address of a page, the result of its last visit, and the time of the next one. */
export type Address = {
  readonly url: string;
  readonly canonicalUrl: string;
  readonly sourceId: string;
  readonly documentId?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly bytesHash?: string;
  /** Lines by which the page differed from what is stored at its last visit, and those that are its site's (stages/identity/site-line.ts). */
  readonly waits?: readonly string[];
  readonly waitsSince?: string;
  readonly furniture?: readonly string[];
  /** Hash of what the page said when it was cut off: the same once more is believed. */
  readonly cut?: string;
  /** Hash of the bytes that took too long to read: the same bytes are not read again. */
  readonly tooComplex?: string;
  readonly textHash?: string;
  readonly evidence?: string;
  readonly firstSeenAt: string;
  readonly checkedAt: string;
  /** When it is visited again; never by itself when absent (a page about something else). */
  readonly dueAt?: string;
  /** Other sources whose lists have it. */
  readonly also?: readonly string[];
  /** When the server last sent the whole page, whatever validators say. */
  readonly wholeAt?: string;
  /** Instants of consecutive misses (404, 410). */
  readonly misses?: readonly string[];
  /** Why the official address of a landmark act brought no document, and since when. */
  readonly trouble?: { readonly detail: string; readonly since: string };
  /** When a missing page answered again, until its document is written. */
  readonly answeredAt?: string;
  /** Validators of the files beside the page, by their addresses. */
  readonly files?: Readonly<Record<string, { readonly etag?: string; readonly lastModified?: string }>>;
};

/** An address, and the number of the record that it gets with the head of its document. */
export type FiledAddress = { readonly address: Address; readonly record: number };

/** Where an address waits: until it is due, until its lease ends, or parked while no source is declared that looks after it. */
export type AddressList = 'due' | 'leased' | 'parked';

/** An address at its place in a list: by the instant it is due, by the end of its lease, or by its source. */
export type ScheduledAddress = { readonly address: Address; readonly list: AddressList; readonly place: string };

/** When the page of an entry was sent, and the wordings (title, day) that the listing has shown since. */
export type SeenEntry = { readonly at: string; readonly lines: readonly string[] };

/** A revision by the publisher, with its position in the list of news; events of older stores have none. */
export type RevisionEvent = Revision & { readonly position?: number; readonly place: string };

export type LookedUp = { readonly byKeys: readonly Head[]; readonly own?: Head; readonly claimedBy?: string };

/** The documents of the store, the addresses of their pages, and what is noted beside them. */
export type Documents = {
  /** What is remembered of each entry whose page was sent; `undefined` for an unknown one. */
  seen(sourceId: string, urls: readonly string[]): Promise<readonly (SeenEntry | undefined)[]>;
  markSeen(sourceId: string, entries: readonly { readonly url: string; readonly seen: SeenEntry }[]): Promise<void>;
  address(url: string): Promise<Address | undefined>;
  /** An address and the document that it belongs to: in one request when `documentId` says which that will be. */
  visit(url: string, documentId?: string): Promise<{ readonly address?: Address; readonly head?: Head }>;
  /** The number of the next record of an address; undefined where only its own writing finds that out. */
  nextRecord(url: string): Promise<number | undefined>;
  /** `record`: the number of its record, which was written with the head of its document. */
  saveAddress(address: Address, record?: number): Promise<void>;
  /** Addresses of documents on a host that were visited after an instant, the last ones first. */
  visited(host: string, after: string, limit: number): Promise<readonly Address[]>;
  /** Addresses of a list after the place `after`, up to places that begin with `upTo`, in order. */
  placed(
    list: AddressList,
    range: { readonly after?: string; readonly upTo?: string; readonly limit: number },
  ): Promise<readonly ScheduledAddress[]>;
  /** Moves an address to another place without other changes; false when it has left its own meanwhile. */
  place(placed: ScheduledAddress, list: AddressList, at: string): Promise<boolean>;
  head(id: string): Promise<Head | undefined>;
  heads(ids: readonly string[]): Promise<readonly Head[]>;
  /** Ids by key, at most `limit`. */
  byKey(key: string, limit?: number): Promise<readonly string[]>;
  /** Makes the probes of the keys of documents, which stores before form 3 lack. */
  probe(heads: readonly Head[]): Promise<void>;
  /** What a new reading may belong to: the documents under its keys, the one under its id, and who has claimed the first place of a number. */
  lookUp(asked: {
    readonly keys: readonly string[];
    readonly id: string;
    readonly claim?: string;
    readonly limit: number;
  }): Promise<LookedUp>;
  /**
   * Claims a place among the works of a key for a new document with this id. Returns the id of whoever claimed the place first, whether or not its document is
   * stored yet.
   */
  claim(key: string, place: number, id: string): Promise<string>;
  /**
   * Writes a head on condition that `head.version - 1` is stored (or nothing, for version 1). False when another writer was first: then nothing is written, also no
   * `revision`, which is the event and is written with its head or not at all. `visited`: the address that `saveAddress` is given next, recorded with the head.
   */
  putHead(head: Head, revision?: Revision, visited?: FiledAddress): Promise<boolean>;
  /** Announces the revision in a head and puts it in its place, unless that was done. */
  completeRevision(head: Head): Promise<void>;
  revisions(documentId: string): Promise<readonly Revision[]>;
  /** Events that were announced in a week, in that order; `place` orders them within the week. */
  changes(week: string): Promise<readonly RevisionEvent[]>;
  /** Events after a position in the list of news, up to another. */
  news(after: number, upTo: number): Promise<readonly NewsEvent[]>;
  /** The position of the first event of a week, as far as the index of the table has it already. */
  firstNews(week: string): Promise<number | undefined>;
  /** The position of the last event. Later events come after it. */
  newsEnd(): Promise<number>;
  /** The documents that cite this key. */
  citedBy(key: string): Promise<readonly { documentId: string; relation: string; quote: string }[]>;
  /** Marks a document whose row in the index is outdated (its status, say). */
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
  /** Ids of the labelled documents, in order, without removed labels. */
  labelled(after: string | undefined, limit: number): Promise<readonly string[]>;
  /** Stores what took too long; the first time of one key with the same text stays. */
  setAside(aside: SetAside): Promise<void>;
  aside(key: string): Promise<SetAside | undefined>;
  /** Everything that is set aside, at most `limit`. */
  asides(limit: number): Promise<readonly SetAside[]>;
  /** Lets it be tried again. */
  forgetAside(key: string): Promise<void>;
  allIds(after: string | undefined, limit: number): Promise<readonly string[]>;
  /** Marks for the index; a document may have several, each of another version. */
  dirty(limit: number): Promise<readonly IndexMark[]>;
  clearDirty(entries: readonly IndexMark[]): Promise<void>;
};
