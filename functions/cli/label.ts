import type { Command } from 'commander';
import type { Label } from '../../shared/model/document.ts';
import { UsageError } from '../../shared/model/errors.ts';
import { opt } from '../../shared/model/values.ts';
import { isTheme, themeIds } from '../../shared/model/vocabulary.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { labelDocument, labelLines, takeLabelBack } from '../../shared/pipeline/read/label.ts';
import { idsOf } from '../../shared/pipeline/read/resolve.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & {
  readonly themes?: string;
  readonly english?: string;
  readonly why?: string;
  readonly irrelevant?: boolean;
  readonly takeBack?: boolean;
  readonly export?: boolean;
};

const separators = /[,;，；]/;

async function exportLabels(options: Options): Promise<void> {
  await withInstance(options, {}, async ({ context }) => {
    for await (const line of labelLines(context)) process.stdout.write(`${line}\n`);
  });
}

const saidBy = ({ themes, english }: Label): readonly string[] => [
  ...(themes ? [`themes: ${themes.join(', ') || 'not relevant'}`] : []),
  ...(english === undefined ? [] : [`English: ${english}`]),
];

async function give(ref: string, why: string, options: Options): Promise<void> {
  const { themes, irrelevant, english } = options;
  const judged = themes !== undefined || irrelevant ? { themes: themes?.split(separators) ?? [], relevant: irrelevant !== true } : {};
  const wanted = { ...judged, ...opt('english', english), why };
  await withInstance(options, {}, async ({ context, deployed }) => {
    const { id, title, label } = await labelDocument(ref, await idsOf(ref, context), wanted, context);
    // A deployed instance has its own function for the index.
    if (!deployed) await updateIndex(context);
    if (options.json) return printJson({ id, title, ...(label.themes && { themesBy: 'person' }), label });
    process.stdout.write(`${id}  ${title}\n  set manually: ${saidBy(label).join('; ')}\n  why: ${label.why}\n`);
  });
}

async function takeBack(ref: string, why: string, options: Options): Promise<void> {
  await withInstance(options, {}, async ({ context, deployed }) => {
    const { id, title, takenBack } = await takeLabelBack(ref, await idsOf(ref, context), { why }, context);
    if (!deployed) await updateIndex(context);
    if (options.json) return printJson({ id, title, takenBack });
    process.stdout.write(
      `${id}  ${title}\n  withdrawn: ${saidBy(takenBack.label).join('; ')}; what is automatic is restored\n  why: ${takenBack.why}\n`,
    );
  });
}

function checkOptions(
  ref: string | undefined,
  { themes, irrelevant, english, takeBack: back, why }: Options,
): { ref: string; why: string } {
  const wrong = (message: string) => new UsageError(message);
  if (ref === undefined) throw wrong('name a document: `label REF --themes a,b --why TEXT`');
  const wanted = [themes !== undefined && '--themes', irrelevant && '--irrelevant', back && '--take-back'].filter(Boolean);
  const title = english === undefined ? [] : ['--english'];
  if (wanted.length + title.length === 0) throw wrong('--themes a,b, --irrelevant, --english TEXT or --take-back is needed');
  if (back && title.length > 0) wanted.push(...title);
  if (wanted.length > 1) throw wrong(`${wanted.join(' and ')} exclude each other; give one`);
  const unknown = (themes?.split(separators) ?? []).map((each) => each.trim()).filter((each) => each !== '' && !isTheme(each));
  if (unknown.length > 0) throw wrong(`--themes: unknown theme "${unknown.join('", "')}"; themes are ${themeIds.join(', ')}`);
  if (why === undefined) throw wrong('--why TEXT is needed: the reason is kept and shown');
  return { ref, why };
}

export function define(command: Command): void {
  withStore(command)
    .argument('[ref]', 'a document id, an address, or any spelling of a number')
    .option('--themes <a,b>', 'one to four themes')
    .option('--irrelevant', 'the document has no theme')
    .option('--english <text>', 'the English title, which goes before all others')
    .option('--take-back', 'withdraw what was set manually and restore what is automatic')
    .option('--why <text>', 'the reason; kept and shown')
    .option('--export', 'print every label as training data (TSV)')
    .action(async (given: string | undefined, options: Options) => {
      if (options.export) {
        if (given !== undefined) throw new UsageError('--export prints every label and takes no reference');
        if (options.json) throw new UsageError('--export prints TSV, not JSON: leave --json out');
        return exportLabels(options);
      }
      const { ref, why } = checkOptions(given, options);
      return options.takeBack ? takeBack(ref, why, options) : give(ref, why, options);
    });
}
