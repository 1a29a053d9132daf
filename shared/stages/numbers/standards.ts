import type { LocatedNumber } from './types.ts';

/** Codes of national, military, and trade standards; /T and /Z mark the voluntary ones. */
const trades =
  'GBJ|GB|GJB|YD|SJ|GA|JR|JY|WS|HJ|DL|NB|CJJ|CJ|JTG|JTS|JT|JGJ|JG|TB|MH|AQ|SL|LY|NY|QX|YY|CY|WH|DA|RB|GM|JB|SN|QB|HG|' +
  'MZ|SB|TY|LB|LD|GY|GD|ZY|DZ|CH|TD|HY|SC|SF|YZ|XF|YJ|BB|FZ|JC|SH|SY|XB|YB|YS|EJ|HB|QJ|CB|WJ|DY|WW|GH|XZ|BM|NF';
const dash = '(?:\\s{0,2}[-\\u2010-\\u2015\\u2212―－~]{1,2}\\s{0,2})';
const trade = new RegExp(
  `(?<![A-Za-z0-9/])(DB ?\\d{2,6}|[Gg][Bb](?=\\s?/?\\s?[TtZz]?\\s?\\d)|T/[A-Z]{2,10}|${trades})` +
    `(\\s?/?\\s?[TtZz])?\\s{0,3}(\\d{1,6}(?:\\.\\d{1,3}){0,2})(?:(?:${dash}|\\s)((?:19|20)\\d{2}))?(?![\\w])`,
  'g',
);
const plan = /(?<![\w-])((?:19|20)\d{6})-([TZQ])-(\d{3})(?![\w-])/g;
const committee = /(?<![A-Za-z0-9])TC\s?260\s?-\s?((?:PG-)?\d{3,6}[A-Z]?)(?!\w)/g;

function tradeStandard(match: RegExpExecArray): LocatedNumber | undefined {
  const [whole, written = '', grade = '', serial = '', year] = match;
  const code = written.toUpperCase().replace(' ', '');
  const local = code.startsWith('DB') || code.startsWith('T/');
  // Without a year only the national codes are sure, and only with a serial that is no year.
  if (!year && (!/^GB$/.test(code) || serial.length < 4 || /^(?:19|20)\d{2}$/.test(serial))) return undefined;
  const letter = grade.replace(/[\s/]/g, '').toUpperCase();
  const prefix = `${code}${letter ? `/${letter}` : ''}`;
  if (local && code.length > 12) return undefined;
  const canonical = `${prefix} ${serial}${year ? `-${year}` : ''}`;
  return {
    canonical,
    kind: 'standard',
    prefix,
    ...(year ? { year: Number(year) } : {}),
    ...(/^\d+$/.test(serial) ? { number: Number(serial) } : {}),
    key: `std:${canonical.replace(' ', ':')}`,
    start: match.index,
    end: match.index + whole.length,
  };
}

/** Standards, plan numbers of standards and documents of TC260 in folded text. */
export function findStandardNumbers(text: string): LocatedNumber[] {
  const found: LocatedNumber[] = [];
  for (const match of text.matchAll(trade)) {
    const located = tradeStandard(match);
    if (located) found.push(located);
  }
  for (const match of text.matchAll(plan)) found.push(toLocated(match, match[0], `${match[1]?.slice(0, 4)}`));
  for (const match of text.matchAll(committee)) found.push(toLocated(match, `TC260-${match[1]}`));
  return found;
}

const toLocated = (match: RegExpExecArray, canonical: string, year?: string): LocatedNumber => ({
  canonical,
  kind: 'standard',
  ...(canonical.startsWith('TC260') ? { prefix: 'TC260' } : {}),
  ...(year ? { year: Number(year) } : {}),
  key: `std:${canonical}`,
  start: match.index,
  end: match.index + match[0].length,
});
