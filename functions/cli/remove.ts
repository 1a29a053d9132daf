import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { removeDocument } from '../../shared/pipeline/keep/remove.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';
import { reply } from './output.ts';

type Options = StoreOptions & { readonly why?: string; readonly into?: string };

export function define(command: Command): void {
  withStore(command)
    .argument('<ref>', 'the document: by id, address or number')
    .option('--why <text>', 'the reason, which is kept with its record')
    .option('--into <ref>', 'the document that it is the same as: its id and pages lead there')
    .action(async (ref: string, options: Options) => {
      const why = orEmpty(options.why).trim();
      if (why === '') throw new UsageError('--why TEXT is needed: the reason is kept with the record of the document');
      await withInstance(options, { threads: 1 }, async ({ context, deployed }) => {
        const removed = await removeDocument(ref, { why, into: options.into }, context);
        if (!deployed) await updateIndex(context);
        const led = removed.into === undefined ? '' : `; its address leads to ${removed.into}`;
        const said = `taken out; rebuild, import and its pages do not bring it back${led}`;
        reply(options, removed, () => [`${removed.id}  ${removed.title}`, `  ${said}`, `  why: ${removed.why}`]);
      });
    });
}
