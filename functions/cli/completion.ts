import { Argument, type Command, Option } from 'commander';
import { weekOf } from '../../shared/model/time.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { knownBodies } from '../../shared/registry/bodies.ts';
import { landmarks } from '../../shared/registry/known.ts';
import { places } from '../../shared/registry/places.ts';
import { openSettings } from '../settings.ts';
import scripts from './completion-scripts.json' with { type: 'json' };
import { withoutStore } from './lines.ts';
import { openProgram } from './program.ts';

type Words = readonly string[];

const lists: Readonly<Record<string, () => Words | Promise<Words>>> = {
  source: async () => (await openSettings(undefined)).sources.map(({ id }) => id),
  issuer: () => knownBodies.map(({ id }) => id),
  place: () => places.filter(({ level }) => level !== 'L6').map(({ id }) => id),
  landmark: () => landmarks.map(({ id }) => id),
  week: () => [0, 7, 14, 21, 28, 35, 42, 49].map((days) => weekOf(new Date(Date.now() - days * 86_400_000))),
};
const listOf = (name: string, command: Command): keyof typeof lists =>
  name === 'id' && command.parent?.name() === 'sources' ? 'source' : name === 'id' && command.name() === 'landmarks' ? 'landmark' : name;

const firstLine = (text: string): string => orEmpty(text.split('\n')[0]).replaceAll('\t', ' ');

async function wordsFor(given: Words): Promise<Words> {
  const before = given.slice(0, -1).filter((word) => word !== '=');
  let command = await openProgram((name) => name === before[0]);
  for (const word of before) command = command.commands.find((each) => each.name() === word) ?? command;
  const option = command.options.find(({ long, required, optional }) => long === before.at(-1) && (required || optional));
  if (option) return option.argChoices ?? (await lists[listOf(option.attributeName(), command)]?.()) ?? [];
  if (given.at(-1)?.startsWith('-')) {
    const flags = command.options.flatMap(({ long, hidden, description }) =>
      long && !hidden ? [`${long}\t${firstLine(description)}`] : [],
    );
    return [...flags, '--help\tdisplay help for command'];
  }
  const under = command.commands.map((each) => `${each.name()}\t${firstLine(each.summary() || each.description())}`);
  const [argument] = command.registeredArguments;
  return under.length > 0 || !argument ? under : (argument.argChoices ?? (await lists[listOf(argument.name(), command)]?.()) ?? []);
}

const where =
  '\nWhere the script goes:\n' +
  '  bash  hongtou completion bash > ~/.local/share/bash-completion/completions/hongtou\n' +
  '  zsh   hongtou completion zsh > ~/.zfunc/_hongtou   (a folder of your fpath)\n' +
  '  fish  hongtou completion fish > ~/.config/fish/completions/hongtou.fish';

export function define(command: Command): void {
  withoutStore(command)
    .addArgument(new Argument('<shell>', 'the shell that asks').choices(Object.keys(scripts)))
    .addArgument(new Argument('[words...]', 'with --words: what stands on the line behind hongtou, the word being written last'))
    .option('--json', 'the script as one JSON document')
    .addOption(new Option('--words', 'what may follow, as the script asks').hideHelp())
    .addHelpText('after', where)
    .action(
      async (
        shell: keyof typeof scripts,
        words: Words,
        { json, words: wantsWords }: { readonly json?: boolean; readonly words?: boolean },
      ) => {
        if (wantsWords) return void process.stdout.write((await wordsFor(words)).map((word) => `${word}\n`).join(''));
        const script = scripts[shell].join('\n');
        process.stdout.write(json ? `${JSON.stringify({ shell, script })}\n` : script);
      },
    );
}
