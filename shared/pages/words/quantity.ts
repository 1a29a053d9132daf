import type { DocumentFigure } from '../../model/facts.ts';
import { group } from '../../model/values.ts';
import { type Html, html } from './escape.ts';
import { type View, zh } from './page-view.ts';

/** How a quantity is written: 1.05 trillion yuan; 280 EFLOPS; more than 70%; at least 6 months. */

const round = (value: number): string => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(value);
const inEnglish = (value: number): string =>
  value >= 1e12
    ? `${round(value / 1e12)} trillion`
    : value >= 1e9
      ? `${round(value / 1e9)} billion`
      : value >= 1e6
        ? `${round(value / 1e6)} million`
        : round(value);
const inChinese = (value: number): string =>
  value >= 1e12
    ? `${round(value / 1e12)}万亿`
    : value >= 1e8
      ? `${round(value / 1e8)}亿`
      : value >= 1e4
        ? `${round(value / 1e4)}万`
        : round(value);

/** One and several of a unit, and its Chinese. */
const unitWords: Readonly<Record<string, readonly [one: string, several: string, chinese: string]>> = {
  CNY: ['yuan', 'yuan', '元'],
  count: ['', '', ''],
  hour: ['hour', 'hours', '小时'],
  month: ['month', 'months', '个月'],
  second: ['second', 'seconds', '秒'],
  times: ['time', 'times', '倍'],
  '%': ['%', '%', '%'],
};

type Quantity = Pick<DocumentFigure, 'value' | 'unit' | 'strict'> & { readonly bound: string };

const unitName = ({ value, unit }: Quantity, chinese: boolean): string => {
  const [one, several, han] = unitWords[unit] ?? [unit, unit, unit];
  return chinese ? han : value === 1 ? one : several;
};

const boundWords = ({ bound, strict }: Quantity, { say }: View): string => {
  if (bound === 'at-least') return strict ? say('more than ', '超过') : say('at least ', '不少于');
  if (bound === 'at-most') return strict ? say('less than ', '不足') : say('at most ', '不超过');
  return bound === 'about' ? say('about ', '约') : '';
};

/** A quantity for a page. */
export function quantity(figure: Quantity, view: View): string {
  const chinese = view.language === 'zh';
  const scaled = chinese ? inChinese(figure.value) : inEnglish(figure.value);
  const name = unitName(figure, chinese);
  return `${boundWords(figure, view)}${scaled}${name === '%' || name === '' ? name : ` ${name}`}`;
}

const signs: Readonly<Record<string, readonly [string, string]>> = {
  'at-least': ['≥ ', '> '],
  'at-most': ['≤ ', '< '],
  about: ['≈ ', '≈ '],
  exactly: ['', ''],
};

/** A quantity for a terminal: ≥ 6 months, > 500 CNY. */
export const plainQuantity = (figure: Quantity): string => {
  const { value, unit, bound, strict } = figure;
  const name = unit === 'CNY' || unit === 'count' ? unit : unitName(figure, false);
  return `${group(signs[bound], strict ? 1 : 0)}${value} ${name}`;
};

/** What a quantity is of, in the language of its text. */
export const ofWhat = (scope: string): Html => (/\p{Script=Han}/u.test(scope) ? zh(scope) : html`<span lang="en">${scope}</span>`);
