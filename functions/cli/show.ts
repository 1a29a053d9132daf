import type { Command } from 'commander';
import type { Head } from '../../shared/model/document.ts';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import type { Chain, ChainDocument, PlaceState } from '../../shared/model/lineage.ts';
import type { Context } from '../../shared/model/ports.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { plainFirstLines } from '../../shared/pages/words/first-lines.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { carrierOfHead } from '../../shared/pipeline/collect/publishers.ts';
import { textWithWorks } from '../../shared/pipeline/collect/reading.ts';
import { sourceStates } from '../../shared/pipeline/collect/source-states.ts';
import { contextAt, readAsOf, readDifference, withState } from '../../shared/pipeline/read/compare.ts';
import { withDoubts } from '../../shared/pipeline/read/doubts.ts';
import { chainOf } from '../../shared/pipeline/read/lineage.ts';
import { idsOf, showKnown } from '../../shared/pipeline/read/resolve.ts';
import { showDocument } from '../../shared/pipeline/read/show-document.ts';
import { withEnglish } from '../../shared/questions/shapes.ts';
import { sentencesOf } from '../../shared/stages/english/translation.ts';
import { documentText } from './document-text.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';
import { fitted } from './layout.ts';
import { print, printJson, reply } from './output.ts';
import { paint } from './paint.ts';
import { differenceText, historyText } from './record-text.ts';

const line = ({ day, via, relation, draft, ...text }: ChainDocument): string => {
  const notes = [draft && 'draft', relation === 'forwards' && 'forwards', via && `through ${via.english || via.title}`].filter(Boolean);
  return `  ${orEmpty(day).padEnd(10)}  ${renderPlainTextName(text)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
};

const empty: readonly (readonly [PlaceState, string])[] = [
  ['none-found', 'Watched, nothing found'],
  ['not-readable', 'Not readable at present'],
  ['not-watched', 'Not watched'],
];

function placeLines({ places, documents }: Chain, level: 'province' | 'city'): readonly string[] {
  const all = places.filter((place) => place.level === level);
  const of = new Map(documents.map((document) => [document.id, document]));
  const issued = all.filter(({ state }) => state === 'held');
  const shown = issued.flatMap(({ names, documents: ids }) => [
    `${names.en} ${names.zh}`,
    ...ids.flatMap((id) => of.get(id) ?? []).map(line),
  ]);
  const rest = empty.flatMap(([state, words]) => {
    const found = all.filter((place) => place.state === state);
    const names = found.map(({ names: { en }, readBackTo }) => (readBackTo === undefined ? en : `${en} (read back to ${readBackTo})`));
    return found.length > 0 ? [`${words} (${found.length}): ${names.join(', ')}`] : [];
  });
  return ['', `${level === 'province' ? 'Provinces' : 'Cities'}: ${issued.length} of ${all.length} with documents`, ...shown, ...rest];
}

export function chainText(chain: Chain): readonly string[] {
  const { act, documents, bodies, complete } = chain;
  const { id, title, english, number } = act;
  const name = renderPlainTextName(opt({ title, english, number }));
  const of = new Map(documents.map((document) => [document.id, document]));
  const national = bodies.flatMap(({ issuer, documents: ids }) => [
    '',
    [issuer.english, issuer.name].filter(Boolean).join(' '),
    ...ids.flatMap((each) => of.get(each) ?? []).map(line),
  ]);
  const rest = documents.filter(({ level }) => level === 'district' || level === 'other');
  const others = rest.length > 0 ? ['', 'Districts and other bodies', ...rest.map(line)] : [];
  const sum = `${documents.length} documents carry it out${complete ? '' : '; there are more than are shown'}`;
  const first = `${name}${id === undefined ? ' (not collected)' : ''}: ${sum}`;
  return [first, ...national, ...placeLines(chain, 'province'), ...placeLines(chain, 'city'), ...others];
}

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
  const head = await context.documents.head(ids[0]);
  if (!head) throw new InputError(`no document found for "${ref}"; give an id, an address or a document number`);
  if (ids.length > 1) console.error(`${ref} stands for ${ids.length} documents: ${ids.join(', ')}; this is the first`);
  return head;
}

async function then(head: Head, at: string, context: Context): Promise<{ head: Head; context: Context }> {
  const past = contextAt(context, at);
  const held = await past.documents.head(head.id);
  if (!held) throw new InputError(`--as-of: ${head.id} was first collected at ${beijing(head.firstSeenAt)} Beijing time, later than that`);
  return { head: held, context: past };
}

async function showChain(ref: string, options: Options, context: Context): Promise<void> {
  const chain = await chainOf(ref, (await sourceStates(context)).watched, context);
  if (!chain) throw new InputError(`nothing is known under "${ref}"; give an id, an address, a document number or a whole title`);
  reply(options, chain, () => chainText(chain));
}

async function translateAct(head: Head, context: Context): Promise<void> {
  const { tryOut, sentence } = context.machine;
  if (!tryOut) throw new InputError('no translator is chosen: set "translate" in the configuration, or run "hongtou init"');
  const all = sentencesOf(await textWithWorks(head, await context.snapshots.loadText(head.textHash), context));
  const counts = { shown: 0, refused: 0 };
  let last: string | undefined;
  for (const { article, chinese } of all) {
    const made = await sentence(chinese);
    if (!made) break;
    if (article !== undefined && article !== last) print(`\n${paint('bold', article)}`);
    last = article;
    counts[made.text === undefined ? 'refused' : 'shown'] += 1;
    print(fitted(chinese), fitted(made.text ?? `not shown: ${made.refused.join('; ')}`, '  '));
  }
  const left = all.length - counts.shown - counts.refused;
  const rest = left === 0 ? '' : `; ${left} left, since the translator gave no more: run it again later`;
  print(`\nMachine translation: ${counts.shown} sentences, ${counts.refused} refused${rest}.`);
}

async function show(ref: string, second: string | undefined, options: Options, now: Context): Promise<void> {
  const found = await headFor(ref, now);
  const at = options.asOf === undefined ? undefined : readAsOf(options.asOf, now.now());
  if (options.translate) return translateAct(found, now);
  const { head, context } = at === undefined ? { head: found, context: now } : await then(found, at, now);
  if (options.diff !== undefined) {
    const parts = await readDifference(head, options.diff, second, context);
    return reply(options, { id: head.id, ...parts }, () => differenceText(parts));
  }
  const shown = await withDoubts(await showKnown(await showDocument(head, context)), context);
  const document = { ...(await withState(shown, now)), ...carrierOfHead(head, context) };
  // As the API gives it, with the words of every text: rights are of what is passed on.
  const today = dayOf(context.now());
  if (options.json) return printJson({ ...withEnglish(document), firstLines: plainFirstLines(document, today) });
  const { text = false, links = false, history } = options;
  if (at !== undefined) print(`As collected at ${beijing(at)} (Beijing time)\n\n`);
  print(documentText(document, { text, links, today }), history ? historyText(document.revisions).join('\n') : '');
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
        options.chain ? showChain(ref, options, context) : show(ref, second, options, context),
      );
    });
}
