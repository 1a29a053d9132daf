import { headlineOf, type Named } from '../../shared/pages/words/text-name.ts';
import { columns, padded, wrap } from '../../shared/pages/words/wrap.ts';
import { oneLine, paint } from './paint.ts';

/** How text stands on a terminal: as wide as that is, and whole in a pipe or file. */

const narrowest = 40;
/** Prose in longer lines is hard to read. */
const mostProse = 100;

/** Columns of the terminal at standard output; undefined when it goes to a pipe or file, where nothing is cut. */
export const screenWidth = (): number | undefined => (process.stdout.isTTY ? Math.max(narrowest, process.stdout.columns || 80) : undefined);

export const prose = (text: string, first = '', rest = first): string =>
  wrap(oneLine(text), Math.min(screenWidth() ?? mostProse, mostProse), first, rest);

export const fitted = (text: string, first = '', rest = first, width = screenWidth()): string =>
  width === undefined ? `${first}${oneLine(text)}` : wrap(oneLine(text), width, first, rest);

export function rewrapped(text: string, width = screenWidth()): string {
  if (width === undefined) return text;
  const broken = text.split('\n').map((line) => {
    const indent = ' '.repeat(line.length - line.trimStart().length);
    return wrap(line.trimStart(), width, indent, `${indent}    `);
  });
  return broken.join('\n');
}

export const heading = (text: string): string => paint('bold', text);

export type Fact = readonly [label: string, value: string | undefined | false];

export function facts(all: readonly Fact[], indent = '', width = 13): string[] {
  return all.flatMap(([label, value]) => {
    if (value === undefined || value === false || value === '') return [];
    const first = `${indent}${paint('dim', padded(label, width))} `;
    return [fitted(value, first, ' '.repeat(columns(first)))];
  });
}

export const indented = ([first, ...rest]: readonly string[]): string[] =>
  first === undefined ? [] : [fitted(first, '  ', '      '), ...rest.map((each) => fitted(each, '    ', '      '))];

export function titleLines(named: Named): string[] {
  const { english } = headlineOf(named);
  return [paint('bold', english), ...(english === named.title ? [] : [named.title])];
}

/** Prints lines and texts of lines; '' is nothing, as a table without rows. */
export const print = (...lines: readonly string[]): void =>
  void process.stdout.write(lines.map((each) => (each === '' || each.endsWith('\n') ? each : `${each}\n`)).join(''));
