import type { Command } from 'commander';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { alarmsText } from './alarms-text.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

export function define(command: Command): void {
  withStore(command).action(async (options: StoreOptions) => {
    await withInstance(options, {}, async ({ context }) => {
      const found = await alarms(context);
      if (options.json) printJson(found);
      else process.stdout.write(alarmsText(found));
      if (found.length > 0) process.exitCode = 3;
    });
  });
}
