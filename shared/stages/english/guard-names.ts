import { hasHan } from '../../model/values.ts';
import { knownBodies, pressNames } from '../../registry/bodies.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { landmarks } from '../../registry/known.ts';
import { englishFormsOf, nameKey, officialNames } from '../../registry/official-names.ts';
import { places as registered } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { isAbroad, isNotAPlace } from '../facts/entities.ts';
import { buildMatcher, type Matcher } from '../text/match.ts';
import { oneOf } from '../text/words.ts';
import words from './guard-words.json' with { type: 'json' };

/** Whether bodies, places and acts that a Chinese sentence names stand in its English by one of their English names, and no others do. */

const ignored = new Set('the of on for and in to a an s by with from its prc concerning regarding'.split(' '));
/** Words that translators take for each other in names, each with the one that stands for all; 人工智能 is artificial intelligence and AI. */
const alike: ReadonlyMap<string, string> = new Map(
  words.alike.flatMap(([one = '', ...others]) => others.map((word): [string, string] => [word, one])),
);
const stemOf = (word: string) =>
  word
    .replace(/is(?=e|ed|ing|ation)/, 'iz')
    .replace(/ies$/, 'y')
    .replace(/(?<=s|x|ch|sh)es$/, '')
    .replace(/(?<![su])s$/, '')
    .replace(/(?<=[a-z]{4})(?:ing|ed|ion|e)$/, '');
const wordsOf = (text: string) =>
  (text.replace(/people['’]s republic of china/gi, ' ').match(/[A-Za-z0-9+]+/g) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => !ignored.has(word))
    .map((word) => stemOf(alike.get(word) ?? word))
    .filter((word) => word !== '');

type English = { readonly text: string; readonly words: readonly string[]; readonly bag: ReadonlySet<string> };
const toEnglish = (text: string): English => {
  const all = wordsOf(text);
  return { text, words: all, bag: new Set(all) };
};

/**
 * A name in the order of its words; in names of bodies that stand together, others come between (Ministries of Education and of Finance).
 */
const widestGap = 6;
function inOrder(name: readonly string[], { words: all }: English): boolean {
  return all.some((start, from) => {
    if (start !== name[0]) return false;
    let at = from;
    return name.slice(1).every((word) => {
      const next = all.indexOf(word, at + 1);
      const isNear = next > at && next - at <= widestGap;
      at = next;
      return isNear;
    });
  });
}
const isAcronym = (name: string) => /^[A-Z][A-Za-z0-9&-]*$/.test(name) && /[A-Z].*[A-Z]|\d/.test(name);
const standsAs = (name: string, text: string) => new RegExp(`(?<![A-Za-z0-9])${oneOf([name])}(?![A-Za-z0-9])`).test(text);

/** TC260 in brackets behind a name is a second name. */
const formsOf = (names: readonly string[]) =>
  names.flatMap((name) => {
    const bracket = /^(.{4,}?) ?\(([^()]{2,12})\)$/.exec(name);
    return bracket?.[1] && bracket[2] ? [bracket[1], bracket[2]] : [name];
  });

const namesBody = (forms: readonly string[], english: English) =>
  forms.some((form) => (isAcronym(form) ? standsAs(form, english.text) : inOrder(wordsOf(form), english)));
const namesAct = (forms: readonly string[], english: English) =>
  forms.some((form) =>
    isAcronym(form) ? standsAs(form, english.text) : wordsOf(form.replace(/ ?\([^()]{1,40}\)$/, '')).every((word) => english.bag.has(word)),
  );

export const englishOfBodies = (zh: string): string =>
  findIssuers(zh)
    .map(({ entry }) => `${entry.english} ${entry.full}`)
    .join(' ');

const latin = (names: readonly string[]) => names.filter((name) => !hasHan(name));
const otherNames: Readonly<Record<string, readonly string[]>> = { npcsc: ['NPCSC'] };
const englishOfBody = (id: string): readonly string[] => {
  const more = landmarks.filter((landmark) => landmark.id === id).flatMap(({ en, aliases }) => [en, ...aliases]);
  return latin([...more, ...(otherNames[id] ?? []), ...(pressNames[id as keyof typeof pressNames] ?? [])]);
};

type Named = { readonly zh: string; readonly forms: readonly string[] };
const fewest = 5;
const fewestOfLaw = 3;
/** A national body by a name, and the words of it between blanks. */
type BodyName = { readonly id: string; readonly form: string; readonly name: string };
type Names = {
  readonly acts: readonly Named[];
  readonly actMatcher: Matcher;
  readonly places: readonly Named[];
  readonly placeMatcher: Matcher;
  readonly formsOfPlace: ReadonlyMap<string, readonly string[]>;
  readonly bodies: readonly BodyName[];
  readonly laws: ReadonlyMap<string, readonly string[]>;
};
let loaded: Names | undefined;

const names = (): Names => {
  loaded ??= makeNames();
  return loaded;
};

function makeNames(): Names {
  const byName = new Map<string, string[]>();
  const add = (zh: string, forms: readonly string[]): void => {
    const key = nameKey(zh);
    if (key.length >= (/法典?$/.test(key) ? fewestOfLaw : fewest)) byName.set(key, [...(byName.get(key) ?? []), ...formsOf(latin(forms))]);
  };
  for (const { zh, en } of officialNames) add(zh, [en, ...englishFormsOf(zh)]);
  for (const { kind, zh, en, aliases } of landmarks)
    if (kind === 'act') for (const name of [zh, zh.replace(/^中华人民共和国/, '')]) add(name, [en, ...aliases]);
  const acts = [...byName].map(([zh, forms]) => ({ zh, forms }));
  const laws = acts.flatMap(({ zh, forms }) => {
    const short = zh.replace(/^中华人民共和国/, '');
    return /法典?$/.test(zh) ? forms.filter((form) => /. Law$/.test(form)).map((form) => ({ zh: short, form })) : [];
  });
  const named = registered.filter(({ level }) => level === 'L4' || level === 'L5');
  const pairs = named.flatMap(({ forms, english }) => forms.map((zh) => ({ zh, english })));
  const places = [...Map.groupBy(pairs, ({ zh }) => zh)].map(([zh, all]) => ({ zh, forms: all.map(({ english }) => english) }));
  const formsOfPlace = new Map([...Map.groupBy(pairs, ({ english }) => english)].map(([en, all]) => [en, all.map(({ zh }) => zh)]));
  return {
    acts,
    actMatcher: buildMatcher(acts.map(({ zh }) => zh)),
    places,
    placeMatcher: buildMatcher(places.map(({ zh }) => zh)),
    formsOfPlace,
    bodies: nationalBodies(),
    laws: new Map([...Map.groupBy(laws, ({ form }) => form)].map(([form, all]) => [form, all.map(({ zh }) => zh)])),
  };
}

const national = new Set(['L0', 'L1', 'L2']);
const nationalBodies = (): readonly BodyName[] =>
  knownBodies
    .filter(({ level, kind }) => national.has(level) && kind !== 'media')
    .flatMap(({ id, full, short }) => formsOf([full, short]).map((form) => ({ id, form, name: ` ${wordsOf(form).join(' ')} ` })))
    .filter(({ form, name }) => isAcronym(form) || name.trim().includes(' '));

function missingBody(zh: string, english: English): string | undefined {
  const folded = fold(zh);
  return findIssuers(zh).find(({ entry, start }) => {
    if (entry.kind === 'local' || isAbroad(folded, start)) return false;
    return !namesBody(formsOf([entry.english, entry.full, ...englishOfBody(entry.id)]), english);
  })?.name;
}

const withLonger = (act: Named, acts: readonly Named[]) =>
  acts.flatMap(({ zh, forms }) => (zh === act.zh || (act.zh.length > 9 && zh.includes(act.zh)) ? forms : []));

function missingAct(zh: string, english: English): string | undefined {
  const { acts, actMatcher } = names();
  const folded = fold(zh);
  const found = actMatcher.longest(zh).find(({ term, start, end }) => {
    const act = acts[term];
    const partOfWord = folded[end - 1] === '法' && /^[律院规学制治案人定]/.test(folded.slice(end, end + 1));
    return act !== undefined && !partOfWord && !isAbroad(folded, start) && !namesAct(withLonger(act, acts), english);
  });
  return found && acts[found.term]?.zh;
}

function placesOf(zh: string): readonly Named[] {
  const { places, placeMatcher } = names();
  const folded = fold(zh);
  const groups = words.placeGroups
    .filter(({ zh: group }) => zh.includes(group))
    .flatMap(({ zh: group, en }) => en.map((name) => ({ zh: group, forms: [name] })));
  const named = placeMatcher.longest(zh).flatMap(({ term, start, end }) => (isNotAPlace(folded, start, end) ? [] : (places[term] ?? [])));
  return [...named, ...groups];
}

const foreignPlace = (zh: string, { text }: English) =>
  [...names().formsOfPlace].find(
    ([name, forms]) =>
      text.includes(name) &&
      standsAs(name, text) &&
      !forms.some((form) => zh.includes(form)) &&
      !words.shortPlaces.some(([short = '', place]) => place === name && zh.includes(short)),
  )?.[0];

function foreignBody(zh: string, english: English): string | undefined {
  const here = findIssuers(zh);
  const ids = new Set(here.flatMap(({ entry }) => [entry.id, entry.parent ?? entry.id]));
  const known = here.map(({ entry }) => ` ${wordsOf(entry.full).join(' ')} , ${wordsOf(entry.english).join(' ')} `).join(',');
  const all = ` ${english.words.join(' ')} `;
  return names().bodies.find(({ id, form, name }) => {
    if (ids.has(id) || known.includes(name)) return false;
    return isAcronym(form) ? standsAs(form, english.text) && !zh.includes(form) : all.includes(name);
  })?.form;
}

const foreignLaw = (zh: string, { text }: English) =>
  [...names().laws].find(
    ([form, laws]) =>
      text.includes(form) &&
      !laws.some((law) => zh.includes(law)) &&
      new RegExp(`(?<![A-Z][\\w-]{0,20} )\\b${oneOf([form])}\\b`).test(text),
  )?.[0];

const namesWhole = ({ forms }: Named, english: English) => forms.some((form) => wordsOf(form).join() === english.words.join());

/** What is wrong with the names of a translation, or nothing. `whole`: every name of the Chinese is to be there. */
export function faultOfNames(zh: string, en: string, whole: boolean): string | undefined {
  const english = toEnglish(en);
  const key = nameKey(zh);
  if (names().acts.some((act) => act.zh === key && namesWhole(act, english))) return undefined;
  const body = whole ? missingBody(zh, english) : undefined;
  if (body !== undefined) return `does not name ${body}`;
  const act = whole ? missingAct(zh, english) : undefined;
  if (act !== undefined) return `does not name ${act}`;
  const place = whole ? placesOf(zh).find((each) => !each.forms.some((name) => standsAs(name, en))) : undefined;
  if (place !== undefined) return `does not name ${place.zh}`;
  const other = foreignPlace(zh, english) ?? foreignBody(zh, english) ?? (whole ? foreignLaw(zh, english) : undefined);
  return other === undefined ? undefined : `names ${other}, which the Chinese does not`;
}
