import type { Strength } from '../../../model/facts.ts';
import { group, opt } from '../../../model/values.ts';
import { precise, scales } from '../../text/numerals.ts';
import { findHanFigures } from './han-figures.ts';
import { isOtherNumber, isStartingValue, notPolicy } from './other-numbers.ts';
import {
  type Bound,
  boundOf,
  findEnglishAmounts,
  findEnglishCounts,
  fineBefore,
  fineBehind,
  mergeRanges,
  scaleWords,
  units,
} from './quantities.ts';
import { type FigureContext, readStrength } from './strength.ts';
import { isThreshold } from './threshold.ts';

/** A quantity of policy, in base units. */
export type Figure = {
  readonly value: number;
  readonly unit: string;
  readonly year: number | null;
  readonly yearFrom?: 'text' | 'page';
  readonly bound: Bound;
  /** The number itself is left out: 超过, 不足. */
  readonly strict?: true;
  /** It says when a rule applies, and is no aim, duty or result. */
  readonly threshold?: true;
  /** Left out where no words say it. */
  readonly strength?: Strength;
  readonly start: number;
  readonly end: number;
  /** Where its number begins, behind the words that bound it. */
  readonly number: number;
};

const unitWords = units.map(([, words]) => `(${words})`).join('|');
const quantity = new RegExp(
  `(?<![\\d.])(?<low>\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,15}(?:\\.\\d{1,9})?)(?:\\s{0,2}(?<lowScale>万亿|亿|百?万|千)?\\s{0,6}(?:[-—–~～至]{1,2}|(?<!\\bfrom \\d{1,6} |\\b(?:19|20)\\d\\d )to)\\s{0,6}(?<high>\\d{1,15}(?:\\.\\d{1,9})?))?\\s{0,6}(?<scale>${scaleWords})?(?<more>余|多)?\\s{0,6}(?:${unitWords})`,
  'gi',
);
const tokens = /(?<![\d.])(\d{1,15}(?:\.\d{1,9})?)(万亿|亿|万)(?=[，。；,]|$|左右|以上|的[，。；])/g;
const ratio = /(?<![\d.])(1\.\d{1,3})(?!\d|\s{0,2}[%％万亿千百元倍升吨米个家年月兆度级版]|\.\d)/g;
/** "at least 200 pilot villages": a bounded number of whatever things. */
const someThings =
  /\b(?:at least|more than|over|nearly|about|around|some|up to|no (?:fewer|less) than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?) (\d{1,3}(?:,\d{3})+|\d{1,6})(?: [a-z-]{3,16}){0,2} (?!(?:days|years|weeks|minutes|pages|articles|times|points|dollars|departments|agencies|ministries|clauses|sections|chapters|words|stocks)\b)[a-z]{3,16}s\b/g;

/** `most`: the upper end of a range that is a ceiling. */
type RawFigure = { value: number; unit: string; more: boolean; most?: boolean; about?: boolean; start: number; end: number };

const factor = (word: string | undefined): number => (word ? (scales[word.toLowerCase()] ?? 1) : 1);

function measured(plain: string): RawFigure[] {
  const found: RawFigure[] = [];
  if (!/\d/.test(plain)) return found;
  for (const each of plain.matchAll(quantity)) {
    const { low = '', lowScale, high, scale, more } = each.groups ?? {};
    const named = units[each.slice(6).findIndex((word) => word !== undefined)]?.[0] ?? 'count';
    if (isOtherNumber(plain, each, named)) continue;
    const ceiling = high !== undefined && isCeiling(plain, each.index, each.index + each[0].length);
    const number = Number((ceiling ? high : low).replace(/,/g, '')) * factor(ceiling ? scale : (lowScale ?? scale));
    found.push({
      value: precise(number * (named === 'ms' ? 1e-3 : 1)),
      unit: named === 'ms' ? 'second' : named,
      more: more !== undefined || (high !== undefined && !ceiling),
      most: ceiling,
      start: each.index,
      end: each.index + each[0].length,
    });
  }
  return found;
}

/** Of a range the upper end counts where it is a ceiling: 最高1-10万元, 处1-5万元罚款. */
const isCeiling = (plain: string, start: number, end: number): boolean =>
  /(?:最高|不(?:得)?超过)[^，。；]{0,5}$/.test(plain.slice(Math.max(0, start - 10), start)) || isFine(plain, start, end);

const isFine = (plain: string, start: number, end: number): boolean =>
  fineBehind.test(plain.slice(end, end + 20)) || fineBefore.test(plain.slice(Math.max(0, start - 60), start));

/** 上调0.6个百分点至1%: by how much, and where to. */
const isPoint = (plain: string, { start, end }: RawFigure): boolean => /点|points?$/.test(plain.slice(start, end));

/** 50万元至100万元: one quantity, from its lower end. */
function joined(plain: string, raw: readonly RawFigure[]): RawFigure[] {
  const out: RawFigure[] = [];
  for (const each of raw) {
    const low = out.at(-1);
    const ranged =
      low &&
      low.unit === each.unit &&
      isPoint(plain, low) === isPoint(plain, each) &&
      low.value <= each.value &&
      (/^\s{0,4}(?:至|到|—{1,2}|[-－–]|~|～|或)\s{0,4}$/.test(plain.slice(low.end, each.start)) ||
        (/^以上\s{0,2}(?:至|到)?\s{0,2}$/.test(plain.slice(low.end, each.start)) &&
          /^(?:人民币)?以下/.test(plain.slice(each.end, each.end + 6))));
    if (!ranged || !low) out.push(each);
    else if (isFine(plain, low.start, each.end) || !/(?:由|从)[^，。；]{0,12}$/.test(plain.slice(Math.max(0, low.start - 16), low.start)))
      out.splice(
        -1,
        1,
        isCeiling(plain, low.start, each.end) ? { ...each, start: low.start, most: true } : { ...low, more: true, end: each.end },
      );
    else out.push(each);
  }
  return out;
}

function bare(plain: string): RawFigure[] {
  const found: RawFigure[] = [
    ...findHanFigures(plain).filter(({ start, end }) => !isStartingValue(plain, start, end)),
    ...findEnglishAmounts(plain),
    ...findEnglishCounts(plain),
  ];
  if (!/\d/.test(plain)) return found;
  if (/PUE|电能利用效率/i.test(plain)) {
    for (const each of plain.matchAll(ratio))
      if (!isStartingValue(plain, each.index, each.index + each[0].length))
        found.push({ value: Number(each[1]), unit: 'PUE', more: false, start: each.index, end: each.index + each[0].length });
  }
  for (const each of plain.matchAll(tokens)) {
    // 净买入26亿: money, and of which currency nobody says.
    if (/(?:买入|卖出|成交|流入|流出|市值|营收|净利润?)[^，。；\d]{0,6}$/.test(plain.slice(Math.max(0, each.index - 14), each.index)))
      continue;
    found.push({
      value: Number(each[1]) * (scales[group(each, 2)] ?? 1),
      unit: 'count',
      more: false,
      start: each.index,
      end: each.index + each[0].length,
    });
  }
  for (const each of plain.matchAll(someThings)) {
    const start = each.index + each[0].indexOf(group(each, 1));
    found.push({ value: Number(group(each, 1).replace(/,/g, '')), unit: 'count', more: false, start, end: each.index + each[0].length });
  }
  return found;
}

/** A sentence with more is a table that lost its lines. */
const mostInSentence = 60;

/** Quantities that a sentence states, with unit, year, bound and strength. `plain` is folded; `context` is what its page says of time. */
export function findFigures(plain: string, context: FigureContext): Figure[] {
  if (notPolicy.test(plain)) return [];
  const digits = measured(plain);
  const words = bare(plain).filter((each) => !digits.some((other) => other.start < each.end && each.start < other.end));
  const sorted = [...digits, ...words].sort((a, b) => a.start - b.start);
  const raw = joined(
    plain,
    mergeRanges(plain, sorted, (start, end) => isCeiling(plain, start, end)),
  );
  return withBoundOfList(
    plain,
    raw.slice(0, mostInSentence).map((each) => figureOf(plain, each, context)),
  );
}

/** 最高50万元，双缴存家庭80万元: another member of whom the same word speaks. */
const alsoMost = /^(?![^，。；]*(?:[最不]|保底|上浮|增|提高|至少|按|给予|奖|补))[，,][^，。；\d]{2,12}$/;
/** 分别给予不超过300万元、500万元, 10%、20%以上: the bound of the first holds for those behind it, that at the end for those before. */
function withBoundOfList(plain: string, figures: readonly Figure[]): Figure[] {
  const out: Figure[] = [];
  const joins = (a: Figure, b: Figure): boolean => a.unit === b.unit && /^\s{0,2}[、和及或]\s{0,2}$/.test(plain.slice(a.end, b.start));
  for (const each of figures) {
    const first = out.at(-1);
    const open = first?.unit === each.unit && each.bound === 'exactly' ? first : undefined;
    const also =
      open?.bound === 'at-most' &&
      /最高|上限/.test(plain.slice(Math.max(0, open.start - 16), open.number)) &&
      (joins(open, each) || alsoMost.test(plain.slice(open.end, each.number)));
    if (!open || !(also || (open.start < open.number && joins(open, each)))) out.push(each);
    else {
      const { bound, strict, strength, year, yearFrom } = open;
      out.push({
        ...each,
        bound,
        ...opt('strict', strict),
        ...(also ? { year, ...opt('strength', strength), ...opt('yearFrom', yearFrom) } : {}),
      });
    }
  }
  for (let n = out.length - 2; n >= 0; n -= 1) {
    const [each, next] = [out[n], out[n + 1]];
    if (!each || !next || each.bound !== 'exactly' || !/^at-/.test(next.bound) || next.start < next.number || !joins(each, next)) continue;
    out[n] = { ...each, bound: next.bound };
  }
  return out;
}

function figureOf(
  plain: string,
  { value, unit, more, most = false, about = false, start, end }: RawFigure,
  context: FigureContext,
): Figure {
  const { year, from, strength } = readStrength(plain, start, end, context);
  const { bound: said, strict, lead, tail } = boundOf(plain, start, end, { more, time: unit === 'hour' });
  const bound = about && said === 'exactly' ? 'about' : said;
  const fine = isFine(plain, start, end);
  // A penalty holds from year to year.
  const own = fine ? null : year;
  return {
    value,
    unit,
    year: own,
    ...(from && own !== null ? { yearFrom: from } : {}),
    bound: most || (fine && bound === 'at-least') ? 'at-most' : bound,
    ...(strict ? { strict } : {}),
    ...(isThreshold(plain, start, end, { unit, bounded: bound !== 'exactly' }) ? { threshold: true } : {}),
    ...opt('strength', fine ? 'must' : strength),
    number: start,
    start: start - lead,
    end: end + tail,
  };
}
