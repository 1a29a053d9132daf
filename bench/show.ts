import { inspect } from 'node:util';
import type { Figure, Report } from './measure.ts';

const isMet = ({ measured, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Figure): boolean =>
  measured <= atMost && measured >= atLeast;

/** What a program reads, on one line. */
export const oneLine = (bench: string, { figures = [], ...rest }: Report): string =>
  `${JSON.stringify({ bench, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })), ...rest })}\n`;

const asked = ({ atMost, atLeast }: Figure): string =>
  [atMost === undefined ? [] : [`≤ ${atMost}`], atLeast === undefined ? [] : [`≥ ${atLeast}`]].flat().join(', ');

/** What a person reads: first the figures that are asked for, then all that was measured. */
export function readable(name: string, { figures = [], ...rest }: Report): string {
  const lines = figures.map((each) => `  ${isMet(each) ? 'met    ' : 'not met'}  ${each.figure}: ${each.measured} (asked ${asked(each)})`);
  return `${[name, ...lines, inspect(rest, { depth: 6, breakLength: 140, compact: 2 })].join('\n')}\n`;
}
