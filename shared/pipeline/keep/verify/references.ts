import type { ItemRecords } from '../../../model/archive.ts';
import { orEmpty } from '../../../model/values.ts';

const evidence = /evidence\/sha256\/[\da-f]{64}\/[\da-f]{32}\.json|(?:pages|digests)\/sha256\/[\da-f]{64}/g;
const text = /"(?:textHash|key|text)":"([\da-f]{64})"/g;

/** The objects that values refer to: evidence by its key, texts and digests by their hash. */
function referencesOf(value: unknown): readonly string[] {
  const words = orEmpty(JSON.stringify(value));
  return [...(words.match(evidence) ?? []), ...[...words.matchAll(text)].map(([, hash]) => `text/sha256/${hash}`)];
}

/** The objects that an item needs, in every version of it; of a digest that was composed again the last one alone. */
export function neededBy({ kind, item, records, events }: ItemRecords): readonly string[] {
  const versions = kind === 'digest' ? [item?.value] : [...records, ...events].map(({ value }) => value);
  return [...new Set(versions.flatMap(referencesOf))];
}
