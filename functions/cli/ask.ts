import { type Command as Line, Option } from 'commander';
import * as z from 'zod';
import { UsageError } from '../../shared/model/errors.ts';
import { didYouMean } from '../../shared/model/values.ts';
import { inEnglish } from '../../shared/pages/words/page-view.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import type { ExportFilters } from '../../shared/pipeline/read/export.ts';
import { readNames, renderUnknown, unknownNames } from '../../shared/questions/filter-names.ts';
import { filters } from '../../shared/questions/lists.ts';
import { type AnyWay, type Command, RequestProblem, type Terminal } from '../../shared/questions/question.ts';
import { dayOption, noSource } from './check.ts';
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

const flagOf = (name: string, flags: AnyWay['flags'] = {}): string =>
  `--${flags[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A value as the question takes it: what the API would refuse of it is refused here, by the name of the option. */
function readAs(kind: z.core.$ZodType | undefined, value: string, flag: string): unknown {
  const read = kind && z.safeParse(kind, value);
  if (read?.success === false) throw new UsageError(`${flag}: "${value}" is not as wanted: ${read.error.issues[0]?.message}`);
  return read?.data ?? value;
}

/** A problem that names a parameter, by the option or word that was typed for it. */
function asTyped(error: unknown, query: Readonly<Record<string, unknown>>, { words = [] }: Command, { flags }: AnyWay): unknown {
  if (!(error instanceof RequestProblem) || error.status !== 400) return error;
  const { parameter, allowed } = error.extra;
  if (typeof parameter !== 'string' || !error.message.startsWith(`${parameter}: `)) return error;
  const [word] = words.find(([, , name]) => name === parameter) ?? [];
  const typed = word === undefined ? flagOf(parameter, flags) : word.replace(/\W/g, '').toUpperCase();
  if (parameter === 'source' && Array.isArray(allowed))
    return noSource(
      String(query[parameter]),
      allowed.map((id) => ({ id: String(id) })),
      `${typed}: `,
    );
  return new UsageError(`${typed}${error.message.slice(parameter.length)}`, { cause: error });
}

/** An option of another way of asking (`gaps --relation` without `--wanted`) would be passed over in silence. */
function refuseOtherWays(line: Line, chosen: AnyWay, ways: readonly AnyWay[]): void {
  const given = line.options.filter((option) => line.getOptionValueSource(option.attributeName()) === 'cli').map(({ long }) => long);
  for (const { of, flag, flags } of ways) {
    const names = Object.keys(of.takes.shape).filter((name) => name !== 'limit' && !(name in chosen.of.takes.shape));
    const typed = names.map((name) => flagOf(name, flags)).find((each) => given.includes(each));
    if (typed === undefined) continue;
    throw new UsageError(
      `${typed}: ${flag ? `goes with --${flag[0]}` : `does not go with ${chosen.flag ? `--${chosen.flag[0]}` : 'an id'}`}`,
    );
  }
}

function withParameters(line: Line, shape: z.ZodRawShape, { choices = {}, flags = {} }: Naming = {}, when = ''): Line {
  for (const [name, given] of Object.entries(z.toJSONSchema(z.object(shape)).properties ?? {})) {
    const flag = flagOf(name, flags);
    if (typeof given === 'boolean' || line.options.some(({ long }) => long === flag)) continue;
    const values = choices[name] ?? (given.enum as readonly string[] | undefined);
    const what = given.type === 'integer' ? 'n' : given.format === 'date' ? 'day' : name;
    const option = new Option(`${flag} <${what}>`, `${when}${given.description}`);
    if (values) option.choices(values);
    if (given.type === 'integer') option.argParser(wholeNumber(flag, given.minimum ?? 0, given.maximum));
    else if (given.format === 'date') option.argParser(dayOption(flag));
    else if (!values) option.argParser((value) => readAs(shape[name], value, flag));
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
    refuseOtherWays(line, way, ways);
    await withInstance(options, {}, async (instance) => {
      const answers = await answersIn(instance);
      const query = queryOf(way, { ...options, ...said });
      const found = await (way.answer ?? way.of.answer)(query, answers).catch((error: unknown) => {
        throw asTyped(error, query, command, way);
      });
      if (options.json) return printJson(way.of.json(found, query));
      print(...way.print(found, terminalOn(answers.today()), new Set(Object.keys(shows).filter((name) => options[name]))));
    });
  });
}

const { q: _q, ...narrowing } = filters.shape;

export const withFilters = (command: Line): Line => withParameters(command, narrowing);

/** Of names that nobody has it is told: an export of nothing would look like an answer. */
export function filtersOf(options: ExportFilters): ExportFilters {
  const given: ExportFilters = Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in narrowing && value !== undefined),
  );
  for (const unknown of unknownNames(given)) console.error(renderUnknown(unknown, inEnglish));
  return readNames(given);
}
