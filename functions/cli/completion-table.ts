import type { Argument, Command, Option } from 'commander';
import { openSettings } from '../../shared/adapters/settings.ts';
import { knownBodies } from '../../shared/registry/bodies.ts';
import { landmarks } from '../../shared/registry/landmarks.ts';
import { places } from '../../shared/registry/places.ts';

/** What may follow at each place of the command line, read from the one table of commands. */

/** What a value is: words, a list that several commands share, files or folders of the machine, or anything. */
export type Values = { readonly words: readonly string[] } | { readonly list: ListName } | 'files' | 'folders' | 'any';
export type ListName = 'sources' | 'issuers' | 'places' | 'landmarks' | 'weeks';
export type CompletedOption = { readonly flag: string; readonly says: string; readonly takes: Values | undefined };
export type CompletedCommand = {
  readonly path: string;
  readonly says: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
  readonly argument: Values;
};

const files: ReadonlySet<string> = new Set(['file', 'gold', 'pack']);
/** What an option or argument of this name takes, wherever it stands. */
const listsOf: Readonly<Record<string, ListName>> = {
  '--source': 'sources',
  '--issuer': 'issuers',
  '--place': 'places',
  '--week': 'weeks',
  'sources show': 'sources',
  'sources check': 'sources',
  'sources record': 'sources',
  landmarks: 'landmarks',
};

function valuesOf(name: string, place: string, choices: readonly string[] | undefined): Values {
  if (choices) return { words: choices };
  const list = listsOf[place];
  if (list) return { list };
  return files.has(name) ? 'files' : name === 'dir' ? 'folders' : 'any';
}

const firstLine = (text: string): string => text.split('\n')[0]?.replaceAll(/[^\p{L}\p{N} .,;:()<>/%+=_-]/gu, '') ?? '-';

const optionOf = ({ long, flags, description, argChoices }: Option): CompletedOption[] => {
  const argument = /[<[]([^>\]]{1,40})[>\]]/.exec(flags)?.[1];
  if (!long) return [];
  return [{ flag: long, says: firstLine(description), takes: argument === undefined ? undefined : valuesOf(argument, long, argChoices) }];
};

const argumentOf = (argument: Argument | undefined, path: string): Values =>
  argument ? valuesOf(argument.name(), path, argument.argChoices) : 'any';

/** A command with all that stands under it. */
export function completionOf(command: Command, path = ''): CompletedCommand {
  return {
    path,
    says: firstLine(command.summary() || command.description()),
    options: [
      ...command.options.filter(({ hidden }) => !hidden).flatMap(optionOf),
      { flag: '--help', says: 'display help for command', takes: undefined },
    ],
    commands: command.commands.map((each) => completionOf(each, `${path} ${each.name()}`.trim())),
    argument: argumentOf(command.registeredArguments[0], path),
  };
}

/** A command and those under it, in one list. */
export const allOf = (command: CompletedCommand): readonly CompletedCommand[] => [command, ...command.commands.flatMap(allOf)];

/** The words of the shared lists; weeks are worked out by the shell. */
export const listWords = async (): Promise<Readonly<Record<Exclude<ListName, 'weeks'>, readonly string[]>>> => ({
  sources: (await openSettings(undefined)).sources.map(({ id }) => id),
  issuers: knownBodies.map(({ id }) => id),
  places: places.filter(({ level }) => level !== 'L6').map(({ id }) => id),
  landmarks: landmarks.map(({ id }) => id),
});
