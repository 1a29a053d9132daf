import { Parser } from 'htmlparser2';
import { SourceError } from '../../../model/errors.ts';
import { orEmpty } from '../../../model/values.ts';
import { entryLimit } from '../entries.ts';
import { type FeedBody, type FeedLink, type FieldText, type RawFeed, type RawItem, readField } from './items.ts';

const dateNames = ['pubdate', 'pubtime', 'published', 'date', 'issued', 'updated', 'modified', 'created'];
const bodyNames = new Set(['description', 'summary', 'content', 'encoded', 'body', 'fullitem']);
const fullNames = new Set(['content', 'encoded', 'body', 'fullitem']);
const foreignBodies = new Set(['itunes:summary', 'itunes:subtitle', 'media:description']);
/** Namespaces whose fields are those of an item; in all others `title`, `description` … mean something else. */
const itemPrefixes = new Set(['', 'rss', 'atom', 'atom03', 'a10', 'dc', 'dcterms', 'content', 'xhtml']);

type OpenItem = {
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
type Field = {
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  marked: boolean;
};

const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')));

const emptyItem = (name: string, depth: number, base: string | undefined): OpenItem => ({
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

function keep(item: OpenItem, { name, type, attributes, text, marked }: Field): void {
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

function closeItem(item: OpenItem): RawItem {
  const published = item.dates.filter(({ rank }) => rank < dateNames.indexOf('updated'));
  const dates = (published.length > 0 ? published : item.dates).toSorted((a, b) => a.rank - b.rank).map(({ text }) => text);
  return { titles: item.titles, links: item.links, ids: item.ids, dates, bodies: item.bodies, base: item.base };
}

/** The parser's own cost grows with the square of the depth. */
const deepest = 256;

type State = {
  readonly url: string;
  readonly items: RawItem[];
  readonly bases: { readonly depth: number; readonly base: string }[];
  depth: number;
  root?: string;
  rootClosed?: boolean;
  title?: string;
  item?: OpenItem | undefined;
  field?: Field | undefined;
};

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1);
const baseIn = ({ bases, url }: State): string => bases.at(-1)?.base ?? url;

type Attributes = Readonly<Record<string, string>>;

function onOpenTag(state: State, full: string, attributes: Attributes): void {
  state.depth += 1;
  const { depth, item } = state;
  if (depth > deepest) throw new SourceError('too-complex', state.url, `nested deeper than ${deepest}`);
  const name = full.toLowerCase();
  const local = localOf(name);
  state.root ??= local;
  const base = attributes['xml:base'];
  if (base) state.bases.push({ depth, base: URL.canParse(base, baseIn(state)) ? new URL(base, baseIn(state)).href : state.url });
  if (!item && (local === 'item' || local === 'entry')) {
    state.item = emptyItem(name, depth, state.bases.at(-1)?.base);
    const about = attributes['rdf:about'];
    if (about) state.item.ids.push(about);
  } else if (state.field) state.field.marked = true;
  else if (item ? depth === item.depth + 1 : local === 'title' && depth <= 3 && state.title === undefined) {
    const type = attributes['mode'] === 'base64' ? 'base64' : (attributes['type'] ?? (item?.atom ? 'text' : ''));
    state.field = { name, depth, type, attributes, text: '', marked: false };
    if (item && base) item.base = baseIn(state);
  }
}

function onText(state: State, part: string): void {
  const { field, item } = state;
  if (field) field.text += part;
  else if (item && state.depth === item.depth && part.trim().startsWith('http')) {
    // `<link/>https://…`, as programs leave it that take a feed for HTML.
    const last = item.links.at(-1);
    if (last?.href === '') item.links.splice(-1, 1, { ...last, href: part.trim() });
  }
}

function onCloseTag(state: State): void {
  const { field, item, depth } = state;
  if (field && depth === field.depth) {
    if (item) keep(item, field);
    else state.title = readField({ text: field.text, type: field.marked ? 'text' : field.type });
    state.field = undefined;
  } else if (item && depth === item.depth) {
    if (state.items.length < entryLimit) state.items.push(closeItem(item));
    state.item = undefined;
  }
  if (state.bases.at(-1)?.depth === depth) state.bases.pop();
  state.depth -= 1;
  if (state.depth === 0) state.rootClosed = true;
}

function parse(text: string, url: string): State {
  const state: State = { url, items: [], bases: [], depth: 0 };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => onOpenTag(state, name, attributes),
      ontext: (part) => onText(state, part),
      onclosetag() {
        onCloseTag(state);
        if (state.items.length >= entryLimit) parser.pause();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  return state;
}

const linked = ({ items }: State): number => items.filter(({ links, ids }) => links.length + ids.length > 0).length;

/** Signs < that begin no tag swallow what follows them: where items lack their address, they are read as signs. */
function parseAny(text: string, url: string): State {
  const state = parse(text, url);
  const whole = state.items.length > 0 && linked(state) === state.items.length;
  if (whole || !/<(?![A-Za-z_/!?])/.test(text)) return state;
  const mended = parse(text.replaceAll(/<(?![A-Za-z_/!?])/g, '&lt;'), url);
  return linked(mended) > linked(state) ? mended : state;
}

/**
 * Reads RSS, RDF or Atom as a stream: for feeds that rss-parser refuses or would lose something of (broken XML, xml:base, markup in
 * titles). Throws SourceError `unrecognised` when it is no feed, `truncated` when its end is missing.
 */
export function readXml(text: string, url: string): RawFeed {
  const { items, root, rootClosed, title, item } = parseAny(text, url);
  const capped = items.length >= entryLimit;
  if (!['rss', 'rdf', 'feed'].includes(orEmpty(root))) {
    throw new SourceError('unrecognised', url, `looked for a feed (rss, rdf:RDF, feed or JSON Feed): the root is ${root ?? 'missing'}`);
  }
  const where = item ? 'ends within an item' : 'has no end';
  if (!rootClosed && !capped) throw new SourceError('truncated', url, `the feed ${where}, after ${items.length} whole ones`);
  return { title, items, capped };
}
