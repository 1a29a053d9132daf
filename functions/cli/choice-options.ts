import { type Command, Option } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { ChoiceForm, Choices, WrongChoice } from '../../shared/model/reader.ts';
import { dayOf } from '../../shared/model/time.ts';
import { readWritten } from '../../shared/pipeline/mail/choices.ts';
import { type ChoiceField, choiceFields, toForm } from '../../shared/stages/digest/choice-form.ts';
import { collectOption } from './instance.ts';

export type ChoiceOptions = { readonly [field: string]: unknown };

const clearable = [...choiceFields.map(({ name }) => name), 'search'];
const camel = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const uncapital = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

function optionOf({ name, label, takes, argument, adds }: ChoiceField): Option {
  const option = new Option(
    `--${name}${argument === undefined ? '' : ` ${argument}`}`,
    argument === undefined ? uncapital(label[0]) : `${uncapital(label[0])}: ${takes[0]}`,
  );
  return adds ? option.argParser(collectOption) : option;
}

export function withChoices(command: Command): Command {
  for (const field of choiceFields) command.addOption(optionOf(field));
  return command
    .option(
      '--search <name=query>',
      'saved search: words, filters as q=绿电&theme=energy, or the address of a list; repeatable',
      collectOption,
    )
    .option(
      '--clear <field>',
      `empty a field, or take one value from it (follow=ID, search=NAME); repeatable: ${clearable.join(', ')}`,
      collectOption,
    );
}

function clear(form: Map<string, string>, cleared: string, { searches = [] }: Choices, today: string): void {
  const [name = '', ...rest] = cleared.split('=');
  const value = rest.join('=');
  if (!clearable.includes(name)) throw new UsageError(`--clear: no field "${name}"; there are ${clearable.join(', ')}`);
  if (value === '') {
    for (const key of [...form.keys()]) if (key === name || key.startsWith(`${name}.`)) form.delete(key);
    return;
  }
  const id =
    name === 'search'
      ? searches.find((each) => each.name === value)?.id
      : choiceFields.find((each) => each.name === name)?.find(value, today);
  if (!form.delete(`${name}.${id ?? value}`)) throw new UsageError(`--clear: "${value}" is not among the values of ${name}`);
}

function addSearches(form: Map<string, string>, searches: readonly string[]): void {
  for (const [n, search] of searches.entries()) {
    const [name = '', ...query] = search.split('=');
    if (query.length === 0) throw new UsageError(`--search: "${search}" has no name; write it as NAME=QUERY`);
    form.set(`search-name${n || ''}`, name);
    form.set(`search${n || ''}`, query.join('='));
  }
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * The form that the options make of the choices of before: a list that is given replaces the one before, what is followed and saved is
 * added.
 */
function formOf(options: ChoiceOptions, kept: Choices, today: string): ChoiceForm {
  const form = new Map(toForm(kept, today));
  for (const name of listOf(options['clear'])) clear(form, name, kept, today);
  for (const { name, most, adds } of choiceFields) {
    const value = options[camel(name)];
    if (value === undefined) continue;
    if (most !== undefined && !adds) for (const key of [...form.keys()]) if (key.startsWith(`${name}.`)) form.delete(key);
    form.set(name, adds ? listOf(value).join('\n') : value === true ? 'yes' : String(value));
  }
  addSearches(form, listOf(options['search']));
  return form;
}

const wrongText = ({ field, given, says }: WrongChoice): string =>
  `--${field.replace(/^search(?:-name)?\d*$/, 'search')}: ${given === '' ? '' : `"${given.slice(0, 100)}": `}${says[0]}`;

export const hasChoices = (options: ChoiceOptions): boolean =>
  [...choiceFields.map(({ name }) => camel(name)), 'search', 'clear'].some((name) => options[name] !== undefined);

export async function readChoiceOptions(options: ChoiceOptions, kept: Choices, context: Context): Promise<Choices> {
  const { choices, wrong } = await readWritten(formOf(options, kept, dayOf(context.now())), kept, context);
  if (wrong.length > 0) throw new UsageError(wrong.map(wrongText).join('\n'));
  return choices;
}
