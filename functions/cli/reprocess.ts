import type { Command } from 'commander';
import { opt } from '../../shared/model/values.ts';
import { type Reprocessed, reprocess } from '../../shared/pipeline/collect/mend.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { checkSources, dayOption } from './check.ts';
import { type Instance, onInstance, type StoreOptions, withStore } from './instance.ts';
import { reply } from './output.ts';
import { progressLine } from './progress.ts';

type Options = StoreOptions & { readonly source?: string; readonly since?: string };

function changeLines(all: readonly Reprocessed[]): readonly string[] {
  const count = (outcome: Reprocessed['outcome']): number => all.filter((each) => each.outcome === outcome).length;
  return [
    ...all.flatMap(({ documentId, outcome, changes }) => [
      ...(outcome === 'unreadable' ? [`${documentId}: its evidence can no longer be read; the document is unchanged`] : []),
      ...changes.map(({ field, before, after }) =>
        before === after ? `${documentId}: ${field} changed` : `${documentId}: ${field}: ${before ?? '(none)'} -> ${after ?? '(none)'}`,
      ),
    ]),
    `${all.length} documents reprocessed: ${count('changed')} changed, ${count('same')} unchanged, ${count('unreadable')} unreadable`,
  ];
}

async function run({ context }: Instance, options: Options): Promise<void> {
  const { source, since } = options;
  if (source !== undefined && source !== 'added') checkSources([source], context);
  const progress = progressLine('documents reprocessed', 500);
  const all: Reprocessed[] = [];
  try {
    for await (const each of reprocess(opt({ source, since }), context)) {
      all.push(each);
      progress.count(all.length, undefined, each.documentId);
    }
  } finally {
    progress.end();
  }
  await updateIndex(context);
  const items = all.filter(({ outcome }) => outcome !== 'same');
  reply(options, { documents: all.length, items }, () => changeLines(all));
  if (all.some(({ outcome }) => outcome === 'unreadable')) process.exitCode = 3;
}

export const define = (command: Command): Command =>
  onInstance(
    withStore(command)
      .option('--source <id>', 'only documents that this source carries')
      .option('--since <day>', 'only documents first stored on this day or later', dayOption('--since')),
    run,
  );
