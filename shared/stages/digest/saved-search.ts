import type { LanguagePair, SavedSearch } from '../../model/reader.ts';
import type { Level } from '../../model/source.ts';
import { documentTypes, statuses, subjectIds } from '../../model/vocabulary.ts';
import { knownBodies } from '../../registry/bodies.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import { landmarkById, landmarks } from '../../registry/known.ts';
import { placeById, places } from '../../registry/places.ts';
import { subjects } from '../../registry/themes.ts';

const key = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s{1,20}/g, ' ');

function indexOf<T extends { readonly id: string }>(rows: readonly T[], names: (row: T) => readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) for (const name of names(row)) if (!found.has(key(name))) found.set(key(name), row.id);
  return found;
}

const themeIndex = indexOf(subjects, ({ english, chinese }) => [english, chinese]);
const bodyIndex = indexOf(knownBodies, ({ name, short, full, others }) => [name, short, full, full.replace(/^the /i, ''), ...others]);
const placeIndex = indexOf(places, ({ english, forms, stem }) => [english, stem, ...forms]);
const landmarkIndex = indexOf(landmarks, ({ zh, en, aliases }) => [zh, en, ...aliases].filter((name) => name !== ''));
const levelIds: readonly Level[] = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'];

export const findTheme = (text: string) => subjectIds.find((id) => id === key(text) || id === themeIndex.get(key(text)));
export const findLevel = (text: string): Level | undefined => levelIds.find((id) => id === text.trim().toUpperCase());
export const findPlace = (text: string): string | undefined => placeById(key(text))?.id ?? placeIndex.get(key(text));
export const findLandmark = (text: string): string | undefined => landmarkById(key(text))?.id ?? landmarkIndex.get(key(text));
export const findBody = (text: string): string | undefined =>
  bodyById(key(text))?.id ?? bodyIndex.get(key(text)) ?? findIssuer(text.trim())?.id;
const findType = (text: string) => documentTypes.find((id) => id === key(text));
const findStatus = (text: string) => statuses.find((id) => id === key(text));

const longestQuery = 200;
export const longestName = 60;

type Filters = SavedSearch['filters'];
type FilterName = keyof Filters;

const words = (text: string) => (text.length <= longestQuery ? text : undefined);
const sourceForm = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

const filterReaders: Readonly<Record<FilterName, (text: string) => string | undefined>> = {
  q: words,
  theme: findTheme,
  issuer: findBody,
  level: findLevel,
  type: findType,
  status: findStatus,
  source: (text) => (sourceForm.test(text) ? text : undefined),
  place: findPlace,
};
const filterNames = Object.keys(filterReaders) as readonly FilterName[];
const isFilter = (name: string): name is FilterName => Object.hasOwn(filterReaders, name);
/** Of an address: how a list is shown, which a search does not keep. */
const ofThePage = new Set(['lang', 'sort', 'cursor', 'limit']);

function queryPart(text: string): string | undefined {
  const query = /^(?:https?:\/)?\/[^\s?]{0,300}\?(.{0,2000})$/i.exec(text) ?? /^\?(.{1,2000})$/.exec(text);
  if (query) return query[1];
  return /^[a-z]{1,10}=/.test(text) ? text : undefined;
}

const allowed = filterNames.join(', ');

export function readFilters(given: string): { readonly filters: Filters } | { readonly says: LanguagePair } {
  const text = given.trim();
  const part = queryPart(text);
  const pairs = part === undefined ? [['q', text] as const] : [...new URLSearchParams(part)];
  const filters: Record<string, string> = {};
  for (const [name, value] of pairs) {
    if (value.trim() === '' || ofThePage.has(name)) continue;
    if (!isFilter(name))
      return {
        says: [`a saved search takes ${allowed}; not "${name.slice(0, 40)}"`, `检索条件只能是${allowed}，不能用“${name.slice(0, 40)}”`],
      };
    const found = filterReaders[name](value.trim());
    if (found === undefined) return { says: [`${name}: "${value.slice(0, 60)}" is not known`, `${name}：没有“${value.slice(0, 60)}”`] };
    filters[name] = found;
  }
  if (Object.keys(filters).length === 0)
    return { says: ['write words, or the address of a list of documents', '请写检索词或文件列表的网址'] };
  return { filters };
}

export const isSavable = (filters: object): filters is Filters => Object.keys(filters).every(isFilter);

export function toQuery<N extends string = FilterName>(
  filters: Readonly<Partial<Record<N, string>>>,
  names = filterNames as readonly N[],
): string {
  const search = new URLSearchParams();
  for (const name of names) if (filters[name] !== undefined) search.set(name, filters[name]);
  return search.toString();
}

export const queryWords = (filters: Filters): string => decodeURIComponent(toQuery(filters).replaceAll('+', ' '));
