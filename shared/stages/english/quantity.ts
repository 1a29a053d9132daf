import type { DocumentFigure } from '../../model/facts.ts';

/** Quantities and days in English: at least 6 months; more than 8 billion yuan; 31 March 2027. */

const round = (value: number): string => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(value);

const scaledNumber = (value: number): string =>
  value >= 1e12
    ? `${round(value / 1e12)} trillion`
    : value >= 1e9
      ? `${round(value / 1e9)} billion`
      : value >= 1e6
        ? `${round(value / 1e6)} million`
        : round(value);

export type Quantity = Pick<DocumentFigure, 'value' | 'unit' | 'strict'> & { readonly bound: string };

const names: Readonly<Record<string, readonly [one: string, several: string]>> = {
  CNY: ['yuan', 'yuan'],
  count: ['', ''],
  hour: ['hour', 'hours'],
  month: ['month', 'months'],
  second: ['second', 'seconds'],
  year: ['year', 'years'],
  day: ['day', 'days'],
  'working day': ['working day', 'working days'],
  'percentage point': ['percentage point', 'percentage points'],
  times: ['time', 'times'],
};
const unitName = ({ value, unit }: Pick<Quantity, 'value' | 'unit'>): string => {
  const [one, several] = names[unit] ?? [unit, unit];
  return value === 1 ? one : several;
};

const boundName = ({ bound, strict }: Quantity): string => {
  if (bound === 'at-least') return strict ? 'more than ' : 'at least ';
  if (bound === 'at-most') return strict ? 'less than ' : 'at most ';
  return bound === 'about' ? 'about ' : '';
};

export const isBrief = ({ value, unit }: Quantity): boolean => unit === 'second' && value > 0 && value < 0.1;

export function renderQuantity(figure: Quantity): string {
  if (isBrief(figure)) return `${boundName(figure)}${round(figure.value * 1000)} ms`;
  const name = unitName(figure);
  return `${boundName(figure)}${scaledNumber(figure.value)}${name === '%' || name === '' ? name : ` ${name}`}`;
}

export const renderFigure = ({ every, ...figure }: Quantity & Pick<DocumentFigure, 'every'>): string =>
  `${renderQuantity(figure)}${every === undefined ? '' : ' a year'}`;

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function renderDay(value: string): string {
  const [year = value, month, day] = value.split('-');
  if (month === undefined) return year;
  return `${day === undefined ? '' : `${Number(day)} `}${months[Number(month) - 1] ?? month} ${year}`;
}
