import type { Level } from '../model/source.ts';
import table from './tables/bodies.json' with { type: 'json' };

export type BodyKind =
  | 'party'
  | 'legislature'
  | 'government'
  | 'ministry'
  | 'technical'
  | 'institute'
  | 'association'
  | 'media'
  | 'university'
  | 'exchange';

/** A body known by name. `short` is shown in lists, `full` stands in English titles. */
export type Body = {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly full: string;
  readonly level: Level;
  readonly kind: BodyKind;
  readonly others: readonly string[];
  /** Short forms that mean the body only when they stand alone. */
  readonly alone: readonly string[];
  readonly prefixes: readonly string[];
  /** What it was called, and what it was, until it was founded under today's name: which of its `others` and `prefixes` are of then. */
  readonly former?: FormerName;
};
export type FormerName = {
  readonly names: readonly string[];
  readonly short: string;
  readonly full: string;
  readonly until: string;
  readonly prefixes: readonly string[];
};

/** A row of the table; lists without a word are left out, and so is a short name that is the full one. */
type Row = Pick<Body, 'id' | 'name' | 'full'> & Partial<Body>;

/** National bodies, technical committees, institutes and state media, by name. */
export const knownBodies: readonly Body[] = Object.entries(
  table as Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>>,
).flatMap(([level, kinds]) =>
  Object.entries(kinds).flatMap(([kind, rows]) =>
    rows.map((row) => ({
      ...{ short: row.full, others: [], alone: [], prefixes: [], ...row },
      level: level as Level,
      kind: kind as BodyKind,
    })),
  ),
);
