import type { Entity } from '../../model/document.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { foldScript } from '../text/fold.ts';
import { type Figure, findFigures } from './extract/figures.ts';
import { splitSentences } from './link/sentences.ts';

/** A figure of a text that speaks of the same thing as one of the backgrounder, with the sentence that states it. */
export type LandmarkFigure = {
  readonly landmark: FigureLandmark;
  readonly figure: Figure;
  readonly quote: string;
  /** The figure's own clause, which says where it holds before its sentence does. */
  readonly clause: string;
};

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

/** A comma in "1,050" parts nothing. */
const parts = /[，。；;：\n]|,(?!\d)/g;
/** Words before a number that name nothing: 累计达到, 共. */
const bareLead = /^(?:截[至止][^，。；]{0,12}|20\d\d年[底末]?|[\s累计共已有总达到至约近超过突破为，,其中同比a-z]){0,4}$/i;

/** The clause in which a figure stands, with the one before where it only counts on (生成式人工智能服务完成备案，累计346款). */
function clauseOf(sentence: string, { start, end, number }: Figure): string {
  const marks = [...sentence.slice(0, start).matchAll(parts)].map(({ index }) => index + 1);
  const own = marks.at(-1) ?? 0;
  const before = marks.at(-2) ?? 0;
  const from = own > 0 && bareLead.test(sentence.slice(own, number)) && !/\d[^年月日\d]/.test(sentence.slice(before, own)) ? before : own;
  const rest = sentence.slice(end);
  return sentence.slice(from, end) + rest.slice(0, rest.search(parts) < 0 ? rest.length : rest.search(parts));
}

const isYear = (words: readonly string[]): boolean => words.every((word) => /^20\d\d$/.test(word));
/** The words that tell what is counted stand in the figure's own clause; whose they are (a local row's first words) may stand before. */
function isOf(sentence: string, { about, national }: Pick<FigureLandmark, 'about' | 'national'>, figure: Figure): boolean {
  const clause = clauseOf(sentence, figure);
  return about.every(
    (words, at) =>
      isYear(words) || words.some((word) => (!national && at === 0 ? sentence.slice(0, figure.end) + clause : clause).includes(word)),
  );
}

/** Whether a figure is no older than the last one that the landmark states. */
export function isLater({ values = [] }: FigureLandmark, { year, day }: { readonly year?: number; readonly day?: string }): boolean {
  const own = year ?? (day === undefined ? undefined : Number(day.slice(0, 4)));
  const last = values.at(-1)?.[1];
  return own === undefined || last === undefined || own >= last;
}

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
        (each) =>
          each.unit === landmark.unit &&
          (asked === undefined || each.year === asked) &&
          isCounted(plain, each, landmark) &&
          isOf(plain, landmark, each),
      );
      if (figure) found.push({ landmark, figure, clause: clauseOf(plain, figure), quote: sentence.trim().slice(0, longestQuote) });
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
