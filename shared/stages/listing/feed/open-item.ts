import { orEmpty } from '../../../model/values.ts';
import type { FeedLink, RawItem } from './items.ts';
import type { FeedBody, FieldText } from './text.ts';

/** Elements with a day of publication, then those with one of change. */
const dateNames = ['pubdate', 'pubtime', 'published', 'date', 'issued', 'updated', 'modified', 'created'];
const bodyNames = new Set(['description', 'summary', 'content', 'encoded', 'body', 'fullitem']);
const fullNames = new Set(['content', 'encoded', 'body', 'fullitem']);
/** Summaries under the names of others. */
const foreignBodies = new Set(['itunes:summary', 'itunes:subtitle', 'media:description']);
/** Namespaces whose fields are those of an item; in all others `title`, `description` … mean something else. */
const itemPrefixes = new Set(['', 'rss', 'atom', 'atom03', 'a10', 'dc', 'dcterms', 'content', 'xhtml']);

/** An item while it is being read. */
export type OpenItem = {
  readonly prefix: string;
  readonly depth: number;
  readonly atom: boolean;
  readonly titles: FieldText[];
  readonly links: FeedLink[];
  readonly ids: string[];
  readonly dates: { rank: number; text: string }[];
  readonly bodies: FeedBody[];
  base: string | undefined;
};

/** An element of an item while it is being read; `marked` when it holds elements. */
export type Field = {
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  marked: boolean;
};

const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')));

export const emptyItem = (name: string, depth: number, base: string | undefined): OpenItem => ({
  prefix: prefixOf(name),
  depth,
  atom: name.endsWith('entry'),
  titles: [],
  links: [],
  ids: [],
  dates: [],
  bodies: [],
  base,
});

/** Puts a closed field of an item where it belongs. */
export function keep(item: OpenItem, { name, type, attributes, text, marked }: Field): void {
  const prefix = prefixOf(name);
  const local = name.slice(name.indexOf(':') + 1);
  // The page itself, where the link goes through a counter.
  if (name === 'feedburner:origlink') item.links.unshift({ href: text.trim(), rel: 'alternate', type: '' });
  if (foreignBodies.has(name)) item.bodies.push({ text, type: marked ? 'text' : type, raw: false });
  if (!itemPrefixes.has(prefix) && prefix !== item.prefix) return;
  const date = dateNames.indexOf(local);
  if (local === 'title') item.titles.push({ text, type: marked ? 'text' : type });
  else if (local === 'link') item.links.push(toFeedLink(attributes, text));
  else if (local === 'id' || (local === 'guid' && attributes['ispermalink'] !== 'false' && attributes['isPermaLink'] !== 'false'))
    item.ids.push(text);
  else if (date >= 0 && text.trim() !== '') item.dates.push({ rank: date, text });
  else if (bodyNames.has(local)) item.bodies.push({ text, type: marked ? 'text' : type, raw: false, full: fullNames.has(local) });
}

function toFeedLink(attributes: Field['attributes'], text: string): FeedLink {
  const href = attributes['href'];
  return { href: href ?? text.trim(), rel: orEmpty(attributes['rel']), type: href ? orEmpty(attributes['type']) : '' };
}

export function closeItem(item: OpenItem): RawItem {
  const published = item.dates.filter(({ rank }) => rank < dateNames.indexOf('updated'));
  const dates = (published.length > 0 ? published : item.dates).toSorted((a, b) => a.rank - b.rank).map(({ text }) => text);
  return { titles: item.titles, links: item.links, ids: item.ids, dates, bodies: item.bodies, base: item.base };
}
