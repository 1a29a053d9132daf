import { type Command, Option } from 'commander';
import { settleDoubts } from '../../shared/pipeline/read/doubts.ts';
import { doubtLine } from '../../shared/questions/doubts.ts';
import { reason } from './check.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';
import { reply } from './output.ts';

type Options = StoreOptions & { readonly keep: 'known' | 'document'; readonly why: string };

export function define(command: Command): void {
  withStore(command)
    .argument('<ref>', 'the id of a doubt ("hongtou doubts"), or a document by id, address or number: all its open doubts')
    .addOption(
      new Option('--keep <which>', 'what stays: what was known, or what the document says')
        .choices(['known', 'document'])
        .makeOptionMandatory(),
    )
    .requiredOption('--why <text>', 'the reason, which is kept and shown', reason)
    .action(async (ref: string, { keep, why, ...options }: Options) => {
      await withInstance(options, { threads: 1 }, async ({ context }) => {
        const items = await settleDoubts(ref, { keep, why }, context);
        reply(options, { items }, () => items.flatMap((each) => [each.name, `  ${doubtLine(each)}`]));
      });
    });
}
