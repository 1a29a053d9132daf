import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { didYouMean } from '../../shared/model/values.ts';
import { home } from '../home.ts';
import { commands } from './commands.ts';
import examples from './examples.json' with { type: 'json' };

const about =
  'Watches official Chinese sources on AI policy, recognises each document once, keeps the evidence, and sends a weekly digest.';

export const version = (): string => JSON.parse(readFileSync(`${home}package.json`, 'utf8')).version;

const pathOf = (command: Command): string => (command.parent ? `${pathOf(command.parent)} ${command.name()}`.trim() : '');

function complete(command: Command): void {
  const example = (examples as Readonly<Record<string, string>>)[pathOf(command)];
  if (example !== undefined) command.addHelpText('after', `\nExample:\n  hongtou ${example}`);
  for (const option of [...command.options, ...command.registeredArguments]) {
    const { argChoices: choices } = option;
    if (choices)
      option.argParser((value) => {
        if (choices.includes(value)) return value;
        throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.${didYouMean(value, choices)}`);
      });
  }
  command.showHelpAfterError(`(hongtou ${pathOf(command)} --help shows what it takes)`);
  for (const each of command.commands) complete(each);
}

export async function openProgram(isWanted: (name: string) => boolean): Promise<Command> {
  const program = new Command('hongtou')
    .description(about)
    .version(version(), '--version', 'the version of the program')
    .exitOverride()
    .addHelpText('after', '\n"hongtou COMMAND --help" shows the options of one; README.md and docs/runbook.md say more')
    .showHelpAfterError('(hongtou --help lists the commands)');
  for (const [name, { heading, summary, load }] of Object.entries(commands)) {
    if (heading !== undefined) program.commandsGroup(heading);
    const command = program.command(name).summary(summary).description(summary).exitOverride().allowExcessArguments(false);
    if (!isWanted(name)) continue;
    (await load()).define(command);
    complete(command);
  }
  return program;
}
