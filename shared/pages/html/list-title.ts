import { orEmpty } from '../../model/values.ts';
import { type Filters, filterNames } from '../../questions/lists.ts';
import { departments } from '../../registry/bodies.ts';
import { companies } from '../../registry/institutions.ts';
import { bodyById } from '../../registry/issuers.ts';
import { landmarkById } from '../../registry/known.ts';
import { places } from '../../registry/places.ts';
import type { View } from '../words/page-view.ts';
import { capital, dateNames, levelNames, statusNames, themeNames, typeNames } from '../words/words.ts';

/**
 * The name behind the id of what documents name: a landmark, a place (`place:beijing`), a body or a firm; the id where no registry has one.
 */
export function entityName(id: string, { language }: Pick<View, 'language'>): string {
  const landmark = landmarkById(id);
  if (landmark) return language === 'zh' ? landmark.zh : landmark.en;
  const place = places.find((each) => `place:${each.id}` === id);
  if (place) return language === 'zh' ? (place.forms[0] ?? place.stem) : place.english;
  const body = bodyById(id) ?? companies.find((each) => each.id === id);
  return body ? (language === 'zh' ? body.name : body.english) : id;
}

const small = new Set(['of', 'and', 'the', 'for', 'on', 'in']);
const inTitle = (word: string): string => (small.has(word) ? word : capital(word));

const officesInChinese: Readonly<Record<string, string>> = { office: '办公厅', secretariat: '秘书处' };
const departmentsInChinese = new Map(departments.map(([zh, en]) => [en.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), zh]));

/**
 * Name of an issuer in the registry; that of a department or office is made of its body's and the words of the id: MIIT Department of
 * Science and Technology.
 */
export function issuerName(id: string, { language }: View): string {
  const known = bodyById(id);
  if (known) return language === 'zh' ? known.name : known.english;
  const words = id.split('-');
  const body = words.map((_, i) => bodyById(words.slice(0, words.length - 1 - i).join('-'))).find((found) => found !== undefined);
  const left = words.slice(body ? body.id.split('-').length : 0);
  const inChinese = officesInChinese[left.join('-')] ?? departmentsInChinese.get(left.join('-'));
  if (body && language === 'zh' && inChinese !== undefined) return body.name + inChinese;
  const rest = left.map(inTitle);
  const own = rest.join(' ') === 'Office' ? 'General Office' : rest.join(' ');
  return body ? `${language === 'zh' ? body.name : body.english} ${own}` : own;
}

export function filterLabel(name: (typeof filterNames)[number], value: string, view: View): string {
  if (name === 'from') return view.say('From {value}', { value: view.day(value) });
  if (name === 'to') return view.say('To {value}', { value: view.day(value) });
  if (name === 'issuer') return issuerName(value, view);
  if (name === 'province') return view.say(`Issued in ${entityName(`place:${value}`, view)}`, `${entityName(`place:${value}`, view)}发布`);
  if (name === 'entity' || name === 'place') return entityName(name === 'place' ? `place:${value}` : value, view);
  const names = { theme: themeNames, level: levelNames, type: typeNames, status: statusNames, date: dateNames } as const;
  return name in names ? view.word(names[name as keyof typeof names], value) : value;
}

type Narrowing = Exclude<(typeof filterNames)[number], 'q' | 'sort' | 'date'>;
const narrowingNames = filterNames.filter((name): name is Narrowing => name !== 'q' && name !== 'sort' && name !== 'date');

export const narrowing = (filters: Pick<Filters, Narrowing>): readonly Narrowing[] =>
  narrowingNames.filter((name) => filters[name] !== undefined);
export const narrowed = (filters: Filters): boolean => narrowing(filters).length > 0;

/**
 * The title of a list: the words and filters that it is of and how many documents there are, so that history and bookmarks tell lists
 * apart.
 */
export function listTitle(filters: Filters, view: View, found?: { readonly total: number; readonly offset: number }): string {
  const { say } = view;
  const named = narrowing(filters).map((name) => filterLabel(name, orEmpty(filters[name]), view));
  if (filters.q === undefined && named.length === 0) return listPlace(say('Documents'), found, view);
  const { q } = filters;
  const first = [...(q === undefined ? [] : [`“${q}”`]), ...named.slice(0, 1)].join(say(' in '));
  const many = found && say('{n} {n:document|documents}', { n: found.total.toLocaleString('en-GB') });
  return listPlace([first, ...named.slice(1), ...(many === undefined ? [] : [many])].join(say(', ', '，')), found, view);
}

/** Further pages of a list say where they begin. */
const listPlace = (title: string, found: { readonly offset: number } | undefined, { say }: View): string =>
  found && found.offset > 0 ? `${title}${say(', from no. {offset}', { offset: found.offset + 1 })}` : title;
