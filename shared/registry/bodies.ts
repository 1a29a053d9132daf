import type { Level } from '../model/source.ts';
import table from './tables/bodies.json' with { type: 'json' };
import bureauRows from './tables/bureaux.json' with { type: 'json' };
import departmentRows from './tables/departments.json' with { type: 'json' };
import pressRows from './tables/press-names.json' with { type: 'json' };

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

/** Departments inside ministries that sign pages of their own: Chinese name and English (without the ministry). */
export const departments: readonly (readonly [zh: string, en: string])[] = departmentRows as [string, string][];

/** Words for the organs of a local government: Chinese name, English, and whether it stands for the place itself. */
export type Bureau = {
  readonly id: string;
  readonly names: readonly string[];
  readonly english: string;
  readonly kind: 'government' | 'legislature' | 'party' | 'bureau';
  /** The national body whose organ it is in every place. */
  readonly under?: string;
};

/** `{place}` is replaced; without it the words are joined as "{place} X". */
export const bureaux: readonly Bureau[] = Object.entries(bureauRows).flatMap(([kind, rows]) =>
  rows.map((row) => ({ ...row, kind: kind as Bureau['kind'] })),
);

/**
 * What English texts call a body that reports name often, by its id: full names, short forms and descriptions (the cyberspace regulator).
 */
export const pressNames: Readonly<Record<string, readonly string[]>> = pressRows;
