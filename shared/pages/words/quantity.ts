import type { DocumentFigure, Strength } from '../../model/facts.ts';
import { isBrief, type Quantity, renderFigure } from '../../stages/english/quantity.ts';
import { type Html, html } from './escape.ts';
import { type View, zh } from './page-view.ts';
import type { Language, LanguagePair } from './words.ts';

/** How a quantity is written: 1.05 trillion yuan; 280 EFLOPS; more than 70%; at least 6 months. */

/** How much a figure binds. */
const strengthNames: Readonly<Record<Strength, LanguagePair>> = {
  target: ['target', '目标'],
  must: ['must', '必须'],
  should: ['should', '应'],
  support: ['supported', '支持'],
  encourage: ['encouraged', '鼓励'],
  fact: ['stated as fact', '现状'],
};

/** How much a figure binds, in words; where its text does not say, its quote has to. */
export const commitment = ({ strength }: DocumentFigure, language: Language): string =>
  (strength === undefined ? ['as quoted', '见原文'] : strengthNames[strength])[language === 'zh' ? 1 : 0];

const round = (value: number): string => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(value);
const inChinese = (value: number): string =>
  value >= 1e12
    ? `${round(value / 1e12)}万亿`
    : value >= 1e8
      ? `${round(value / 1e8)}亿`
      : value >= 1e4
        ? `${round(value / 1e4)}万`
        : round(value);

const chineseUnits: Readonly<Record<string, string>> = { CNY: '元', count: '', hour: '小时', month: '个月', second: '秒', times: '倍' };

/** What a unit is called by itself. */
export const unitName = (unit: string, { language }: Pick<View, 'language'>): string =>
  language === 'zh' ? (unit === 'count' ? '数量' : (chineseUnits[unit] ?? unit)) : unit;

const chineseBound = ({ bound, strict }: Quantity): string => {
  if (bound === 'at-least') return strict ? '超过' : '不少于';
  if (bound === 'at-most') return strict ? '不足' : '不超过';
  return bound === 'about' ? '约' : '';
};

/** A quantity for a page; of what comes anew each year, that it does. */
export function quantity(figure: Quantity & Pick<DocumentFigure, 'every'>, view: Pick<View, 'language'>): string {
  if (view.language !== 'zh') return renderFigure(figure);
  return `${figure.every === undefined ? '' : '每年'}${chineseQuantity(figure)}`;
}

function chineseQuantity(figure: Quantity): string {
  if (isBrief(figure)) return `${chineseBound(figure)}${round(figure.value * 1000)} 毫秒`;
  const name = chineseUnits[figure.unit] ?? figure.unit;
  return `${chineseBound(figure)}${inChinese(figure.value)}${name === '%' || name === '' ? name : ` ${name}`}`;
}

/** What a quantity is of, in the language of its text. */
export const ofWhat = (scope: string): Html => (/\p{Script=Han}/u.test(scope) ? zh(scope) : html`<span lang="en">${scope}</span>`);
