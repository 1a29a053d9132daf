import type { MachineText } from '../../model/machine.ts';
import { hasHan } from '../../model/values.ts';
import { replaceRadicals } from '../text/normalise.ts';
import { either, expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readChineseFigures } from './guard-chinese.ts';
import { readEnglishFigures } from './guard-english.ts';
import { type Figure, type MonthDay, sayings } from './guard-figure.ts';
import { englishOfBodies, faultOfNames } from './guard-names.ts';
import words from './guard-words.json' with { type: 'json' };

const {
  boundWord,
  money,
  /** 不得保存超过三年: not kept for more than three years. */
  looseBounds,
  /** 拒绝 says itself; what else denies may be told as a refusal. */
  refusing,
  noneMay,
  modalOf,
  modal,
  /** SM4, V1.0, GB/T 35273-2020, 5G, 2.200.112. */
  code,
  bounds,
  boundPhrases,
  denying,
  denyingPrefix,
  denyingWord,
} = expressionsOf(expressions.guard);

/**
 * No English of a machine may say a number, day, bound, code or name that its Chinese does not, or leave one out. It reads numbers and
 * names, not sense: a wrong verb or subject passes. So machine text is always marked, stands beside its Chinese and proves nothing.
 */

type Options = { readonly part?: boolean };
type Check = (zh: string, en: string, part: boolean) => string | undefined;

const malformed = words.malformed.map(([mark = '', why = '', flags = '']) => ({ mark: new RegExp(mark, `u${flags}`), why }));
const form: Check = (zh, en, part) => {
  const found = malformed.find(({ mark }) => mark.test(en))?.why;
  if (found) return found;
  // 2.50 for 2.5, 2 for 2.0, 03 for 3: nobody writes so who translates.
  const added = en.match(/\d\.\d{0,6}0(?!\d)|(?<![\d.:,A-Za-z-])0\d(?![-:])/g)?.some((number) => !zh.includes(number));
  const lost = part ? false : zh.match(/\d{1,9}\.\d{0,6}0(?![\d万亿%])/g)?.some((number) => !en.includes(number));
  return added || lost ? 'has a number that is written wrongly' : undefined;
};

/** Letters of English for a Han character; a short law has a long name. */
const letters = { least: 0.9, most: 10, more: 36 };
const length: Check = (zh, en, part) => {
  const size = Math.max(
    1,
    [...zh.replace(/中华人民共和国/, '')].reduce((sum, char) => sum + (hasHan(char) ? 1 : 0.25), 0),
  );
  const ratio = en.replace(/ ?(?:of )?the People's Republic of China/, '').length / size;
  const isSane = (part || ratio >= letters.least) && ratio <= letters.most + letters.more / size;
  return isSane ? undefined : `has ${ratio.toFixed(1)} letters for each of the Chinese`;
};

const plainDashes = (text: string) => text.replace(/[—–−‑]/g, '-');
const codesOf = (text: string) =>
  [...new Set([...text.matchAll(code)].map(([found]) => found.replace(/[.-]{1,4}$/, '')))].filter((found) => !money.test(found));
const codeForm = (found: string) => new RegExp(`(?<![A-Za-z0-9])${oneOf([found]).replace(/\\-| /g, '[ -]?')}(?![A-Za-z0-9]|\\.\\d)`, 'g');
/** Codes stand as numbers that nobody writes: so they have their bounds (L3 or above). */
const standIn = (n: number) => `${9_100_001 + n * 10}`;
const latinWord = /(?<![A-Za-z])[A-Za-z][A-Za-z&+-]{0,20}[A-Za-z+](?![A-Za-z0-9])/g;
const saidAs = (zh: string) => words.latin.flatMap(([latin, en]) => (latin === zh.toUpperCase() && en ? [en] : []));

function withoutCodes(zh: string, en: string, part: boolean): { zh: string; en: string } | string {
  let [left, right] = [plainDashes(zh), plainDashes(en)];
  for (const [n, found] of codesOf(left).entries()) {
    if (!part && !codeForm(found).test(right)) return `does not have ${found}`;
    right = right.replace(codeForm(found), standIn(n));
    left = left.replaceAll(found, standIn(n));
  }
  const named = englishOfBodies(zh);
  // In English a word before a number is a code only where it is joined to it: By 2027, Part 2.
  const foreign = codesOf(right).find(
    (each) => !/^[A-Za-z/]{1,12} /.test(each) && !/-9100\d{3}/.test(each) && !new RegExp(`(?<![A-Z])${oneOf([each])}(?!\\d)`).test(named),
  );
  if (foreign !== undefined) return `has ${foreign}, which the Chinese does not`;
  const missing = part ? undefined : [...left.matchAll(latinWord)].map(([found]) => found).find((found) => !hasLatin(found, right));
  if (missing !== undefined) return `does not have ${missing}`;
  const like = misspelt(left, right);
  return like === undefined ? { zh: left, en: right } : `has ${like}, which the Chinese does not`;
}

/** APX and PPA for APP: capitals that are one letter, or their order, away from those of the Chinese. */
function misspelt(zh: string, en: string): string | undefined {
  const known = [...zh.matchAll(latinWord)].map(([found]) => found);
  return [...en.matchAll(/\b[A-Z]{2,12}\b/g)]
    .map(([found]) => found)
    .find((found) => !zh.includes(found) && known.some((each) => each.length === found.length && differing(each.toUpperCase(), found) < 2));
}
function differing(one: string, other: string): number {
  const rest = [...other];
  return [...one].filter((letter) => !rest.includes(letter) || rest.splice(rest.indexOf(letter), 1).length === 0).length;
}

function hasLatin(found: string, en: string): boolean {
  const exact = /[A-Z].*[A-Z]/.test(found);
  const stands = (forms: readonly string[], flags: string) => new RegExp(`(?<![A-Za-z])${oneOf(forms)}(?![A-Za-z])`, flags).test(en);
  const initials = (en.match(/[A-Za-z]+/g) ?? []).map((word) => word.charAt(0)).join('');
  if (exact && initials.toUpperCase().includes(found)) return true;
  return stands([found, `${found}s`], exact ? '' : 'i') || (saidAs(found).length > 0 && stands(saidAs(found), 'i'));
}

const sameNumber = (a: Figure, b: Figure) => a.value === b.value && a.kind === b.kind;
const wordOf = ({ value, kind }: Figure) => value + { percent: '%', points: ' points', fraction: '', count: '' }[kind];
const isFifty = ({ kind, value }: Figure) => kind === 'percent' && value === '50';
const isHalf = (figure: Figure) => isFifty(figure) && !figure.needed;
const holdsInOrder = (whole: readonly string[], some: readonly string[]): boolean => {
  let at = -1;
  return some.every((each) => {
    at = whole.indexOf(each, at + 1);
    return at >= 0;
  });
};
const agrees = (chinese: Figure, english: Figure) =>
  chinese.bound === undefined
    ? english.bound === undefined || /^(?:from|to)$/.test(english.bound)
    : english.bound !== undefined && sayings[chinese.bound].includes(english.bound);
const countOf = (figures: readonly Figure[], figure: Figure) => figures.filter((each) => sameNumber(each, figure)).length;
/** How often a numeral of one character stands in a sentence, beside its figures: 一等奖, 二等奖. */
const runs = (zh: string, { value, kind }: Figure) =>
  kind === 'count'
    ? [...zh].filter((char) => '一二三四五六七八九'.indexOf(char) + 1 === Number(value) || (value === '2' && /[两双]/.test(char))).length
    : 0;
const sameDay = (a: MonthDay, b: MonthDay) => a.month === b.month && a.day === b.day;
const dayWords = ({ month, day }: MonthDay) => (day === undefined ? `month ${month}` : `day ${day} of month ${month}`);

type Read = {
  readonly chinese: ReturnType<typeof readChineseFigures>;
  readonly english: ReturnType<typeof readEnglishFigures>;
  readonly zh: string;
  readonly part: boolean;
};

function faultOfDays({ chinese, english, part }: Read): string | undefined {
  const foreign = english.days.find(
    (day) => !chinese.days.some((each) => sameDay(day, each) || (part && day.day === undefined && day.month === each.month)),
  );
  if (foreign) return `says ${dayWords(foreign)}`;
  const missing = part ? undefined : chinese.days.find((day) => !english.days.some((each) => sameDay(day, each)));
  return missing && `leaves out ${dayWords(missing)}`;
}

function faultOfNumbers({ chinese, english, zh, part }: Read): string | undefined {
  const named: readonly string[] = englishOfBodies(zh).match(/\d+/g) ?? [];
  const isStated = (figure: Figure) =>
    chinese.figures.some((each) => sameNumber(each, figure)) ||
    (isHalf(figure) && zh.includes('半')) ||
    (figure.kind === 'count' &&
      (chinese.possible.has(figure.value) || named.includes(figure.value) || [...chinese.others.values()].includes(figure.value)));
  const foreign = english.figures.find((figure) => (figure.needed || figure.value !== '1') && !isStated(figure));
  if (foreign) return `says ${wordOf(foreign)}`;
  const more = english.figures.find(
    (figure) => figure.needed && countOf(english.figures, figure) > Math.max(1, countOf(chinese.figures, figure), runs(zh, figure)),
  );
  if (more) return `says ${wordOf(more)} too often`;
  if (english.vague && !/[十百千万亿数]|\d/.test(zh)) return 'says tens, hundreds or thousands';
  const isSaid = (figure: Figure) =>
    english.figures.some((each) => sameNumber(each, figure)) ||
    (figure.kind === 'count' && english.roman.has(figure.value)) ||
    english.figures.some(({ value }) => value === chinese.others.get(figure.value)) ||
    chinese.figures.some((each) => each !== figure && !each.needed && sameNumber(each, figure));
  const missing = part ? undefined : chinese.figures.find((figure) => figure.needed && !isSaid(figure));
  if (missing) return `leaves out ${wordOf(missing)}`;
  // Half a year is no share: where English says half, fifties stand in any place.
  const half = english.figures.some(isHalf);
  const row = (figures: readonly Figure[]) =>
    figures.flatMap((figure) => (figure.kind === 'percent' && !(half && isFifty(figure)) ? [figure.value] : []));
  const [stated, said] = [row(chinese.figures), row(english.figures)];
  return holdsInOrder(stated, said) && (part || stated.length === said.length) ? undefined : 'has percentages in another order';
}

const timed = new Set(['working day', 'day', 'month', 'year', 'week', 'hour', 'minute']);

function faultOfBounds({ chinese, english, zh, part }: Read): string | undefined {
  const strange = english.figures.find(
    ({ unit }) => (unit === 'month' && !/月|半年/.test(zh)) || (unit === 'year' && !/[年岁]|十.五/.test(zh)),
  );
  if (strange) return `has ${wordOf(strange)} in ${strange.unit}s`;
  for (const figure of english.figures) {
    const same = chinese.figures.filter((each) => sameNumber(each, figure));
    if (same.length === 0) continue;
    if (figure.unit && same.every(({ unit }) => unit !== undefined && unit !== figure.unit))
      return `has ${wordOf(figure)} in ${figure.unit}s`;
    if (!same.some((each) => agrees(each, figure))) return `has another bound of ${wordOf(figure)}`;
  }
  const unmeasured = chinese.figures.find(({ unit, ...figure }) => {
    const same = english.figures.filter((each) => sameNumber(each, figure));
    return (
      unit &&
      figure.needed &&
      timed.has(unit) &&
      same.length > 0 &&
      !same.some((each) => each.unit === unit || (!each.unit && (each.ordinal || each.bound === 'from')))
    );
  });
  if (unmeasured) return `does not have ${wordOf(unmeasured)} in ${unmeasured.unit}s`;
  const unbound = chinese.figures.find(
    (figure) =>
      figure.bound &&
      !english.figures.some((each) => sameNumber(each, figure) && agrees(figure, each)) &&
      (!part || english.figures.some((each) => sameNumber(each, figure))),
  );
  return unbound && `leaves out the bound of ${wordOf(unbound)}`;
}

/** 17:00 is 17时, 每万人 each 10,000, 上限为5 at most 5. */
const plainly = (text: string) =>
  text
    .replace(/\b(\d{1,2}):00\b/g, '$1')
    .replace(/\bonce\b/gi, 'one time')
    .replace(/每(?=[百千万亿])/g, '每一')
    .replace(/上限为/g, '不超过')
    .replace(/下限为/g, '不低于');
/** 季 is no fourth part, and 三维 is 3D. */
const withoutQuarters = (zh: string, en: string) =>
  (zh.includes('季') ? en.replace(/\bquarter/g, 'term') : en).replace(/\b([23])D\b/g, /\dD/i.test(zh) ? '$&' : '$1 dimensional');

const numbers: Check = (rawZh, rawEn, part) => {
  const plain = withoutCodes(plainly(rawZh), plainly(withoutQuarters(rawZh, rawEn)), part);
  if (typeof plain === 'string') return plain;
  const read = { chinese: readChineseFigures(plain.zh), english: readEnglishFigures(plain.en), zh: rawZh, part };
  return faultOfDays(read) ?? faultOfNumbers(read) ?? faultOfBounds(read);
};

const expressionOf = (any: readonly string[]) => new RegExp(any.join('|'), 'g');
const forbidding = expressionOf(words.forbidding.map((each) => `(?<!、)(?:${each})`));
const strong = words.negations.map((each) => new RegExp(each));
const mild = expressionOf(words.mild);
/** 不低于国家标准, 未满: English may deny it, or say it otherwise. */
const optional = expressionOf(words.optional);
/** 不正当 is unfair: the word that denies is in it, in both languages. */
const inWord = new RegExp(`[不无非未](?:${words.joined.join('|')})`, 'g');
const negative = new RegExp(words.negative, 'g');
const paired = words.paired.map(([zh = '', en = '']) => ({ zh: new RegExp(zh), en: new RegExp(en, 'gi') }));
/** 不得A，不得B: shall not A or B. */
const merging = /\b(?:not|no)\b[^.;]{0,200}\b(?:or|nor)\b/i;

const excepting = /\bfail\w* to\b|\b(?:except(?:ed|ing)?|unless)\b/gi;
const count = (text: string, words: RegExp) => text.match(words)?.length ?? 0;

const negations: Check = (zh, en, part) => {
  const unbound = zh.replace(boundWord, ' ');
  const rest = unbound.replace(mild, ' ');
  const sure = rest.replace(optional, ' ');
  const plain = sure.replace(inWord, ' ');
  const own = count(sure, inWord);
  const forbids = count(plain, forbidding);
  const isMerged = part || (merging.test(en) && count(en.replace(noneMay, ' '), modal) <= count(zh, modalOf));
  const wanted = (isMerged ? Math.min(1, forbids) : forbids) + strong.filter((each) => each.test(plain)).length;
  const unbounded = en.replace(bounds, ' ').replace(boundPhrases, ' ');
  const text = paired.reduce((left, pair) => (pair.zh.test(zh) ? left.replace(pair.en, ' ') : left), unbounded.replace(looseBounds, ' '));
  const loose = count(unbounded, looseBounds);
  const said = count(text, denying) + (zh.includes('拒') ? 0 : count(text, refusing)) + Math.max(0, loose - count(zh, boundWord));
  const crimes = Math.max(0, count(text, /\b(?:illegal|illicit|unlawful)/gi) - (zh.includes('非法') ? 1 : 0));
  const joined = Math.max(0, count(text, denyingWord) - own - crimes);
  if (said + joined < wanted) return 'leaves out a negation';
  if (/\b(?:no|neither|nobody)\b[^.,;]{1,60}\b(?:may|shall|must|can|is|are) not\b/i.test(text)) return 'denies twice';
  const denied = said + count(text, excepting);
  if (denied === 0) return undefined;
  const withPrefix = Math.max(0, count(text, denyingPrefix) - count(unbound, mild) - count(zh, /[违擅虚失缺误私]/g));
  const most = count(sure, negative) + count(rest, optional);
  return denied + withPrefix > most ? 'denies what the Chinese does not' : undefined;
};

/** Words of the English that the Chinese has to have, each by one of its own; where it has the opposite, as often. */
const needed = words.needed.map(([en = '', zh = '', why = '', opposite = '']) => ({
  en: new RegExp(`\\b${either([en])}\\b`, 'g'),
  zh: new RegExp(zh, 'g'),
  why: why || `says ${en.replace(/\W.*/, '')}`,
  opposite: opposite === '' ? undefined : new RegExp(opposite),
}));
const added: Check = (zh, en) =>
  needed.find((each) => {
    const [said, stated] = [count(en, each.en), count(zh, each.zh)];
    return each.opposite === undefined ? said > 0 && stated === 0 : said > stated && each.opposite.test(zh);
  })?.why;

const required = words.said.map(([zh = '', en = '', why = '']) => ({ zh: new RegExp(zh), en: new RegExp(`\\b(?:${en})`, 'i'), why }));
const lost: Check = (zh, en, part) => (part ? undefined : required.find((each) => each.zh.test(zh) && !each.en.test(en))?.why);

const names: Check = (zh, en, part) => faultOfNames(zh, en, !part);
const checks: readonly Check[] = [form, length, numbers, negations, added, lost, names];

export function guardTitle(chinese: string, english: string, what = 'title'): MachineText<string> {
  const fault = faultOfEnglish(chinese, english);
  return fault === undefined
    ? { text: english.trim(), refused: [] }
    : { refused: [`the ${what} of the machine ${fault}: ${english.slice(0, 400)}`] };
}

/** Why the English of a machine may not be shown, or nothing. */
export function faultOfEnglish(chinese: string, english: string, { part = false }: Options = {}): string | undefined {
  const [zh, en] = [replaceRadicals(chinese.normalize('NFKC')).trim(), english.normalize('NFKC').replace(/[‘’]/g, "'").trim()];
  if (en === '') return 'is empty';
  for (const check of checks) {
    const fault = check(zh, en, part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
