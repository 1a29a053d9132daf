import * as z from 'zod';
import { NotReadyError } from '../../model/errors.ts';
import type { Objects } from '../objects.ts';
import { format, olderViews } from './schema.ts';

/** Names the files of the published index. It is the only object that is ever overwritten, under the condition that nobody else did. */
export const manifestKey = 'search/current.json';
/** Names the files of an index that is being made anew, and the last document in them. */
export const buildingKey = 'search/building.json';

const fileForm = z.object({ key: z.string(), sha256: z.string() });
const filesForm = z.object({
  format: z.number(),
  /** The newest first. */
  years: z.array(fileForm.extend({ year: z.number() })),
  register: fileForm.optional(),
});
const manifestForm = filesForm.extend({
  changes: fileForm.optional(),
  /** Objects that are no longer named, and since when: who holds the manifest of before may still read them. */
  retired: z.array(z.object({ key: z.string(), at: z.number() })),
});
const buildingForm = filesForm.extend({ after: z.string().optional() });
/** Before format 6 the index was one file. */
const oneFileForm = fileForm.extend({ format: z.number(), previous: z.array(z.string()) });

export type IndexFile = z.infer<typeof fileForm>;
export type IndexFiles = z.infer<typeof filesForm>;
export type Manifest = z.infer<typeof manifestForm>;
export type Building = z.infer<typeof buildingForm>;

/** What is published, and the ETag that the next writer's condition names. */
export type Published = { readonly etag: string; readonly manifest: Manifest };

function parseManifest(text: string): Manifest {
  const value: unknown = JSON.parse(text);
  const old = oneFileForm.safeParse(value);
  if (!old.success) return manifestForm.parse(value);
  const { key, sha256, previous } = old.data;
  const file = { key, sha256 };
  return {
    format: old.data.format,
    years: [{ ...file, year: 0 }],
    register: file,
    retired: previous.map((each) => ({ key: each, at: 0 })),
  };
}

/** The manifest, or `known` when it has not moved, or undefined when nothing was published yet. */
export async function lookAt(objects: Objects, known?: Published): Promise<Published | undefined> {
  const found = known ? await objects.getUnless(manifestKey, known.etag) : await objects.get(manifestKey);
  if (found === 'same') return known;
  if (!found) return undefined;
  const manifest = parseManifest(Buffer.from(found.bytes).toString());
  if (manifest.format > format)
    throw new Error(
      `the search index was written by a newer version (format ${manifest.format}, this one reads ${format}); use that version`,
    );
  return { etag: found.etag, manifest };
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
  const parsed = buildingForm.safeParse(JSON.parse(Buffer.from(found.bytes).toString()));
  return { etag: found.etag, ...(parsed.success && parsed.data.format === format ? { building: parsed.data } : {}) };
}

/** Every file that a manifest names. */
export const filesOf = ({ years, register, changes }: IndexFiles & Partial<Pick<Manifest, 'changes'>>): readonly IndexFile[] => {
  const all = [...years, register, changes].flatMap((file) => (file ? [file] : []));
  return [...new Map(all.map((file) => [file.key, file])).values()];
};

/** Writes one of the two objects by a conditional write; false when another writer was first. */
export const putForm = (objects: Objects, key: string, value: Manifest | Building, etag: string | undefined): Promise<boolean> =>
  objects.put(key, Buffer.from(JSON.stringify(value)), 'application/json', etag === undefined ? { absent: true } : { etag });
