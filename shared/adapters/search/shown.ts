import type { DatabaseSync } from 'node:sqlite';
import type { Hit } from '../../model/query.ts';
import { statuses } from '../../model/vocabulary.ts';
import { normalise } from '../../stages/query/pieces.ts';
import { columnsOf, statusesOn } from './columns.ts';
import { hitOf, unpack } from './rows.ts';
import { prepare } from './statements.ts';

/**
 * Documents that lists have shown, with their texts unpacked: most lists show the newest, whatever the words. A published file never changes, so they stay right; those
 * that were not shown for longest are given up first.
 */
type Shown = { hit?: Hit; text?: { readonly written: string; readonly normalised: string } };

const mostDocuments = 2000;
/** Of texts, as written and normalised together: at two bytes each. */
const mostCharacters = 4_000_000;
/** A key is the number of its file and of its row. */
const rowsOfFile = 2 ** 32;
const shown = new Map<number, Shown>();
let characters = 0;

const numbers = new WeakMap<DatabaseSync, number>();
let files = 0;
function numberOf(database: DatabaseSync): number {
  const known = numbers.get(database) ?? files++;
  numbers.set(database, known);
  return known;
}

const lengthOf = ({ text }: Shown): number => (text ? text.written.length + text.normalised.length : 0);

function giveUp(key: number, each: Shown): void {
  shown.delete(key);
  characters -= lengthOf(each);
}

function giveUpOldest(): void {
  for (const [key, each] of shown) {
    if (shown.size <= mostDocuments && characters <= mostCharacters) return;
    giveUp(key, each);
  }
}

/** Gives up what a file has shown, which is closed. */
export function forgetShown(database: DatabaseSync): void {
  const file = numbers.get(database);
  if (file === undefined) return;
  for (const [key, each] of shown) if (Math.floor(key / rowsOfFile) === file) giveUp(key, each);
}

function shownOf(database: DatabaseSync, row: number): Shown {
  const key = numberOf(database) * rowsOfFile + row;
  const held = shown.get(key) ?? {};
  shown.delete(key);
  shown.set(key, held);
  giveUpOldest();
  return held;
}

/** A document as lists show it, with its status of the day. */
export function hitAt(database: DatabaseSync, place: number, today: string): Hit {
  const row = columnsOf(database).rows[place] ?? 0;
  const held = shownOf(database, row);
  held.hit ??= hitOf(prepare(database, 'SELECT * FROM document WHERE rowid = ?').get(row) ?? {});
  return { ...held.hit, status: statuses[statusesOn(database, today)[place] ?? 0] ?? held.hit.status };
}

/** The text of a document, as written and normalised. */
export function textAt(database: DatabaseSync, place: number): NonNullable<Shown['text']> {
  const row = columnsOf(database).rows[place] ?? 0;
  const held = shownOf(database, row);
  if (held.text) return held.text;
  const written = unpack(prepare(database, 'SELECT text FROM body WHERE rowid = ?').get(row)?.['text']);
  held.text = { written, normalised: normalise(written) };
  characters += lengthOf(held);
  giveUpOldest();
  return held.text;
}
