import { orEmpty } from '../../model/values.ts';
import { type Filters, filterNames } from '../../questions/lists.ts';
import { departments } from '../../registry/bodies.ts';
import { companies } from '../../registry/institutions.ts';
import { bodyById } from '../../registry/issuers.ts';
import { landmarkById } from '../../registry/known.ts';
import { places } from '../../registry/places.ts';
import type { Locale } from '../words/days.ts';
import { capital, dateNames, levelNames, statusNames, themeNames, typeNames } from '../words/words.ts';

/**
 * The name behind the id of what documents name: a landmark, a place (`place:beijing`), a body or a firm; the id where no registry has one.
 */
export function entityName(id: string, { say }: Locale): string {
  const landmark = landmarkById(id);
  if (landmark) return say(landmark.en, landmark.zh);
  const place = places.find((each) => `place:${each.id}` === id);
  if (place) return say(place.english, place.forms[0] ?? place.stem);
  const body = bodyById(id) ?? companies.find((each) => each.id === id);
  return body ? say(body.english, body.name) : id;
}

const small = new Set(['of', 'and', 'the', 'for', 'on', 'in']);
const inTitle = (word: string): string => (small.has(word) ? word : capital(word));

const officesInChinese: Readonly<Record<string, string>> = { office: '办公厅', secretariat: '秘书处' };
const departmentsInChinese = new Map(departments.map(([zh, en]) => [en.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), zh]));

/**
 * Name of an issuer in the registry; that of a department or office is made of its body's and the words of the id: MIIT Department of
 * Science and Technology.
 */
export function issuerName(id: string, { language, say }: Locale): string {
  const known = bodyById(id);
  if (known) return say(known.english, known.name);
  const words = id.split('-');
  if (words.length === 1) return id;
  const body = words.map((_, i) => bodyById(words.slice(0, words.length - 1 - i).join('-'))).find((found) => found !== undefined);
  const left = words.slice(body ? body.id.split('-').length : 0);
  const inChinese = officesInChinese[left.join('-')] ?? departmentsInChinese.get(left.join('-'));
  if (body && language === 'zh' && inChinese !== undefined) return body.name + inChinese;
  const rest = left.map(inTitle);
  const own = rest.join(' ') === 'Office' ? 'General Office' : rest.join(' ');
  return body ? `${say(body.english, body.name)} ${own}` : own;
}

export function filterLabel(name: (typeof filterNames)[number], value: string, view: Locale): string {
  if (name === 'from') return view.say('From {value}', { value: view.day(value) });
  if (name === 'to') return view.say('To {value}', { value: view.day(value) });
  if (name === 'issuer') return issuerName(value, view);
  if (name === 'province') return view.say('Issued in {place}', { place: entityName(`place:${value}`, view) });
  if (name === 'entity' || name === 'place') return entityName(name === 'place' ? `place:${value}` : value, view);
  const names = { theme: themeNames, level: levelNames, type: typeNames, status: statusNames, date: dateNames } as const;
  return name in names ? view.word(names[name as keyof typeof names], value) : value;
}

type Narrowing = Exclude<(typeof filterNames)[number], 'q' | 'sort' | 'date'>;
const narrowingNames = filterNames.filter((name): name is Narrowing => name !== 'q' && name !== 'sort' && name !== 'date');

export const narrowing = (filters: Pick<Filters, Narrowing>): readonly Narrowing[] =>
  narrowingNames.filter((name) => filters[name] !== undefined);
export const narrowed = (filters: Filters): boolean => narrowing(filters).length > 0;

/** The words and filters of a list, one by one. */
export const namesOf = (filters: Filters, locale: Locale): string[] => [
  ...(filters.q === undefined ? [] : [`“${filters.q}”`]),
  ...narrowing(filters).map((name) => filterLabel(name, orEmpty(filters[name]), locale)),
];

/**
 * The title of a list: the words and filters that it is of and how many documents there are, so that history and bookmarks tell lists
 * apart.
 */
export function listTitle(filters: Filters, view: Locale, found?: { readonly total: number; readonly offset: number }): string {
  const { say } = view;
  const named = namesOf(filters, view);
  const first = named.splice(0, filters.q === undefined ? 1 : 2).join(say(' in '));
  const many = found && say('{n} {n:document|documents}', { n: found.total.toLocaleString('en-GB') });
  const title = first === '' ? say('Documents') : [first, ...named, many].filter(Boolean).join(say(', ', '，'));
  // Further pages of a list say where they begin.
  return found && found.offset > 0 ? `${title}${say(', from no. {offset}', { offset: found.offset + 1 })}` : title;
}
