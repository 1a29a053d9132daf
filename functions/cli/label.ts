import type { Command } from 'commander';
import type { Label } from '../../shared/model/document.ts';
import { UsageError } from '../../shared/model/errors.ts';
import { opt } from '../../shared/model/values.ts';
import { isTheme, themeIds } from '../../shared/model/vocabulary.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { labelDocument, labelLines, takeLabelBack } from '../../shared/pipeline/read/label.ts';
import { idsOf } from '../../shared/pipeline/read/resolve.ts';
import { type Instance, type StoreOptions, withInstance, withStore } from './instance.ts';
import { print, reply } from './output.ts';

type Options = StoreOptions & {
  readonly themes?: string;
  readonly english?: string;
  readonly why?: string;
  readonly irrelevant?: boolean;
  readonly takeBack?: boolean;
  readonly export?: boolean;
};

const separators = /[,;，；]/;

const saidBy = ({ themes, english }: Label): readonly string[] => [
  ...(themes ? [`themes: ${themes.join(', ') || 'not relevant'}`] : []),
  ...(english === undefined ? [] : [`English: ${english}`]),
];

async function change(ref: string, why: string, options: Options, { context, deployed }: Instance): Promise<void> {
  const { themes, irrelevant, english } = options;
  const ids = await idsOf(ref, context);
  // A deployed instance has its own function for the index.
  const update = async () => deployed || (await updateIndex(context));
  if (options.takeBack) {
    const { id, title, takenBack } = await takeLabelBack(ref, ids, { why }, context);
    await update();
    const back = `withdrawn: ${saidBy(takenBack.label).join('; ')}; what is automatic is restored`;
    return reply(options, { id, title, takenBack }, () => [`${id}  ${title}`, `  ${back}`, `  why: ${takenBack.why}`]);
  }
  const judged = themes !== undefined || irrelevant ? { themes: themes?.split(separators) ?? [], relevant: irrelevant !== true } : {};
  const { id, title, label } = await labelDocument(ref, ids, { ...judged, ...opt('english', english), why }, context);
  await update();
  const said = `set manually: ${saidBy(label).join('; ')}`;
  reply(options, { id, title, ...(label.themes && { themesBy: 'person' }), label }, () => [
    `${id}  ${title}`,
    `  ${said}`,
    `  why: ${label.why}`,
  ]);
}

function checkOptions(ref: string | undefined, { themes, irrelevant, english, takeBack: back, why }: Options) {
  if (ref === undefined) throw new UsageError('name a document: `label REF --themes a,b --why TEXT`');
  const wanted = [themes !== undefined && '--themes', irrelevant && '--irrelevant', back && '--take-back'].filter(Boolean);
  const title = english === undefined ? [] : ['--english'];
  if (wanted.length + title.length === 0) throw new UsageError('--themes a,b, --irrelevant, --english TEXT or --take-back is needed');
  if (back && title.length > 0) wanted.push(...title);
  if (wanted.length > 1) throw new UsageError(`${wanted.join(' and ')} exclude each other; give one`);
  const named = (themes?.split(separators) ?? []).map((each) => each.trim()).filter((each) => each !== '');
  const unknown = named.filter((each) => !isTheme(each));
  if (unknown.length > 0) throw new UsageError(`--themes: unknown theme "${unknown.join('", "')}"; themes are ${themeIds.join(', ')}`);
  if (named.length > 4) throw new UsageError(`--themes: ${named.length} are too many: one to four, the strongest ones`);
  if (why === undefined) throw new UsageError('--why TEXT is needed: the reason is kept and shown');
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
      if (!options.export) {
        const { ref, why } = checkOptions(given, options);
        return withInstance(options, {}, (instance) => change(ref, why, options, instance));
      }
      if (given !== undefined) throw new UsageError('--export prints every label and takes no reference');
      if (options.json) throw new UsageError('--export prints TSV, not JSON: leave --json out');
      await withInstance(options, {}, async ({ context }) => {
        for await (const line of labelLines(context)) print(line);
      });
    });
}
