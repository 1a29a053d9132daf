import { stat } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { IndexChange } from '../../model/query.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { openForWriting } from './connections.ts';
import { applyRegister } from './cross-index.ts';
import { insertRow, removeRow, yearOf } from './rows.ts';
import { prepare } from './statements.ts';

/** What the row of a document is made of: the same mark, the same row. */
const markOf = ({ register: _register, ...row }: IndexChange): string => sha256(JSON.stringify(row)).slice(0, 24);

/**
 * Writes changes into an open file of changes that is joined to the register of before, in one transaction; returns how many made a difference. Other work gets a
 * turn between two documents. `texts`: false where the documents themselves go into the files of their years at once.
 */
export async function writeChanges(database: DatabaseSync, changes: readonly IndexChange[], texts = true): Promise<number> {
  const known = prepare(database, 'SELECT mark FROM entry WHERE id = ?');
  let differences = 0;
  database.exec('BEGIN');
  for (const change of changes) {
    await turnOfOthers();
    const held = known.get(change.id)?.['mark'];
    const mark = markOf(change);
    const registered = applyRegister(database, change);
    const same = change.remove ? held === undefined : held === mark;
    if (!same) replaceRow(database, change, mark, texts);
    if (registered || !same) differences += 1;
  }
  database.exec('COMMIT');
  return differences;
}

function replaceRow(database: DatabaseSync, change: IndexChange, mark: string, texts: boolean): void {
  const { id } = change;
  prepare(database, 'INSERT OR IGNORE INTO main.changed_entry (id) VALUES (?)').run(id);
  prepare(database, 'DELETE FROM main.entry WHERE id = ?').run(id);
  removeRow(database, id, false);
  if (change.remove) return;
  prepare(database, 'INSERT INTO main.entry (id, mark, year) VALUES (?, ?, ?)').run(id, mark, yearOf(change));
  if (texts) insertRow(database, change, false);
}

const mostBytes = 8_000_000;

/** Whether the file is to be merged into the years: past so many documents, or when their texts are so long that it is no small file any more. */
export async function isFull(path: string, mostChanged: number): Promise<boolean> {
  const database = openForWriting(path);
  const ids = 'SELECT id FROM changed_entry UNION SELECT id FROM changed_register';
  const changed = Number(prepare(database, `SELECT count(*) AS count FROM (${ids})`).get()?.['count']);
  database.close();
  return changed > mostChanged || (await stat(path)).size > mostBytes;
}
