import type { LanguagePair, SavedSearch } from '../../model/reader.ts';
import { findBody, findLevel, findPlace, findStatus, findTheme, findType } from './chosen-ids.ts';

const longestQuery = 200;
export const longestName = 60;

type Filters = SavedSearch['filters'];
type FilterName = keyof Filters;

const words = (text: string): string | undefined => (text.length <= longestQuery ? text : undefined);
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
