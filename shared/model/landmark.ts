import type { Issuer } from './article.ts';
import type { KnownAct } from './known.ts';
import type { Hit } from './query.ts';
import type { DocumentType, Relation } from './vocabulary.ts';

/** How many documents of the store cite something, and the day and id of the newest of them. */
export type Mentions = Readonly<Record<string, { readonly documents: number; readonly newest: string; readonly newestId: string }>>;

/** Where a figure holds: the whole country, a place (named where the text names it), or not stated. */
export type FigureArea = { readonly of: 'country' | 'place' | 'unstated'; readonly name?: string; readonly english?: string };

/** A figure as a tracked document states it. `value` in base units; `year` when the sentence states one. */
export type SourcedFigure = {
  readonly value: number;
  readonly unit: string;
  readonly year?: number;
  readonly bound: string;
  readonly strict?: true;
  readonly quote: string;
  readonly area: FigureArea;
  readonly document: {
    readonly id: string;
    readonly title: string;
    readonly english: string;
    readonly type: DocumentType;
    readonly day?: string;
    readonly url: string;
  };
};

/** A document that implements, amends, replaces, repeals or finalises an act; `day` is its day of effect, signature or publication. */
export type LaterAct = {
  readonly id: string;
  readonly title: string;
  readonly english?: string;
  readonly effect: Relation;
  readonly issuers: readonly Issuer[];
  readonly day?: string;
};

/**
 * A landmark in today's store: the act itself when it is stored, what later acts did to it, and the newest documents that cite it. Of an act that is not stored: what
 * is known of it, and why its official address brought no document, when it was asked for.
 */
export type LandmarkNews = {
  readonly held?: Hit;
  readonly known?: KnownAct;
  readonly trouble?: { readonly detail: string; readonly since: string };
  readonly laterActs: readonly LaterAct[];
  readonly total: number;
  readonly newest: readonly Hit[];
};
