import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotReadyError } from '../../model/errors.ts';
import type { Objects } from '../../store/objects.ts';
import { format, olderViews } from './schema.ts';

/** Names the files of the published index. It is the only object that is ever overwritten, under the condition that nobody else did. */
export const manifestKey = 'search/current.json';
/** Names the files of an index that is being made anew, and the last document in them. */
export const buildingKey = 'search/building.json';
/** A local copy of the manifest, with its ETag. */
const keptName = 'current.json';

export type IndexFile = { readonly key: string; readonly sha256: string };
/** The first and the last day of some kinds (days.ts) that documents of a file have; a kind that none of them has is missing. */
export type Days = Readonly<Record<string, readonly [from: string, to: string]>>;
/** `days`: unknown in files of releases before 0.10.0. */
export type YearFile = IndexFile & { readonly year: number; readonly days?: Days | undefined };
export type IndexFiles = {
  readonly format: number;
  /** The newest first. */
  readonly years: readonly YearFile[];
  readonly register?: IndexFile | undefined;
};
export type Manifest = IndexFiles & {
  readonly changes?: IndexFile | undefined;
  /** Objects that are no longer named, and since when: who holds the manifest of before may still read them. */
  readonly retired: readonly { readonly key: string; readonly at: number }[];
};
export type Building = IndexFiles & { readonly after?: string | undefined };
/** Before format 6 the index was one file. */
type OneFile = IndexFile & { readonly format: number; readonly previous: readonly string[] };

// By hand: a library that checks forms takes longer to load than a search of the index.
type Test = (value: unknown) => boolean;
const isText: Test = (value) => typeof value === 'string';
const isNumber: Test = (value) => typeof value === 'number';
const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const form =
  <T>(tests: Readonly<Record<keyof T & string, Test>>) =>
  (value: unknown): value is T =>
    typeof value === 'object' && value !== null && Object.entries<Test>(tests).every(([key, test]) => test(Reflect.get(value, key)));

const file = { key: isText, sha256: isText };
const isSpan: Test = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);
const isDays: Test = (value) => typeof value === 'object' && value !== null && Object.values(value).every(isSpan);
const files = {
  format: isNumber,
  years: listOf(form<YearFile>({ ...file, year: isNumber, days: optional(isDays) })),
  register: optional(form<IndexFile>(file)),
};
const isManifest = form<Manifest>({
  ...files,
  changes: optional(form<IndexFile>(file)),
  retired: listOf(form<{ key: string; at: number }>({ key: isText, at: isNumber })),
});
const isBuilding = form<Building>({ ...files, after: optional(isText) });
const isOneFile = form<OneFile>({ ...file, format: isNumber, previous: listOf(isText) });

/** What is published, and the ETag that the next writer's condition names. */
export type Published = { readonly etag: string; readonly manifest: Manifest };

function parseManifest(text: string): Manifest {
  const value: unknown = JSON.parse(text);
  if (isManifest(value)) return value;
  if (!isOneFile(value)) throw new Error(`${manifestKey} is no manifest of a search index`);
  const { key, sha256, previous, format: found } = value;
  const only = { key, sha256 };
  return { format: found, years: [{ ...only, year: 0 }], register: only, retired: previous.map((each) => ({ key: each, at: 0 })) };
}

/** What was seen last of each bucket, in this process or in one before: its bytes are not asked for again while it has not moved. */
const seen = new WeakMap<Objects, Published>();
const folders = new WeakMap<Objects, string>();

/** Where processes leave what they saw last for the next one. */
export const keepSeenIn = (objects: Objects, folder: string): unknown => folders.set(objects, folder);

const isKept = form<Published>({ etag: isText, manifest: (value) => isManifest(value) && value.format <= format });

async function keptIn(folder: string): Promise<Published | undefined> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(folder, keptName), 'utf8'));
    return isKept(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written costs the next process some bytes. */
async function keep(folder: string, published: Published): Promise<void> {
  const draft = join(folder, `${keptName}.${process.pid}`);
  await mkdir(folder, { recursive: true })
    .then(() => writeFile(draft, JSON.stringify(published)))
    .then(() => rename(draft, join(folder, keptName)))
    .catch(() => {});
}

function toPublished({ bytes, etag }: { readonly bytes: Uint8Array; readonly etag: string }): Published {
  const manifest = parseManifest(Buffer.from(bytes).toString());
  if (manifest.format > format)
    throw new Error(
      `the search index was written by a newer version (format ${manifest.format}, this one reads ${format}); use that version`,
    );
  return { etag, manifest };
}

/** The manifest, the same one while it has not moved; undefined when nothing was published yet. */
export async function lookAt(objects: Objects): Promise<Published | undefined> {
  const folder = folders.get(objects);
  const known = seen.get(objects) ?? (folder === undefined ? undefined : await keptIn(folder));
  const found = known ? await objects.getUnless(manifestKey, known.etag) : await objects.get(manifestKey);
  if (!found) return undefined;
  const published = found === 'same' ? known : toPublished(found);
  if (published) seen.set(objects, published);
  if (published && found !== 'same' && folder !== undefined) await keep(folder, published);
  return published;
}

/** The manifest as it lies in the bucket, whatever was seen of it. */
export async function readPublished(objects: Objects): Promise<Published | undefined> {
  const found = await objects.get(manifestKey);
  return found && toPublished(found);
}

/** Refuses files that this version cannot read at all. */
export function refuseUnreadable({ format: found }: IndexFiles): void {
  if (found === format || olderViews[found] !== undefined) return;
  throw new NotReadyError('the search index is of a much older version; the next round of indexing makes it anew (hongtou run)');
}

/** The index that is being made, and its ETag; undefined when none is, or another version began it. */
export async function lookAtBuilding(objects: Objects): Promise<{ readonly etag: string; readonly building?: Building } | undefined> {
  const found = await objects.get(buildingKey);
  if (!found) return undefined;
  const value: unknown = JSON.parse(Buffer.from(found.bytes).toString());
  return { etag: found.etag, ...(isBuilding(value) && value.format === format ? { building: value } : {}) };
}

/** Every file that a manifest names. */
export const filesOf = ({ years, register, changes }: IndexFiles & Partial<Pick<Manifest, 'changes'>>): readonly IndexFile[] => {
  const all = [...years, register, changes].flatMap((file) => (file ? [file] : []));
  return [...new Map(all.map((file) => [file.key, file])).values()];
};

/** Writes one of the two objects by a conditional write; false when another writer was first. */
export const putForm = (objects: Objects, key: string, value: Manifest | Building, etag: string | undefined): Promise<boolean> =>
  objects.put(key, Buffer.from(JSON.stringify(value)), 'application/json', etag === undefined ? { absent: true } : { etag });
