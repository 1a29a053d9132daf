import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { IndexChange, IndexPortion, IndexPortions } from '../model/query.ts';
import { opt } from '../model/values.ts';
import {
  buildingKey,
  currentKey,
  draftOf,
  GoneError,
  keyOf,
  lookAt,
  movePointer,
  type Place,
  type Published,
  published,
  storeDraft,
} from './published.ts';
import { openChangeWriter, openForWriting } from './rows.ts';
import { format } from './schema.ts';

async function write(database: DatabaseSync, changes: readonly IndexChange[]): Promise<number> {
  const apply = openChangeWriter(database);
  let differences = 0;
  database.exec('BEGIN');
  for (const change of changes) {
    await turnOfOthers();
    if (apply(change)) differences += 1;
  }
  database.exec('COMMIT');
  return differences;
}

async function objectsOf({ objects }: Place): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of objects.list('search/')) keys.push(key);
  return keys;
}

/**
 * Moves the pointer to a stored file; false when another writer was first. What lay there before and nobody names is deleted: whoever
 * stored it and has not moved a pointer yet will fail to, since this one moved.
 */
async function publish(
  place: Place,
  hash: string,
  before: Pick<Published, 'etag'> | undefined,
  kept: readonly string[] = [currentKey, buildingKey],
): Promise<boolean> {
  const { objects } = place;
  const there = await objectsOf(place);
  const won = await movePointer(objects, currentKey, { format, sha256: hash }, before);
  const named = [...kept];
  for (const key of kept) {
    const file = (await lookAt(objects, key).catch(() => undefined))?.pointer.sha256;
    if (file !== undefined) named.push(keyOf(file));
  }
  for (const key of won ? there : [keyOf(hash)]) if (!named.includes(key)) await objects.remove(key);
  return won;
}

async function applyOnce(place: Place, portions: AsyncIterable<readonly IndexChange[]>): Promise<boolean> {
  let [draft, database, differences]: [string | undefined, DatabaseSync | undefined, number] = [undefined, undefined, 0];
  let before: Published | undefined;
  try {
    for await (const changes of portions) {
      if (changes.length === 0) continue;
      if (!database) {
        before = await published(place);
        draft = await draftOf(place, before?.pointer.sha256);
        database = openForWriting(draft, before === undefined);
      }
      differences += await write(database, changes);
    }
    database?.close();
    database = undefined;
    return draft === undefined || differences === 0 || (await publish(place, await storeDraft(place, draft), before));
  } finally {
    database?.close();
    if (draft !== undefined) await rm(draft, { force: true });
  }
}

const mostTries = 5;

export async function apply(place: Place, changes: readonly IndexChange[] | IndexPortions): Promise<void> {
  const portions =
    typeof changes === 'function'
      ? changes
      : async function* () {
          yield changes;
        };
  for (let turn = 0; turn < mostTries; turn += 1) {
    try {
      if (await applyOnce(place, portions())) return;
    } catch (error) {
      if (!(error instanceof GoneError)) throw error;
    }
  }
  throw new Error('the search index was changed by other writers again and again; the next run takes these changes in');
}

export async function isOutdated({ objects }: Place): Promise<boolean> {
  if (await objects.get(buildingKey)) return true;
  const published = await lookAt(objects, currentKey);
  return published === undefined || published.pointer.format < format;
}

export async function begin({ objects }: Place): Promise<void> {
  await objects.remove(buildingKey);
  await movePointer(objects, buildingKey, { format }, undefined);
}

async function progressOf(place: Place): Promise<{ readonly held?: Published; readonly draft: string; readonly after?: string }> {
  const building = await lookAt(place.objects, buildingKey);
  const { sha256, after } = building?.pointer.format === format ? building.pointer : {};
  try {
    return { ...opt('held', building), draft: await draftOf(place, sha256), ...opt('after', sha256 === undefined ? undefined : after) };
  } catch (error) {
    if (!(error instanceof GoneError)) throw error;
    return { ...opt('held', building), draft: await draftOf(place, undefined) };
  }
}

async function whatIsThere({ objects }: Place): Promise<Pick<Published, 'etag'> | undefined> {
  try {
    const found = await objects.get(currentKey);
    return found && { etag: found.etag };
  } catch {
    await objects.remove(currentKey);
    return undefined;
  }
}

/**
 * Makes the index anew beside the published one, which answers until the pointer names the new file. Stops after some minutes, and goes on
 * behind the last stored document when it is called again; true when the new index is published.
 */
export async function renew(
  place: Place,
  rows: (after: string | undefined) => AsyncIterable<IndexPortion>,
  longestMs: number,
): Promise<boolean> {
  const start = performance.now();
  const { held, draft, after: from } = await progressOf(place);
  const database = openForWriting(draft, !existsSync(draft));
  let [after, ended] = [from, true];
  try {
    for await (const { changes, last } of rows(from)) {
      await write(database, changes);
      after = last;
      ended = performance.now() - start < longestMs;
      if (!ended) break;
    }
    // Each word once: what was written portion by portion names it in every portion.
    if (ended) database.exec("INSERT INTO words (words) VALUES ('optimize'); INSERT INTO heads (heads) VALUES ('optimize'); VACUUM");
    database.close();
    const hash = await storeDraft(place, draft);
    if (ended) return await publish(place, hash, await whatIsThere(place), [currentKey]);
    const kept = await movePointer(place.objects, buildingKey, { format, sha256: hash, ...opt('after', after) }, held);
    const gone = kept ? held?.pointer.sha256 : hash;
    if (gone !== undefined) await place.objects.remove(keyOf(gone));
    return false;
  } finally {
    if (database.isOpen) database.close();
    await rm(draft, { force: true });
  }
}
