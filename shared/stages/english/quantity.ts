import type { DocumentFigure } from '../../model/facts.ts';

/** Quantities and days in English: at least 6 months; more than 8 billion yuan; 31 March 2027. */

/** 8 billion, 300,000, 1.25. */
export const writeNumber = (value: number, maximumFractionDigits = 2): string =>
  new Intl.NumberFormat('en-GB', {
    maximumFractionDigits,
    ...(value >= 1e6 && { notation: 'compact', compactDisplay: 'long' }),
  }).format(value);

export type Quantity = Pick<DocumentFigure, 'value' | 'unit' | 'strict'> & { readonly bound: string };

const names: Readonly<Record<string, string>> = { CNY: 'yuan', count: '', times: 'time' };
const counted = /^(?:hour|month|second|year|(?:working )?day|percentage point|times)$/;
const unitName = ({ value, unit }: Quantity) => `${names[unit] ?? unit}${counted.test(unit) && value !== 1 ? 's' : ''}`;

const boundName = ({ bound, strict }: Quantity): string => {
  if (bound === 'at-least') return strict ? 'more than ' : 'at least ';
  if (bound === 'at-most') return strict ? 'less than ' : 'at most ';
  return bound === 'about' ? 'about ' : '';
};

export const isBrief = ({ value, unit }: Quantity): boolean => unit === 'second' && value > 0 && value < 0.1;

export function renderQuantity(figure: Quantity): string {
  if (isBrief(figure)) return `${boundName(figure)}${writeNumber(figure.value * 1000)} ms`;
  const name = unitName(figure);
  return `${boundName(figure)}${writeNumber(figure.value)}${name === '%' || name === '' ? name : ` ${name}`}`;
}

export type Stated = Quantity & Pick<DocumentFigure, 'every'> & Partial<Pick<DocumentFigure, 'quote'>>;
/** Lessons (课时) are no hours of a clock. */
export const isOfLessons = ({ unit, quote = '' }: Stated): boolean => unit === 'hour' && /[课学]时/.test(quote);

export function renderFigure(figure: Stated): string {
  const amount = renderQuantity(figure).replace(/(?=hours?$)/, isOfLessons(figure) ? 'class ' : '');
  return `${amount}${figure.every === undefined ? '' : ' a year'}`;
}

export const months: readonly string[] = 'January February March April May June July August September October November December'.split(' ');

export function renderDay(value: string): string {
  const [year = value, month, day] = value.split('-');
  if (month === undefined) return year;
  return `${day === undefined ? '' : `${Number(day)} `}${months[Number(month) - 1] ?? month} ${year}`;
}
