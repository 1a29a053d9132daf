import type { Command } from 'commander';
import { resolve } from '../../shared/pipeline/resolve.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

export function define(command: Command): void {
  withStore(command)
    .argument('<ref>', 'a document id, an address, or any spelling of a number')
    .action(async (ref: string, options: StoreOptions) => {
      await withInstance(options, {}, async ({ context }) => {
        const found = await resolve(ref, context);
        if (options.json) return printJson({ input: ref, ...found });
        const held = found.held ? `held: ${found.ids.join(', ')} ${found.title ?? ''}` : 'not held';
        process.stdout.write(`${found.canonical ?? ref}: ${found.kind}, ${held}\n`);
      });
    });
}
