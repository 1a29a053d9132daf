import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexPortion } from '../../model/query.ts';
import { opt } from '../../model/values.ts';
import type { Objects } from '../../store/objects.ts';
import { type Drafts, openDrafts, type Place } from './drafts.ts';
import { tidy } from './files.ts';
import { type Building, buildingKey, filesOf, lookAt, lookAtBuilding, manifestKey, putForm } from './manifest.ts';
import { format } from './schema.ts';
import { publish } from './writer.ts';

/** Whether what is published is to be replaced: it is of an older version, or another is being made. */
export async function isOutdated(objects: Objects): Promise<boolean> {
  if (await lookAtBuilding(objects)) return true;
  const published = await lookAt(objects);
  return published !== undefined && published.manifest.format < format;
}

/** Begins a new index; what is published answers until it is there. */
export async function begin(objects: Objects): Promise<void> {
  const found = await lookAtBuilding(objects);
  await putForm(objects, buildingKey, { format, years: [] }, found?.etag);
  for (const { key } of found?.building ? filesOf(found.building) : []) await objects.remove(key);
}

type Progress = { readonly etag: string | undefined; readonly building: Building };

async function progressOf(objects: Objects): Promise<Progress> {
  const found = await lookAtBuilding(objects);
  return { etag: found?.etag, building: found?.building ?? { format, years: [] } };
}

/** Stores what was made and where to go on; undefined when another process works on it too, which then goes on alone. */
async function keepProgress(
  objects: Objects,
  drafts: Drafts,
  { etag, building }: Progress,
  after: string | undefined,
): Promise<Building | undefined> {
  const next: Building = { ...(await drafts.store()), ...opt('after', after) };
  const done = await putForm(objects, buildingKey, next, etag);
  const kept = done ? next : (await lookAtBuilding(objects))?.building;
  const named = new Set((kept ? filesOf(kept) : []).map(({ key }) => key));
  for (const { key } of filesOf(done ? building : next)) if (!named.has(key)) await objects.remove(key);
  return done ? next : undefined;
}

/** What is published, even when it cannot be read: its ETag is the condition of what replaces it. */
async function publishedOf(objects: Objects): Promise<Parameters<typeof publish>[2]> {
  try {
    return await lookAt(objects);
  } catch {
    const found = await objects.get(manifestKey);
    return found && { etag: found.etag };
  }
}

/** Publishes the new index. What lies beside it and nobody names is deleted: files of writers that ended early, or of an index that cannot be read. */
async function replace(objects: Objects, made: Building): Promise<boolean> {
  const before = await publishedOf(objects);
  const known = new Set(
    [...filesOf(made), ...(before?.manifest ? [...filesOf(before.manifest), ...before.manifest.retired] : [])].map(({ key }) => key),
  );
  const strays: string[] = [];
  for await (const key of objects.list('search/')) if (!known.has(key) && key !== manifestKey && key !== buildingKey) strays.push(key);
  if (!(await publish(objects, { format, years: made.years, register: made.register }, before))) return false;
  for (const key of [buildingKey, ...strays]) await objects.remove(key);
  return true;
}

/**
 * Makes the index anew beside the published one, which answers until the manifest names the new files. Stops after some minutes, and goes on behind the last stored
 * document when it is called again; true when the new index is published.
 */
export async function renew(
  { cacheDir, ...more }: Place,
  rows: (after: string | undefined) => AsyncIterable<IndexPortion>,
): Promise<boolean> {
  const place = { ...more, cacheDir: join(cacheDir, 'building') };
  const { objects } = place;
  const start = performance.now();
  const progress = await progressOf(objects);
  await tidy(place.cacheDir, filesOf(progress.building));
  const drafts = openDrafts(place, progress.building);
  let after = progress.building.after;
  try {
    for await (const { changes, last } of rows(after)) {
      await drafts.takeIn(changes);
      after = last;
      if (performance.now() - start < place.renewMs) continue;
      await keepProgress(objects, drafts, progress, after);
      return false;
    }
    drafts.compact();
    const made = await keepProgress(objects, drafts, progress, after);
    if (!made || !(await replace(objects, made))) return false;
    await rm(place.cacheDir, { recursive: true, force: true });
    return true;
  } finally {
    await drafts.drop();
  }
}
