import { opt, orEmpty } from '../../model/values.ts';
import { englishNumbers, englishOnes, englishOrdinals, englishTens, scales, shareOf } from '../text/numerals.ts';
import { either, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type Bound, type Figure, figureOf, type MonthDay, signs, type Unit } from './guard-figure.ts';
import guard from './guard-words.json' with { type: 'json' };
import { months } from './quantity.ts';

const {
  /** Tens of thousands: how many, nobody says. */
  vague,
} = expressionsOf(expressions.guardEnglish);

/** What an English sentence states in numbers. `scales`: thousands of, tens of millions. `roman`: III, which may say what 第三 says. */
export type EnglishFigures = {
  readonly figures: readonly Figure[];
  readonly days: readonly MonthDay[];
  readonly vague: boolean;
  readonly roman: ReadonlySet<string>;
};

const words = new Map<string, number>([
  ...englishNumbers,
  ...englishOrdinals.map((word, n) => [word, n] as const),
  ...englishTens.map((word, n) => [word.replace(/y$/, 'ieth'), (n + 2) * 10] as const),
]);

const monthNames = `(?:${months.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)}|t(?=\\b))?`).join('|')})\\.?`;
const between = '(?: ?(?:to|and|–|-|—|through|until) ?)';
const dayNumber = '(\\d{1,2})(?:st|nd|rd|th)?';
const dayFirst = new RegExp(`\\b${dayNumber}(?:${between}${dayNumber})? (?:of )?(${monthNames})(?![a-z])`, 'gi');
const monthFirst = new RegExp(
  `(?<![a-z])(${monthNames})(?![a-z])(?: ${dayNumber}(?![\\d%]|[.,]\\d|st|nd|rd|th)(?:${between}${dayNumber}(?![\\d%]|\\.\\d))?)?`,
  'gi',
);
const monthOf = (name: string) => months.findIndex((month) => month.slice(0, 3).toLowerCase() === name.toLowerCase().slice(0, 3)) + 1;
/** May 2026, March to May. */
const nextMonth = new RegExp(`^(?:,? \\d|${between}${monthNames}(?![a-z]))`);
/** "may" and "march" are words: as months they have a capital and stand beside a number or behind a preposition. */
const isMonth = (name: string, before: string, after: string) =>
  /^[A-Z]/.test(name) &&
  (!/^(?:May|March|Mar|Dec|Jun|Jul|Jan)$/.test(name) ||
    /\d|(?:\b(?:in|of|by|from|since|until|to|before|after|and|mid|late|early|end)[ -])$/i.test(before.slice(-6)) ||
    nextMonth.test(after));

function daysOf(text: string): { days: MonthDay[]; rest: string } {
  const days: MonthDay[] = [];
  const add = (name: string, ...numbers: readonly (string | undefined)[]): void => {
    const month = monthOf(name);
    const said = numbers.filter((day) => day !== undefined);
    if (said.length === 0) days.push({ month });
    for (const day of said) days.push({ month, day: Number(day) });
  };
  const blank = (all: string) => ' '.repeat(all.length);
  const iso = text.replace(/(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)/g, (all, year: string, month: string, day: string) => {
    days.push({ month: Number(month), day: Number(day) });
    return year + blank(all.slice(year.length));
  });
  const first = iso.replace(dayFirst, (all, one?: string, two?: string, name = '') => {
    if (!/^[A-Z]/.test(name)) return all;
    add(name, one, two);
    return blank(all);
  });
  const rest = first.replace(monthFirst, (all, ...given) => {
    const [name, one, two, at] = given as [string, string | undefined, string | undefined, number];
    if (!isMonth(name.replace('.', ''), first.slice(Math.max(0, at - 8), at), one === undefined ? first.slice(at + all.length) : ' 1'))
      return all;
    add(name, one, two);
    return blank(all);
  });
  return { days, rest };
}

const unitWords = signs<Unit>(guard.englishUnits);
const currencies = signs<Unit>(guard.currencies);

const filler = '(?:\\s|RMB|CNY|¥|US\\$|USD|\\$|a total of|the|an?|or equal to|total of|combined|another|further|some){0,6}$';
const before = guard.boundsBefore.map(([bound = '', ...said]) => [bound as Bound, new RegExp(`${either(said)}${filler}`, 'i')] as const);
const after = signs<Bound>(guard.boundsBehind);
const counts = 'one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty';
const measures = 'yuan|RMB|days|months|years|percent';
const currencySign = '(?:RMB|CNY|¥)? ?';
const rangeEnd = new RegExp(
  `(?:\\bbetween\\b.{0,50}? and|(?:\\d|\\b(?:${measures}|million|billion|thousand|hundred|${counts})|%)(?: to|[–—-])) ?${currencySign}$`,
  'i',
);
const rangeStart = new RegExp(`^(?:[ -]?(?:${measures}|%)){0,2} ?(?:to|and|[–—-]) ?${currencySign}(?:\\d|${counts})`, 'i');

const digits = '(?<![\\w.])\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|(?<![\\w.,]|\\d\\/)\\d+(?:\\.\\d+)?';
const scale = '(?:hundred|thousand|million|billion|trillion)';
const oneOfWords = (list: readonly string[]) => `(?:${list.toSorted((a, b) => b.length - a.length).join('|')})`;
const lastWord = oneOfWords([...englishOnes, ...englishOrdinals]);
const below10 = oneOfWords([...englishOnes.slice(1, 10), ...englishOrdinals.slice(1, 10)]);
const tenths = oneOfWords([...words.keys()].filter((each) => each.endsWith('ieth')));
const word = `\\b(?:${oneOfWords(englishTens)}(?:[ -]${below10})?|${tenths}|${lastWord})\\b`;
const behindScale = `(?<=(?:hundred|thousand|million|billion)[ -](?:and )?)${word}`;
const written = new RegExp(
  `(${digits}|${word}(?:[ -](?:and )?(?:${scale}\\b|${behindScale})){0,6}|\\b${scale}\\b)(st|nd|rd|th)?` +
    `((?:[ -]${scale}\\b){0,2})( ?(?:%|per ?cent(?!age)\\b)|[ -]percentage[ -]points?| ?‰)?`,
  'gi',
);

function parseWords(said: string): number {
  let [total, section] = [0, 0];
  for (const raw of said.toLowerCase().split(/[ -]+/)) {
    const times = scales[raw];
    const n = words.get(raw);
    if (times === 100) section = (section || 1) * 100;
    else if (times !== undefined) [total, section] = [total + (section || 1) * times, 0];
    else if (n !== undefined) section += n;
  }
  return total + section;
}

/** A third is a share, a third party is none. */
const ofThing = '(?= of|-| (?!part|person|countr|batch|phase|round|time)|[.,;]|$)';
const nth = oneOfWords(['quarter', ...englishOrdinals.slice(3, 11)]);
const fraction = new RegExp(`\\b(${oneOfWords(englishOnes.slice(1, 10))}|an?)[- ](${nth})s?\\b${ofThing}`, 'gi');
const half = /\bhal(?:f|ves|ve|ved|ving)\b/i;
const times = signs(guard.times);
const romans = ['', '', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

function boundAt(left: string, right: string): Bound | undefined {
  const found = before.find(([, said]) => said.test(left))?.[0] ?? after.find(([, said]) => said.test(right))?.[0];
  if (found) return found;
  if (rangeEnd.test(left)) return 'to';
  return rangeStart.test(right) ? 'from' : undefined;
}

function figureAt(text: string, match: RegExpExecArray): readonly Figure[] {
  const [all, said = '', suffix, more = '', share = ''] = match;
  const [left, right] = [
    text.slice(Math.max(0, match.index - 60), match.index),
    text.slice(match.index + all.length, match.index + all.length + 40),
  ];
  const lower = said.toLowerCase();
  // One and first are pronouns as often, and a second is a time.
  const unit = currencies.find(([, sign]) => sign.test(left))?.[0] ?? unitWords.find(([, name]) => name.test(right))?.[0];
  if (/^(?:one|first)$/.test(lower) && more === '' && share === '')
    return [
      { value: '1', kind: 'count', needed: false, ...(lower === 'one' && { ...opt('unit', unit), ...opt('bound', boundAt(left, right)) }) },
    ];
  if (lower === 'second' && /(?:per|a|each|every) $|millisecond/i.test(left)) return [];
  const isDigits = /^\d/.test(said);
  const n =
    (isDigits ? Number(said.replaceAll(',', '')) : parseWords(said)) *
    more.split(/[ -]/).reduce((by, each) => by * (scales[each.toLowerCase()] ?? 1), 1);
  const kind = /point/i.test(share) ? 'points' : share === '' ? 'count' : 'percent';
  // In three years may be within them.
  const inTime = unit !== undefined && /\bin $/i.test(left) ? ('to' as const) : undefined;
  const bound = suffix === undefined ? (boundAt(left, right) ?? inTime) : undefined;
  return [
    {
      value: figureOf(String(n)),
      kind,
      needed: true,
      ...(unit && kind === 'count' ? { unit } : {}),
      ...(bound ? { bound } : {}),
      ...(suffix ? { ordinal: true as const } : {}),
    },
  ];
}

/** 1 to 10 million, 5-10%: the scale of both ends stands at the last. */
const shared = new RegExp(
  `(?<![\\w.,])(\\d{1,3}(?:\\.\\d+)?)(?=(?: to |-|–| and )(?:RMB |CNY |¥)?\\d{1,3}(?:\\.\\d+)?(%| per ?cent\\b|(?: ${scale}\\b){1,2}))`,
  'gi',
);

export function readEnglishFigures(text: string): EnglishFigures {
  const { days, rest } = daysOf(text.replace(shared, '$1$2'));
  const found: [at: number, figure: Figure][] = [];
  const boundOf = (at: number, said: string): Pick<Figure, 'bound'> =>
    opt('bound', boundAt(rest.slice(Math.max(0, at - 60), at), rest.slice(at + said.length)));
  const plain = rest
    .replace(fraction, (all, n: string, of: string, at: number) => {
      const value = shareOf(words.get(n.toLowerCase()) ?? 1, of.toLowerCase() === 'quarter' ? 4 : (words.get(of.toLowerCase()) ?? 1));
      const kind = value.endsWith('%') ? 'percent' : 'fraction';
      found.push([at, { value: figureOf(value), kind, needed: true, ...boundOf(at, all) }]);
      return ' '.repeat(all.length);
    })
    .replace(vague, (all) => ' '.repeat(all.length));
  const halved = half.exec(plain);
  if (halved) found.push([halved.index, { value: '50', kind: 'percent', needed: false, ...boundOf(halved.index, halved[0]) }]);
  for (const [value, said] of times) if (said.test(plain)) found.push([0, { value, kind: 'count', needed: false }]);
  for (const match of plain.matchAll(written)) found.push(...figureAt(plain, match).map((each): [number, Figure] => [match.index, each]));
  for (const { index, 1: n } of plain.matchAll(/\bQ([1-4])\b/g)) found.push([index, { value: orEmpty(n), kind: 'count', needed: true }]);
  const figures = found.toSorted(([a], [b]) => a - b).map(([, figure]) => figure);
  const roman = new Set([...plain.matchAll(/\b[IVX]{1,4}\b/g)].map(([letters]) => String(romans.indexOf(letters))));
  return { figures, days, vague: rest.search(vague) >= 0, roman };
}
