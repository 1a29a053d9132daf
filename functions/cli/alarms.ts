import type { Command } from 'commander';
import { alarms } from '../../shared/pipeline/watch.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

export function define(command: Command): void {
  withStore(command).action(async (options: StoreOptions) => {
    await withInstance(options, {}, async ({ context }) => {
      const found = await alarms(context);
      if (options.json) return printJson(found);
      for (const { source, names, reader, state, since, lastGoodAt, trouble, remedy } of found) {
        process.stdout.write(
          `${state}: ${source ?? `reader ${reader}`}${names ? ` (${names.en}, ${names.zh})` : ''}, since ${since}; last good ${lastGoodAt ?? 'never'}\n`,
        );
        if (trouble) process.stdout.write(`  ${trouble.detail} (${trouble.url})\n`);
        process.stdout.write(`  ${remedy}\n`);
      }
      if (found.length === 0) process.stdout.write('nothing is silent, broken, blocked or suspect\n');
    });
  });
}
