import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Bits } from './bits.ts';
import { mask } from './columns.ts';
import { openRegister, openYear } from './connections.ts';
import { GoneError, type Place } from './drafts.ts';
import { copyOf, fetchFile, tidy } from './files.ts';
import { filesOf, type IndexFile, lookAt, type Manifest, type Published, refuseUnreadable, type YearFile } from './manifest.ts';
import type { Part } from './matching.ts';
import { makeWords } from './rows.ts';
import { firstWithHeads } from './schema.ts';

/** How long a reader uses what it holds before it checks whether the manifest moved. */
const trustMs = 1_000;
const mostTries = 5;
const fetchedAtOnce = 4;

type Wanted = { readonly years: (file: YearFile) => boolean; readonly withWords: boolean };

/** What is published, as questions ask it. Files are fetched when they are first needed. */
export type View = {
  /** Asks the register; `none` when nothing was published. */
  register<T>(work: (database: DatabaseSync) => T, none: T): Promise<T>;
  /** What was worked out of exactly these files, by its question. */
  readonly answers: Map<string, unknown>;
  /** Asks the documents of some years, those of changes first, then the newest year. Words can only be asked for `withWords`. */
  documents<T>(wanted: Wanted, work: (parts: readonly Part[]) => T): Promise<T>;
};

export type Reader = {
  ask<T>(question: (view: View) => Promise<T>): Promise<T>;
  /** The next question looks whether the manifest moved. */
  look(): void;
};

type Connections = {
  readonly register: Map<string, DatabaseSync>;
  readonly documents: Map<string, DatabaseSync>;
  /** The changes that the rows of a year were masked by, and those rows. */
  readonly masks: Map<string, { readonly by: string; readonly rows: Bits }>;
  /** Files of changes whose words are made. */
  readonly words: Map<string, Promise<void>>;
};

async function fetchAll({ objects, cacheDir }: Place, files: readonly IndexFile[]): Promise<void> {
  const waiting = [...files];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file; file = waiting.shift())
      if ((await fetchFile(objects, cacheDir, file)) === undefined) throw new GoneError(`${file.key} is gone`);
  };
  await Promise.all(Array.from({ length: fetchedAtOnce }, work));
}

/** An open connection, or a new one; the copy may have been deleted by a process that has seen a newer manifest. */
function opened(map: Map<string, DatabaseSync>, name: string, open: () => DatabaseSync): DatabaseSync {
  const held = map.get(name);
  if (held) return held;
  const database = open();
  map.set(name, database);
  return database;
}

const registerName = ({ changes, register }: Manifest): string => `${changes?.sha256} ${register?.sha256}`;

function registerOf({ cacheDir }: Place, manifest: Manifest, { register: map }: Connections): DatabaseSync | undefined {
  const path = (file: IndexFile | undefined) => (file ? pathOf(cacheDir, file) : undefined);
  if (!manifest.changes && !manifest.register) return undefined;
  return opened(map, registerName(manifest), () => {
    const found = openRegister({ changes: path(manifest.changes), register: path(manifest.register), format: manifest.format });
    if (!found) throw new GoneError('no register');
    return found;
  });
}

function pathOf(cacheDir: string, file: IndexFile): string {
  const path = copyOf(cacheDir, file);
  if (!existsSync(path)) throw new GoneError(`${file.key} is gone`);
  return path;
}

/** The words of the file of changes, made once. They are no more when the manifest has moved meanwhile and the file is closed. */
async function wordsOf({ cacheDir }: Place, file: IndexFile, held: Connections): Promise<void> {
  const database = opened(held.documents, file.sha256, () => openYear(pathOf(cacheDir, file)));
  const made = held.words.get(file.sha256) ?? makeWords(database);
  held.words.set(file.sha256, made);
  await made.catch((error: unknown) => {
    held.words.delete(file.sha256);
    throw held.documents.get(file.sha256) === database ? error : new GoneError(`${file.key} was closed`);
  });
  if (held.documents.get(file.sha256) !== database) throw new GoneError(`${file.key} was closed`);
}

/** The files of changes and of years; rows of years that the changes replace or remove are masked. */
function partsOf({ cacheDir }: Place, { changes, years, format }: Manifest, held: Connections): readonly Part[] {
  const heads = format >= firstWithHeads;
  const open = (file: IndexFile): DatabaseSync => opened(held.documents, file.sha256, () => openYear(pathOf(cacheDir, file)));
  const parts = years.map(({ year, ...file }): Part => {
    const database = open(file);
    if (!changes) return { database, year, heads };
    const known = held.masks.get(file.sha256);
    const masked = known?.by === changes.sha256 ? known : { by: changes.sha256, rows: mask(database, open(changes)) };
    held.masks.set(file.sha256, masked);
    return { database, year, mask: masked.rows, heads };
  });
  return changes ? [{ database: open(changes), year: 0, heads: true }, ...parts] : parts;
}

function viewOf(place: Place, manifest: Manifest | undefined, held: Connections, answers: View['answers']): View {
  return {
    answers,
    async register(work, none) {
      if (!manifest) return none;
      await fetchAll(
        place,
        [manifest.changes, manifest.register].flatMap((file) => (file ? [file] : [])),
      );
      // From here to the end nothing waits: no connection is closed meanwhile.
      const database = registerOf(place, manifest, held);
      return database ? work(database) : none;
    },
    async documents({ years, withWords }, work) {
      if (!manifest) return work([]);
      const asked = { ...manifest, years: manifest.years.filter(years) };
      await fetchAll(place, filesOf({ ...asked, register: undefined }));
      if (withWords && manifest.changes) await wordsOf(place, manifest.changes, held);
      return work(partsOf(place, asked, held));
    },
  };
}

/** Closes what the manifest no longer names. */
function closeOthers(held: Connections, manifest: Manifest | undefined): void {
  const named = new Set((manifest ? filesOf(manifest) : []).map(({ sha256 }) => sha256));
  for (const [name, database] of held.documents) {
    if (named.has(name)) continue;
    database.close();
    held.documents.delete(name);
    held.masks.delete(name);
    held.words.delete(name);
  }
  for (const [name, database] of held.register) {
    if (manifest && registerName(manifest) === name) continue;
    database.close();
    held.register.delete(name);
  }
}

/** Follows the manifest. */
export function openFollower(place: Place): Reader {
  const held: Connections = { register: new Map(), documents: new Map(), masks: new Map(), words: new Map() };
  let published: Published | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  let answers: View['answers'] = new Map();
  const refresh = async (): Promise<void> => {
    const found = await lookAt(place.objects);
    if (found !== published || found === undefined) {
      if (found) refuseUnreadable(found.manifest);
      published = found;
      answers = new Map();
      closeOthers(held, found?.manifest);
      await tidy(place.cacheDir, found ? filesOf(found.manifest) : []);
    }
    lookedAt = performance.now();
  };
  const look = (): void => {
    lookedAt = Number.NEGATIVE_INFINITY;
  };
  return {
    async ask(question) {
      for (let turn = 1; ; turn += 1) {
        if (performance.now() - lookedAt > trustMs) {
          looking ??= refresh().finally(() => {
            looking = undefined;
          });
          await looking;
        }
        try {
          return await question(viewOf(place, published?.manifest, held, answers));
        } catch (error) {
          // The file has been deleted from the bucket or the folder: the manifest has moved meanwhile.
          if (!(error instanceof GoneError) || turn >= mostTries) throw error;
          look();
        }
      }
    },
    look,
  };
}
