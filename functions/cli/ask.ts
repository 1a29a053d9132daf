import { type Command as Line, Option } from 'commander';
import * as z from 'zod';
import { UsageError } from '../../shared/model/errors.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import type { ExportFilters } from '../../shared/pipeline/read/export.ts';
import { filters } from '../../shared/questions/lists.ts';
import type { AnyWay, Command, Terminal } from '../../shared/questions/question.ts';
import { dayOption, didYouMean } from './check.ts';
import { type Instance, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { fitted, indented, rewrapped, table, titleLines } from './layout.ts';
import { readWhole } from './lines.ts';
import { print, printJson } from './output.ts';
import { mark, paint } from './paint.ts';

type Options = StoreOptions & Readonly<Record<string, unknown>>;

export const answersIn = async ({ context, deployed }: Instance) =>
  answersOf(context, { secret: await context.secret('cursors'), local: !deployed });

const terminalOn = (today: string): Terminal => ({
  ...{ today, paint, mark, titles: titleLines, fitted, indented, rewrapped },
  table: (columns, rows, under) => table(columns, rows, under && { under }),
});

type Naming = Pick<AnyWay, 'choices' | 'flags'>;

function withParameters(line: Line, shape: z.ZodRawShape, { choices = {}, flags = {} }: Naming = {}, when = ''): Line {
  for (const [name, given] of Object.entries(z.toJSONSchema(z.object(shape)).properties ?? {})) {
    const flag = `--${flags[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (typeof given === 'boolean' || line.options.some(({ long }) => long === flag)) continue;
    const values = choices[name] ?? (given.enum as readonly string[] | undefined);
    const what = given.type === 'integer' ? 'n' : given.format === 'date' ? 'day' : name;
    const option = new Option(`${flag} <${what}>`, `${when}${given.description}`);
    if (values) option.choices(values);
    if (given.type === 'integer') option.argParser(wholeNumber(flag, given.minimum ?? 0));
    if (given.format === 'date') option.argParser(dayOption(flag));
    line.addOption(option);
  }
  return line;
}

function queryOf({ of, limit, flags = {} }: AnyWay, given: Readonly<Record<string, unknown>>) {
  const [usual, most] = limit ?? [];
  const named = Object.keys(of.takes.shape).flatMap((name) => {
    const value = given[flags[name] ?? name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const wanted = most !== undefined && { limit: Math.min(Number(given['limit'] ?? usual), most) };
  return { ...Object.fromEntries(named), ...wanted };
}

function wordsOf(line: Line, { words = [], excludes, ids }: Command, said: readonly (string | readonly string[] | undefined)[]) {
  const entries = words.map(([typed, says, parameter], n) => {
    const each = said[n];
    const option = excludes && [each].flat().find((word) => word?.startsWith('--'));
    if (option) throw new UsageError(`unknown option '${option}'; hongtou ${line.name()} --help lists them`);
    const text = typeof each === 'string' ? each : each?.join(' ');
    if (text?.trim() === '') throw new UsageError(`${typed.replace(/\W/g, '').toUpperCase()}: give ${says}`);
    if (text !== undefined && ids?.includes(text) === false) {
      const [one, all] = [line.name().replace(/s$/, ''), `"hongtou ${line.name()}"`];
      throw new UsageError(`no ${one} "${text}"; ${all} names them all.${didYouMean(text, ids)}`);
    }
    return [parameter, text] as const;
  });
  return Object.fromEntries(entries);
}

export function define(line: Line, command: Command): void {
  const { words = [], ways, shows = {}, after, excludes, pick } = command;
  withStore(line);
  for (const [typed, says] of words) line.argument(typed, says);
  if (after !== undefined) line.addHelpText('after', after);
  if (excludes) line.allowUnknownOption();
  for (const one of ways) {
    const { of, flag, limit } = one;
    if (flag) line.option(`--${flag[0]}`, flag[1]);
    const hidden = ['cursor', ...words.map(([, , parameter]) => parameter)];
    const shape = Object.entries(of.takes.shape).filter(([name]) => !hidden.includes(name));
    const when = flag ? `with --${flag[0]}: ` : '';
    if (limit && !line.options.some(({ long }) => long === '--limit'))
      line.option('--limit <n>', 'at most this many', wholeNumber('--limit', 1), limit[0]);
    withParameters(line, Object.fromEntries(shape), one, when);
  }
  for (const [name, says] of Object.entries(shows)) line.option(`--${name}`, says);
  line.action(async (...given: readonly unknown[]) => {
    const typed = given.slice(0, words.length) as readonly string[];
    const said = wordsOf(line, command, command.file ? [await readWhole(typed[0])] : typed);
    const options = line.opts<Options>();
    const [first] = Object.values(said);
    const way = (first !== undefined && pick?.(first)) || (ways.find(({ flag }) => flag && options[flag[0]]) ?? ways[0]);
    if (!way) return;
    await withInstance(options, {}, async (instance) => {
      const answers = await answersIn(instance);
      const query = queryOf(way, { ...options, ...said });
      const found = await (way.answer ?? way.of.answer)(query, answers);
      if (options.json) return printJson(way.of.json(found, query));
      print(...way.print(found, terminalOn(answers.today()), new Set(Object.keys(shows).filter((name) => options[name]))));
    });
  });
}

const { q: _q, ...narrowing } = filters.shape;

export const withFilters = (command: Line): Line => withParameters(command, narrowing);

export const filtersOf = (options: ExportFilters): ExportFilters =>
  Object.fromEntries(Object.entries(options).filter(([name, value]) => name in narrowing && value !== undefined));
