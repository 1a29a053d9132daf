import { createHash } from 'node:crypto';
import { createZstdDecompress } from 'node:zlib';
import type { IndexCheck } from '../../model/query.ts';
import type { Objects } from '../../store/objects.ts';
import { chunkSize } from './files.ts';
import { buildingKey, filesOf, type IndexFile, lookAtBuilding, manifestKey, readPublished } from './manifest.ts';
import type { Reader } from './reader.ts';
import { idsIn } from './select.ts';

/** Why a published file cannot be used; undefined when its bytes have the hash in the manifest. */
async function damageOf(objects: Objects, { key, sha256 }: IndexFile): Promise<string | undefined> {
  try {
    const found = await objects.read(key);
    if (!found) return 'the manifest names a file that is not there';
    const hash = createHash('sha256');
    const unpacked = createZstdDecompress({ chunkSize });
    found.on('error', (error) => unpacked.destroy(error));
    for await (const chunk of found.pipe(unpacked)) hash.update(chunk as Buffer);
    return hash.digest('hex') === sha256 ? undefined : 'the file does not have the hash it is named by';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The published index in the bucket, whatever local copies say. */
export async function checkPublished(objects: Objects, reader: Reader): Promise<IndexCheck> {
  let published: Awaited<ReturnType<typeof readPublished>>;
  try {
    published = await readPublished(objects);
  } catch (error) {
    const detail = `the manifest cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { damaged: [{ key: manifestKey, detail }], keys: [manifestKey], ids: [] };
  }
  const building = await lookAtBuilding(objects);
  const begun = building ? [buildingKey, ...(building.building ? filesOf(building.building) : []).map(({ key }) => key)] : [];
  if (!published) return { damaged: [], keys: begun, ids: [] };
  const { manifest } = published;
  const damaged: { key: string; detail: string }[] = [];
  for (const file of filesOf(manifest)) {
    const detail = await damageOf(objects, file);
    if (detail !== undefined) damaged.push({ key: file.key, detail });
  }
  const keys = [manifestKey, ...filesOf(manifest).map(({ key }) => key), ...manifest.retired.map(({ key }) => key), ...begun];
  if (damaged.length > 0) return { damaged, keys, ids: [] };
  reader.look();
  const ids = await reader.ask((view) => view.documents({ years: () => true, withWords: false }, (parts) => parts.flatMap(idsIn)));
  return { damaged, keys, ids: ids.toSorted() };
}
