import * as z from 'zod';
import type { Fixed } from './fixed.ts';
import type { KnownAct } from './lineage.ts';
import type { Hit } from './query.ts';
import { issuer, named, quantity, type TypeOf } from './shape.ts';
import { documentTypes, relations } from './vocabulary.ts';

export type Mentions = Fixed<Record<string, { documents: number; newest: string; newestId: string }>>;

/**
 * A figure as a tracked document states it, and where it holds: the whole country, a place (named where the text names it), or not stated.
 */
export const sourcedFigure = quantity.extend({
  area: z.object({ of: z.enum(['country', 'place', 'unstated']), name: z.string().exactOptional(), english: z.string().exactOptional() }),
  document: named.extend({ type: z.enum(documentTypes), day: z.string().exactOptional(), url: z.string() }),
});

export type SourcedFigure = TypeOf<typeof sourcedFigure>;

export type FigureArea = SourcedFigure['area'];

export const laterAct = named.extend({
  english: z.string().exactOptional(),
  effect: z.enum(relations).describe('What it did'),
  issuers: issuer.array(),
  day: z.string().exactOptional(),
});

export type LaterAct = TypeOf<typeof laterAct>;

/**
 * A landmark in today's store: the act itself when it is stored, what later acts did to it, and the newest documents that cite it. Of an
 * act that is not stored: what is known of it, and why its official address brought no document, when it was asked for.
 */
export type LandmarkNews = Fixed<{
  held?: Hit;
  known?: KnownAct;
  trouble?: { detail: string; since: string };
  laterActs: LaterAct[];
  total: number;
  newest: Hit[];
}>;
