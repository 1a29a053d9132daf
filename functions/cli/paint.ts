import { randomInt } from 'node:crypto';
import { inspect, styleText } from 'node:util';
import type { Style } from '../../shared/questions/question.ts';
import { toPrintable } from '../../shared/stages/text/printable.ts';

type Stream = NodeJS.WritableStream;

/** Numbers that no text from outside can hold: by them the guard of the output knows our own escape sequences from those of a title. */
const seal = Array.from({ length: 4 }, () => randomInt(1000, 10_000)).join(';');
const sealed = new RegExp(`\\u001b\\[(\\d+);${seal}m`, 'g');

const hasColour = (stream: Stream): boolean => styleText('bold', 'x', { stream }) !== 'x';

export function paint(style: Style, text: string): string {
  if (!hasColour(process.stdout) && !hasColour(process.stderr)) return text;
  const [on, off] = inspect.colors[style] ?? [0, 0];
  return text.replaceAll(/[^\n]+/g, (line) => `\u001b[${on};${seal}m${line}\u001b[${off};${seal}m`);
}

export const mark = (text: string): string => (hasColour(process.stdout) ? paint('yellow', paint('bold', text)) : `[${text}]`);

const mapped = (text: string, asStyle: (code: string) => string): string =>
  text
    .split(sealed)
    .map((part, index) => (index % 2 === 0 ? toPrintable(part) : asStyle(part)))
    .join('');

export const oneLine = (text: string): string => mapped(text.replace(/\s+/g, ' '), (code) => `\u001b[${code};${seal}m`).trim();

/**
 * What is written to a stream: our own styles where it has colour, and nothing else that steers a terminal. The mark at the head of a table
 * (CSV) stays.
 */
export function toWritten(text: string, stream: Stream): string {
  const coloured = hasColour(stream);
  const written = mapped(text, (code) => (coloured ? `\u001b[${code}m` : ''));
  return text.startsWith('\ufeff') ? `\ufeff${written}` : written;
}
