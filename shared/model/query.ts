import * as z from 'zod';
import type { AnnouncementLine, AnnouncementQuery } from './announcement.ts';
import type { Participation } from './article.ts';
import type { CitationQuery, CitationResult } from './citations.ts';
import type { DocumentFigure, Window } from './facts.ts';
import type { Fixed } from './fixed.ts';
import type { KnownAct } from './lineage.ts';
import type { LanguagePair } from './reader.ts';
import { count, issuer, type missingText, type named, type TypeOf, target, text } from './shape.ts';
import type { Level, Source } from './source.ts';
import type { DocumentType, Relation, Status, SubjectId } from './vocabulary.ts';

/**
 * What a list says of a document and would else work out anew each time: the act that it issues, where it issues one, an English
 * headline where its title has none, and short English names of its issuers.
 */
export type ShownItem = Fixed<{
  act?: { title: string; english: string };
  described?: DescriptiveHeadline;
  issuers: string[];
  /** Where an official page has it under its English title. */
  page?: string;
  scan?: true;
  /** The account of WeChat that published it. */
  account?: string;
}>;

/** What heads a document whose title has no sure English: what it names, or words of it. It is no name of the document. */
export type DescriptiveHeadline = Fixed<{ english: string; by: 'known' | 'words' }>;

export type IndexChange = Fixed<{
  id: string;
  remove?: boolean;
  title: string;
  english: string;
  text: string;
  number?: string;
  issuerIds: string[];
  issuerNames: string[];
  level?: Level;
  authority: number;
  type: DocumentType;
  /** Sub-themes among them. */
  themes: SubjectId[];
  sourceIds: string[];
  entityIds: string[];
  coverage: number;
  signed?: string;
  published?: string;
  effective?: string;
  expires?: string;
  commentFrom?: string;
  commentBy?: string;
  participate?: Pick<Participation, 'by' | 'to'>[];
  /** Status by the text and links alone (draft, repealed …); dates turn it into today's status at query time. */
  status: Status;
  firstSeenAt: string;
  url: string;
  shown?: ShownItem;
  /** For questions across documents, which cover irrelevant documents too. */
  register?: CrossIndexFacts;
}>;

/** Some documents of the whole store, and the last of them in the order of ids: where an interrupted work goes on. */
export type IndexPortions = () => AsyncIterable<readonly IndexChange[]>;
export type IndexPortion = Fixed<{ changes: IndexChange[]; last: string }>;

/**
 * Where a document stands in an order: by rank (the least first), day and id; or a fact of one, by its number, day and the document's id.
 * It stays when others come and go.
 */
export type SortKey = readonly [rank: number | string | null, day: string, id: string];
/** Which page of a list; with `after`, what follows that item, and `offset` decides nothing. */
export type Paged = Fixed<{ limit: number; offset?: number; after?: SortKey }>;
export type Keyed = Fixed<{ keys: SortKey[]; more: boolean }>;

type Order = Fixed<{ name: LanguagePair; told: string; asked?: false }>;
/**
 * Orders of lists: their names on pages, and what the command says of the order that a list is in. How the engines sort stands in
 * search/filters.ts.
 */
export const orders = {
  relevance: { name: ['Relevance', '相关度'], told: 'the most relevant first' },
  newest: { name: ['Newest', '最新'], told: 'the newest first' },
  authority: { name: ['Issuing level', '发文机关层级'], told: 'the highest issuing level first' },
  /** What is open for comment by its last day, then the rest, the newest first. */
  deadline: { name: ['Deadline for comment', '意见截止日'], told: 'open for comment first, by the last day' },
  /** By the day that `date` names, those without it last: the calendar's, and no reader's choice. */
  soonest: { name: ['Soonest', '最近日期'], told: 'the soonest first', asked: false },
} as const satisfies Readonly<Record<string, Order>>;
export type Sort = keyof typeof orders;
type AskedSort = { [K in Sort]: (typeof orders)[K] extends { readonly asked: false } ? never : K }[Sort];
export const askedSorts = Object.entries<Order>(orders).flatMap(([name, { asked = true }]) => (asked ? [name as AskedSort] : []));

export type Query = Fixed<{
  q?: string;
  /** How many of its words a document may lack. */
  lacking?: number;
  theme?: string;
  issuer?: string;
  level?: string;
  type?: string;
  status?: string;
  source?: string;
  entity?: string;
  place?: string;
  /** Id of a province, municipality or region whose bodies, or bodies of whose cities and districts, issued the document. */
  province?: string;
  from?: string;
  to?: string;
  /** Only what was first read on this day or before it. */
  seenBy?: string;
  date?: 'signed' | 'published' | 'effective' | 'commentBy' | 'expires' | 'firstSeen';
  sort?: Sort;
  limit: number;
  /** Offset of the first hit; with `after`, how many hits were passed, which decides nothing. The API wraps both in a signed cursor. */
  offset?: number;
  /** Only what follows this hit in the order, whatever came in before it or went. */
  after?: SortKey;
  /** Only documents with these ids; such an answer has no facets and passages. */
  among?: string[];
  today: string;
}>;

/** Where a text says what was asked for. `sentence`: the whole one; `english`: what that and others say, where rules tell it. */
type Passage = Fixed<{
  before: string;
  hit: string;
  after: string;
  sentence?: string;
  english?: { says: string; quote: string }[];
}>;

export type Hit = Fixed<
  Omit<IndexChange, 'text' | 'remove' | 'register'> & {
    lacks?: string[];
    carrier?: Source['names'];
    /** It speaks in the name of a body on whose site nobody saw it: the host on which it was seen. */
    notSeenOnIssuersSite?: string[];
    scan?: true;
    passage?: Passage & { others?: Passage[] };
  }
>;
export type Facet = Readonly<Record<string, number>>;
export type QueryResult = Fixed<
  Keyed & {
    total: number;
    hits: Hit[];
    facets: { theme: Facet; type: Facet; level: Facet; status: Facet; issuer: Facet };
  }
>;

export const narrowingFilters = ['theme', 'issuer', 'level', 'type', 'status', 'source', 'entity', 'place', 'province'] as const;

/**
 * What a query that finds nothing would find otherwise: with other words (`q`), without one of its filters (`without`; `days` are from and
 * to, `filters` all of them), or by another kind of date (`date`; the usual one where it is left out).
 */
export type NearMiss = {
  readonly kind: 'words' | 'spelling' | 'filter' | 'date';
  readonly q?: string;
  readonly without?: 'filters' | 'days' | (typeof narrowingFilters)[number];
  readonly date?: Exclude<Query['date'], undefined>;
  readonly total: number;
};

type CountQuery = Omit<Query, 'limit' | 'offset' | 'after' | 'sort' | 'among'>;
export type TimelineQuery = Fixed<CountQuery & { step: 'month' | 'day'; by: 'level' | 'theme' }>;
/** Documents of one month (`2026-11`) or day, of one level or theme; `of` is empty for those without. One of two themes counts in both. */
export type TimelineCount = Fixed<{ at: string; of: string; count: number }>;
export type ProvinceQuery = CountQuery;
/** Documents that bodies of a province issued, in all and by theme; one of two provinces counts in both. */
export type ProvinceCount = Fixed<{ province: string; total: number; themes: Facet }>;

export type IndexCheck = Fixed<{
  damaged: { key: string; detail: string }[];
  keys: string[];
  ids: string[];
}>;

export type CrossIndexFacts = Fixed<{
  /** The keys of the document; others cite only acts. */
  keys: string[];
  act: boolean;
  draft: boolean;
  day?: string;
  sequence?: { prefix: string; year?: number; n: number };
  cites: IndexedCitation[];
  figures: DocumentFigure[];
  windows: Window[];
}>;

export type IndexedCitation = Fixed<{
  keys: string[];
  title?: string;
  number?: string;
  relation: Relation;
  quote: string;
  url?: string;
  /** Its position in a sequence of numbers, when its number has one. */
  sequence?: { prefix: string; year?: number; n: number };
}>;

export type DocumentName = TypeOf<typeof named>;

export type FigureLine = Fixed<
  DocumentFigure & {
    document: DocumentName & { day: string; issuers: string[] };
  }
>;
type FigureQuery = Fixed<
  Paged & {
    unit?: string;
    year?: number;
    strength?: string;
    kind?: string;
    /** The least value, or one that is not reached yet. */
    least?: number;
    above?: number;
    /** Of these documents alone. */
    among?: string[];
  }
>;
export type FigureResult = Fixed<
  Keyed & {
    total: number;
    items: FigureLine[];
    units: Record<string, number>;
  }
>;

export type MissingText = TypeOf<typeof missingText>;
export type MissingTextQuery = Fixed<{ limit: number; offset?: number; relation?: string; theme?: string }>;
export type MissingTextResult = Fixed<{ total: number; items: MissingText[] }>;

export type Sequence = Fixed<{
  prefix: string;
  year?: number;
  held: HeldNumber[];
  cited: { n: number; by: string }[];
}>;
type DocumentWithNumber = Fixed<{ id: string; title: string; number?: string; prefix: string }>;
export type DocumentWithKey = Fixed<{
  key: string;
  id: string;
  number?: string;
  issuerNames: string[];
  draft: boolean;
}>;
export type SequenceQuery = Fixed<{ prefix?: string; year?: number; limit: number }>;

const heldNumber = z.object({
  n: z.int(),
  id: z.string(),
  title: z.string(),
  number: z.string().exactOptional(),
  day: z.string().exactOptional(),
});
export type HeldNumber = TypeOf<typeof heldNumber>;

const missingRange = z.object({
  from: count('First missing number'),
  to: count('Last missing number'),
  count: count('How many'),
  why: z.enum(['cited', 'late', 'unseen']).describe('cited: it exists; late: it may still come; unseen: never published, or missed'),
  before: heldNumber.exactOptional(),
  after: heldNumber.exactOptional(),
  citedBy: z.string().array().exactOptional(),
});
export type MissingRange = TypeOf<typeof missingRange>;

/**
 * Missing numbers of a sequence as leads, and how much of it is stored. When little is stored, only numbers that surely exist are named.
 */
export const numberingGap = z.object({
  prefix: text('国办发'),
  year: z.int().exactOptional(),
  issuer: issuer.exactOptional(),
  series: z.string().array().describe('Prefixes of the held numbers, where departments share one series').exactOptional(),
  held: count('Numbers that are held'),
  heldRanges: z.object({ from: count('First held number'), to: count('Last held number') }).array(),
  highest: count('The highest known one'),
  missing: count('Numbers up to it that are not held'),
  coverage: z.number().min(0).max(1),
  reading: z.enum(['leads', 'low-coverage']),
  holes: missingRange.array(),
  moreHoles: count('Holes beyond those').exactOptional(),
});
export type NumberingGap = TypeOf<typeof numberingGap>;

export type Edge = Fixed<{
  relation: Relation;
  from: DocumentName & { day: string };
  to: {
    id?: string;
    title?: string;
    number?: string;
    english?: string;
    day?: string;
    known?: KnownAct;
  };
  quote: string;
}>;
type EdgeQuery = Fixed<
  Paged & {
    relation?: Relation;
    theme?: string;
    held?: boolean;
  }
>;
export type EdgeResult = Fixed<
  Keyed & {
    total: number;
    items: Edge[];
    relations: Record<string, number>;
  }
>;

export const branch = target
  .extend({
    day: z.string().exactOptional(),
    get below() {
      return z.array(branch);
    },
    more: count('Children that are left out').exactOptional(),
  })
  .meta({ id: 'Branch', description: 'An act with those that implement it below' });
export type Branch = TypeOf<typeof branch>;

export type DraftPair = Fixed<{
  draft: DocumentName & { day: string };
  final: DocumentName & { day: string };
}>;

/** An application or objection window that is still open; `n` is its place among those of its document. */
export type WindowLine = Fixed<Window & { document: DocumentName; n?: number }>;
export type WindowQuery = Fixed<
  Paged & {
    kind: Window['kind'];
    from: string;
    to?: string;
    theme?: string;
    issuer?: string;
    place?: string;
  }
>;
type WindowResult = Fixed<Keyed & { total: number; items: WindowLine[] }>;

export type CrossIndex = {
  figures(query: FigureQuery): Promise<FigureResult>;
  missingTexts(query: MissingTextQuery): Promise<MissingTextResult>;
  announcements(query: AnnouncementQuery): Promise<readonly AnnouncementLine[]>;
  sequences(query: SequenceQuery): Promise<readonly Sequence[]>;
  withNumber(query: { readonly n: number; readonly year?: number; readonly limit: number }): Promise<readonly DocumentWithNumber[]>;
  withKeys(keys: readonly string[]): Promise<readonly DocumentWithKey[]>;
  /** Acts, off the field too, in whose title words of two of these groups stand. */
  sharing(groups: readonly (readonly string[])[]): Promise<readonly DocumentName[]>;
  edges(query: EdgeQuery): Promise<EdgeResult>;
  citations(query: CitationQuery): Promise<CitationResult>;
  windows(query: WindowQuery): Promise<WindowResult>;
  /** The texts that implement a text (its id), or the texts that most others implement; `depth` levels down. */
  trees(query: { readonly of?: string; readonly limit: number; readonly depth?: number }): Promise<readonly Branch[]>;
  pairs(limit: number): Promise<readonly DraftPair[]>;
  pairsOf(drafts: readonly string[]): Promise<readonly DraftPair[]>;
};
