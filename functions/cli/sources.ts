import type { Command } from 'commander';
import { type SourceRow, source, sources } from '../../shared/questions/sources.ts';
import { answersIn } from './ask.ts';
import { requireSource } from './check.ts';
import { collectOption, type Instance, onInstance, type StoreOptions, subcommand } from './instance.ts';
import { print, printJson, reply } from './output.ts';
import { listText, type Shown, showText } from './sources-text.ts';

async function list(instance: Instance, options: StoreOptions): Promise<void> {
  const answers = await answersIn(instance);
  const found = await sources.answer({}, answers);
  const { items } = sources.json(found, {}) as { items: readonly SourceRow[] };
  if (options.json) return printJson({ items });
  const shown: Shown[] = [];
  for (const row of items)
    shown.push({ ...row, relevant: (await answers.documents({ source: row.id, limit: 1, today: found.today })).total });
  print(listText(shown));
}

async function show(instance: Instance, options: StoreOptions, id: string): Promise<void> {
  const declared = requireSource(id, instance.context.settings.sources);
  const row = await source.answer({ id }, await answersIn(instance));
  reply(options, row, () => showText(declared, row));
}

const reading = () => import('./sources-check.ts');

/** Of commands that read without a store; options of a store are accepted and ignored, as for every command. */
const readingCommand = (command: Command, name: string, says: string): Command =>
  subcommand(command, name, says).option('--replay <file>', 'answer from WARC files (repeatable)', collectOption);

export function define(command: Command): void {
  onInstance(subcommand(command, 'list', 'every source in force: yield, newest, freshness and state'), list, { fills: true });
  onInstance(subcommand(command, 'show', 'one declaration, its yield and its state').argument('<id>'), show, { fills: true });
  readingCommand(command, 'check', 'fetch and read a listing and one page of it without storing anything')
    .argument('[id]')
    .option('--all', 'every source in force; a --replay needs no word for it')
    .action(async (id, options) => (await reading()).check(id, options));
  readingCommand(command, 'draft', 'read a listing of which only the address is known, and print a declaration of it')
    .argument('<url>')
    .option('--file <file>', 'read the list from a saved page; URL is where it came from')
    .action(async (url, options) => (await reading()).draft(url, options));
  subcommand(command, 'adopt', 'take the declaration drafted for a list that no longer reads into the configuration')
    .argument('<id>')
    .action(async (id, options) => (await import('./sources-adopt.ts')).adopt(id, options));
  subcommand(command, 'import', 'put declarations of a file (JSON Lines) into the store, each in place of the one of its id')
    .argument('<file>')
    .action(async (file, options) => (await import('./sources-adopt.ts')).take(file, options));
  readingCommand(command, 'record', 'fetch a listing and one or two pages of it, and keep them as a replay file')
    .argument('<id>')
    .option('--out <file>', 'where to (default: ID.warc.gz; without .gz it is not compressed)')
    .action(async (id, options) => (await reading()).record(id, options));
}
