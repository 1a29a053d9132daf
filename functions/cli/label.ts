import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { updateIndex } from '../../shared/pipeline/index.ts';
import { labelDocument, labelLines } from '../../shared/pipeline/label.ts';
import { idsOf } from '../../shared/pipeline/resolve.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & { readonly themes?: string; readonly why?: string; readonly irrelevant?: boolean; readonly export?: boolean };

async function exportLabels(options: Options): Promise<void> {
  await withInstance(options, {}, async ({ context }) => {
    for await (const line of labelLines(context)) process.stdout.write(`${line}\n`);
  });
}

async function give(ref: string, why: string, options: Options): Promise<void> {
  const wanted = { themes: options.themes?.split(/[,;，；]/) ?? [], relevant: options.irrelevant !== true, why };
  await withInstance(options, {}, async ({ context, deployed }) => {
    const { id, title, label } = await labelDocument(ref, await idsOf(ref, context), wanted, context);
    // A deployed instance has its own function for the index.
    if (!deployed) await updateIndex(context);
    if (options.json) return printJson({ id, title, themesBy: 'person', label });
    process.stdout.write(`${id}  ${title}\n  themes, by a person: ${label.themes.join(', ') || 'irrelevant'}\n  why: ${label.why}\n`);
  });
}

export function define(command: Command): void {
  withStore(command)
    .argument('[ref]', 'a document id, an address, or any spelling of a number')
    .option('--themes <a,b>', 'one to four themes')
    .option('--irrelevant', 'the document has no theme')
    .option('--why <text>', 'the reason; kept and shown')
    .option('--export', 'print every label as training data (TSV)')
    .action(async (ref: string | undefined, options: Options) => {
      if (options.export) {
        if (ref !== undefined) throw new InputError('--export prints every label and takes no reference', { usage: true });
        return exportLabels(options);
      }
      if (ref === undefined) throw new InputError('name a document: `label REF --themes a,b --why TEXT`', { usage: true });
      if (options.themes === undefined && !options.irrelevant)
        throw new InputError('--themes a,b or --irrelevant is needed', { usage: true });
      if (options.why === undefined)
        throw new InputError('--why TEXT is needed: the reason is kept and shown with the themes', { usage: true });
      return give(ref, options.why, options);
    });
}
