/** How a number is limited. `or-more` (以上) may be said as at least and as more than. */
export type Bound = 'at-least' | 'or-more' | 'over' | 'at-most' | 'or-less' | 'under' | 'about' | 'near' | 'from' | 'to';
export type Unit = 'working day' | 'day' | 'month' | 'year' | 'week' | 'hour' | 'minute' | 'yuan' | 'dollar';

/** A number that a sentence states, as both languages are read. `needed`: its translation must state it. */
export type Figure = {
  readonly value: string;
  readonly kind: 'count' | 'percent' | 'points' | 'fraction';
  readonly needed: boolean;
  readonly unit?: Unit;
  readonly bound?: Bound;
  readonly ordinal?: true;
};

/** 9月1日, September: the year is a number of its own. */
export type MonthDay = { readonly month: number; readonly day?: number };

/** Units or bounds, each with the words for it. */
export const signs = <T extends string>(rows: readonly (readonly string[])[]): readonly (readonly [T, RegExp])[] =>
  rows.map(([says = '', words = '']) => [says as T, new RegExp(words, 'i')]);

/** A value in one spelling: 0.30000000004, 030 and 1,200 are one each. */
export const figureOf = (value: string): string =>
  value.includes('/') ? value : `${Number(Number(value.replace(/[%,]/g, '')).toPrecision(12))}`;

/** English bounds that say what a Chinese one says; `from` and `to` are the ends of a range. */
export const sayings: Readonly<Record<Bound, readonly Bound[]>> = {
  'at-least': ['at-least', 'from'],
  'or-more': ['at-least', 'over', 'from'],
  over: ['over', 'from'],
  'at-most': ['at-most', 'to'],
  'or-less': ['at-most', 'under', 'to'],
  under: ['under', 'to'],
  about: ['about', 'near'],
  near: ['near', 'about'],
  from: [],
  to: [],
};
