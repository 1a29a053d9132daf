import type { Hit } from './query.ts';

/** How often documents of the store cite something, and the day of the newest of them. */
export type Mentions = Readonly<Record<string, { readonly documents: number; readonly newest: string }>>;

/** A figure as a tracked document states it. `value` in base units; `year` when the sentence states one. */
export type SourcedFigure = {
  readonly value: number;
  readonly unit: string;
  readonly year?: number;
  readonly bound: string;
  readonly quote: string;
  readonly document: { readonly id: string; readonly title: string; readonly english: string; readonly day?: string; readonly url: string };
};

/** A landmark in today's store: the act itself when it is stored, and the newest documents that cite it. */
export type LandmarkNews = { readonly held?: Hit; readonly total: number; readonly newest: readonly Hit[] };
