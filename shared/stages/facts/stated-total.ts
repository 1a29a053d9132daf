import { opt } from '../../model/values.ts';
import type { FigureLandmark } from '../../registry/landmarks/figures.ts';
import { findDates } from '../dates/dates.ts';
import { foldScript } from '../text/fold.ts';
import type { Figure } from './extract/figures.ts';
import { findFigures } from './extract/figures.ts';
import { splitSentences } from './link/sentences.ts';

/** 较上月新增61款, 增加3家: by how much something grew, not how much there is. */
const grown = /(?:新增|净增|增加|增长|新备案|新登记)(?:了|备案|登记)?\s{0,2}$/;
/** 其中32款为…: a part of a total. */
const part = /其中[^，。；]{0,6}$/;
const before = (plain: string, { start }: Figure, reach: number): string => plain.slice(Math.max(0, start - reach), start);
const isGrowth = (plain: string, figure: Figure): boolean => grown.test(before(plain, figure, 10));
const isTotal = (plain: string, figure: Figure): boolean => !isGrowth(plain, figure) && !part.test(before(plain, figure, 10));

/** 截至2026年11月15日: as of when a total holds. */
const asOf = (sentence: string): string | undefined =>
  findDates(sentence).find(({ precision, start }) => precision === 'day' && /截[至止]\s{0,2}$/.test(sentence.slice(0, start)))?.value;

/** A number of what there is, as of which day where the sentence says so, with what it says was added since the last statement. */
export type StatedTotal = {
  readonly value: number;
  readonly unit: string;
  readonly strength?: string;
  readonly quote: string;
  readonly added?: number;
  readonly day?: string;
};

const exact = ({ bound, threshold }: Figure): boolean => threshold === undefined && (bound === 'exactly' || bound === 'about');

/** The total in a sentence, where it states one alone. */
function totalIn(sentence: string, unit: string, counted: readonly string[] | undefined): StatedTotal | undefined {
  const plain = foldScript(sentence);
  const figures = findFigures(plain, {}).filter((each) => each.unit === unit && exact(each));
  const totals = figures.filter((each) => isTotal(plain, each));
  const clause = ({ start }: Figure): string =>
    plain
      .slice(start)
      .split(/[，。；,;]/, 1)
      .join('');
  const [total] = counted === undefined ? totals : totals.filter((each) => counted.some((word) => clause(each).includes(word)));
  if (!total) return undefined;
  // It is told of the total before it, or of the first one behind it.
  const growth = figures.filter(
    (each) => isGrowth(plain, each) && (totals.findLast(({ start }) => start < each.start) ?? totals[0]) === total,
  );
  const [added] = growth;
  const { value, strength } = total;
  return {
    value,
    unit,
    ...opt('strength', strength),
    quote: sentence.trim(),
    ...opt('day', asOf(sentence)),
    ...(growth.length === 1 && added ? { added: added.value } : {}),
  };
}

/** What a text states of the quantity of a landmark: the first sentence that speaks of it and names a total. */
export function findStatedTotal(
  text: string,
  { about, unit, counted }: Pick<FigureLandmark, 'about' | 'unit' | 'counted'>,
): StatedTotal | undefined {
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end);
    const plain = foldScript(sentence);
    if (!/\d/.test(sentence) || !about.every((group) => group.some((word) => plain.includes(foldScript(word))))) continue;
    const found = totalIn(sentence, unit, counted);
    if (found) return found;
  }
  return undefined;
}
