import type { Command } from 'commander';
import type { Head } from '../../shared/model/document.ts';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { dayOf } from '../../shared/model/time.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { plainFirstLines } from '../../shared/pages/words/first-lines.ts';
import { carrierOfHead } from '../../shared/pipeline/collect/publishers.ts';
import { textWithWorks } from '../../shared/pipeline/collect/reading.ts';
import { sourceStates } from '../../shared/pipeline/collect/source-states.ts';
import { contextAt, readAsOf, readDifference, readRevisions } from '../../shared/pipeline/read/compare.ts';
import { chainOf } from '../../shared/pipeline/read/lineage.ts';
import { idsOf, showKnown } from '../../shared/pipeline/read/resolve.ts';
import { showDocument } from '../../shared/pipeline/read/show-document.ts';
import { withEnglish } from '../../shared/questions/shapes.ts';
import { sentencesOf } from '../../shared/stages/english/translation.ts';
import { chainText } from './chain-text.ts';
import { documentText } from './document-text.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';
import { fitted } from './layout.ts';
import { paint } from './paint.ts';
import { differenceText, historyText } from './record-text.ts';

type Options = StoreOptions & {
  readonly text?: boolean;
  readonly history?: boolean;
  readonly links?: boolean;
  readonly chain?: boolean;
  readonly translate?: boolean;
  readonly diff?: string;
  readonly asOf?: string;
};

async function headFor(ref: string, context: Context): Promise<Head> {
  const ids = await idsOf(ref, context);
  const head = ids[0] === undefined ? undefined : await context.documents.head(ids[0]);
  if (!head) throw new InputError(`no document found for "${ref}"; give an id, an address or a document number`);
  if (ids.length > 1) console.error(`${ref} stands for ${ids.length} documents: ${ids.join(', ')}; this is the first`);
  return head;
}

async function then(head: Head, at: string, context: Context): Promise<{ head: Head; context: Context }> {
  const past = contextAt(context, at);
  const held = await past.documents.head(head.id);
  if (!held) throw new InputError(`--as-of: ${head.id} was first collected at ${head.firstSeenAt}, later than ${at}`);
  return { head: held, context: past };
}

async function showChain(ref: string, json: boolean, context: Context): Promise<void> {
  const chain = await chainOf(ref, (await sourceStates(context)).watched, context);
  if (!chain) throw new InputError(`nothing is known under "${ref}"; give an id, an address, a document number or a whole title`);
  if (json) return printJson(chain);
  process.stdout.write(chainText(chain));
}

/** Asks for every sentence, prints both, and ends where the translator gives no more. */
async function translateAct(head: Head, context: Context): Promise<void> {
  const { tryOut, sentence } = context.machine;
  if (!tryOut) throw new InputError('no translator is chosen: set "translate" in the configuration, or run "hongtou init"');
  const all = sentencesOf(await textWithWorks(head, await context.snapshots.loadText(head.textHash), context));
  const counts = { shown: 0, refused: 0 };
  let last: string | undefined;
  for (const { article, chinese } of all) {
    const made = await sentence(chinese);
    if (!made) break;
    if (article !== undefined && article !== last) process.stdout.write(`\n${paint('bold', article)}\n`);
    last = article;
    counts[made.text === undefined ? 'refused' : 'shown'] += 1;
    process.stdout.write(`${fitted(chinese)}\n${fitted(made.text ?? `not shown: ${made.refused.join('; ')}`, '  ')}\n`);
  }
  const left = all.length - counts.shown - counts.refused;
  const rest = left === 0 ? '' : `; ${left} left, since the translator gave no more: run it again later`;
  process.stdout.write(`\nMachine translation: ${counts.shown} sentences, ${counts.refused} refused${rest}.\n`);
}

async function show(ref: string, second: string | undefined, options: Options, now: Context): Promise<void> {
  const found = await headFor(ref, now);
  const at = options.asOf === undefined ? undefined : readAsOf(options.asOf, now.now());
  if (options.translate) return translateAct(found, now);
  const { head, context } = at === undefined ? { head: found, context: now } : await then(found, at, now);
  if (options.diff !== undefined) {
    const parts = await readDifference(head, options.diff, second, context);
    if (options.json) return printJson({ id: head.id, ...parts });
    return void process.stdout.write(differenceText(parts));
  }
  const document = { ...(await showKnown(await showDocument(head, context))), ...carrierOfHead(head, context) };
  const revisions = options.history ? await readRevisions(head, context) : document.revisions;
  // As the API gives it, with the words of every text: rights are of what is passed on.
  const today = dayOf(context.now());
  if (options.json) return printJson({ ...withEnglish(document), revisions, firstLines: plainFirstLines(document, today) });
  if (at !== undefined) process.stdout.write(`As collected at ${beijing(at)} (Beijing time)\n\n`);
  const { sources } = context.settings;
  const { text = false, links = false } = options;
  process.stdout.write(documentText(document, { text, links, today, sources }));
  if (options.history) process.stdout.write(historyText(revisions));
}

export function define(command: Command): void {
  withStore(command)
    .argument('<ref>', 'a document id, an address, or any spelling of a number')
    .argument('[b]', 'with --diff: the second revision')
    .option('--text', 'with the text')
    .option('--history', 'with what each revision changed')
    .option('--links', 'with citations in both directions, and their sentences')
    .option(
      '--chain',
      'who has carried the act out, from ministries down to cities, and of which places nothing is held; it need not be held itself',
    )
    .option('--translate', 'asks the translator of the configuration for every sentence of the act, and keeps what it gives')
    .option('--diff <a>', 'difference between revisions A and B (`--diff A B`)')
    .option('--as-of <day>', 'the document as it stood at the end of a day in Beijing, 2026-11-25')
    .action(async (ref: string, second: string | undefined, options: Options) => {
      if (second !== undefined && options.diff === undefined)
        throw new UsageError(`"${second}" is one argument too many; quote a reference that has blanks`);
      await withInstance(options, {}, ({ context }) =>
        options.chain ? showChain(ref, options.json ?? false, context) : show(ref, second, options, context),
      );
    });
}
