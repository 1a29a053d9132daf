import { Parser } from 'htmlparser2';
import { SourceError } from '../../model/errors.ts';
import { entryLimit } from '../listing/entries.ts';
import type { FeedLink, RawFeed, RawItem } from './items.ts';
import { type Body, type FieldText, readField } from './text.ts';

/** Elements with a day of publication, then those with one of change. */
const dateNames = ['pubdate', 'published', 'date', 'issued', 'updated', 'modified', 'created'];
const bodyNames = new Set(['description', 'summary', 'content', 'encoded', 'body', 'fullitem']);
/** Namespaces whose fields are those of an item; in all others `title`, `description` … mean something else. */
const ours = new Set(['', 'rss', 'atom', 'atom03', 'a10', 'dc', 'dcterms', 'content', 'xhtml']);

/** The parser's own cost grows with the square of the depth. */
const deepest = 256;

type Open = {
  readonly prefix: string;
  titles: FieldText[];
  links: FeedLink[];
  ids: string[];
  dates: { rank: number; text: string }[];
  bodies: Body[];
  base: string | undefined;
};
type Field = {
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  marked: boolean;
};

/**
 * Reads RSS, RDF or Atom as a stream: for feeds that rss-parser refuses or would lose something of (broken XML, xml:base, markup in titles).
 * Throws SourceError `unrecognised` when it is no feed, `truncated` when it ends within an item.
 */
export function readXml(text: string, url: string): RawFeed {
  const state = new Map<'root' | 'title', string>();
  const items: RawItem[] = [];
  const bases: { depth: number; base: string }[] = [];
  let depth = 0;
  let item: (Open & { depth: number; atom: boolean }) | undefined;
  let field: Field | undefined;
  const parser = new Parser(
    {
      onopentag(full, attributes) {
        depth += 1;
        if (depth > deepest) throw new SourceError('too-complex', url, `nested deeper than ${deepest}`);
        const name = full.toLowerCase();
        const local = localOf(name);
        if (!state.has('root')) state.set('root', local);
        const base = attributes['xml:base'];
        if (base)
          bases.push({ depth, base: URL.canParse(base, bases.at(-1)?.base ?? url) ? new URL(base, bases.at(-1)?.base ?? url).href : url });
        if (!item && (local === 'item' || local === 'entry'))
          item = { ...emptyItem(prefixOf(name), bases.at(-1)?.base), depth, atom: local === 'entry' };
        else if (field) field.marked = true;
        else if (item ? depth === item.depth + 1 : local === 'title' && depth <= 3 && !state.has('title')) {
          const type = attributes['mode'] === 'base64' ? 'base64' : (attributes['type'] ?? (item?.atom ? 'text' : ''));
          field = { name, depth, type, attributes, text: '', marked: false };
          if (item && base) item.base = bases.at(-1)?.base;
        }
      },
      ontext(part) {
        if (field) field.text += part;
      },
      onclosetag() {
        if (field && depth === field.depth) {
          if (item) keep(item, field);
          else state.set('title', readField({ text: field.text, type: field.marked ? 'text' : field.type }));
          field = undefined;
        } else if (item && depth === item.depth) {
          if (items.length < entryLimit) items.push(closed(item));
          else parser.pause();
          item = undefined;
        }
        if (bases.at(-1)?.depth === depth) bases.pop();
        depth -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  const cut = item !== undefined;
  const capped = items.length >= entryLimit;
  if (!['rss', 'rdf', 'feed'].includes(state.get('root') ?? '')) {
    throw new SourceError(
      'unrecognised',
      url,
      `looked for a feed (rss, rdf:RDF, feed or JSON Feed): the root is ${state.get('root') ?? 'missing'}`,
    );
  }
  if (cut && !capped) throw new SourceError('truncated', url, `the feed ends within an item, after ${items.length} whole ones`);
  return { title: state.get('title'), items, capped };
}

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1);
const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')));
const emptyItem = (prefix: string, base: string | undefined): Open => ({
  prefix,
  titles: [],
  links: [],
  ids: [],
  dates: [],
  bodies: [],
  base,
});

/** Puts a closed field of an item where it belongs. */
function keep(item: Open, { name, type, attributes, text, marked }: Field): void {
  if (!ours.has(prefixOf(name)) && prefixOf(name) !== item.prefix) return;
  const local = localOf(name);
  const date = dateNames.indexOf(local);
  if (local === 'title') item.titles.push({ text, type: marked ? 'text' : type });
  else if (local === 'link')
    item.links.push({
      href: attributes['href'] ?? text.trim(),
      rel: attributes['rel'] ?? '',
      type: attributes['href'] ? (attributes['type'] ?? '') : '',
    });
  else if (local === 'id' || (local === 'guid' && attributes['ispermalink'] !== 'false' && attributes['isPermaLink'] !== 'false'))
    item.ids.push(text);
  else if (date >= 0 && text.trim() !== '') item.dates.push({ rank: date, text });
  else if (bodyNames.has(local)) item.bodies.push({ text, type: marked ? 'text' : type, raw: false });
}

function closed(item: Open): RawItem {
  const published = item.dates.filter(({ rank }) => rank < dateNames.indexOf('updated'));
  const dates = (published.length > 0 ? published : item.dates).toSorted((a, b) => a.rank - b.rank).map(({ text }) => text);
  return { titles: item.titles, links: item.links, ids: item.ids, dates, bodies: item.bodies, base: item.base };
}
