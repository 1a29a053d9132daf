import { Parser } from 'htmlparser2';
import type { Decoded, ListingPage, Warning } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import { group, orEmpty } from '../../model/values.ts';
import { resolveEntryLink, resolveLink, toOneLine } from '../html/listing-tree.ts';
import { repairMojibake } from '../text/decode/guess.ts';
import { isJsonObject } from '../text/json-path.ts';
import { parseListedDay } from './day.ts';
import { entryLimit, type RawEntry, toEntries } from './entries.ts';
import { parseJsonAnswer } from './json.ts';
import { explainFailure } from './refusal.ts';
import lists from './word-lists.json' with { type: 'json' };

const summaryLimit = 400;
const silent = new Set(['script', 'style']);
const blocks = new Set(['p', 'br', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const windows = new TextDecoder('windows-1252');

/** `&#146;` means the quotation mark of Windows-1252, not a control character, whatever XML says. */
const clean = (text: string) =>
  toOneLine(repairMojibake(text).replaceAll(/[\x80-\x9f]/g, (mark) => windows.decode(Uint8Array.of(mark.charCodeAt(0)))));

export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return clean(html);
  const parts: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    ontext: (text) => hidden === 0 && parts.push(text),
    onopentagname(name) {
      if (silent.has(name)) hidden += 1;
      if (blocks.has(name)) parts.push(' ');
    },
    onclosetag(name) {
      if (silent.has(name)) hidden -= 1;
    },
  });
  parser.end(html);
  return clean(parts.join(''));
}

/** Text of a field, as the feed types it. Untyped text of RSS may hold HTML; that of Atom holds none. */
type FieldText = { readonly text: string; readonly type: string };

const isPlain = (type: string): boolean => type === 'text' || type === 'text/plain';

const isBase64 = (type: string): boolean => type === 'base64' || type === 'application/octet-stream';

function readField({ text, type }: FieldText): string {
  if (isBase64(type)) return plainText(unbase64(text));
  return isPlain(type) ? clean(text) : plainText(text);
}

function unbase64(text: string) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 ? bytes.toString('utf8') : text;
}

/** `full`: the text itself and no summary of it. */
type FeedBody = FieldText & { readonly full?: boolean };

/** Pictures, sounds and files in place of words. */
const binary = /^(?:image|audio|video|font|model)\/|^application\/(?!(?:[\w.-]{1,40}\+)?xml$|octet-stream$|json$)/i;

function summaryOf({ text, type }: FeedBody) {
  const start = text.slice(0, summaryLimit * 4).trim();
  if (start === '' || binary.test(type)) return undefined;
  const cut = readField({ text: start.replace(/<[^<>]{0,400}$/, ''), type: isPlain(type) || isBase64(type) ? type : 'html' });
  if (isBase64(type) && cut.includes('\ufffd')) return undefined;
  return cut.length > summaryLimit ? `${cut.slice(0, summaryLimit)}…` : cut || undefined;
}

type FeedLink = { readonly href: string; readonly rel: string; readonly type: string };

/** `rank`: the first of the names of dates is the surest. */
type FeedDate = { readonly rank: number; readonly text: string };
type FeedItem = {
  readonly titles: FieldText[];
  readonly links: FeedLink[];
  readonly ids: string[];
  readonly dates: FeedDate[];
  readonly bodies: FeedBody[];
  /** `xml:base` in force. */
  base?: string | undefined;
};
type RawFeed = { readonly title?: string | undefined; readonly items: readonly FeedItem[]; readonly capped: boolean };

/** `www.example.gov.cn/a.html`: an address whose writer left out the scheme; against the base it would lead into the feed's own site. */
const withScheme = (href: string | undefined) =>
  href?.replace(/^\s{0,20}(?=(?:www\.|(?:[\w-]{1,63}\.){1,4}(?:cn|com|org|net|gov|edu|hk|tw|mo)\/)[\w.-]{0,200}\/?)/i, 'http://');

/** Page of an item: its alternate link as HTML, else its first link, else an id that is an address. */
function itemAddress(item: FeedItem, feedUrl: string) {
  const base = item.base ? (resolveLink(item.base, feedUrl) ?? feedUrl) : feedUrl;
  const alternates = item.links.filter(({ rel }) => rel === 'alternate' || rel === '');
  const page = alternates.find(({ type }) => type === '' || /html/.test(type)) ?? alternates[0];
  const ids = item.ids.filter((id) => /^https?:\/\//i.test(id.trim()));
  for (const href of [page?.href, ...ids]) {
    const url = resolveEntryLink(withScheme(href), base);
    if (url !== undefined) return url;
  }
  return undefined;
}

/** Days of publication; those of change only when the item has none, for a day that cannot be read must not become another. */
function datesOf({ dates }: FeedItem) {
  const published = dates.filter(({ rank }) => rank < lists.feedDates.indexOf('updated'));
  return (published.length > 0 ? published : dates).toSorted((a, b) => a.rank - b.rank);
}

function toRawEntry(item: FeedItem, url: string, today: string): RawEntry {
  const title = item.titles.map(readField).find((text) => text !== '');
  const inOrder = [...item.bodies.filter(({ full }) => !full), ...item.bodies.filter(({ full }) => full)];
  const summary = inOrder.map(summaryOf).find((text) => text !== undefined);
  const publishedOn = datesOf(item).flatMap(({ text }) => parseListedDay(text.trim(), today) ?? [])[0];
  return { url, title: title ?? summary?.slice(0, 80) ?? url, publishedOn, summary: summary === title ? undefined : summary };
}

type FeedPage = {
  readonly url: string;
  readonly charset: string;
  readonly today: string;
  readonly unaddressed?: boolean | undefined;
};

const within = (url: string, at: number) => `${url.replace(/#.{0,2000}$/, '')}#item-${at + 1}`;

const nameOfEntry = ({ url, title }: RawEntry) => `${url} ${title}`;

/** One page under one title is one entry, unless it is listed on several days. */
function entryKeys(lines: readonly RawEntry[]): (line: RawEntry) => string {
  const days = new Map<string, Set<string>>();
  for (const line of lines)
    if (line.publishedOn !== undefined) days.set(nameOfEntry(line), (days.get(nameOfEntry(line)) ?? new Set()).add(line.publishedOn));
  return (line) => ((days.get(nameOfEntry(line))?.size ?? 0) > 1 ? `${nameOfEntry(line)} ${orEmpty(line.publishedOn)}` : nameOfEntry(line));
}

/** Items of a feed as a listing. What has no address of a page, or a date that cannot be read, is said. */
function toListingPage(feed: RawFeed, { url, charset, today, unaddressed }: FeedPage): ListingPage {
  let unlinked = 0;
  let undated = 0;
  const lines = feed.items.flatMap((item, at) => {
    const link = itemAddress(item, url);
    if (link === undefined) unlinked += 1;
    if (link === undefined && !unaddressed) return [];
    const line = toRawEntry(item, link ?? within(url, at), today);
    if (line.publishedOn === undefined && item.dates.length > 0) undated += 1;
    return [line];
  });
  const warnings: Warning[] = [];
  if (unlinked > 0)
    warnings.push({
      field: 'entries',
      reason: `${unlinked} items without the address of a page ${unaddressed ? 'are shown at the address of the feed' : 'are left out'}`,
    });
  if (undated > 0) warnings.push({ field: 'publishedOn', reason: `${undated} dates are not surely days` });
  if (feed.capped) warnings.push({ field: 'entries', reason: `capped at ${entryLimit} items` });
  return {
    kind: 'feed',
    url,
    charset,
    ...(feed.title ? { title: feed.title } : {}),
    entries: toEntries(lines, entryKeys(lines)),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

const bodyNames = new Set(lists.feedBodies);
const fullNames = new Set(lists.feedWholeBodies);
const foreignBodies = new Set(lists.foreignFeedBodies);
/** Namespaces whose fields are those of an item; in all others `title`, `description` … mean something else. */
const itemPrefixes = new Set(['', ...lists.feedPrefixes]);

type OpenItem = FeedItem & { readonly prefix: string; readonly depth: number; readonly atom: boolean };

/** An element of an item while it is being read; `marked` when it holds elements. */
type Field = {
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  marked: boolean;
};

const prefixOf = (name: string) => name.slice(0, Math.max(0, name.indexOf(':')));

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

function keep(item: OpenItem, { name, type, attributes, text, marked }: Field) {
  const prefix = prefixOf(name);
  const local = localOf(name);
  // The page itself, where the link goes through a counter.
  if (name === 'feedburner:origlink') item.links.unshift({ href: text.trim(), rel: 'alternate', type: '' });
  if (foreignBodies.has(name)) item.bodies.push({ text, type: marked ? 'text' : type });
  if (!itemPrefixes.has(prefix) && prefix !== item.prefix) return;
  const date = lists.feedDates.indexOf(local);
  if (local === 'title') item.titles.push({ text, type: marked ? 'text' : type });
  else if (local === 'link') item.links.push(toFeedLink(attributes, text));
  else if (local === 'id' || (local === 'guid' && attributes['ispermalink'] !== 'false' && attributes['isPermaLink'] !== 'false'))
    item.ids.push(text);
  else if (date >= 0 && text.trim() !== '') item.dates.push({ rank: date, text });
  else if (bodyNames.has(local)) item.bodies.push({ text, type: marked ? 'text' : type, full: fullNames.has(local) });
}

function toFeedLink(attributes: Field['attributes'], text: string): FeedLink {
  const href = attributes['href'];
  return { href: href ?? text.trim(), rel: orEmpty(attributes['rel']), type: href ? orEmpty(attributes['type']) : '' };
}

/** The parser's own cost grows with the square of the depth. */
const deepest = 256;

type State = {
  readonly url: string;
  readonly items: FeedItem[];
  readonly bases: { readonly depth: number; readonly base: string }[];
  depth: number;
  root?: string;
  rootClosed?: boolean;
  title?: string;
  item?: OpenItem | undefined;
  field?: Field | undefined;
};

const localOf = (name: string) => name.slice(name.indexOf(':') + 1);
const baseIn = ({ bases, url }: State) => bases.at(-1)?.base ?? url;

type Attributes = Readonly<Record<string, string>>;

function onOpenTag(state: State, full: string, attributes: Attributes) {
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

function onText(state: State, part: string) {
  const { field, item } = state;
  if (field) field.text += part;
  else if (item && state.depth === item.depth && part.trim().startsWith('http')) {
    // `<link/>https://…`, as programs leave it that take a feed for HTML.
    const last = item.links.at(-1);
    if (last?.href === '') item.links.splice(-1, 1, { ...last, href: part.trim() });
  }
}

function onCloseTag(state: State) {
  const { field, item, depth } = state;
  if (field && depth === field.depth) {
    if (item) keep(item, field);
    else state.title = readField({ text: field.text, type: field.marked ? 'text' : field.type });
    state.field = undefined;
  } else if (item && depth === item.depth) {
    if (state.items.length < entryLimit) state.items.push(item);
    state.item = undefined;
  }
  if (state.bases.at(-1)?.depth === depth) state.bases.pop();
  state.depth -= 1;
  if (state.depth === 0) state.rootClosed = true;
}

function parse(text: string, url: string) {
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

const linked = ({ items }: State) => items.filter(({ links, ids }) => links.length + ids.length > 0).length;

/** Signs < that begin no tag swallow what follows them: where items lack their address, they are read as signs. */
function parseAny(text: string, url: string) {
  const state = parse(text, url);
  const whole = state.items.length > 0 && linked(state) === state.items.length;
  if (whole || !/<(?![A-Za-z_/!?])/.test(text)) return state;
  const mended = parse(text.replaceAll(/<(?![A-Za-z_/!?])/g, '&lt;'), url);
  return linked(mended) > linked(state) ? mended : state;
}

/**
 * Reads RSS, RDF or Atom as a stream: feeds of ministries are often not well formed. Throws SourceError `unrecognised` when it is no feed, `truncated` when its end is missing.
 */
function readXml(text: string, url: string): RawFeed {
  const { items, root, rootClosed, title, item } = parseAny(text, url);
  const capped = items.length >= entryLimit;
  if (!['rss', 'rdf', 'feed'].includes(orEmpty(root))) {
    throw new SourceError('unrecognised', url, `looked for a feed (rss, rdf:RDF, feed or JSON Feed): the root is ${root ?? 'missing'}`);
  }
  const where = item ? 'ends within an item' : 'has no end';
  if (!rootClosed && !capped) throw new SourceError('truncated', url, `the feed ${where}, after ${items.length} whole ones`);
  return { title, items, capped };
}

const textAt = (row: Readonly<Record<string, unknown>>, name: string) => {
  const value = row[name];
  return typeof value === 'string' ? value : '';
};

function toFeedItem(row: Readonly<Record<string, unknown>>): FeedItem {
  const bodies = (['summary', 'content_text', 'content_html'] as const).map((name) => ({
    text: textAt(row, name),
    type: name === 'content_html' ? 'html' : 'text',
  }));
  return {
    titles: [{ text: textAt(row, 'title'), type: 'text' }],
    links: [textAt(row, 'url'), textAt(row, 'external_url')].filter(Boolean).map((href) => ({ href, rel: 'alternate', type: '' })),
    ids: [textAt(row, 'id')],
    dates: ['date_published', 'date_modified']
      .map((name, rank) => ({ rank: rank * lists.feedDates.length, text: textAt(row, name) }))
      .filter(({ text }) => text !== ''),
    bodies,
  };
}

/** Reads JSON Feed. Throws SourceError `unrecognised` when the JSON is none. */
function readJsonFeed(text: string, url: string): RawFeed {
  const value = parseJsonAnswer(text, url);
  const items = isJsonObject(value) ? value['items'] : undefined;
  if (!isJsonObject(value) || !textAt(value, 'version').includes('jsonfeed.org') || !Array.isArray(items)) {
    throw new SourceError('unrecognised', url, 'looked for a JSON Feed (version and items): there is none');
  }
  const rows = items.filter(isJsonObject).slice(0, entryLimit);
  return { title: textAt(value, 'title') || undefined, items: rows.map(toFeedItem), capped: items.length > entryLimit };
}

/** Programs that fail print their message before the feed. */
const start = /<\?xml\s|<(?:rss|rdf:RDF|feed|atom:feed)[\s>]/i;

function withoutPreface(text: string) {
  const at = start.exec(text.slice(0, 4000))?.index ?? 0;
  return at > 0 && !/<(?:html|head|body|!doctype\s+html)/i.test(text.slice(0, at)) ? text.slice(at) : text;
}

/** Characters that a feed may name for itself, as pages do that were made by hand: `<!ENTITY nbsp "&#160;">`. */
const plainEntity = /<!ENTITY\s{1,20}([\w.-]{1,40})\s{1,20}(?:"([^"<>%]{0,40})"|'([^'<>%]{0,40})')\s{0,20}>/gi;
const mostEntities = 300;

/**
 * A feed without the entities that it declares: names of single characters are put in their place. Whatever else is declared (text made of
 * other entities, files, parameters) is never expanded. Throws SourceError `too-complex`.
 */
function withoutEntities(text: string, url: string) {
  if (!/<!ENTITY/i.test(text)) return text;
  const head = /^[\s\S]{0,4000}?<!DOCTYPE\s[^[\]<>]{0,500}\[([^\]]{0,40000})\]\s{0,20}>/i.exec(text);
  const declared = [...group(head, 1).matchAll(plainEntity)].map(([, name = '', a, b]) => [name, orEmpty(a ?? b)] as const);
  const isPlain = declared.every(([, value]) => /^(?:&#\w{1,8};|[\u00a0-\uffff]){1,2}$/.test(value));
  const rest = head?.[1]?.replaceAll(plainEntity, '').trim();
  if (!head || rest !== '' || !isPlain || declared.length > mostEntities || text.slice(head[0].length).includes('<!ENTITY'))
    throw new SourceError('too-complex', url, 'the feed declares entities');
  const values = new Map(declared);
  const start = head[0].search(/<!DOCTYPE/i);
  const body = text.slice(head[0].length).replaceAll(/&([\w.-]{1,40});/g, (whole, name: string) => values.get(name) ?? whole);
  return text.slice(0, start) + body;
}

type FeedJob = Omit<FeedPage, 'charset'> & { readonly decoded: Decoded };

/**
 * Reads RSS, RDF, Atom or JSON Feed: plain titles, absolute http(s) addresses, days in Beijing.
 * Throws SourceError `unrecognised` when it is no feed, `truncated` when it breaks off, `too-complex` when it declares entities.
 */
export function readFeed({ url, decoded, today, unaddressed }: FeedJob): ListingPage {
  const text = decoded.text.replace(/^[\s\ufeff]{0,1000}/, '');
  try {
    const feed = text.startsWith('{') ? readJsonFeed(text, url) : readXml(withoutPreface(withoutEntities(text, url)), url);
    return toListingPage(feed, { url, charset: decoded.charset, today, unaddressed });
  } catch (error) {
    throw explainFailure(error, text, url);
  }
}
