import type { Command } from 'commander';
import { removeDocument } from '../../shared/pipeline/keep/remove.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { reason } from './check.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';
import { reply } from './output.ts';

type Options = StoreOptions & { readonly why: string; readonly into?: string };

export function define(command: Command): void {
  withStore(command)
    .argument('<ref>', 'the document: by id, address or number')
    .requiredOption('--why <text>', 'the reason, which is kept with its record', reason)
    .option('--into <ref>', 'the document that it is the same as: its id and pages lead there')
    .action(async (ref: string, { why, into, ...options }: Options) => {
      await withInstance(options, { threads: 1 }, async ({ context, deployed }) => {
        const removed = await removeDocument(ref, { why, into }, context);
        if (!deployed) await updateIndex(context);
        const led = removed.into === undefined ? '' : `; its address leads to ${removed.into}`;
        const said = `taken out; rebuild, import and its pages do not bring it back${led}`;
        reply(options, removed, () => [`${removed.id}  ${removed.title}`, `  ${said}`, `  why: ${removed.why}`]);
      });
    });
}
