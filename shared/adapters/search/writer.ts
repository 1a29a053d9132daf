import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { NotReadyError } from '../../model/errors.ts';
import type { IndexChange, IndexPortions } from '../../model/query.ts';
import type { Objects } from '../../store/objects.ts';
import { isFull, writeChanges } from './changes-file.ts';
import { joinBase, openForWriting } from './connections.ts';
import { draftOf, GoneError, openDrafts, type Place } from './drafts.ts';
import { fetchFile, storeFile } from './files.ts';
import { filesOf, type IndexFiles, lookAt, type Manifest, manifestKey, type Published, putForm } from './manifest.ts';
import { format } from './schema.ts';

/** Who holds the manifest of before reads its files for as long. */
const graceMs = 300_000;

/**
 * Moves the manifest from `before` to new files; false when another writer moved it first: the files of the loser are deleted, unless the winner made the same ones.
 * Objects that were retired long enough ago are deleted.
 */
export async function publish(
  objects: Objects,
  next: Omit<Manifest, 'retired'>,
  before: (Pick<Published, 'etag'> & Partial<Published>) | undefined,
): Promise<boolean> {
  const named = new Set(filesOf(next).map(({ key }) => key));
  const old = before?.manifest ? filesOf(before.manifest).map(({ key }) => ({ key, at: Date.now() })) : [];
  const retired = [...(before?.manifest?.retired ?? []), ...old].filter(({ key }) => !named.has(key));
  const over = retired.filter(({ at }) => at < Date.now() - graceMs);
  const manifest = { ...next, retired: retired.filter((each) => !over.includes(each)) };
  if (!(await putForm(objects, manifestKey, manifest, before?.etag))) {
    const winner = await lookAt(objects);
    const kept = new Set([...(winner ? filesOf(winner.manifest) : []), ...old].map(({ key }) => key));
    for (const key of named) if (!kept.has(key)) await objects.remove(key);
    return false;
  }
  for (const { key } of over) await objects.remove(key);
  return true;
}

/** The drafts of the years and the register with the changes in them, stored; undefined when those that are in no file yet make no difference. */
async function mergeChanges(
  place: Place,
  base: Manifest | undefined,
  file: string | undefined,
  more?: AsyncIterable<readonly IndexChange[]>,
): Promise<IndexFiles | undefined> {
  const drafts = openDrafts(place, base ?? { years: [] });
  try {
    if (file !== undefined && existsSync(file)) await drafts.merge(file);
    let differences = 0;
    for await (const portion of more ?? []) differences += await drafts.takeIn(portion);
    return more && differences === 0 ? undefined : await drafts.store();
  } finally {
    await drafts.drop();
  }
}

/** So many changes that they are more than the file of changes takes, or all; and the rest of them. */
async function firstOf(portions: AsyncIterator<readonly IndexChange[]>, most: number): Promise<readonly IndexChange[]> {
  const first: IndexChange[] = [];
  while (first.length <= most) {
    const { done, value } = await portions.next();
    if (done) break;
    first.push(...value);
  }
  return first;
}

async function* continued(
  first: readonly IndexChange[],
  rest: AsyncIterator<readonly IndexChange[]>,
): AsyncGenerator<readonly IndexChange[]> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** False when another writer was first: the changes must be applied to its files. */
async function applyOnce(place: Place, portions: AsyncIterator<readonly IndexChange[]>): Promise<boolean> {
  const changes = await firstOf(portions, place.mostChanged);
  if (changes.length === 0) return true;
  const before = await lookAt(place.objects);
  if (before && before.manifest.format !== format)
    throw new NotReadyError('the search index is of an older version and is being made anew');
  const draft = await draftOf(place, before?.manifest.changes);
  try {
    // So many go into the files of their years at once: in the file of changes they would only be written twice.
    if (changes.length > place.mostChanged) {
      const made = await mergeChanges(place, before?.manifest, draft, continued(changes, portions));
      return made ? await publish(place.objects, made, before) : true;
    }
    const base = before?.manifest.register && (await fetchFile(place.objects, place.cacheDir, before.manifest.register));
    if (before?.manifest.register && base === undefined) return false;
    const database = openForWriting(draft, existsSync(draft) ? undefined : 'changes');
    let differences: number;
    try {
      joinBase(database, base);
      differences = await writeChanges(database, changes);
    } finally {
      database.close();
    }
    if (differences === 0) return true;
    const kept = { format, years: before?.manifest.years ?? [], register: before?.manifest.register };
    const merged = (await isFull(draft, place.mostChanged)) ? await mergeChanges(place, before?.manifest, draft) : undefined;
    const next = merged ?? { ...kept, changes: await storeFile(place.objects, place.cacheDir, draft) };
    return await publish(place.objects, next, before);
  } finally {
    await rm(draft, { force: true });
  }
}

const mostTries = 5;

/** Applies changes and publishes them: the file of all changes, or, when it is full, the years that it touches. */
export async function apply(place: Place, changes: readonly IndexChange[] | IndexPortions): Promise<void> {
  const portions =
    typeof changes === 'function'
      ? changes
      : async function* () {
          yield changes;
        };
  for (let turn = 0; turn < mostTries; turn += 1) {
    try {
      if (await applyOnce(place, portions()[Symbol.asyncIterator]())) return;
    } catch (error) {
      if (!(error instanceof GoneError)) throw error;
    }
  }
  throw new Error('the search index was changed by other writers again and again; the next run takes these changes in');
}
