import { group } from '../../model/values.ts';
import expressions from './expressions.json' with { type: 'json' };
import { expressionsOf } from './words.ts';

const {
  /** One numeral alone is a number before what is counted: 三日, 二人; not in 一般, 三农. */
  counted,
} = expressionsOf(expressions.numerals);

/** Numbers as they are written: Chinese and English numerals, with their scale. Every other reader of a numeral asks here. */

export const scales: Readonly<Record<string, number>> = {
  ...{ 十: 10, 百: 100, 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 十亿: 1e9, 万亿: 1e12, 兆: 1e12 },
  ...{ hundred: 100, thousand: 1e3, million: 1e6, mn: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12, tn: 1e12 },
};

/** 5390.44亿 is 539044000000 and no 539043999999.99994. */
export const precise = (value: number): number => Number(value.toPrecision(12));

const digits = '零一二三四五六七八九';
const formalDigits = '零壹贰叁肆伍陆柒捌玖';
const digitOf = (char: string) => ('〇○◯O0'.includes(char) ? 0 : char === '两' ? 2 : digits.indexOf(char));

/** 十五 → 15, 三百二十 → 320, 一亿二千万 → 120000000, 二〇二六 → 2026. */
export function parseHan(text: string): number {
  if (!/[十百千万亿]/.test(text)) return Number([...text].map(digitOf).join(''));
  let [total, section, digit] = [0, 0, 0];
  for (const char of text) {
    const scale = scales[char];
    if (scale === undefined) digit = digitOf(char);
    else if (scale >= 1e4) {
      total = (total + section + digit) * scale;
      [section, digit] = [0, 0];
    } else {
      section += (digit === 0 ? 1 : digit) * scale;
      digit = 0;
    }
  }
  return total + section + digit;
}

const belowThousand = /^(?:[一二两三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?$/;

const belowMyriad =
  /^(?:[一二两三四五六七八九]?千)?零?(?:[一二两三四五六七八九]?百)?零?(?:[一二两三四五六七八九]?十)?零?[一二两三四五六七八九]?$|^[万亿]$/;

export function parseNumeral(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/^[〇○◯O0零一二三四五六七八九两十百廿卅]{1,9}$/.test(text)) return undefined;
  const plain = text.replace('廿', '二十').replace('卅', '三十');
  return !/[十百]/.test(plain) || belowThousand.test(plain) ? parseHan(plain) : undefined;
}

export const numeralOf = (numeral: string): number => parseNumeral(numeral) ?? 0;

/** 三百二十 → 320, up to 9999; undefined where the numerals form no number, as in 一百五, which is 150 in speech and 105 nowhere. */
export function parseAmount(text: string): number | undefined {
  return belowMyriad.test(text) && !/^[^零]*[百千][一二两三四五六七八九]$/.test(text) ? parseHan(text) : undefined;
}

/** English numbers by what they say: from zero to nineteen, the tens, and the ordinals from the zeroth to the nineteenth. */
export const englishOnes: readonly string[] = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thir', 'four', 'fif', 'six', 'seven', 'eigh', 'nine'].map((digit) => `${digit}teen`),
];
export const englishTens: readonly string[] = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
export const englishOrdinals: readonly string[] = [
  ...['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth'],
  ...englishOnes.slice(13).map((number) => `${number}th`),
];
export const englishNumbers: ReadonlyMap<string, number> = new Map([
  ...englishOnes.map((word, n) => [word, n] as const),
  ...englishTens.map((word, n) => [word, (n + 2) * 10] as const),
]);

const terms =
  'one two three four five six seven eight nine ten twelve fourteen fifteen twenty twenty-one thirty forty-five sixty ninety'.split(' ');
/** Pattern of a small count: 3, 三, 十五, 一百八十, two, and 半 before a month or a year. */
export const countPattern = `\\d{1,3}|[一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,5}|半(?=年|个?月)|${terms
  .sort((a, b) => b.length - a.length)
  .join('|')}`;

/** A small count as it is written (3, 三, 叁, 十五, two), or undefined. */
export function parseCount(written: string): number | undefined {
  const text = written
    .toLowerCase()
    .replace(/[壹贰叁肆伍陆柒捌玖拾]/g, (digit) => (digit === '拾' ? '十' : digits.charAt(formalDigits.indexOf(digit))));
  return terms.includes(text) ? text.split('-').reduce((sum, word) => sum + (englishNumbers.get(word) ?? 0), 0) : parseNumeral(text);
}

/** 84 → 八十四, 142 → 一百四十二, for 1 to 9999; `formal` as sums of money are written. */
export function toChineseNumeral(number: number, formal = false): string {
  const text = String(number);
  if (number <= 0 || text.length > 4) return text;
  const [names, places] = formal ? [formalDigits, ['', '拾', '佰', '仟']] : [digits, ['', '十', '百', '千']];
  const read = [...text].map((digit, at) => (digit === '0' ? '零' : `${names[Number(digit)]}${places[text.length - 1 - at]}`)).join('');
  const whole = read.replace(/零{1,4}$/, '').replace(/零{2,4}/g, '零');
  return number >= 10 && number < 20 && !formal ? whole.slice(1) : whole;
}

export const toChineseDigits = (number: number): string =>
  [...String(number)].map((char) => '〇一二三四五六七八九'.charAt(Number(char))).join('');

/** Numbers in running words, with their scale: 10万, 十万, 100,000; 30%, 百分之三十; 三分之二. */
const arabic = /\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15}(?:\.\d{1,6})?/y;
const scaled = /\s{0,2}(万亿|亿|百万|千万|万|千(?![瓦克米])|百(?!分))/y;
const percent = /\s{0,2}(?:%|％)/y;
const numerals = '[零〇○一二两三四五六七八九十百千万亿]';
const han = new RegExp(`${numerals}{1,16}`, 'y');
const hundredth = new RegExp(`百分之(${numerals}{1,8})(?:点(${numerals}{1,4}))?`, 'y');
const part = new RegExp(`(${numerals}{1,4})分之(${numerals}{1,4})`, 'y');
const half = /(?:一半|半数)/y;
/** 七成, 七成半; not 一成立 or 三成员. */
const tenths = /([一二三四五六七八九])成(半)?(?![立为员本果效熟功交长就品分])/y;

const matchAt = (pattern: RegExp, text: string, at: number) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

type Numeral = { readonly value: string; readonly end: number };
const numeral = (value: number, end: number, share = ''): Numeral => ({ value: `${precise(value)}${share}`, end });

/** 四分之一 is 25%; 三分之二 is no round percentage and stays as it is. */
export function shareOf(over: number, under: number): string {
  const percentage = (over * 100) / under;
  return Number.isInteger(percentage * 10) ? `${percentage}%` : `${over}/${under}`;
}

function readArabic(text: string, at: number): Numeral | undefined {
  const found = matchAt(arabic, text, at)?.[0];
  if (found === undefined) return undefined;
  const scale = matchAt(scaled, text, at + found.length);
  const end = at + found.length + (scale?.[0].length ?? 0);
  const value = Number(found.replaceAll(',', '')) * (scales[group(scale, 1)] ?? 1);
  const share = matchAt(percent, text, end)?.[0];
  return numeral(value, end + (share?.length ?? 0), share === undefined ? '' : '%');
}

function readHan(text: string, at: number): Numeral | undefined {
  const hundred = matchAt(hundredth, text, at);
  if (hundred?.[1] !== undefined) {
    const point = hundred[2] === undefined ? '' : `.${[...hundred[2]].map(digitOf).join('')}`;
    return numeral(Number(`${parseHan(hundred[1])}${point}`), at + hundred[0].length, '%');
  }
  if (matchAt(half, text, at)) return numeral(50, at + 2, '%');
  const tenth = matchAt(tenths, text, at);
  if (tenth?.[1] !== undefined) return numeral(digitOf(tenth[1]) * 10 + (tenth[2] === undefined ? 0 : 5), at + tenth[0].length, '%');
  const fraction = matchAt(part, text, at);
  // 万分之五, 千分之三: shares of a power of ten.
  const power = { 万: 100, 千: 10 }[group(fraction, 1)];
  if (fraction?.[2] !== undefined && power !== undefined) return numeral(parseHan(fraction[2]) / power, at + fraction[0].length, '%');
  if (fraction?.[1] !== undefined && fraction[2] !== undefined)
    return { value: shareOf(parseHan(fraction[2]), parseHan(fraction[1])), end: at + fraction[0].length };
  const found = matchAt(han, text, at)?.[0];
  if (found === undefined) return undefined;
  const value = parseHan(found);
  const after = text.slice(at + found.length, at + found.length + 3);
  const meant =
    counted.test(after) ||
    text[at - 1] === '第' ||
    (found.length > 1 && /[十百千万亿]/.test(found.slice(1)) && /^[一二两三四五六七八九十]/.test(found));
  return meant ? numeral(value, at + found.length) : undefined;
}

export const readNumeral = (text: string, at: number): Numeral | undefined => readArabic(text, at) ?? readHan(text, at);
