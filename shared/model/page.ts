import type { Listing } from './source.ts';

/** A request as the pipeline makes it; the web port turns it into a page or throws SourceError. */
export type WebRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  /** Validators of the last good answer, for a conditional request. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** Most bytes, on the wire and decoded: a file may be larger than a page. */
  readonly maxBytes?: number;
};

/** Bytes from one URL, with content-encoding undone. Statuses 200, 304, 404 and 410 come back as pages; others are thrown. */
export type Page = {
  readonly url: string;
  readonly finalUrl: string;
  readonly hops: readonly string[];
  /** Where the address moved permanently (301, 308), by the redirects before any temporary one. */
  readonly movedTo?: string;
  /** The address that answered in place of `finalUrl`, the page for people (`article.readAt` of a declaration). */
  readonly readAt?: string | undefined;
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

/** Text of a page with the real charset of its bytes. */
export type Decoded = {
  readonly text: string;
  /** Canonical lower-case name: utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252, shift_jis, euc-kr … */
  readonly charset: string;
  /** Some bytes fit no character of the charset. */
  readonly lossy: boolean;
  /** Letters that nobody sees said something in it; they are taken out. */
  readonly unseen?: true;
};

/** A job of the parsing worker. */
export type ReadJob = {
  /** `attachment`: a file beside a page, read only for its text; a file that is a document by itself is read as an `article`. */
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
  /** Which page of a listing this is, and the body of its request: the next page depends on both. */
  readonly part?: 'first' | 'later';
  readonly requestBody?: string;
  /** A person looks: items of a feed without a page are shown too. */
  readonly unaddressed?: boolean;
  readonly entry?: import('./article.ts').Entry;
  /** Today in Beijing: a later date on a page is an error. */
  readonly today: string;
};

/** Folders that a library needs beside its code, as paths that end with a slash: the character maps of PDF. */
export type Assets = { readonly cmaps: string };

/** Seconds between two requests to a host. */
export const politeGapSeconds = 3;
