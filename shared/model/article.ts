import type { Fixed } from './fixed.ts';
import type { dateFact, issuer, participation, statedChange, TypeOf } from './shape.ts';
import type { Listing } from './source.ts';
import type { DocumentType, Relation, Status } from './vocabulary.ts';

/**
 * A line of a listing or feed. `publishedOn` is a day in Beijing. `title` is empty where the list gives addresses alone (sitemaps).
 * `modified` is when the list says that the page last changed, as written there: a hint, no date of the document.
 */
export type Entry = Fixed<{
  url: string;
  title: string;
  publishedOn?: string;
  summary?: string;
  modified?: string;
  /** The window for comments that the list gives beside a call, in its words. */
  window?: { from?: string; until: string; quote: string };
}>;

export type DateFact = TypeOf<typeof dateFact>;

export const dateKinds = ['signed', 'published', 'effective', 'commentFrom', 'commentBy', 'expires'] as const;
export type DateKind = (typeof dateKinds)[number];
export type Dates = { readonly [K in DateKind]?: DateFact };

/**
 * `name` as written on the page, with its place where its own site leaves that out (省大数据局); `id` and `english` when the registry knows the
 * body.
 */
export type Issuer = TypeOf<typeof issuer>;

/**
 * State of an attached file. `unreachable`: tried again at the next visit; `elsewhere`: on another site, not fetched; the others describe
 * the file itself.
 */
const fileStates = ['read', 'needs-ocr', 'unsupported', 'too-large', 'unreachable', 'damaged', 'elsewhere'] as const;
export type FileState = (typeof fileStates)[number];

/** A file beside the text. Without `state` it was not fetched (only its page was read, or its rights forbid it). */
export type Attachment = Fixed<{
  url: string;
  title: string;
  format: string;
  state?: FileState;
  reason?: string;
  pages?: number;
  chars?: number;
  /** Key of its text, and of the bytes that it was read from. */
  textHash?: string;
  evidence?: string;
  /** It is the work that the page announces: its dates and citations count for the document. */
  work?: boolean;
}>;

/**
 * One thing that the sentences or the title of an act do to the act that they name. From it the earlier act's days and status are worked
 * out; nothing here is worked out yet. Which fields stand:
 * - `extends`: `until`, the new last day; or `term` alone (`+2y`, `+6m`, added to the old last day; with `from`, counted from that day). Neither: it goes on, no last
 *   day is said (继续有效, 有效期延长至新办法施行之日).
 * - `postpones`: `effective`, the new day of effect (may lie before the old one: 提前至); none where no day is said (施行日期另行通知).
 * - `suspends`: `from` and `to`, first and last day, each only where said; else `term`, its length.
 * - `corrects`: `before` and `after` as quoted; `field`, where the words name a day of the act; `value`, the day that `after` says.
 * - `ends-in-part`: `parts`, as written (第九条, 第三条第一款), else what the ended rules are about; `from`, where a day is said.
 * - `amends`: `parts`, where the words name them; where a bare day or term is put for another, `before`, `after` and `value` or `term`, as in `corrects`.
 *   `prevails-over`: nothing more.
 */
export type StatedChange = TypeOf<typeof statedChange>;

/**
 * A citation of another text, by 《title》 and/or number, with the relation (the strongest of all that is said of the text) and the words.
 * `changes`: all that is done to the text, in the order of the page: a notice may postpone an act and correct it, too.
 */
export type Citation = Fixed<{
  title?: string;
  number?: string;
  relation: Relation;
  quote: string;
  changes?: StatedChange[];
  /** Of a report that names neither title nor number: the body (id of the registry) that issued the act. */
  issuer?: string;
  url?: string;
  /** What a translation says of the act: the last day on which it was made or changed, its bodies (ids of the registry), that it is a draft. */
  of?: { day?: string; bodies?: string[]; draft?: boolean };
}>;

/** One way to send views on a draft: an e-mail address, a postal address with its postcode, or the address (else the name) of a form. */
export type Participation = TypeOf<typeof participation>;

/** A later act that amended this one, from the note on the history of the text. */
export type Amendment = Fixed<{ date?: DateFact; number?: string; issuer?: Issuer; quote: string }>;

export type Warning = Fixed<{ field: string; reason: string; quote?: string }>;

/** A heading of a text and its section: `text.slice(start, end)`, in UTF-16 code units. */
export type Section = Fixed<{
  kind: 'part' | 'chapter' | 'section' | 'article' | 'annex';
  /** As written: 第三条, 附件2, 一、 */
  label: string;
  title?: string;
  start: number;
  end: number;
}>;

export type Article = Fixed<{
  kind: 'article';
  url: string;
  canonicalUrl: string;
  sourceId?: string;
  reader: 'conventions' | 'generic';
  charset: string;
  language: 'zh-Hans' | 'zh-Hant' | 'en' | 'ja' | 'other';
  titleLanguage: 'zh-Hans' | 'zh-Hant' | 'en' | 'ja' | 'other';
  title: string;
  number?: string;
  otherNumbers?: string[];
  issuers: Issuer[];
  type: DocumentType;
  /** As of the day of reading, from the text alone; the store works it out again from dates and links. */
  status: Status;
  dates: Dates;
  indexNumber?: string;
  subject?: string;
  validity?: string;
  /** Credit line: the named origin of the page (来源, ContentSource). */
  credit?: string;
  /** The WeChat account that published the page, by the name that it gives itself. */
  account?: string;
  text: string;
  attachments: Attachment[];
  citations: Citation[];
  /** In the order of the note; `number`, `issuers` and `dates.signed` are those of the first promulgation. */
  amendments?: Amendment[];
  participate?: Participation[];
  nextPage?: string;
  /** Title, number or address of the work when the page says that it is a repost. */
  copyOf?: string;
  /** Parts, chapters, articles and annexes of the text; absent when it has none. Stores keep the text alone. */
  structure?: Section[];
  /**
   * Further documents that stand complete on the same page, each at its address with `#2`, `#3` …; a page named for a collection is the
   * whole, and holds them all.
   */
  parts?: Article[];
  warnings: Warning[];
}>;

export type ListingRequest = Fixed<{ url: string; method?: 'GET' | 'POST'; body?: string }>;

/**
 * What to fetch after a page of a listing. `next`: its next page. `data`: the list itself, which this page loads by script (any one of
 * `asks`, likeliest first). `parts`: files that hold the list together (a sitemap index), newest first where `ordered`. `guessed`: nothing
 * says that there is a further page; `missing`: what was not found in this page.
 */
export type FollowUp = Fixed<{
  kind: 'next' | 'data' | 'parts';
  asks: ListingRequest[];
  guessed?: boolean;
  /** The page announces it by a convention that its format does not promise: followed where entries would be missed otherwise. */
  undeclared?: boolean;
  ordered?: boolean;
  missing?: string;
}>;

export type ListingPage = Fixed<{
  kind: 'listing' | 'feed';
  url: string;
  charset: string;
  title?: string;
  entries: Entry[];
  next?: string;
  warnings?: Warning[];
  /** For the pipeline alone: present when the job says which part of a listing is read. */
  follow?: FollowUp;
}>;

/** The text of a file: its words in reading order, a line per paragraph or row of a table (cells apart by tabs). */
export type FileReading = Fixed<{
  kind: 'file';
  url: string;
  /** The format of the bytes, whatever the name says. */
  format: string;
  state: FileState;
  reason?: string;
  title?: string;
  text: string;
  pages?: number;
  warnings: Warning[];
}>;

export type Reading = Article | ListingPage | FileReading;

type PutOut = Partial<Record<'published' | 'signed', { readonly value: string }>>;
/** When a document was put out: its day of publication, else of signature. */
export const dayPutOut = ({ published, signed }: PutOut): string | undefined => (published ?? signed)?.value;

export type WebRequest = Fixed<{
  url: string;
  method?: 'GET' | 'POST';
  body?: string;
  etag?: string;
  lastModified?: string;
  /** Most bytes, on the wire and decoded: a file may be larger than a page. */
  maxBytes?: number;
  /** How long all of it may take, where that differs from other pages. */
  deadlineMs?: number;
}>;

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
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Bytes on the wire, and requests made, robots.txt included. */
  readonly wireBytes: number;
  readonly requests: number;
  readonly fetchedAt: string;
};

/** A stored page. `key` is `evidence/sha256/<hash>` of the bytes; the JSON beside it holds URL, hops, status, headers and time. */
export type Snapshot = Fixed<{ key: string; sha256: string }>;

export type ListedPage = Fixed<{ url: string; evidence: string }>;

export type Decoded = Fixed<{
  text: string;
  /** Canonical lower-case name: utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252, shift_jis, euc-kr … */
  charset: string;
  /** Some bytes fit no character of the charset. */
  lossy: boolean;
  /** Letters that nobody sees said something in it; they are taken out. */
  unseen?: true;
}>;

export type ReadJob = {
  /** `attachment`: a file beside a page, read only for its text; a file that is a document by itself is read as an `article`. */
  readonly as: 'article' | 'listing' | 'feed' | 'attachment';
  readonly url: string;
  readonly bytes: Uint8Array;
  /** What the page says of an attached file: pdf, docx … The bytes decide. */
  readonly format?: string;
  readonly contentType?: string;
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
  readonly today: string;
};

/** Folders that a library needs beside its code, as paths that end with a slash: the character maps of PDF. */
export type Assets = { readonly cmaps: string };

/** The header of a page that a person gave as a file; a server may send it, but never with an answer that cost no request. */
export const handHeader = 'x-given';
export const isGiven = ({ headers, requests }: Pick<Page, 'headers' | 'requests'>): boolean =>
  requests === 0 && headers[handHeader] !== undefined;
const givenWarning: Warning = { field: 'evidence', reason: 'the page was given as a file, by hand; it was not fetched from its address' };
export const withOrigin = (article: Article, page: Page): Article =>
  isGiven(page) ? { ...article, warnings: [...article.warnings, givenWarning] } : article;

export const politeGapSeconds = 3;

/** What is said of a page that ended before its text did, also where that left whole sentences. */
export const cutWarning: Warning = { field: 'text', reason: 'the page ends before its text does; the rest may be missing' };

const unread = 'scan, unread: ';
/** What is said of a page or file whose words are pictures, which nobody has read. */
export const scanWarning = (why: string): Warning => ({ field: 'text', reason: `${unread}${why}` });

export const isScan = ({ warnings }: Pick<Article, 'warnings'>): boolean => warnings.some(({ reason }) => reason.startsWith(unread));

const takenOver = 'taken over from ';
/** What is said of a document of another instance: its facts and quotes came in a release (docs/exports.md), and its page was not read. */
export const takenOverWarning = (release: string): Warning => ({
  field: 'text',
  reason: `${takenOver}${release} of another instance: facts and quotes alone, its page was not read here`,
});
export const lastTextAlone: Warning = {
  field: 'text',
  reason: 'taken from an export of version 0.2, without the texts of earlier revisions',
};
export const isTakenOver = ({ warnings }: Pick<Article, 'warnings'>): boolean =>
  warnings.some(({ reason }) => reason.startsWith(takenOver));

export const isCut = ({ warnings }: Pick<Article, 'warnings'>): boolean => warnings.some(({ reason }) => reason === cutWarning.reason);
