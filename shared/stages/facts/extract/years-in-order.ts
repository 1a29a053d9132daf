import type { Figure } from './figures.ts';

/** Several years and several values: each value is of the year that stands in its place, and of none where they do not match. */

const one = '(?:19|20)\\d\\d';
/** 2023年、2024年和2025年, 2016年-2018年. */
const listed = new RegExp(
  `(?<![\\d.])${one}\\s?年?[底末度]?(?:\\s?(?:[、，,和及与]|[-—–～~至到]{1,2})\\s?(?:到|至)?${one}\\s?年?[底末度]?){1,7}(?![\\d.%])`,
  'g',
);
const inEnglish = new RegExp(`\\b${one}(?:, ${one}){0,6},? and ${one}\\b`, 'g');
const ranged = new RegExp(`(${one})\\s?年?[底末度]?\\s?[-—–～~至到]{1,2}\\s?(${one})`);

function yearsOf(words: string): readonly number[] {
  const [, first, last] = ranged.exec(words) ?? [];
  const named = (words.match(/(?:19|20)\d\d/g) ?? []).map(Number);
  if (first === undefined || named.length > 2) return named;
  const [from, to] = [Number(first), Number(last)];
  return to > from && to - from < 12 ? Array.from({ length: to - from + 1 }, (_, n) => from + n) : named;
}

const joins = /^\s?(?:以上|以下|左右)?\s?(?:[、，,和及与]|, and|and){1,2}\s?(?:约|近|超过?)?\s?$/;

/** The values that stand in one list from the first behind a place on. */
function runFrom(plain: string, figures: readonly Figure[], from: number): readonly Figure[] {
  const first = figures.findIndex(({ start }) => start >= from);
  const run: Figure[] = [];
  for (const each of first < 0 ? [] : figures.slice(first)) {
    const last = run.at(-1);
    if (last && !joins.test(plain.slice(last.end, each.start))) break;
    run.push(each);
  }
  return run;
}

const yearless = ({ yearFrom: _, ...figure }: Figure): Figure => ({ ...figure, year: null });
const dated = (figure: Figure, year: number): Figure => ({ ...figure, year, yearFrom: 'text' });

/** 2025年、2026年，算力、存力分别达到30、50: the values are of the things as well as may be of the years. */
const ofThings = (between: string, count: number): boolean =>
  between
    .replace(/^[^一-龥]+|分别.*$|[普涉触波遍]及|参与/gs, '')
    .split(/[、和及与]/)
    .filter((item) => item.length > 0).length === count;

/** 2021—2023年共投入5亿元: of all these years. */
const inAll = /共|累计|[合总]计|年均|平均|每年/;

type Place = { readonly years: readonly number[]; readonly run: readonly Figure[]; readonly clear: boolean };

function inChinese(plain: string, figures: readonly Figure[]): readonly Place[] {
  return [...plain.matchAll(listed)].flatMap(({ index, 0: words }) => {
    const end = index + words.length;
    const [between] = /^(?:(?!(?:19|20)\d\d\s?年)[^。；;]){0,90}?分别/.exec(plain.slice(end)) ?? [];
    const run = runFrom(plain, figures, end + (between?.length ?? 0));
    const [first] = run;
    if (!first || plain.slice(end, first.start).search(/[。；;]|(?:19|20)\d\d\s?年/) >= 0) return [];
    const sameUnit = run.every(({ unit }) => unit === first.unit);
    if (between === undefined && (run.length < 2 || !sameUnit))
      return first.strength !== 'target' && inAll.test(plain.slice(end, first.number)) ? [{ years: [], run: [first], clear: false }] : [];
    return [{ years: yearsOf(words), run, clear: sameUnit && (between === undefined || !ofThings(between, run.length)) }];
  });
}

/** "RMB 5 million, RMB 6 million and RMB 7 million in 2021, 2022 and 2023, respectively". */
function respectively(plain: string, figures: readonly Figure[]): readonly Place[] {
  if (!/\brespectively\b/.test(plain)) return [];
  return [...plain.matchAll(inEnglish)].flatMap(({ index, 0: words }) => {
    const years = yearsOf(words);
    const before = figures.filter(({ end }) => end <= index && !/[.;]/.test(plain.slice(end, index)));
    const run = before.length > 0 ? before.slice(-years.length) : runFrom(plain, figures, index + words.length);
    return run.length < 2 ? [] : [{ years, run, clear: true }];
  });
}

export function withYearsInOrder(plain: string, figures: readonly Figure[]): Figure[] {
  const told = new Map<Figure, Figure>();
  if (figures.length > 0 && /(?:19|20)\d\d[^。；;]{0,12}(?:19|20)\d\d/.test(plain))
    for (const { years, run, clear } of [...inChinese(plain, figures), ...respectively(plain, figures)])
      for (const [n, each] of run.entries()) {
        const year = clear && years.length === run.length ? years[n] : undefined;
        told.set(each, year === undefined ? yearless(each) : dated(each, year));
      }
  return figures.map((each) => told.get(each) ?? each);
}
