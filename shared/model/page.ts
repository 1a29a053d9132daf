import type { Listing } from './source.ts';

/** A request as the pipeline makes it; the web port turns it into a page or throws SourceError. */
export type WebRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  /** Validators of the last good answer, for a conditional request. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** A file may be larger than a page: most bytes, on the wire and decoded. */
  readonly maxBytes?: number;
};

/** Bytes from one URL, as received and after content-encoding is undone. Statuses 200, 304, 404 and 410 come back as pages; others are thrown. */
export type Page = {
  readonly url: string;
  readonly finalUrl: string;
  readonly hops: readonly string[];
  /** Where the address moved for good (301, 308), when a redirect said so before any that holds for a while only. */
  readonly movedTo?: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Bytes on the wire, and requests made, robots.txt included. */
  readonly wireBytes: number;
  readonly requests: number;
  /** ISO instant, UTC. */
  readonly fetchedAt: string;
};

/** A stored page. `key` is `evidence/sha256/<hash>` of the bytes; the JSON beside it holds URL, hops, status, headers and time. */
export type Snapshot = { readonly key: string; readonly sha256: string };

/** One of the pages of a text, and the key of its evidence. */
export type ListedPage = { readonly url: string; readonly evidence: string };

/** Text of a page with the charset that its bytes really are in. */
export type Decoded = {
  readonly text: string;
  /** Canonical lower-case name: utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252, shift_jis, euc-kr … */
  readonly charset: string;
  /** Some bytes fit no character of the charset. */
  readonly lossy: boolean;
};

/** What the parsing worker is asked to read. */
export type ReadJob = {
  /** `attachment`: a file beside a page, read for its words alone; a file that is a document in itself is read as an `article`. */
  readonly as: 'article' | 'listing' | 'feed' | 'attachment';
  readonly url: string;
  readonly bytes: Uint8Array;
  /** What the page says of an attached file: pdf, docx … The bytes decide. */
  readonly format?: string;
  readonly contentType?: string;
  /** Forces a charset (the `--charset` option). */
  readonly charset?: string;
  readonly listing?: Listing;
  readonly article?: import('./source.ts').ArticleOverrides;
  readonly sourceId?: string;
  /** Which page of a listing this is, and the body of the request that it answers: what follows it is said too. */
  readonly part?: 'first' | 'later';
  readonly requestBody?: string;
  /** A person looks: items of a feed that have no page are shown too. */
  readonly unaddressed?: boolean;
  readonly entry?: import('./article.ts').Entry;
  /** Today in Beijing: a later date on a page is no fact. */
  readonly today: string;
};

/** Folders that a library needs beside its code, as paths that end with a slash: the character maps of PDF. */
export type Assets = { readonly cmaps: string };
