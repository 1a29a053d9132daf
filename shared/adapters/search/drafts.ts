import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { IndexChange } from '../../model/query.ts';
import type { Objects } from '../../store/objects.ts';
import { codeOf } from '../web/network-errors.ts';
import { writeChanges } from './changes-file.ts';
import { joinBase, openForWriting } from './connections.ts';
import { daysOf } from './days.ts';
import { copyOf, draftIn, fetchFile, storeFile } from './files.ts';
import type { IndexFile, IndexFiles, YearFile } from './manifest.ts';
import { changeIn, insertRow, removeRow } from './rows.ts';
import { format, laterIndexes, registerNames } from './schema.ts';

/** The object of a file is gone: another writer has moved the manifest. */
export class GoneError extends Error {
  override readonly name = 'GoneError';
}

/** Where files are, and when work ends: a file of changes past so many documents is merged; making an index anew stops after so many milliseconds. */
export type Place = { readonly objects: Objects; readonly cacheDir: string; readonly mostChanged: number; readonly renewMs: number };

/** A file to be changed: a copy of the published one, or a new one. */
export async function draftOf({ objects, cacheDir }: Place, base: IndexFile | undefined): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const draft = draftIn(cacheDir);
  if (!base) return draft;
  const path = await fetchFile(objects, cacheDir, base);
  if (path === undefined) throw new GoneError(`${base.key} is gone`);
  await copyFile(path, draft).catch((error: unknown) => {
    throw codeOf(error) === 'ENOENT' ? new GoneError(`${path} is gone`) : error;
  });
  return draft;
}

/** Copies of the register and of the years that changes touch; nothing of them is published before `store`. */
export type Drafts = {
  /** Takes the changes of a file into the register and into the years of its documents, whose file is begun or copied at its first change. */
  merge(changes: string): Promise<void>;
  /** The same with changes that are in no file; returns how many made a difference. */
  takeIn(changes: readonly IndexChange[]): Promise<number>;
  /** Stores what was touched and names all files of the index. */
  store(): Promise<IndexFiles>;
  /** Makes the years that were touched as small as they can be. */
  compact(): void;
  /** Deletes what was not stored. */
  drop(): Promise<void>;
};

type DocumentMove = { readonly id: string; readonly to?: number };

const openDraft = (path: string, schema: 'year' | 'register'): DatabaseSync => openForWriting(path, existsSync(path) ? undefined : schema);

/** Replaces what the register says of changed documents by what the changes say; names the documents that each year loses or gets. */
function mergeRegister(register: DatabaseSync, changes: string): Map<number, DocumentMove[]> {
  register.prepare('ATTACH ? AS recent').run(changes);
  const moves = new Map<number, DocumentMove[]>();
  const add = (year: unknown, move: DocumentMove): void => {
    if (year === null) return;
    const all = moves.get(Number(year)) ?? [];
    all.push(move);
    moves.set(Number(year), all);
  };
  const changed = register.prepare(`SELECT c.id, before.year AS old, after.year AS new FROM recent.changed_entry AS c
    LEFT JOIN main.entry AS before ON before.id = c.id LEFT JOIN recent.entry AS after ON after.id = c.id ORDER BY c.id`);
  for (const { id, old, new: to } of changed.all()) {
    if (old !== to) add(old, { id: String(id) });
    add(to, { id: String(id), to: Number(to) });
  }
  register.exec(`${laterIndexes} BEGIN`);
  for (const [table, ids] of [['entry', 'changed_entry'], ...registerNames.map((name) => [name, 'changed_register'])]) {
    register.exec(
      `DELETE FROM main.${table} WHERE id IN (SELECT id FROM recent.${ids}); INSERT INTO main.${table} SELECT * FROM recent.${table};`,
    );
  }
  register.exec('COMMIT; DETACH recent');
  return moves;
}

type Changed = (id: string) => IndexChange | undefined;

/** Takes the documents of one year out of its file or into it. */
async function moveDocuments(year: DatabaseSync, moves: readonly DocumentMove[], changed: Changed): Promise<void> {
  year.exec('BEGIN');
  for (const { id, to } of moves) {
    await turnOfOthers();
    removeRow(year, id, true);
    const change = to === undefined ? undefined : changed(id);
    if (change) insertRow(year, change, true);
  }
  year.exec('COMMIT');
}

/** Writes what changes say of the register into a file of its own, to be merged, over the register as it is so far. */
async function writeApart(
  { cacheDir }: Place,
  register: string,
  changes: readonly IndexChange[],
): Promise<{ readonly draft: string; readonly differences: number }> {
  if (!existsSync(register)) openDraft(register, 'register').close();
  const draft = draftIn(cacheDir);
  const database = openForWriting(draft, 'changes');
  try {
    joinBase(database, register);
    return { draft, differences: await writeChanges(database, changes, false) };
  } finally {
    database.close();
  }
}

export function openDrafts(place: Place, base: Omit<IndexFiles, 'format'>): Drafts {
  const years = new Map<number, string>();
  let register: string | undefined;
  const registerDraft = async (): Promise<string> => {
    register ??= await draftOf(place, base.register);
    return register;
  };
  const yearDraft = async (year: number): Promise<string> => {
    const draft =
      years.get(year) ??
      (await draftOf(
        place,
        base.years.find((file) => file.year === year),
      ));
    years.set(year, draft);
    return draft;
  };
  const mergeFrom = async (changes: string, changed: Changed): Promise<void> => {
    const into = openDraft(await registerDraft(), 'register');
    const moves = mergeRegister(into, changes);
    into.close();
    for (const [year, all] of moves) {
      const database = openDraft(await yearDraft(year), 'year');
      await moveDocuments(database, all, changed);
      database.close();
    }
  };
  return {
    async merge(changes) {
      const from = openForWriting(changes);
      await mergeFrom(changes, (id) => changeIn(from, id));
      from.close();
    },
    async takeIn(changes) {
      const { draft, differences } = await writeApart(place, await registerDraft(), changes);
      const byId = new Map(changes.map((change) => [change.id, change]));
      await mergeFrom(draft, (id) => byId.get(id));
      await rm(draft, { force: true });
      return differences;
    },
    store: () => storeDrafts(place, base, { years, register }),
    compact() {
      for (const draft of years.values()) compactYear(draft);
    },
    async drop() {
      for (const draft of [...years.values(), ...(register === undefined ? [] : [register])]) await rm(draft, { force: true });
    },
  };
}

/** Each word once: what was written portion by portion names it in every portion. */
function compactYear(path: string): void {
  const database = openForWriting(path);
  database.exec("INSERT INTO words (words) VALUES ('optimize'); INSERT INTO heads (heads) VALUES ('optimize'); VACUUM");
  database.close();
}

/** A file of a release that did not say its days gets them when it is here. */
const withDays = (cacheDir: string, file: YearFile): YearFile => {
  const copy = copyOf(cacheDir, file);
  return file.days || !existsSync(copy) ? file : { ...file, days: daysOf(copy) };
};

type DraftPaths = { readonly years: ReadonlyMap<number, string>; readonly register: string | undefined };

async function storeDrafts(
  { objects, cacheDir }: Place,
  base: Omit<IndexFiles, 'format'>,
  { years, register }: DraftPaths,
): Promise<IndexFiles> {
  const stored: IndexFiles['years'][number][] = [];
  for (const [year, draft] of years) {
    const days = daysOf(draft);
    stored.push({ ...(await storeFile(objects, cacheDir, draft)), year, days });
  }
  const kept = base.years.filter(({ year }) => !years.has(year)).map((file) => withDays(cacheDir, file));
  const file = register === undefined ? base.register : await storeFile(objects, cacheDir, register);
  return { format, years: [...kept, ...stored].toSorted((a, b) => b.year - a.year), ...(file ? { register: file } : {}) };
}
