import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { edgeView, olderViews, schemas, viewsOverBase } from './schema.ts';
import { forgetShown } from './shown.ts';
import { forgetStatements } from './statements.ts';

/** An open file of the index; what is kept of it is given up when it is closed. */
class Connection extends DatabaseSync {
  override close(): void {
    forgetStatements(this);
    forgetShown(this);
    super.close();
  }
}

/** A new file, or one that nobody else uses until it is published: nothing needs a journal on disk. */
export function openForWriting(path: string, schema?: keyof typeof schemas): DatabaseSync {
  const database = new Connection(path);
  database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;');
  if (schema) database.exec(schemas[schema]);
  return database;
}

/** A published file: some megabytes of it are kept in memory, the rest is the system's to keep. */
function openForReading(path: string): DatabaseSync {
  const database = new Connection(path, { readOnly: true });
  database.exec('PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY;');
  return database;
}

export const openYear = openForReading;

/** Joins the register of before to an open file of changes: a document that changed counts once. */
export function joinBase(changes: DatabaseSync, base: string | undefined): void {
  // A file that is gone is an error, not a new empty one.
  changes.prepare('ATTACH ? AS base').run(base === undefined ? ':memory:' : `${pathToFileURL(base).href}?mode=ro`);
  if (base === undefined) changes.exec(schemas.register.replace(/^PRAGMA[^;]*;/, '').replace(/CREATE (TABLE|INDEX) /g, 'CREATE $1 base.'));
  changes.exec(viewsOverBase);
}

export type RegisterPaths = { readonly changes?: string | undefined; readonly register?: string | undefined; readonly format: number };

/** The register with the changes since it was written, both or one of them; undefined when there is neither. */
export function openRegister({ changes, register, format }: RegisterPaths): DatabaseSync | undefined {
  const path = changes ?? register;
  if (path === undefined) return undefined;
  const database = openForReading(path);
  if (changes !== undefined && register !== undefined) joinBase(database, register);
  else database.exec(edgeView);
  const views = olderViews[format];
  if (views !== undefined) database.exec(views);
  return database;
}
