import { orEmpty } from '../../model/values.ts';
import { parseNumeral } from '../text/fold.ts';
import { readPrefix } from './prefix.ts';
import type { LocatedNumber } from './types.ts';

const open = '[〔\\[【(〈「『〖{<]';
const shut = '[〕\\]】)〉」』〗}>]';
const body = new RegExp(
  `(${open})\\s{0,3}((?:19|20)\\d{2})\\s{0,2}年?\\s{0,3}${shut}\\s{0,3}第?\\s{0,3}(\\d{1,5})(?!\\d)(\\s{0,3}号)?`,
  'g',
);

/** 〔二〇一七〕三十五号: as some scans and old texts write it. */
const inWords = new RegExp(
  `(${open})\\s{0,3}([一二][九〇○◯零][〇○◯零一二三四五六七八九]{2})\\s{0,2}年?\\s{0,3}${shut}\\s{0,3}第?\\s{0,3}(\\d{1,5}|[〇○零一二三四五六七八九十百]{1,7})(\\s{0,3}号)`,
  'g',
);

/** Behind a sequence that lacks 号 these show that it was none: a date, a page, a decimal. */
const continues = /^\s{0,2}(?:[\d.%:/~—–-]|,\s?\d|[年月日期页卷次条款项个家名人元万亿])/;

/** Places in the text where a document number ends one way or another; the prefix is the run of Han characters before the bracket. */
function readAt(text: string, match: RegExpExecArray): LocatedNumber | undefined {
  const [whole, bracket = '', writtenYear = '', sequence = '', sign] = match;
  const year = orEmpty(parseNumeral(writtenYear)?.toString());
  const run = /(?:(?<=[》)）号]\s{0,2})[和与及或])?(\p{Script=Han}{1,40})\s{0,3}$/u.exec(
    text.slice(Math.max(0, match.index - 48), match.index),
  );
  if (!run?.[1]) return undefined;
  const official = bracket === '〔';
  const prefix = readPrefix(run[1], official);
  const end = match.index + whole.length;
  const number = parseNumeral(sequence);
  if (!prefix || !number) return undefined;
  if (!sign && sequence.startsWith('0')) return undefined;
  if (!sign && (!(prefix.listed || official) || continues.test(text.slice(end, end + 4)))) return undefined;
  // Round brackets hold years of anything; they are believed with a prefix that is listed or unmistakable by its last character.
  if (!prefix.listed && bracket === '(' && !/[发函规字办]$/.test(prefix.text)) return undefined;
  const start = match.index - run[0].length + run[0].lastIndexOf(run[1]) + run[1].length - prefix.text.length;
  return {
    canonical: `${prefix.text}〔${year}〕${number}号`,
    kind: 'document',
    prefix: prefix.text,
    year: Number(year),
    number,
    key: `${prefix.text}:${year}:${number}`,
    start,
    end,
  };
}

/** Document numbers (发文字号) in folded, simplified text. */
export function findDocumentNumbers(text: string): LocatedNumber[] {
  const found: LocatedNumber[] = [];
  for (const match of [...text.matchAll(body), ...(/[一二][九〇○◯零]/.test(text) ? [...text.matchAll(inWords)] : [])]) {
    const located = readAt(text, match);
    if (located) found.push(located);
  }
  return found;
}
