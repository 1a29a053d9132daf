import type { Command } from 'commander';
import { rebuild } from '../../shared/pipeline/rebuild.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

export function define(command: Command): void {
  withStore(command).action(async (options: StoreOptions) => {
    await withInstance(options, {}, async ({ context }) => {
      const documents = await rebuild(context);
      if (options.json) printJson({ documents });
      else process.stdout.write(`the search index is made anew: ${documents} documents\n`);
    });
  });
}
