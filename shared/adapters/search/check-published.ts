import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { IndexCheck } from '../../model/query.ts';
import { sha256 } from '../../stages/text/hash.ts';
import type { Objects } from '../objects.ts';
import { openForReading } from './index-file.ts';
import { currentOf, fetchCopy, pointerKey } from './published.ts';

/** Why the published file cannot be used; undefined when its bytes have the hash in the pointer. */
async function damageOf(objects: Objects, key: string, hash: string): Promise<string | undefined> {
  try {
    const found = await objects.get(key);
    if (!found) return 'the pointer names a file that is not there';
    const bytes = await promisify(zstdDecompress)(found.bytes);
    return sha256(bytes) === hash ? undefined : 'the file does not have the hash it is named by';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The published index in the bucket, whatever a local copy says. */
export async function checkPublished(objects: Objects, cacheDir: string): Promise<IndexCheck> {
  let current: Awaited<ReturnType<typeof currentOf>>;
  try {
    current = await currentOf(objects);
  } catch (error) {
    const detail = `the pointer cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { damaged: [{ key: pointerKey, detail }], keys: [pointerKey], ids: [] };
  }
  if (!current) return { damaged: [], keys: [], ids: [] };
  const { key, sha256: hash, previous } = current.pointer;
  const keys = [pointerKey, key, ...previous];
  const detail = await damageOf(objects, key, hash);
  if (detail !== undefined) return { damaged: [{ key, detail }], keys, ids: [] };
  return { damaged: [], keys, ids: idsOf(await fetchCopy(objects, cacheDir, current)) };
}

function idsOf(path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const database = openForReading(path);
  const ids = database.prepare('SELECT id FROM document ORDER BY id').all();
  database.close();
  return ids.map(({ id }) => String(id));
}
