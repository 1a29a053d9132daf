import type { Entity } from '../../model/document.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { foldScript } from '../text/fold.ts';
import { type Figure, findFigures } from './extract/figures.ts';
import { splitSentences } from './link/sentences.ts';

/** A figure of a text that speaks of the same thing as one of the backgrounder, with the sentence that states it. */
export type LandmarkFigure = { readonly landmark: FigureLandmark; readonly figure: Figure; readonly quote: string };

const longestQuote = 240;

const speaksOf = (sentence: string, { about }: FigureLandmark): boolean =>
  about.every((group) => group.some((word) => sentence.includes(word)));

/** Words of `about` in the form in which sentences are compared. */
const sought: readonly FigureLandmark[] = figureLandmarks.map((each) => ({
  ...each,
  about: each.about.map((group) => group.map(foldScript)),
}));

/** The year that a target is for, when its words name one. */
const yearOf = ({ about }: FigureLandmark): number | undefined => {
  const year = about.flat().find((word) => /^20\d\d$/.test(word));
  return year === undefined ? undefined : Number(year);
};

/** Behind the number, past its measure word: 306款生成式人工智能应用在地方网信办完成登记. */
const reach = 10;
const isCounted = (sentence: string, { start, end }: Figure, { counted, whole }: FigureLandmark): boolean =>
  counted === undefined ||
  counted.some((word) => (whole ? clauseFrom(sentence, start) : sentence.slice(start, end + reach)).includes(word));
const clauseFrom = (sentence: string, start: number): string =>
  sentence
    .slice(start)
    .split(/[，。；,;]/, 1)
    .join('');

/** `base` is the year of the page, which incomplete years are read against. */
export function findLandmarkFigures(text: string, base?: number): LandmarkFigure[] {
  const found: LandmarkFigure[] = [];
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end);
    if (!/\d/.test(sentence)) continue;
    const plain = foldScript(sentence);
    const fitting = sought.filter((landmark) => speaksOf(plain, landmark));
    if (fitting.length === 0) continue;
    const figures = findFigures(plain, base === undefined ? {} : { base }).filter(({ threshold }) => threshold === undefined);
    for (const landmark of fitting) {
      const asked = yearOf(landmark);
      const figure = figures.find(
        (each) => each.unit === landmark.unit && (asked === undefined || each.year === asked) && isCounted(plain, each, landmark),
      );
      if (figure) found.push({ landmark, figure, quote: sentence.trim().slice(0, longestQuote) });
    }
  }
  return found;
}

/** What the index knows them by. */
export const figureEntityId = (id: string): string => `figure:${id}`;

/** The figures of the backgrounder that a text speaks of, as entities. */
export const findFigureEntities = (text: string): Entity[] => {
  const found = new Map(findLandmarkFigures(text).map(({ landmark }) => [landmark.id, landmark]));
  return [...found.values()].map(({ id, en }) => ({ id: figureEntityId(id), name: en, kind: 'figure' }));
};
