import { group, orEmpty } from '../../model/values.ts';
import { englishOnes, englishOrdinals, numeralOf, scales } from '../text/numerals.ts';
import { months } from './quantity.ts';

const capital = (word: string | undefined): string | undefined => word && word.charAt(0).toUpperCase() + word.slice(1);
const names = ['', ...englishOnes.slice(1), 'twenty'];
/** First to Tenth; the others are counted in figures. */
const ordinalOf = (n: number): string | undefined => (n > 0 && n < 11 ? capital(englishOrdinals[n]) : undefined);
export const renderNumberName = (n: number): string => capital(names[n]) ?? String(n);
const counting = (n: number): string => `${n}${n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
/** 三 → Third, 十四 → 14th. */
const ordinalName = (zh: string): string => ordinalOf(numeralOf(zh)) ?? counting(numeralOf(zh));
/** 四, 14 → 4th, 14th. */
export const renderOrdinal = (zh: string): string => counting(numeralOf(zh));
const month = (text: string | undefined): string => orEmpty(months[Number(text) - 1] ?? text);
const counted: Readonly<Record<string, string>> = { 批: 'Batch of', 届: '', 次: '', 期: 'Issue of', 轮: 'Round of', 部: '' };
const large: readonly (readonly [size: number, name: string])[] = [
  [1e12, 'Trillion'],
  [1e9, 'Billion'],
  [1e6, 'Million'],
];

/** 1.5亿元 → 150 Million Yuan, 30万元 → 300,000 Yuan. */
function yuan(digits: string, unit: string): string {
  const value = Math.round(Number(digits) * (scales[unit.slice(0, -1)] ?? 1));
  const [size, name] = large.find(([least]) => value >= least) ?? [];
  return size === undefined
    ? `${String(value).replace(/(?<=\d)(?=(?:\d{3}){1,7}$)/g, ',')} Yuan`
    : `${Number((value / size).toFixed(4))} ${name} Yuan`;
}

type NumberRule = readonly [pattern: RegExp, render: (match: RegExpExecArray) => string];
const n = '\\d{1,5}|[一二三四五六七八九十两]{1,3}';
const rules: readonly NumberRule[] = [
  [/(\d{4})年?\s?[—–\-－～~至到]{1,2}\s?(\d{4})年?/y, (m) => `${m[1]}–${m[2]}`],
  [/(\d{4})年第([一二三四])季度/y, (m) => `${ordinalOf(numeralOf(group(m, 2)))} Quarter of ${m[1]}`],
  [/(\d{4})年(\d{1,2})[—–\-－至](\d{1,2})月/y, (m) => `${month(m[2])}–${month(m[3])} ${m[1]}`],
  [/(\d{4})年(\d{1,2})月(\d{1,2})日/y, (m) => `${m[3]} ${month(m[2])} ${m[1]}`],
  [/(\d{4})年(\d{1,2})月/y, (m) => `${month(m[2])} ${m[1]}`],
  [/(\d{1,2})月(\d{1,2})日/y, (m) => `${m[2]} ${month(m[1])}`],
  [new RegExp(`(\\d{4})年度?第(${n})批`, 'y'), (m) => `${ordinalName(group(m, 2))} Batch of ${m[1]}`],
  [/(\d{4})年第(\d{1,4})号令/y, (m) => `Order No. ${m[2]} of ${m[1]}`],
  [/(\d{4})(?:年度|年)?第(\d{1,4})号/y, (m) => `No. ${m[2]} of ${m[1]}`],
  [new RegExp(`第(${n})版`, 'y'), (m) => `${ordinalName(group(m, 1))} Edition`],
  [/(\d{4})(?:年版|版)/y, (m) => `${m[1]} Edition`],
  [/(\d{4})年?(?:修正|修订)(?:本|版)?/y, (m) => `${m[1]} Amendment`],
  [/(\d{4})(?:年度|年)/y, (m) => group(m, 1)],
  [/令?第([〇零一二三四五六七八九十百\d]{1,6})号令?/y, (m) => `${/令/.test(m[0]) ? 'Order ' : ''}No. ${m[1]}`],
  [new RegExp(`第(${n})部分`, 'y'), (m) => `Part ${numeralOf(group(m, 1))}`],
  [new RegExp(`第(${n})(页|章)`, 'y'), (m) => `${m[2] === '页' ? 'Page' : 'Chapter'} ${numeralOf(group(m, 1))}`],
  [
    new RegExp(`第?(${n})届全国人大(?:第)?(${n})次会议第(\\d{1,5})号`, 'y'),
    (m) =>
      `No. ${m[3]} of the ${counting(numeralOf(group(m, 2)))} Session of the ${counting(numeralOf(group(m, 1)))} National People's Congress`,
  ],
  [
    new RegExp(`第(${n})(批|届|次|期|轮|部)`, 'y'),
    (m) => `${counted[group(m, 2)] ? ordinalName(group(m, 1)) : counting(numeralOf(group(m, 1)))} ${orEmpty(counted[group(m, 2)])}`.trim(),
  ],
  [new RegExp(`(${n})(?:个)?(?:部门|部委)`, 'y'), (m) => `${renderNumberName(numeralOf(group(m, 1)))} Departments`],
  [/十([二三四六])五/y, (m) => `1${numeralOf(group(m, 1))}th Five-Year Plan`],
  [new RegExp(`等(${n})(?:个(?:城市|省份|省|市|县|区)?|项|家|地|市|省|县)`, 'y'), (m) => `and Others (${numeralOf(group(m, 1))} in All)`],
  [new RegExp(`(十|${n})条(?=措施|政策|举措|意见|$)`, 'y'), (m) => renderNumberName(numeralOf(group(m, 1)))],
  [/(\d{1,4}(?:\.\d{1,3})?)(万亿元|亿元|万元)/y, (m) => yuan(group(m, 1), group(m, 2))],
  [/(\d{1,4})周年/y, (m) => `${m[1]} Years`],
  [/(\d{1,5})(?:多|余)?(?:项|家|个|款|条|所|名|地|类|位|部)/y, (m) => group(m, 1)],
  [/[A-Za-z][A-Za-z0-9.+\-/]{0,30}(?: [A-Za-z0-9][A-Za-z0-9.+\-/]{0,30}){0,12}/y, (m) => m[0]],
  [/\d{1,12}(?:[.,]\d{1,6}){0,3}%?/y, (m) => m[0]],
];

export function readNumberAt(text: string, at: number): { zh: string; en: string } | undefined {
  for (const [pattern, render] of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { zh: match[0], en: render(match) };
  }
  return undefined;
}

const units: readonly (readonly [RegExp, string, string])[] = [
  [/地$/, 'Place', 'Places'],
  [/市$/, 'City', 'Cities'],
  [/省份?$/, 'Province', 'Provinces'],
  [/县$/, 'County', 'Counties'],
  [/区$/, 'District', 'Districts'],
];
/** 甲、乙等五市: how many there are beside those that are named. */
export function renderOthers(named: string, counted: string): string {
  const count = numeralOf(group(/[一二两三四五六七八九十\d]{1,3}/.exec(counted), 0)) - named.split(/[、，和与及]/).length;
  const [, one = 'Other', many = 'Others'] = units.find(([pattern]) => pattern.test(counted)) ?? [];
  if (count < 1) return 'Others';
  return one === 'Other'
    ? `${renderNumberName(count)} ${count === 1 ? one : many}`
    : `${renderNumberName(count)} Other ${count === 1 ? one : many}`;
}
