import type { Issuer } from '../../model/article.ts';
import type { Entity } from '../../model/document.ts';
import type { FigureArea } from '../../model/landmark.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { findDates } from '../dates/dates.ts';
import { foldScript } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { findPlaces } from './entities.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type Figure, findFigures } from './extract/figures.ts';
import { splitSentences } from './link/sentences.ts';

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

const sought: readonly FigureLandmark[] = figureLandmarks.map((each) => ({
  ...each,
  about: each.about.map((group) => group.map(foldScript)),
}));

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
function isOf(sentence: string, { about, national }: Pick<FigureLandmark, 'about' | 'national'>, figure: Figure): boolean {
  const clause = clauseOf(sentence, figure);
  return about.every(
    (words, at) =>
      isYear(words) || words.some((word) => (!national && at === 0 ? sentence.slice(0, figure.end) + clause : clause).includes(word)),
  );
}

export function isLater({ values = [] }: FigureLandmark, { year, day }: { readonly year?: number; readonly day?: string }): boolean {
  const own = year ?? (day === undefined ? undefined : Number(day.slice(0, 4)));
  const last = values.at(-1)?.[1];
  return own === undefined || last === undefined || own >= last;
}

/** Two rounded numbers of one thing. */
const rounding = 0.02;

/** Whether a stated figure is contradicted: by another one of the same time. What is later is news. */
export function contradicts({ landmark: { stated, values = [] }, figure, quote }: LandmarkFigure): boolean {
  const { value, year, bound, strength } = figure;
  const told = values.find(([, of]) => of !== undefined && of === year)?.[0];
  if (told === undefined || bound !== 'exactly' || Math.abs(value - told) <= rounding * told) return false;
  if (/more than|over|at least/.test(stated) && value > told) return false;
  const days = (text: string) => findDates(text).flatMap(({ precision, value: day }) => (precision === 'day' ? [day] : []));
  const ofYear = strength === 'target' || (endOfYear.test(quote) && !/\d{1,2} [A-Z][a-z]+ \d{4}/.test(stated));
  return ofYear || days(stated).some((day) => days(quote).includes(day));
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
      const year = yearOf(landmark);
      const figure = figures.find(
        (each) =>
          each.unit === landmark.unit &&
          (year === undefined || each.year === year) &&
          isCounted(plain, each, landmark) &&
          isOf(plain, landmark, each),
      );
      if (figure) found.push({ landmark, figure, clause: clauseOf(plain, figure), quote: sentence.trim().slice(0, longestQuote) });
    }
  }
  return found;
}

export const figureEntityId = (id: string): string => `figure:${id}`;

export const findFigureEntities = (text: string): Entity[] => {
  const found = new Map(findLandmarkFigures(text).map(({ landmark }) => [landmark.id, landmark]));
  return [...found.values()].map(({ id, en }) => ({ id: figureEntityId(id), name: en, kind: 'figure' }));
};

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

function totalIn(sentence: string, unit: string, counted: readonly string[] | undefined): StatedTotal | undefined {
  const plain = foldScript(sentence);
  const figures = findFigures(plain, {}).filter((each) => each.unit === unit && exact(each));
  const totals = figures.filter((each) => isTotal(plain, each));
  const [total] =
    counted === undefined ? totals : totals.filter((each) => counted.some((word) => clauseFrom(plain, each.start).includes(word)));
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

function sentenceAt(text: string, at: number): string {
  const start = Math.max(...['。', '\n', '！', '？'].map((end) => text.lastIndexOf(end, at - 1))) + 1;
  const end = text.slice(at).search(/[。！？\n]/);
  return text
    .slice(start, end < 0 ? text.length : at + end + 1)
    .trim()
    .slice(0, longestQuote)
    .toWellFormed();
}

type Dated = { readonly value: string; readonly start: number };
const dueDates = (text: string, base: string | undefined): readonly Dated[] =>
  findDates(text, base).filter(
    ({ start, end }) => dueBehind.test(text.slice(end)) || dueBefore.test(text.slice(Math.max(0, start - 16), start)),
  );

type MovedDeadline = { readonly before: string; readonly after: string; readonly quote: string };

/**
 * The one deadline of a wording that became another: days or months (`2027-01`), with the new sentence. Nothing where more than one moved.
 * `base` gives days without a year theirs.
 */
export function findMovedDeadline(
  { before, after }: { readonly before?: string | undefined; readonly after?: string | undefined },
  base: string | undefined,
): MovedDeadline | undefined {
  if (before === undefined || after === undefined) return undefined;
  const [was, is] = [dueDates(before, base), dueDates(after, base)];
  const gone = was.filter(({ value }) => is.every((other) => other.value !== value));
  const come = is.filter(({ value }) => was.every((other) => other.value !== value));
  const [old, fresh] = [gone[0], come[0]];
  if (!old || !fresh || gone.length > 1 || come.length > 1) return undefined;
  return { before: old.value, after: fresh.value, quote: sentenceAt(after, fresh.start) };
}

const {
  /** Words that say "of the whole country"; the eight hubs lie all over it. */
  country,
  dueBefore,
  /** Where something was said is not where it holds: 在北京举行的发布会上. */
  venue,
  grown,
  /** A day by which something is due, or from which it holds, by the words around it. */
  dueBehind,
  /** What is counted lies in one town, park or street: 某社区入驻130家. */
  oneSite,
  endOfYear,
  /** 占全国的四分之一, 全国占比15%: the country that a part is measured against. */
  ofCountry,
  /** A county or town that no table names is the subject of its clause: 云水县人工智能企业有9家. */
  unknownPlace,
} = expressionsOf(expressions.figureArea);
/** The province or city that the text is about, without its name. */
const localWord = /(?:全|本|我|该)(?:省|市|区|州|县)/;
/** Acts of levels L0 to L2 speak for the country unless they name a part of it. */
const nationalAuthority = 80;

const byEntity = new Map(places.map((place) => [`place:${place.id}`, place]));

type Stated = {
  readonly clause?: string;
  readonly quote: string;
  readonly title: string;
  readonly issuers: readonly Pick<Issuer, 'name'>[];
  /** 0–100. */
  readonly authority: number;
};

function placeIn(text: string): FigureArea | undefined {
  const [found] = findPlaces(text.replace(venue, ''));
  const place = found && byEntity.get(found.id);
  return place && { of: 'place', name: place.forms[0] ?? place.english, english: place.english };
}

/** What a stretch of text says of where its figure holds; a place before the country that it is a part of. */
function saidIn(text: string): FigureArea | undefined {
  const plain = text.replace(ofCountry, '');
  const named = placeIn(plain);
  const whole = country.test(fold(plain)) && !localWord.test(plain);
  if (named && !(whole && /^(?:中国|china)$/i.test(orEmpty(named.name)))) return whole && isWhole(plain) ? { of: 'country' } : named;
  return whole ? { of: 'country' } : undefined;
}
/** 全国…总规模…，贵州居首: the country is counted where its word stands first. */
const isWhole = (text: string): boolean => /^[^\p{Script=Han}]{0,4}(?:截[至止][^，。；]{0,12})?(?:全国|我国|中国)/u.test(text);

/**
 * Where a figure holds: what its clause says, else its sentence, else the place of the title or of a local issuer, else the country of a
 * national issuer.
 */
export function areaOf({ quote, clause = quote, title, issuers, authority }: Stated): FigureArea {
  if (oneSite.test(clause) && !country.test(fold(clause))) return placeIn(clause) ?? placeIn(quote) ?? { of: 'place' };
  const said = saidIn(clause) ?? (unknownPlace.test(clause) ? { of: 'place' } : saidIn(quote));
  if (said) return said;
  const local = placeIn(title) ?? placeIn(issuers.map(({ name }) => name).join('、'));
  if (localWord.test(quote)) return local ?? { of: 'place' };
  if (local) return local;
  if (issuers.length === 0) return { of: 'unstated' };
  return authority >= nationalAuthority ? { of: 'country' } : { of: 'place' };
}
