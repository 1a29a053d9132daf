import type { DatabaseSync } from 'node:sqlite';
import { statuses } from '../../model/vocabulary.ts';
import { type Bits, bitsOf, noBits, setBit } from './bits.ts';
import { type Combination, slotsOf, statusOfDay, toCombination } from './facets.ts';
import { prepare } from './statements.ts';

/**
 * What lists are narrowed, counted and sorted by, of each document of a file, in memory as long as the file is open: a published file never changes. Some 100 bytes a
 * document. A document is known by its place: the newest is the first.
 */
export type Columns = {
  /** How many documents there are. */
  readonly size: number;
  /** Numbers of rows, by place; and the place of a row. */
  readonly rows: Float64Array;
  readonly placeOf: (row: number) => number;
  readonly every: Bits;
  readonly ids: readonly string[];
  readonly days: readonly string[];
  readonly authority: Float64Array;
  /** The number of a document's combination. */
  readonly combination: Int32Array;
  readonly combinations: ReadonlyMap<number, Combination>;
  /** What a document of each combination counts for, by the number of the combination. */
  readonly counts: readonly (readonly number[])[];
};

/** What is kept of an open file: its columns, and sets that were asked for. */
type Kept = {
  columns?: Columns;
  readonly dates: Map<string, readonly (string | undefined)[]>;
  readonly statuses: Map<string, Uint8Array>;
  readonly sets: Map<string, Bits>;
};
const kept = new WeakMap<DatabaseSync, Kept>();
const most = { statuses: 2, setBytes: 2_000_000, sets: 400 };

function keptOf(database: DatabaseSync): Kept {
  const found = kept.get(database) ?? { dates: new Map(), statuses: new Map(), sets: new Map() };
  kept.set(database, found);
  return found;
}

/** Days and ids repeat within a file: each text is kept once. */
const interner = (): ((value: unknown) => string) => {
  const known = new Map<string, string>();
  return (value) => {
    const text = String(value);
    const held = known.get(text) ?? text;
    known.set(text, held);
    return held;
  };
};

/** Numbers of rows have hardly any gaps; in files of releases to 0.6.0 they are made of days. */
function placesOf(rows: Float64Array): Columns['placeOf'] {
  const highest = rows.reduce((most, row) => Math.max(most, row), 0);
  if (highest > rows.length * 4 + 1000) {
    const places = new Map([...rows].map((row, place) => [row, place]));
    return (row) => places.get(row) ?? -1;
  }
  const places = new Int32Array(highest + 1).fill(-1);
  rows.forEach((row, place) => {
    places[row] = place;
  });
  return (row) => places[row] ?? -1;
}

function readColumns(database: DatabaseSync): Columns {
  const found = prepare(database, 'SELECT rowid AS row, id, day, authority, combination FROM document ORDER BY day DESC, id DESC').all();
  const intern = interner();
  const rows = Float64Array.from(found, ({ row }) => Number(row));
  const combined = prepare(database, 'SELECT number, type, level, themes, issuerIds, status FROM combination').all();
  const combinations = new Map(combined.map((each) => [Number(each['number']), toCombination(each)]));
  const counts: (readonly number[])[] = [[]];
  for (const [number, each] of combinations) counts[number] = slotsOf(each);
  return {
    size: rows.length,
    rows,
    placeOf: placesOf(rows),
    every: bitsOf(rows.length, rows.keys()),
    ids: found.map(({ id }) => String(id)),
    days: found.map(({ day }) => intern(day)),
    authority: Float64Array.from(found, ({ authority }) => Number(authority)),
    combination: Int32Array.from(found, ({ combination }) => Number(combination)),
    combinations,
    counts,
  };
}

export function columnsOf(database: DatabaseSync): Columns {
  const all = keptOf(database);
  all.columns ??= readColumns(database);
  return all.columns;
}

/** The days of one kind, by place. */
export function datesOf(database: DatabaseSync, column: string): readonly (string | undefined)[] {
  const { dates } = keptOf(database);
  const known = dates.get(column);
  if (known) return known;
  const { size, placeOf } = columnsOf(database);
  const made = new Array<string | undefined>(size).fill(undefined);
  const intern = interner();
  for (const { row, day } of prepare(database, `SELECT rowid AS row, ${column} AS day FROM document WHERE ${column} IS NOT NULL`).all())
    made[placeOf(Number(row))] = intern(day);
  dates.set(column, made);
  return made;
}

const over = (day: string | undefined, passed: (day: string) => boolean): number | null => (day === undefined ? null : Number(passed(day)));

/** The status of each document on a day, as its place among `statuses`. */
export function statusesOn(database: DatabaseSync, today: string): Uint8Array {
  const { statuses: known } = keptOf(database);
  const held = known.get(today);
  if (held) return held;
  const { size, combination, combinations } = columnsOf(database);
  const [effective, expires] = [datesOf(database, 'effective'), datesOf(database, 'expires')];
  const made = new Uint8Array(size);
  for (let place = 0; place < size; place += 1) {
    const of = combinations.get(combination[place] ?? 0);
    if (!of) continue;
    const ended = over(expires[place], (day) => day < today);
    const begun = over(effective[place], (day) => day <= today);
    made[place] = (statuses as readonly string[]).indexOf(statusOfDay(of.status, ended, begun));
  }
  if (known.size >= most.statuses) known.clear();
  known.set(today, made);
  return made;
}

/** A set of documents that was worked out before; the ones that were not asked for longest are given up first. */
export function keptSet(database: DatabaseSync, key: string, make: () => Bits): Bits {
  const { sets } = keptOf(database);
  const held = sets.get(key) ?? make();
  sets.delete(key);
  sets.set(key, held);
  const allowed = Math.max(20, Math.min(most.sets, most.setBytes / (held.byteLength + 200)));
  for (const oldest of sets.keys()) {
    if (sets.size <= allowed) break;
    sets.delete(oldest);
  }
  return held;
}

/** The set of documents that a question for rows finds. */
export function setOf(database: DatabaseSync, rows: Iterable<number>): Bits {
  const { size, placeOf } = columnsOf(database);
  const found = noBits(size);
  for (const row of rows) setBit(found, placeOf(row));
  return found;
}

/** Names the rows of a year that the changes replace or remove. */
export function mask(year: DatabaseSync, changes: DatabaseSync): Bits {
  const ids = changes.prepare('SELECT id FROM main.changed_entry').all();
  year.exec('CREATE TEMP TABLE IF NOT EXISTS masked (row INTEGER PRIMARY KEY); DELETE FROM temp.masked');
  year
    .prepare('INSERT INTO temp.masked (row) SELECT rowid FROM document WHERE id IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(ids.map(({ id }) => String(id))));
  const rows = year.prepare('SELECT row FROM temp.masked').all();
  return setOf(
    year,
    rows.map(({ row }) => Number(row)),
  );
}
