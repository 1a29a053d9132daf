import type { Figure, Report } from './measure.ts';

const isMet = ({ measured, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Figure): boolean =>
  measured <= atMost && measured >= atLeast;

/** What a program reads, on one line. */
export const oneLine = (bench: string, { figures = [], ...rest }: Report): string =>
  `${JSON.stringify({ bench, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })), ...rest })}\n`;

const asked = ({ atMost, atLeast }: Figure): string =>
  [atMost === undefined ? [] : [`≤ ${atMost}`], atLeast === undefined ? [] : [`≥ ${atLeast}`]].flat().join(', ');

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isFlat = (value: object): boolean => Object.values(value).every((each) => !isObject(each));
const flat = (value: object): string =>
  Object.entries(value)
    .map(([name, each]) => (Array.isArray(value) ? String(each) : `${name} ${each}`))
    .join(', ');

/** Names and values, one below the other; what holds no further rows stands on one line. */
const rows = (value: object, indent: string): readonly string[] =>
  Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
    if (!isObject(each)) return each === undefined ? [] : [`${indent}${name}  ${each}`];
    return isFlat(each) ? [`${indent}${name}  ${flat(each)}`] : [`${indent}${name}`, ...rows(each, `${indent}  `)];
  });

/** What a person reads: first the figures that are asked for, then all that was measured. */
export function readable(name: string, { figures = [], ...rest }: Report): string {
  const lines = figures.map((each) => `  ${isMet(each) ? 'met    ' : 'not met'}  ${each.figure}: ${each.measured} (asked ${asked(each)})`);
  return `${[name, ...lines, ...rows(rest, '  ')].join('\n')}\n`;
}
