import { group } from '../../model/values.ts';

/** Numbers in Arabic or Chinese numerals, with their scale: 10万, 十万, 100,000; 30%, 百分之三十; 三分之二. */

const arabic = /\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15}(?:\.\d{1,6})?/y;
const scaled = /\s{0,2}(万亿|亿|百万|千万|万|千(?![瓦克米])|百(?!分))/y;
const scales: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 万亿: 1e12 };
const percent = /\s{0,2}(?:%|％)/y;
const numerals = '[零〇○一二两三四五六七八九十百千万亿]';
const han = new RegExp(`${numerals}{1,16}`, 'y');
const hundredth = new RegExp(`百分之(${numerals}{1,8})(?:点(${numerals}{1,4}))?`, 'y');
const part = new RegExp(`(${numerals}{1,4})分之(${numerals}{1,4})`, 'y');
const half = /(?:一半|半数)/y;
/** 七成, 七成半; not 一成立 or 三成员. */
const tenths = /([一二三四五六七八九])成(半)?(?![立为员本果效熟功交长就品分])/y;
/** One numeral alone is a number before what is counted: 三日, 二人; not in 一般, 三农. */
const counted =
  /^(?:个|日|天|年|月|周|元|人|名|家|项|次|倍|小时|分钟|款|条|章|级|类|批|岁|米|度|号|届|种|所|张|台|户|套|页|件|场|门|层|点|公里|平方|吨|千克|以上|以下|以内|至|倍|份|处|座|支|辆|艘|只|篇|部|亩|公顷|季度|学期|课时|审|方|者)/;

const digits = '零一二三四五六七八九';
const digitOf = (char: string): number => ('〇○'.includes(char) ? 0 : char === '两' ? 2 : digits.indexOf(char));

/** 十五 → 15, 三百二十 → 320, 一亿二千万 → 120000000, 二〇二六 → 2026; undefined for what is no number. */
function parseHan(text: string): number | undefined {
  if (!/[十百千万亿]/.test(text)) return Number([...text].map(digitOf).join(''));
  let [total, section, digit] = [0, 0, 0];
  for (const char of text) {
    const scale = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }[char];
    if (scale === undefined) digit = digitOf(char);
    else if (scale >= 1e4) {
      total = (total + section + digit) * scale;
      [section, digit] = [0, 0];
    } else {
      section += (digit === 0 ? 1 : digit) * scale;
      digit = 0;
    }
  }
  const value = total + section + digit;
  return value > 0 ? value : undefined;
}

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

type Numeral = { readonly value: string; readonly end: number };
const numeral = (value: number, end: number, share = ''): Numeral => ({ value: `${Number(value.toPrecision(12))}${share}`, end });

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
    return numeral(Number(`${parseHan(hundred[1]) ?? 0}${point}`), at + hundred[0].length, '%');
  }
  if (matchAt(half, text, at)) return numeral(50, at + 2, '%');
  const tenth = matchAt(tenths, text, at);
  if (tenth?.[1] !== undefined) return numeral(digitOf(tenth[1]) * 10 + (tenth[2] === undefined ? 0 : 5), at + tenth[0].length, '%');
  const fraction = matchAt(part, text, at);
  // 万分之五, 千分之三: shares of a power of ten.
  const power = { 万: 100, 千: 10 }[group(fraction, 1)];
  if (fraction?.[2] !== undefined && power !== undefined)
    return numeral((parseHan(fraction[2]) ?? 0) / power, at + fraction[0].length, '%');
  if (fraction?.[1] !== undefined && fraction[2] !== undefined)
    return { value: shareOf(parseHan(fraction[2]) ?? 0, parseHan(fraction[1]) ?? 1), end: at + fraction[0].length };
  const found = matchAt(han, text, at)?.[0];
  if (found === undefined) return undefined;
  const value = parseHan(found);
  const after = text.slice(at + found.length, at + found.length + 3);
  const meant =
    counted.test(after) ||
    text[at - 1] === '第' ||
    (found.length > 1 && /[十百千万亿]/.test(found.slice(1)) && /^[一二两三四五六七八九十]/.test(found));
  return value !== undefined && meant ? numeral(value, at + found.length) : undefined;
}

/** The number that stands at a place. */
export const readNumeral = (text: string, at: number): Numeral | undefined => readArabic(text, at) ?? readHan(text, at);
