import type { Command } from 'commander';
import { opt } from '../../shared/model/values.ts';
import { type Reprocessed, reprocess } from '../../shared/pipeline/collect/mend.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { checkSources, dayOption } from './check.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';
import { progressLine, totalDocuments } from './progress.ts';

type Options = StoreOptions & { readonly source?: string; readonly since?: string };

function printChanges(all: readonly Reprocessed[]): void {
  for (const { documentId, outcome, changes } of all) {
    if (outcome === 'unreadable') process.stdout.write(`${documentId}: its evidence can no longer be read; the document is unchanged\n`);
    for (const { field, before, after } of changes)
      process.stdout.write(`${documentId}: ${field}: ${before ?? '(none)'} -> ${after ?? '(none)'}\n`);
  }
  const count = (outcome: Reprocessed['outcome']): number => all.filter((each) => each.outcome === outcome).length;
  process.stdout.write(
    `${all.length} documents reprocessed: ${count('changed')} changed, ${count('same')} unchanged, ${count('unreadable')} unreadable\n`,
  );
}

export function define(command: Command): void {
  withStore(command)
    .option('--source <id>', 'only documents that this source carries')
    .option('--since <day>', 'only documents first stored on this day or later', dayOption('--since'))
    .action(async (options: Options) => {
      await withInstance(options, {}, async ({ context }) => {
        if (options.source !== undefined && options.source !== 'added') checkSources([options.source], context);
        const { source, since } = options;
        const progress = progressLine('documents reprocessed', 500);
        const total = await totalDocuments(context);
        const all: Reprocessed[] = [];
        try {
          for await (const each of reprocess(opt({ source, since }), context)) {
            all.push(each);
            progress.count(all.length, source === undefined && since === undefined ? total : undefined, each.documentId);
          }
        } finally {
          progress.end();
        }
        await updateIndex(context);
        if (options.json) printJson({ documents: all.length, items: all.filter(({ outcome }) => outcome !== 'same') });
        else printChanges(all);
        if (all.some(({ outcome }) => outcome === 'unreadable')) process.exitCode = 3;
      });
    });
}
