import { group, orEmpty } from '../../model/values.ts';
import { englishOnes, englishOrdinals, numeralOf, scales } from '../text/numerals.ts';
import book from './phrase-book.json' with { type: 'json' };
import { months, writeNumber } from './quantity.ts';
import { capital, fillForm } from './title-text.ts';

/** Numbers of a title in English: years and days, batches and editions, sums, how many others there are. */

const names = ['', ...englishOnes.slice(1), 'twenty'];
export const renderNumberName = (n: number): string => capital(names[n] ?? String(n));
const counting = (n: number) => `${n}${n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
/** 四, 14 → 4th, 14th. */
export const renderOrdinal = (zh: string): string => counting(numeralOf(zh));
/** First to Tenth; the others are counted in figures. */
const ordinalName = (n: number) => (n > 0 && n < 11 ? capital(orEmpty(englishOrdinals[n])) : counting(n));

/** 1.5亿 → 150 Million Yuan, 30万 → 300,000 Yuan. */
function yuan(zh: string): string {
  const [, number, scale = ''] = /^([\d.]{1,8})(\D{0,2})/.exec(zh) ?? [];
  return `${writeNumber(Number(number) * (scales[scale] ?? 1), 4).replace(/ [a-z]/, (letter) => letter.toUpperCase())} Yuan`;
}

const ways: Readonly<Record<string, (zh: string) => string>> = {
  count: renderOrdinal,
  figure: (zh) => String(numeralOf(zh)),
  month: (zh) => months[Number(zh) - 1] ?? zh,
  name: (zh) => renderNumberName(numeralOf(zh)),
  ordinal: (zh) => ordinalName(numeralOf(zh)),
  yuan,
};
const forms = book.numbers.map(([form = '', english = '']) => ({
  form: new RegExp(form.replaceAll('{n}', '\\d{1,5}|[一二三四五六七八九十两]{1,3}'), 'y'),
  english,
}));

export function readNumberAt(text: string, at: number): { zh: string; en: string } | undefined {
  for (const { form, english } of forms) {
    form.lastIndex = at;
    const match = form.exec(text);
    if (match) return { zh: match[0], en: fillForm(english, (n, way) => ways[way]?.(group(match, n)) ?? group(match, n)) };
  }
  return undefined;
}

const units: readonly (readonly [RegExp, string])[] = [
  [/地$/, 'Place'],
  [/市$/, 'City'],
  [/省份?$/, 'Province'],
  [/县$/, 'County'],
  [/区$/, 'District'],
];
/** 甲、乙等五市: how many there are beside those that are named. */
export function renderOthers(named: string, counted: string): string {
  const count = numeralOf(group(/[一二两三四五六七八九十\d]{1,3}/.exec(counted), 0)) - named.split(/[、，和与及]/).length;
  const [, unit = ''] = units.find(([pattern]) => pattern.test(counted)) ?? [];
  if (count < 1) return 'Others';
  if (unit === '') return `${renderNumberName(count)} ${count === 1 ? 'Other' : 'Others'}`;
  return `${renderNumberName(count)} Other ${count === 1 ? unit : `${unit.replace(/y$/, 'ie')}s`}`;
}
