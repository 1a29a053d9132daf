import type { Command } from 'commander';
import { hasHan, opt } from '../../shared/model/values.ts';
import { dayOption } from './check.ts';
import { idField, linesOf, objectsOf, optionalField, stringField, withLines } from './lines.ts';
import { printLine } from './output.ts';

type Options = { readonly base?: string };
type ReadText = (text: string, options: Options) => object | undefined;
type ReadObject = (value: Record<string, unknown>, n: number) => object;

const ofTexts = (command: Command, load: () => Promise<ReadText>): Command =>
  withLines(command).action(async (file: string | undefined, options: Options) => {
    const read = await load();
    for await (const { text } of linesOf(file)) {
      const found = read(text, options);
      if (found) await printLine({ input: text, ...found });
    }
  });

const ofObjects = (command: Command, load: () => Promise<ReadObject>): Command =>
  withLines(command).action(async (file: string | undefined) => {
    const read = await load();
    for await (const { value, n } of objectsOf(file)) await printLine(read(value, n));
  });

const optionalFields = (value: Record<string, unknown>, n: number, names: readonly string[]) =>
  opt(Object.fromEntries(names.map((name) => [name, optionalField(value, name, n)])));

export const defineDates = (command: Command): Command =>
  ofTexts(command, async () => {
    const { parseDate } = await import('../../shared/stages/dates/dates.ts');
    return (text, { base }) => parseDate(text, base);
  }).option('--base <day>', 'the day that relative and incomplete dates are read against', dayOption('--base'));

export const defineNumbers = (command: Command): Command =>
  ofTexts(command, async () => (await import('../../shared/stages/numbers/numbers.ts')).parseNumber);

export const defineTitles = (command: Command): Command =>
  ofTexts(command, async () => {
    const { surelyEnglish } = await import('../../shared/stages/english/english.ts');
    return (text) => {
      if (text.trim() === '') return undefined;
      const { english, by, ...rest } = surelyEnglish(text);
      return hasHan(english) ? rest : { english, by, ...rest };
    };
  });

export const defineClassify = (command: Command): Command =>
  ofObjects(command, async () => {
    const { classify } = await import('../../shared/stages/classify/classify.ts');
    return (value, n) => {
      const optional = optionalFields(value, n, ['text', 'url', 'lang', 'publisher']);
      return { id: idField(value, n), ...classify({ title: stringField(value, 'title', n), ...optional }) };
    };
  });

export const defineExtract = (command: Command): Command =>
  ofObjects(command, async () => {
    const { extract } = await import('../../shared/stages/facts/extract.ts');
    return (value, n) => {
      const optional = optionalFields(value, n, ['title', 'date', 'lang']);
      const id = idField(value, n);
      return { ...extract({ id: String(id), text: stringField(value, 'text', n), ...optional }), id };
    };
  });
