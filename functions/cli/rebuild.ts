import type { Command } from 'commander';
import { rebuild } from '../../shared/pipeline/keep/rebuild.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';
import { countingDocuments, progressLine, totalDocuments } from './progress.ts';

export function define(command: Command): void {
  withStore(command).action(async (options: StoreOptions) => {
    await withInstance(options, {}, async ({ context, check }) => {
      await check();
      const progress = progressLine('documents read', 500);
      const total = await totalDocuments(context);
      const rebuilt = await rebuild(countingDocuments(context, progress, total)).finally(progress.end);
      const { documents, mended, damaged, states, erased } = rebuilt;
      if (options.json) printJson(rebuilt);
      else {
        const items = mended === 0 ? 'the table agrees with the bucket' : `${mended} items of the table corrected from the bucket`;
        process.stdout.write(`${items}; the search index was rebuilt: ${documents} documents\n`);
        if (states > 0) process.stdout.write(`${states} states of sources, webhooks and notes from the daily copy\n`);
        if (erased > 0) process.stdout.write(`${erased} readers who were erased since were taken out again\n`);
        for (const each of damaged) process.stdout.write(`damaged: ${each}\n`);
      }
      if (damaged.length > 0) process.exitCode = 3;
    });
  });
}
