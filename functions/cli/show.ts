import type { Command } from 'commander';
import type { Revision } from '../../shared/model/document.ts';
import { InputError } from '../../shared/model/errors.ts';
import { idsOf } from '../../shared/pipeline/answers.ts';
import { difference, differenceText, history } from '../../shared/pipeline/history.ts';
import { shown } from '../../shared/pipeline/shown.ts';
import { documentText } from './document-text.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & { readonly text?: boolean; readonly history?: boolean; readonly links?: boolean; readonly diff?: string };

const revisionLine = ({ n, at, by, what, changes }: Omit<Revision, 'documentId'>): string =>
  `  ${n}  ${at}  ${what}, by ${by}${changes.map(({ field, before, after }) => `\n     ${field}: ${before ?? '(none)'} -> ${after ?? '(none)'}`).join('')}`;

export function define(command: Command): void {
  withStore(command)
    .argument('<ref>', 'a document id, an address, or any spelling of a number')
    .argument('[b]', 'with --diff: the second revision')
    .option('--text', 'with the text')
    .option('--history', 'with what each revision changed')
    .option('--links', 'with links in both directions')
    .option('--diff <a>', 'difference between revisions A and B (`--diff A B`)')
    .action(async (ref: string, second: string | undefined, options: Options) => {
      if (second !== undefined && options.diff === undefined)
        throw new InputError(`"${second}" is one argument too many; quote a reference that has blanks`, { usage: true });
      await withInstance(options, {}, async ({ context }) => {
        const ids = await idsOf(ref, context);
        const head = ids[0] === undefined ? undefined : await context.documents.head(ids[0]);
        if (!head) throw new InputError(`the store holds no document for "${ref}"; give an id, an address or a document number`);
        if (ids.length > 1) console.error(`${ref} stands for ${ids.length} documents: ${ids.join(', ')}; this is the first`);
        if (options.diff !== undefined) {
          const found = await difference(head, options.diff, second, context);
          if (options.json) return printJson({ id: head.id, ...found });
          return void process.stdout.write(differenceText(found));
        }
        const document = await shown(head, context);
        const revisions = options.history ? await history(head, context) : document.revisions;
        if (options.json) return printJson({ ...document, revisions });
        process.stdout.write(documentText(document, { text: options.text ?? false }));
        if (options.history) process.stdout.write(`\nRevisions\n${revisions.map(revisionLine).join('\n')}\n`);
      });
    });
}
