import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { CrossIndex } from '../model/cross-index.ts';
import { NotReadyError } from '../model/errors.ts';
import type { Search } from '../model/ports.ts';
import type { IndexChange, QueryResult } from '../model/query.ts';
import type { Objects } from './objects.ts';
import { checkPublished } from './search/check-published.ts';
import { edges, figures, pairs, pairsOf, windows } from './search/cross-index-queries.ts';
import { applyChanges, openForReading, openForWriting } from './search/index-file.ts';
import { trees } from './search/lineage-trees.ts';
import { match } from './search/match.ts';
import { findAnnouncements, findByKeys, findByNumber, findMissingTexts, findSequences } from './search/missing-references.ts';
import { type Current, currentOf, draftIn, dropCopies, dropCopy, fetchCopy, isOlder, pointerKey, publish } from './search/published.ts';
import { answer, emptyResult, mentions, one } from './search/select.ts';

/** How long a reader uses its copy before it checks whether the pointer moved. */
const trustMs = 1_000;
const mostTries = 5;

type OpenIndex = { readonly current: Current; readonly path: string; readonly database: DatabaseSync };

/**
 * Full text in one SQLite file. A writer changes a copy of the published file, publishes it under its hash and moves the pointer by a conditional write; readers
 * follow the pointer with copies in `cacheDir` and never wait for a writer.
 */
export function openSearch(objects: Objects, cacheDir: string): Search {
  const reader = followPointer(objects, cacheDir);
  return {
    async apply(changes) {
      if (changes.length === 0) return;
      for (let turn = 0; turn < mostTries; turn += 1) {
        if (await applyOnce(objects, cacheDir, changes)) return reader.look();
      }
      throw new Error('the search index was changed by other writers again and again; the next run takes these changes in');
    },
    async query(query) {
      const database = await reader.open();
      return database ? answer(database, query) : (emptyResult satisfies QueryResult);
    },
    match,
    async isOutdated() {
      const current = await currentOf(objects);
      return current !== undefined && isOlder(current);
    },
    async discard() {
      // The pointer goes first: who follows it from now on finds nothing, rather than a file that is being deleted.
      await objects.remove(pointerKey);
      for await (const key of objects.list('search/')) await objects.remove(key);
      await dropCopies(cacheDir);
      reader.look();
    },
    check: () => checkPublished(objects, cacheDir),
    async one(id, today) {
      const database = await reader.open();
      return database && one(database, id, today);
    },
    ...registerOf(reader.open),
    async mentions() {
      const database = await reader.open();
      return database ? mentions(database) : {};
    },
  };
}

/** Questions across documents; their answers are empty before anything is published. */
function registerOf(open: () => Promise<DatabaseSync | undefined>): CrossIndex {
  const ask =
    <Q, A>(question: (database: DatabaseSync, query: Q) => A, none: A) =>
    async (query: Q): Promise<A> => {
      const database = await open();
      return database ? question(database, query) : none;
    };
  return {
    figures: ask(figures, { total: 0, items: [], units: {} }),
    announcements: ask(findAnnouncements, []),
    missingTexts: ask(findMissingTexts, { total: 0, items: [] }),
    sequences: ask(findSequences, []),
    withNumber: ask(findByNumber, []),
    withKeys: ask(findByKeys, []),
    edges: ask(edges, { total: 0, items: [], relations: {} }),
    windows: ask(windows, { total: 0, items: [] }),
    trees: ask(trees, []),
    pairs: ask(pairs, []),
    pairsOf: ask(pairsOf, []),
  };
}

/** False when another writer was first: the changes must be applied to its file. */
async function applyOnce(objects: Objects, cacheDir: string, changes: readonly IndexChange[]): Promise<boolean> {
  const current = await currentOf(objects);
  const usable = current !== undefined && !isOlder(current) ? current : undefined;
  const base = usable && (await fetchCopy(objects, cacheDir, usable));
  if (usable && base === undefined) return false;
  await mkdir(cacheDir, { recursive: true });
  const draft = draftIn(cacheDir);
  try {
    if (base !== undefined) await copyFile(base, draft);
    const database = openForWriting(draft, base === undefined);
    const differences = await applyChanges(database, changes);
    database.close();
    if (differences === 0) return true;
    const done = await publish(objects, cacheDir, draft, current);
    if (done && base !== undefined) await dropCopy(base);
    return done;
  } finally {
    await rm(draft, { force: true });
  }
}

async function openCopy(objects: Objects, cacheDir: string, current: Current): Promise<OpenIndex | undefined> {
  const path = await fetchCopy(objects, cacheDir, current);
  if (path === undefined) return undefined;
  try {
    return { current, path, database: openForReading(path) };
  } catch (error) {
    if (existsSync(path)) throw error;
    return undefined;
  }
}

type Follower = { open(): Promise<DatabaseSync | undefined>; look(): void };

function followPointer(objects: Objects, cacheDir: string): Follower {
  let held: OpenIndex | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const refresh = async (): Promise<void> => {
    for (let turn = 0; turn < mostTries; turn += 1) {
      const current = await currentOf(objects, held?.current);
      if (current === held?.current) break;
      if (current && isOlder(current))
        throw new NotReadyError('the search index is of an older version; the next round of indexing makes it anew');
      const next = current && (await openCopy(objects, cacheDir, current));
      // The file has been deleted from the bucket or the folder: the pointer has moved meanwhile.
      if (current && !next) continue;
      const before = held;
      held = next;
      before?.database.close();
      if (before && before.path !== next?.path) await dropCopy(before.path);
      break;
    }
    lookedAt = performance.now();
  };
  return {
    async open() {
      if (performance.now() - lookedAt > trustMs) {
        looking ??= refresh().finally(() => {
          looking = undefined;
        });
        await looking;
      }
      return held?.database;
    },
    look() {
      lookedAt = Number.NEGATIVE_INFINITY;
    },
  };
}
