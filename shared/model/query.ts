import * as z from 'zod';
import type { AnnouncementLine, AnnouncementQuery } from './announcement.ts';
import type { Participation } from './article.ts';
import type { CitationQuery, CitationResult } from './citations.ts';
import type { DocumentFigure, Window } from './facts.ts';
import type { KnownAct } from './lineage.ts';
import type { LanguagePair } from './reader.ts';
import { count, issuer, type missingText, type named, type TypeOf, target, text } from './shape.ts';
import type { Level, Source } from './source.ts';
import type { DocumentType, Relation, Status, SubjectId } from './vocabulary.ts';

/**
 * What a list says of a document and would else work out anew each time: the act that it issues, where it issues one, an English
 * headline where its title has none, and short English names of its issuers.
 */
export type ShownItem = {
  readonly act?: { readonly title: string; readonly english: string };
  readonly described?: DescriptiveHeadline;
  readonly issuers: readonly string[];
  /** Where an official page has it under its English title. */
  readonly page?: string;
  readonly scan?: true;
  /** The account of WeChat that published it. */
  readonly account?: string;
};

/** What heads a document whose title has no sure English: what it names, or words of it. It is no name of the document. */
export type DescriptiveHeadline = { readonly english: string; readonly by: 'known' | 'words' };

export type IndexChange = {
  readonly id: string;
  readonly remove?: boolean;
  readonly title: string;
  readonly english: string;
  readonly text: string;
  readonly number?: string;
  readonly issuerIds: readonly string[];
  readonly issuerNames: readonly string[];
  readonly level?: Level;
  readonly authority: number;
  readonly type: DocumentType;
  /** Sub-themes among them. */
  readonly themes: readonly SubjectId[];
  readonly sourceIds: readonly string[];
  readonly entityIds: readonly string[];
  readonly coverage: number;
  readonly signed?: string;
  readonly published?: string;
  readonly effective?: string;
  readonly expires?: string;
  readonly commentFrom?: string;
  readonly commentBy?: string;
  readonly participate?: readonly Pick<Participation, 'by' | 'to'>[];
  /** Status by the text and links alone (draft, repealed …); dates turn it into today's status at query time. */
  readonly status: Status;
  readonly firstSeenAt: string;
  readonly url: string;
  readonly shown?: ShownItem;
  /** For questions across documents, which cover irrelevant documents too. */
  readonly register?: CrossIndexFacts;
};

/** Some documents of the whole store, and the last of them in the order of ids: where an interrupted work goes on. */
export type IndexPortions = () => AsyncIterable<readonly IndexChange[]>;
export type IndexPortion = { readonly changes: readonly IndexChange[]; readonly last: string };

/**
 * Where a document stands in an order: by rank (the least first), day and id; or a fact of one, by its number, day and the document's id.
 * It stays when others come and go.
 */
export type SortKey = readonly [rank: number | string | null, day: string, id: string];
/** Which page of a list; with `after`, what follows that item, and `offset` decides nothing. */
export type Paged = { readonly limit: number; readonly offset?: number; readonly after?: SortKey };
export type Keyed = { readonly keys: readonly SortKey[]; readonly more: boolean };

type Order = { readonly name: LanguagePair; readonly told: string; readonly asked?: false };
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

export type Query = {
  readonly q?: string;
  /** How many of its words a document may lack. */
  readonly lacking?: number;
  readonly theme?: string;
  readonly issuer?: string;
  readonly level?: string;
  readonly type?: string;
  readonly status?: string;
  readonly source?: string;
  readonly entity?: string;
  readonly place?: string;
  /** Id of a province, municipality or region whose bodies, or bodies of whose cities and districts, issued the document. */
  readonly province?: string;
  readonly from?: string;
  readonly to?: string;
  /** Only what was first read on this day or before it. */
  readonly seenBy?: string;
  readonly date?: 'signed' | 'published' | 'effective' | 'commentBy' | 'expires' | 'firstSeen';
  readonly sort?: Sort;
  readonly limit: number;
  /** Offset of the first hit; with `after`, how many hits were passed, which decides nothing. The API wraps both in a signed cursor. */
  readonly offset?: number;
  /** Only what follows this hit in the order, whatever came in before it or went. */
  readonly after?: SortKey;
  /** Only documents with these ids; such an answer has no facets and passages. */
  readonly among?: readonly string[];
  readonly today: string;
};

/** Where a text says what was asked for. `sentence`: the whole one; `english`: what that and others say, where rules tell it. */
type Passage = {
  readonly before: string;
  readonly hit: string;
  readonly after: string;
  readonly sentence?: string;
  readonly english?: readonly { readonly says: string; readonly quote: string }[];
};

export type Hit = Omit<IndexChange, 'text' | 'remove' | 'register'> & {
  readonly lacks?: readonly string[];
  readonly carrier?: Source['names'];
  /** It speaks in the name of a body on whose site nobody saw it: the host on which it was seen. */
  readonly notSeenOnIssuersSite?: readonly string[];
  readonly scan?: true;
  readonly passage?: Passage & { readonly others?: readonly Passage[] };
};
export type Facet = Readonly<Record<string, number>>;
export type QueryResult = Keyed & {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly facets: { readonly theme: Facet; readonly type: Facet; readonly level: Facet; readonly status: Facet; readonly issuer: Facet };
};

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
export type TimelineQuery = CountQuery & { readonly step: 'month' | 'day'; readonly by: 'level' | 'theme' };
/** Documents of one month (`2026-11`) or day, of one level or theme; `of` is empty for those without. One of two themes counts in both. */
export type TimelineCount = { readonly at: string; readonly of: string; readonly count: number };
export type ProvinceQuery = CountQuery;
/** Documents that bodies of a province issued, in all and by theme; one of two provinces counts in both. */
export type ProvinceCount = { readonly province: string; readonly total: number; readonly themes: Facet };

export type IndexCheck = {
  readonly damaged: readonly { readonly key: string; readonly detail: string }[];
  readonly keys: readonly string[];
  readonly ids: readonly string[];
};

export type CrossIndexFacts = {
  /** The keys of the document; others cite only acts. */
  readonly keys: readonly string[];
  readonly act: boolean;
  readonly draft: boolean;
  readonly day?: string;
  readonly sequence?: { readonly prefix: string; readonly year?: number; readonly n: number };
  readonly cites: readonly IndexedCitation[];
  readonly figures: readonly DocumentFigure[];
  readonly windows: readonly Window[];
};

export type IndexedCitation = {
  readonly keys: readonly string[];
  readonly title?: string;
  readonly number?: string;
  readonly relation: Relation;
  readonly quote: string;
  readonly url?: string;
  /** Its position in a sequence of numbers, when its number has one. */
  readonly sequence?: { readonly prefix: string; readonly year?: number; readonly n: number };
};

export type DocumentName = TypeOf<typeof named>;

export type FigureLine = DocumentFigure & {
  readonly document: DocumentName & { readonly day: string; readonly issuers: readonly string[] };
};
export type FigureQuery = Paged & {
  readonly unit?: string;
  readonly year?: number;
  readonly strength?: string;
  readonly kind?: string;
  /** The least value, or one that is not reached yet. */
  readonly least?: number;
  readonly above?: number;
  /** Of these documents alone. */
  readonly among?: readonly string[];
};
export type FigureResult = Keyed & {
  readonly total: number;
  readonly items: readonly FigureLine[];
  readonly units: Readonly<Record<string, number>>;
};

export type MissingText = TypeOf<typeof missingText>;
export type MissingTextQuery = { readonly limit: number; readonly offset?: number; readonly relation?: string; readonly theme?: string };
export type MissingTextResult = { readonly total: number; readonly items: readonly MissingText[] };

export type Sequence = {
  readonly prefix: string;
  readonly year?: number;
  readonly held: readonly HeldNumber[];
  readonly cited: readonly { readonly n: number; readonly by: string }[];
};
export type DocumentWithNumber = { readonly id: string; readonly title: string; readonly number?: string; readonly prefix: string };
export type DocumentWithKey = {
  readonly key: string;
  readonly id: string;
  readonly number?: string;
  readonly issuerNames: readonly string[];
  readonly draft: boolean;
};
export type SequenceQuery = { readonly prefix?: string; readonly year?: number; readonly limit: number };

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

export type Edge = {
  readonly relation: Relation;
  readonly from: DocumentName & { readonly day: string };
  readonly to: {
    readonly id?: string;
    readonly title?: string;
    readonly number?: string;
    readonly english?: string;
    readonly day?: string;
    readonly known?: KnownAct;
  };
  readonly quote: string;
};
export type EdgeQuery = Paged & {
  readonly relation?: Relation;
  readonly theme?: string;
  readonly held?: boolean;
};
export type EdgeResult = Keyed & {
  readonly total: number;
  readonly items: readonly Edge[];
  readonly relations: Readonly<Record<string, number>>;
};

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

export type DraftPair = {
  readonly draft: DocumentName & { readonly day: string };
  readonly final: DocumentName & { readonly day: string };
};

/** An application or objection window that is still open; `n` is its place among those of its document. */
export type WindowLine = Window & { readonly document: DocumentName; readonly n?: number };
export type WindowQuery = Paged & {
  readonly kind: Window['kind'];
  readonly from: string;
  readonly to?: string;
  readonly theme?: string;
  readonly issuer?: string;
  readonly place?: string;
};
export type WindowResult = Keyed & { readonly total: number; readonly items: readonly WindowLine[] };

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
