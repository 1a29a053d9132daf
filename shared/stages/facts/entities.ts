import type { Citation } from '../../model/article.ts';
import type { Entity } from '../../model/document.ts';
import type { ThemeId } from '../../model/vocabulary.ts';
import { pressNames } from '../../registry/bodies.ts';
import {
  abroad,
  abroadInEnglish,
  ambiguousCompanies,
  ambiguousPlaces,
  companies,
  credited,
  localBefore,
  type NameExceptions,
  placeBearer,
  products,
  safeEnd,
} from '../../registry/institutions.ts';
import { findIssuers, issuerById } from '../../registry/issuers.ts';
import { isNational, isVerified, type Landmark, landmarks } from '../../registry/known.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { numberKey, parseNumber } from '../numbers/numbers.ts';
import { buildMatcher, type Matcher } from '../text/match.ts';
import { workKey } from '../text/titles.ts';

const reach = 24;
/** So many places are looked at before a name is believed. */
const mostLooks = 40;

const beside = (folded: string, start: number, end: number): readonly [string, string] => [
  folded.slice(Math.max(0, start - reach), start),
  folded.slice(end, end + reach),
];

function isException({ before, after, only }: NameExceptions, folded: string, start: number, end: number): boolean {
  const [left, right] = beside(folded, start, end);
  return (before?.test(left) ?? false) || (after?.test(right) ?? false) || (only !== undefined && !only.test(right));
}

/** Whether an occurrence of a firm's or a product's name is another word. `folded` is the whole text, folded. */
export function isOtherWord(folded: string, start: number, end: number): boolean {
  const rule = ambiguousCompanies.get(folded.slice(start, end));
  return rule !== undefined && isException(rule, folded, start, end);
}

function findNaming(folded: string, aliases: readonly string[]): 'named' | 'another' | undefined {
  let mistaken = false;
  for (const name of aliases.map(fold)) {
    const rule = ambiguousCompanies.get(name);
    let at = folded.indexOf(name);
    for (let looks = 0; at >= 0 && looks < mostLooks; looks += 1) {
      const end = at + name.length;
      const inWord =
        /^[a-z0-9]/.test(name) && (/[a-z0-9]$/.test(folded.slice(Math.max(0, at - 1), at)) || /^[a-z]/.test(folded.slice(end, end + 1)));
      if (!inWord) {
        const carries = credited.test(folded.slice(Math.max(0, at - 8), at));
        if (!carries && (!rule || !isException(rule, folded, at, end))) return 'named';
        mistaken = true;
      }
      at = folded.indexOf(name, end);
    }
  }
  return mistaken ? 'another' : undefined;
}

export function isNotAPlace(folded: string, start: number, end: number): boolean {
  const name = folded.slice(start, end);
  const [, right] = beside(folded, start, end);
  if (placeBearer.test(right)) return true;
  if (name.endsWith('安') && safeEnd.test(right)) return true;
  const rule = ambiguousPlaces.get(name);
  return rule !== undefined && isException(rule, folded, start, end);
}

export function isAbroad(folded: string, start: number): boolean {
  const [before] = beside(folded, start, start);
  return abroad.test(before) || abroadInEnglish.test(before);
}

/** A name beyond this place counts only when it comes back: texts name many things in passing. */
const leadLength = 1000;
const mostBodies = 12;

const elsewhere = new Set(companies.map(({ id }) => id));
const sought = landmarks.filter(({ id, place }) => place === undefined && !elsewhere.has(id) && issuerById(id) === undefined);
const bareName = (name: string): string => name.replace(/^中华人民共和国(?=.{3})/, '').replace(/[“”"]/g, '');
const entityOf = ({ id, zh, en, kind }: Landmark): Entity => ({ id, name: zh || en, kind });
type EntityNames = { readonly entity: Entity; readonly names: readonly string[] };
const bodiesElsewhere: readonly EntityNames[] = [
  ...landmarks.map(({ id, en, aliases }) => [id, [en, ...aliases]] as const),
  ...Object.entries(pressNames),
].flatMap(([id, names]) => {
  const body = issuerById(id);
  return body ? [{ entity: { id, name: body.name, kind: 'issuer' as const }, names }] : [];
});
const known: readonly EntityNames[] = [
  ...sought.map((each) => ({ entity: entityOf(each), names: [bareName(each.zh), each.en, ...each.aliases] })),
  ...bodiesElsewhere,
  ...products.map(({ id, names }) => ({ entity: { id, name: names[0] ?? id, kind: 'product' }, names })),
];
/** Acts of the country: a province's act of the same name is another. */
const national = new Set(sought.filter((each) => each.kind === 'act' && isNational(each)).map(({ id }) => id));
const terms = known.flatMap(({ entity, names }) =>
  [...new Set(names.map((name) => name.replaceAll('"', '')))].filter((name) => name.length > 1).map((name) => ({ entity, name })),
);

let built: Matcher | undefined;
const matcher = (): Matcher => {
  built ??= buildMatcher(terms.map(({ name }) => name));
  return built;
};

/** 《人工智能法》 is a law's name; 人工智能法律 and 欧盟《人工智能法》 are not that law. */
const isPartOfAWord = (folded: string, start: number, end: number): boolean =>
  (folded[end - 1] === '法' && /^[律院规学制治案]/.test(folded.slice(end, end + 1))) ||
  (folded[end - 1] === '+' && /^[\p{Script=Han}a-z]/u.test(folded.slice(end, end + 1))) ||
  isAbroad(folded, start);

/** Straight quotation marks stand where Chinese ones should: those the matcher passes over. */
const curled = (text: string): string => (text.includes('"') ? text.replaceAll('"', '”') : text);

type EntityMention = { readonly entity: Entity; readonly start: number; readonly end: number };

function findNames(text: string, enough: (entity: Entity) => boolean, found: (finding: EntityMention) => void): void {
  let folded: string | undefined;
  for (const { term, start, end } of matcher().longest(curled(text))) {
    const entity = terms[term]?.entity;
    if (!entity || enough(entity)) continue;
    folded ??= fold(text);
    if (isPartOfAWord(folded, start, end)) continue;
    if (isOtherWord(folded, start, end) || (national.has(entity.id) && localBefore.test(beside(folded, start, end)[0]))) continue;
    found({ entity, start, end });
  }
}

/** Landmarks and products that a text names: in its title, its beginning, or more than once; an act wherever it is named. */
export function findLandmarks(title: string, text: string): Entity[] {
  const found = new Map<string, Entity>();
  const once = new Set<string>();
  const isFound = ({ id }: Entity): boolean => found.has(id);
  findNames(title, isFound, ({ entity }) => found.set(entity.id, entity));
  findNames(
    text,
    (entity) => isFound(entity) || entity.kind === 'place',
    ({ entity, start }) => {
      if (start < leadLength || entity.kind === 'act' || once.has(entity.id)) found.set(entity.id, entity);
      once.add(entity.id);
    },
  );
  return [...found.values()];
}

const themesOf = new Map(sought.map(({ id, themes }) => [id, themes] as const));
export type NamedAct = { readonly start: number; readonly end: number; readonly themes: readonly ThemeId[] };

export function findNamedActs(title: string): readonly NamedAct[] {
  const acts: NamedAct[] = [];
  findNames(
    title,
    ({ kind }) => kind !== 'act',
    ({ entity, start, end }) => acts.push({ start, end, themes: themesOf.get(entity.id) ?? [] }),
  );
  return acts;
}

/** Firms found by their names, without those whose names are other words in this text. `at`: places in the list of companies. */
export function findCompanies(at: readonly number[], title: string, text: string): Entity[] {
  if (at.length === 0) return [];
  const parts = [fold(title), fold(text)];
  return at.flatMap((n) => {
    const company = companies[n];
    if (!company) return [];
    const namings = parts.map((part) => findNaming(part, company.aliases));
    const named = namings.includes('named') || !namings.includes('another');
    return named ? [{ id: company.id, name: company.name || company.english, kind: company.kind }] : [];
  });
}

const byNumber = new Map(
  sought.flatMap((each) => (each.number && isVerified(each.numberMark ?? '?') ? [[numberKey(each.number), each] as const] : [])),
);
const byWork = new Map(sought.filter(({ kind }) => kind === 'act').map((each) => [workKey(each.zh), each] as const));

/** The landmark of a title; one that names another issuer is another act of the same name. */
function ofTitle(title: string): Landmark | undefined {
  const landmark = byWork.get(workKey(title));
  const issuers = findIssuers(title).map(({ id }) => id);
  return landmark && (issuers.length === 0 || issuers.some((id) => landmark.issuers.includes(id))) ? landmark : undefined;
}

type NamedDocument = { readonly title: string; readonly number?: string; readonly citations: readonly Citation[] };

/** Landmarks that a document is, or cites, by number or full title: spellings that its words alone do not show. */
export function findCitedLandmarks(document: NamedDocument): Entity[] {
  const found = [document, ...document.citations].flatMap(({ number, title }) => {
    const landmark = (number === undefined ? undefined : byNumber.get(numberKey(number))) ?? (title ? ofTitle(title) : undefined);
    return landmark ? [landmark] : [];
  });
  return [...new Set(found)].map(entityOf);
}

/** 各省、自治区…： whom a text is sent to is not whom it speaks of. */
const addressed = /(?:^|\n)\s{0,8}各[^\n]{0,300}[：:]\s{0,4}(?=\n|$)/g;

/** Bodies that a text's title and beginning name, at most twelve; those of another country, by whatever name later, are not ours. */
export function findBodies(title: string, text: string): Entity[] {
  const found = new Map<string, Entity>();
  const foreign = new Set<string>();
  for (const part of [title, text.slice(0, 400).replace(addressed, '\n')]) {
    const folded = fold(part);
    for (const { entry, start } of findIssuers(part)) {
      if (isAbroad(folded, start)) foreign.add(entry.id);
      if (found.size >= mostBodies || found.has(entry.id) || foreign.has(entry.id)) continue;
      found.set(entry.id, { id: entry.id, name: entry.name, kind: 'issuer' });
    }
  }
  return [...found.values()];
}

const placeNames = places
  .filter(({ level }) => level === 'L4' || level === 'L5')
  .flatMap((place) => [...place.forms, place.english].map((name) => ({ place, name })));
let placed: Matcher | undefined;

export function findPlaces(title: string): Entity[] {
  placed ??= buildMatcher(placeNames.map(({ name }) => name));
  const folded = fold(title);
  return placed.longest(title).flatMap(({ term, start, end }) => {
    const place = placeNames[term]?.place;
    return place && !isNotAPlace(folded, start, end)
      ? [{ id: `place:${place.id}`, name: place.forms[0] ?? place.english, kind: 'place' }]
      : [];
  });
}

export const findCitedStandards = (document: NamedDocument): Entity[] =>
  [document, ...document.citations].flatMap(({ number }) => {
    const read = number === undefined ? undefined : parseNumber(number);
    return read?.kind === 'standard' && read.canonical ? [{ id: read.canonical, name: read.canonical, kind: 'standard' }] : [];
  });

export const mergeEntities = (...lists: readonly (readonly Entity[])[]): Entity[] =>
  [
    ...new Map(
      lists
        .flat()
        .toReversed()
        .map((entity) => [entity.id, entity]),
    ).values(),
  ].toReversed();
