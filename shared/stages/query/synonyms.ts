import { group, hasHan } from '../../model/values.ts';
import { knownBodies } from '../../registry/bodies.ts';
import { glossary, requestedNames, typeWords } from '../../registry/glossary.ts';
import { companies } from '../../registry/institutions.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { landmarks } from '../../registry/known.ts';
import { officialNames } from '../../registry/official-names.ts';
import { places } from '../../registry/places.ts';
import { wordChanges } from '../../registry/script.ts';
import { nameWords } from '../text/english-title-key.ts';
import { foldText } from '../text/language.ts';
import { buildMatcher, type Matcher } from '../text/match.ts';
import { toChineseNumeral } from '../text/numerals.ts';

/**
 * How official Chinese texts write what a reader asks for in other words: English terms, names and short names of bodies, Taiwan's words.
 */

const longestRun = 16;
const mostNames = 8;

type NameTable = ReadonlyMap<string, readonly string[]>;

/** 工信部 is found as 工业和信息化部 too; names that stand within another one find nothing more. */
const shortest = (names: readonly string[]) => names.filter((name) => !names.some((other) => other !== name && name.includes(other)));

function tableOf(rows: Iterable<readonly [key: string, names: readonly string[]]>): NameTable {
  const table = new Map<string, string[]>();
  for (const [key, names] of rows) {
    if (key === '') continue;
    const terms = table.get(key) ?? [];
    table.set(key, terms);
    for (const name of names) if (hasHan(name) && name.length > 1 && !terms.includes(name)) terms.push(name);
  }
  return new Map([...table].filter(([, names]) => names.length > 0).map(([key, names]) => [key, shortest(names).slice(0, mostNames)]));
}

const key = (text: string) => nameWords(text).join(' ');

function* englishRows(): Generator<readonly [string, readonly string[]]> {
  for (const { name, short, full, others } of knownBodies) {
    const names = [name, ...others];
    // 国家互联网信息办公室 stands as Cyberspace Administration of China (CAC): each of the two is a name.
    const bracketed = /^(.{2,80}) \(([A-Z0-9]{2,12})\)$/.exec(short);
    for (const english of [short, full, ...(bracketed ? [group(bracketed, 1), group(bracketed, 2)] : [])]) yield [key(english), names];
    for (const other of others) if (!hasHan(other)) yield [key(other), names];
  }
  for (const { name, english, aliases } of companies) {
    for (const alias of [english, ...aliases]) if (!hasHan(alias)) yield [key(alias), [name]];
  }
  for (const { english, stem } of places) yield [key(english), [stem]];
  for (const { zh, en, aliases } of landmarks) for (const alias of [en, ...aliases]) if (!hasHan(alias)) yield [key(alias), [zh]];
  for (const { zh, en, part } of glossary) if (part !== 'link') yield [key(en), [zh]];
  for (const [zh, en] of requestedNames) yield [key(en), [zh]];
  for (const { zh, en } of officialNames) yield [key(en), [zh]];
}

const othersOf = new Map(knownBodies.map(({ id, name, others }) => [id, [name, ...others.filter(hasHan)]]));

let english: NameTable | undefined;
let inAnyOrder: NameTable | undefined;
/** Names of so many words are known in any order: Data Security Law, Law on Data Security. */
const fewestInAnyOrder = 3;
const sorted = (words: readonly string[]) => words.toSorted().join(' ');

/** Words of Taiwan and Hong Kong that mainland texts do not use in another sense (资料 and 智慧 they do). */
const foreign = wordChanges.filter(([, elsewhere]) => elsewhere.length > 2 || /^[网路晶片辉达软体硬体]{2}$/.test(elsewhere));

const shortNames = Map.groupBy(
  requestedNames.filter(([, name]) => hasHan(name)),
  ([, name]) => name,
);

function hanNames(term: string): readonly string[] {
  const plain = foldText(term);
  const issuer = plain.length > 1 ? findIssuer(plain) : undefined;
  const meant = shortNames.get(plain)?.map(([name]) => name) ?? [];
  const names = issuer ? (othersOf.get(issuer.id) ?? [issuer.name]) : meant;
  const mainland = foreign.reduce((text, [usual, elsewhere]) => text.replaceAll(elsewhere, usual), plain);
  return [...shortest(names.filter((name) => !name.includes(plain))).slice(0, mostNames), ...(mainland === plain ? [] : [mainland])];
}

/** Order No. 86, by whomever: 令第86号, and 令第八十六号 as orders of the President are numbered. */
function orderNames(words: readonly string[]): { readonly taken: number; readonly names: readonly string[] } | undefined {
  for (const taken of [3, 2]) {
    const number = /^order (?:no\.? ?|number )?(\d{1,3})$/.exec(words.slice(0, taken).join(' '))?.[1];
    if (number !== undefined) return { taken, names: [`令第${number}号`, `令第${toChineseNumeral(Number(number))}号`] };
  }
  return undefined;
}

/**
 * What the first of these words mean together: how many of them were taken, the most that are a name, and its Chinese names. Nothing for
 * words with none.
 */
export function findSynonyms(words: readonly string[]): { readonly taken: number; readonly names: readonly string[] } | undefined {
  const [first = ''] = words;
  if (hasHan(first)) {
    const names = hanNames(first);
    return names.length > 0 ? { taken: 1, names } : undefined;
  }
  const order = orderNames(words);
  if (order) return order;
  english ??= tableOf(englishRows());
  inAnyOrder ??= tableOf([...englishRows()].map(([key, names]) => [sorted(key.split(' ')), names]));
  const end = words.findIndex(hasHan);
  for (let taken = Math.min(longestRun, end === -1 ? words.length : end); taken > 0; taken -= 1) {
    const plain = nameWords(words.slice(0, taken).join(' '));
    const names = english.get(plain.join(' ')) ?? (plain.length < fewestInAnyOrder ? undefined : inAnyOrder.get(sorted(plain)));
    if (names) return { taken, names };
  }
  return undefined;
}

/** Whether two words differ by one letter: another one, one more, one less, or two in each other's place. */
function isNear(a: string, b: string) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || isSwapped;
}

let spelled: readonly string[] | undefined;
const fewestLetters = 5;

/** The English word of a name of the registry from which a word differs by a letter; nothing for one that some name has. */
export function findSpelling(word: string): string | undefined {
  if (!/^[a-z]{5,40}$/.test(word)) return undefined;
  spelled ??= [...new Set([...englishRows()].flatMap(([key]) => key.split(' ')))].filter((each) => each.length >= fewestLetters);
  const [compared = ''] = nameWords(word);
  return spelled.includes(compared) ? undefined : spelled.find((each) => isNear(each, compared));
}

let words: Matcher | undefined;
let listed: readonly string[] = [];

/**
 * The known words of a run of Han characters, and what stands between them, in their order; `inner` takes a run that is a known word itself
 * apart.
 */
function partsOf(run: string, inner: boolean): readonly string[] {
  if (!words) {
    const names = [...knownBodies.flatMap(({ name, others }) => [name, ...others]), ...companies.map(({ name }) => name)];
    listed = [...new Set([...glossary.map(({ zh }) => zh), ...typeWords.map(({ zh }) => zh), ...names])].filter(
      (each) => each.length > 1 && hasHan(each),
    );
    words = buildMatcher(listed);
  }
  const parts: string[] = [];
  let at = 0;
  const within = words.all(run).filter(({ start, end }) => !inner || end - start < run.length);
  for (const { start, end } of within.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    parts.push(run.slice(at, start), run.slice(start, end));
    at = end;
  }
  return [...parts, run.slice(at)].filter((part) => part.length > 1);
}

function unitsOf(words: readonly string[]): readonly string[] {
  const units: string[] = [];
  for (let at = 0; at < words.length; ) {
    const taken = findSynonyms(words.slice(at))?.taken ?? 1;
    units.push(words.slice(at, at + taken).join(' '));
    at += taken;
  }
  return units;
}

const meaningfulParts = (units: readonly string[], inner: boolean): readonly string[] => {
  const split = (unit: string) => unit.split(/(\p{Script=Han}{2,60})/u).flatMap((each) => (hasHan(each) ? partsOf(each, inner) : each));
  const parts = units.flatMap((unit) => (hasHan(unit) ? split(unit) : unit));
  return [...new Set(parts.filter((part) => part.length > 1))];
};

const mostNear = 4;

/**
 * Queries near one that found nothing: its words apart from each other, then each of them alone, the longest first. A query of one
 * known word has none.
 */
export function relaxQuery(query: string): readonly string[] {
  const plain = query.replace(/["“”]/g, ' ').trim().slice(0, 100);
  const units = unitsOf(plain.split(/\s{1,20}/));
  const meaningful = meaningfulParts(units, false).length > 1 ? meaningfulParts(units, false) : meaningfulParts(units, true);
  if (meaningful.length < 2) return [];
  const alone = meaningful.toSorted((a, b) => b.length - a.length);
  return [...new Set([meaningful.join(' '), ...alone])].filter((each) => each !== query).slice(0, mostNear);
}
