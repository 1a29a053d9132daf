import * as z from 'zod';
import type { AnnouncementLine, AnnouncementQuery } from './announcement.ts';
import type { CitationQuery, CitationResult } from './citations.ts';
import type { DocumentFigure, Window } from './facts.ts';
import type { KnownAct } from './known.ts';
import type { Keyed, Paged } from './query.ts';
import { count, issuer, type named, type Told, target, text } from './shape.ts';
import type { Relation } from './vocabulary.ts';

/** The facts that the index keeps of a document for questions across documents, also of irrelevant ones. */
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

/** A citation. The first of its keys is the surest. */
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

export type DocumentName = Told<typeof named>;

/** A figure with the document that states it. */
export type FigureLine = DocumentFigure & {
  readonly document: DocumentName & { readonly day: string; readonly issuers: readonly string[] };
};
export type FigureQuery = Paged & {
  readonly unit?: string;
  readonly year?: number;
  readonly strength?: string;
};
export type FigureResult = Keyed & {
  readonly total: number;
  readonly items: readonly FigureLine[];
  readonly units: Readonly<Record<string, number>>;
};

/** A text that is cited and not stored. */
export type MissingText = {
  readonly title?: string;
  readonly number?: string;
  /** How many documents cite it, and how, the strongest relation first. */
  readonly documents: number;
  readonly relations: Readonly<Partial<Record<Relation, number>>>;
  /** Some of them, newest first. */
  readonly citedBy: readonly (DocumentName & { readonly relation: Relation; readonly quote: string; readonly day: string })[];
  /** Its address, when a page that cites it links it. */
  readonly url?: string;
  readonly known?: KnownAct;
  /** When it was asked for at its address. */
  readonly asked?: string;
};
/** `theme`: of a document that cites it. */
export type MissingTextQuery = { readonly limit: number; readonly offset?: number; readonly relation?: string; readonly theme?: string };
export type MissingTextResult = { readonly total: number; readonly items: readonly MissingText[] };

export type Sequence = {
  readonly prefix: string;
  readonly year?: number;
  readonly held: readonly HeldNumber[];
  /** Numbers of the sequence that stored documents cite. */
  readonly cited: readonly { readonly n: number; readonly by: string }[];
};
export type DocumentWithNumber = { readonly id: string; readonly title: string; readonly number?: string; readonly prefix: string };
/** A stored act with one of the keys that were asked for. */
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
/** A number of a sequence that a stored document has. */
export type HeldNumber = Told<typeof heldNumber>;

const missingRange = z.object({
  from: count('First missing number'),
  to: count('Last missing number'),
  count: count('How many'),
  why: z.enum(['cited', 'late', 'unseen']).describe('cited: it exists; late: it may still come; unseen: never published, or missed'),
  before: heldNumber.exactOptional(),
  after: heldNumber.exactOptional(),
  citedBy: z.string().array().exactOptional(),
});
export type MissingRange = Told<typeof missingRange>;

/** Missing numbers of a sequence as leads, and how much of it is stored. When little is stored, only numbers that surely exist are named. */
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
export type NumberingGap = Told<typeof numberingGap>;

/** A citation between two documents. */
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

/** A text with the texts that implement it, as a tree. */
export const branch = target
  .extend({
    day: z.string().exactOptional(),
    get below() {
      return z.array(branch);
    },
    more: count('Children that are left out').exactOptional(),
  })
  .meta({ id: 'Branch', description: 'An act with those that implement it below' });
export type Branch = Told<typeof branch>;

/** A draft and its final text, both stored. */
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
  /** Of the document that states it. */
  readonly theme?: string;
  readonly issuer?: string;
  readonly place?: string;
};
export type WindowResult = Keyed & { readonly total: number; readonly items: readonly WindowLine[] };

/** Questions across documents, answered from the index. */
export type CrossIndex = {
  figures(query: FigureQuery): Promise<FigureResult>;
  missingTexts(query: MissingTextQuery): Promise<MissingTextResult>;
  /** Reports of acts that they do not name, newest first. */
  announcements(query: AnnouncementQuery): Promise<readonly AnnouncementLine[]>;
  sequences(query: SequenceQuery): Promise<readonly Sequence[]>;
  /** Stored documents with this number of this year, whatever the series. */
  withNumber(query: { readonly n: number; readonly year?: number; readonly limit: number }): Promise<readonly DocumentWithNumber[]>;
  /** Stored acts by their keys (number, title, work). */
  withKeys(keys: readonly string[]): Promise<readonly DocumentWithKey[]>;
  edges(query: EdgeQuery): Promise<EdgeResult>;
  /** Citations around some documents, oldest first. */
  citations(query: CitationQuery): Promise<CitationResult>;
  windows(query: WindowQuery): Promise<WindowResult>;
  /** The texts that implement a text (its id), or the texts that most others implement; `depth` levels down. */
  trees(query: { readonly of?: string; readonly limit: number; readonly depth?: number }): Promise<readonly Branch[]>;
  /** Drafts with their final texts, newest final text first. */
  pairs(limit: number): Promise<readonly DraftPair[]>;
  /** The final texts of drafts, by the ids of the drafts. */
  pairsOf(drafts: readonly string[]): Promise<readonly DraftPair[]>;
};
