import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Choices, Subscriber } from '../../shared/model/reader.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { describeChoices } from '../../shared/pages/words/choices.ts';
import { beijing, localeOf } from '../../shared/pages/words/days.ts';
import { previewChoices, showChoices, storeChoices } from '../../shared/pipeline/mail/choices.ts';
import { addSubscriber, confirmSubscriber, eraseReader, exportReader, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { choicesUrl, confirmUrl } from '../../shared/pipeline/read/reader-links.ts';
import type { Column } from '../../shared/questions/question.ts';
import { queryWords } from '../../shared/stages/digest/saved-search.ts';
import { type ChoiceOptions, hasChoices, readChoiceOptions, withChoices } from './choice-options.ts';
import { type Instance, onInstance, type StoreOptions, subcommand, withStore } from './instance.ts';
import { rewrapped, table } from './layout.ts';
import { printJson, reply } from './output.ts';

type Options = StoreOptions & ChoiceOptions & { readonly preview?: boolean };

async function requireSubscriber(address: string, context: Context): Promise<Subscriber> {
  const subscriber = await subscriberOf(address, context);
  if (!subscriber) throw new InputError(`${address} is not a reader; "hongtou subscribers list" names them`);
  return subscriber;
}

const inWords = (choices: Choices | undefined, { settings }: Context): string => describeChoices(choices, localeOf('en'), settings.digest);

async function add(address: string, options: Options, context: Context): Promise<string> {
  const known = await subscriberOf(address, context);
  const choices = hasChoices(options) ? await readChoiceOptions(options, known?.choices ?? {}, context) : undefined;
  const subscriber = await addSubscriber(address, context);
  const chosen = choices ? `, with: ${inWords((await storeChoices(subscriber, choices, context)).choices, context)}` : '';
  if (subscriber.state !== 'pending') return `${address} is ${subscriber.state}${chosen}`;
  const link = await confirmUrl(subscriber, context);
  const there = options.stack === undefined ? `--data ${options.data}` : `--stack ${options.stack}`;
  return `${address} is pending${chosen}; confirm it with: hongtou subscribers confirm ${address} ${there}, or hand its reader this link, good for seven days: ${link}`;
}

async function change(what: 'add' | 'confirm' | 'remove', address: string, options: Options, context: Context): Promise<string> {
  if (what === 'add') return add(address, options, context);
  const subscriber = await requireSubscriber(address, context);
  if (what === 'remove') await eraseReader(subscriber.id, context);
  else await confirmSubscriber(subscriber, context);
  return `${address} is ${what === 'remove' ? 'no longer a reader' : 'confirmed'}`;
}

async function choose({ context }: Instance, options: Options, address: string): Promise<void> {
  const reader = await requireSubscriber(address, context);
  const choices = hasChoices(options) ? await readChoiceOptions(options, reader.choices ?? {}, context) : (reader.choices ?? {});
  if (options.preview) {
    const digest = await previewChoices(choices, true, context);
    const { language = context.settings.digest.language } = choices;
    return reply(options, { address, choices, says: inWords(choices, context), stored: false, preview: digest }, () =>
      digest ? digestText(digest, language) : 'no digest is held of last week',
    );
  }
  const kept = hasChoices(options) ? await storeChoices(reader, choices, context) : reader;
  const shown = await showChoices(kept, context);
  const page = await choicesUrl(kept, context);
  const says = inWords(kept.choices, context);
  reply(options, { ...shown, says, page }, () => {
    const { links, titles } = shown;
    const { searches = [], acts = [] } = shown.choices;
    return [
      `${kept.address}: ${says}`,
      ...searches.flatMap(({ id, name, filters }) => [
        `search ${name}: ${queryWords(filters)}`,
        `  feed ${links[id]?.feed}`,
        `  calendar ${links[id]?.calendar}`,
      ]),
      ...acts.map((id) => `follows ${id} ${titles[id]?.title ?? '(not stored any more)'}`),
      `page ${page}`,
    ];
  });
}

async function list({ context }: Instance, options: StoreOptions): Promise<void> {
  const all = await context.digests.subscribers();
  const columns: readonly Column<Subscriber>[] = [
    { head: 'reader', cell: ({ address }) => address, yields: 2, least: 24 },
    { head: 'state', cell: ({ state }) => state, style: ({ state }) => (state === 'confirmed' ? 'green' : 'dim') },
    { head: 'since', cell: ({ since }) => beijing(since).slice(0, 10), yields: 3, least: 'none' },
    { head: 'wants', cell: ({ choices }) => inWords(choices, context), yields: 1, least: 30, wraps: true },
  ];
  const shown = all.map(({ token: _token, linkHashes: _hashes, ...rest }) => rest);
  reply(options, shown, () => (all.length === 0 ? 'no readers' : table(columns, all)));
}

export function define(command: Command): void {
  onInstance(subcommand(command, 'list', 'who receives the digest, and what they chose'), list);
  for (const what of ['add', 'confirm', 'remove'] as const) {
    const made = command.command(what).description(`${what} a reader`).argument('<address>');
    onInstance(
      withStore(what === 'add' ? withChoices(made) : made),
      async ({ context }, options: Options, address: string) => {
        const said = await change(what, address, options, context);
        reply(options, { address, said }, () => rewrapped(said));
      },
      { fills: what === 'add' },
    );
  }
  onInstance(
    withStore(
      withChoices(command.command('choices').description('what the mail brings a reader, and when: shows it, or changes what is named')),
    )
      .argument('<address>')
      .option('--preview', "show last week's digest by these choices; stores nothing"),
    choose,
  );
  onInstance(
    subcommand(command, 'export', 'everything that is kept of a reader, as JSON').argument('<address>'),
    async ({ context }, _options: StoreOptions, address: string) =>
      printJson(await exportReader(await requireSubscriber(address, context), context)),
  );
}
