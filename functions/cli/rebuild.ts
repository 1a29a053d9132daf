import type { Command } from 'commander';
import { rebuild } from '../../shared/pipeline/keep/rebuild.ts';
import { type Instance, onInstance, type StoreOptions, withStore } from './instance.ts';
import { reply } from './output.ts';
import { countingDocuments, progressLine } from './progress.ts';

async function run({ context, check }: Instance, options: StoreOptions): Promise<void> {
  await check();
  const progress = progressLine('documents read', 500);
  const rebuilt = await rebuild(countingDocuments(context, progress)).finally(progress.end);
  const { documents, mended, damaged, states, erased } = rebuilt;
  const items = mended === 0 ? 'the table agrees with the bucket' : `${mended} items of the table corrected from the bucket`;
  reply(options, rebuilt, () => [
    `${items}; the search index was rebuilt: ${documents} documents`,
    ...(states > 0 ? [`${states} states of sources, webhooks and notes from the daily copy`] : []),
    ...(erased > 0 ? [`${erased} readers who were erased since were taken out again`] : []),
    ...damaged.map((each) => `damaged: ${each}`),
  ]);
  if (damaged.length > 0) process.exitCode = 3;
}

export const define = (command: Command): Command => onInstance(withStore(command), run);
