import Parser from 'rss-parser';
import { group } from '../../../model/values.ts';
import { entryLimit } from '../entries.ts';
import { type FeedBody, type FeedLink, type FieldText, plainText, type RawFeed, type RawItem } from './items.ts';

/** Bodies are cut to this many characters: a listing needs a line, the page itself holds the rest. */
const bodyLimit = 3000;
const bodies = new Set([
  'description',
  'content',
  'content:encoded',
  'summary',
  'subtitle',
  'tagline',
  'itunes:summary',
  'itunes:subtitle',
  'media:description',
  'body',
  'xhtml:body',
  'fullitem',
]);
/** Feeds nest a handful of elements. */
const deepest = 64;

/** Thrown for a feed that rss-parser would choke on: the stream reader takes over. */
class BrokenFeedError extends Error {}

const sections = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;

function past(text: string, at: number): number | undefined {
  for (const [open, close] of sections) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 ? text.length : end + close.length;
  }
  return undefined;
}

function nameAt(text: string, at: number): string {
  let end = at + 1;
  while (end < at + 40 && !' \t\r\n/>'.includes(text.charAt(end) || '>')) end += 1;
  return text.slice(at + 1, end);
}

function closeOf(text: string, name: string, from: number): number {
  const tag = `</${name}`;
  for (let at = from; ; ) {
    const close = text.indexOf(tag, at);
    if (close < 0) return close;
    const data = text.slice(at, close).lastIndexOf('<![CDATA[');
    if (data < 0 || text.slice(at + data, close).includes(']]>')) return close;
    const end = text.indexOf(']]>', close);
    if (end < 0) return -1;
    at = end;
  }
}

type BodyElement = { readonly at: number; readonly name: string; readonly tag: string; readonly content: string; readonly end: number };

/**
 * Bodies of a feed, one after the other: start of the tag, its content, end of the closing tag. Throws `Broken` when one does not end, or
 * the nesting is deep.
 */
function* bodiesOf(text: string): Iterable<BodyElement> {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const after = past(text, at);
    const name = after === undefined ? nameAt(text, at) : '';
    if (after !== undefined) {
      at = after;
      continue;
    }
    const open = text.indexOf('>', at);
    if (open < 0) throw new BrokenFeedError('a tag does not end');
    const empty = text[open - 1] === '/';
    if (empty || !bodies.has(name.toLowerCase())) {
      if (!empty) depth += name.startsWith('/') ? -1 : 1;
      if (depth > deepest) throw new BrokenFeedError(`nested deeper than ${deepest}`);
      at = open + 1;
      continue;
    }
    const close = closeOf(text, name, open + 1);
    const end = close < 0 ? -1 : text.indexOf('>', close);
    if (end < 0) throw new BrokenFeedError(`${name} does not end`);
    yield { at, name, tag: text.slice(at, open), content: text.slice(open + 1, close), end: end + 1 };
    at = end + 1;
  }
}

/**
 * Makes a feed safe and quick for rss-parser: each body is put, cut, into `<hongtou:body as="name">` as CDATA, so neither its regexes nor
 * its XML rules meet it. Throws `Broken`.
 */
export function shield(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { at, name, tag, content, end } of bodiesOf(text)) {
    const type = group(/\s(?:type|mode)\s{0,3}=\s{0,3}["']([\w/+.-]{1,40})["']/.exec(tag.slice(0, 300)), 1);
    const inner = content.slice(0, bodyLimit).replaceAll(']]>', ']]&gt;');
    parts.push(text.slice(done, at), `<hongtou:body as="${name}" type="${type}"><![CDATA[${inner}]]></hongtou:body>`);
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/** An element as xml2js gives it: its text, or an object with attributes under `$` and text under `_`. */
type XmlNode = unknown;
type Fields = {
  titles?: readonly XmlNode[];
  links?: readonly XmlNode[];
  guids?: readonly XmlNode[];
  ids?: readonly XmlNode[];
  bodies?: readonly XmlNode[];
} & { [K in `date ${string}`]?: readonly XmlNode[] };

const all = { keepArray: true } as const;
const published = ['pubDate', 'pubTime', 'published', 'atom:published', 'dc:date', 'dcterms:date', 'issued', 'dcterms:issued'] as const;
const changed = ['updated', 'atom:updated', 'modified', 'dcterms:modified', 'created', 'dcterms:created'] as const;
const dates = [...published, ...changed];

const newParser = (): Parser<Record<string, unknown>, Fields> =>
  new Parser({
    defaultRSS: 2,
    customFields: {
      item: [
        ['title', 'titles', all],
        ['link', 'links', all],
        ['guid', 'guids', all],
        ['id', 'ids', all],
        ['hongtou:body', 'bodies', all],
        ...dates.map((name): [string, keyof Fields, typeof all] => [name, `date ${name}`, all]),
      ] as never,
    },
  });

/** Thrown when rss-parser would lose part of a field: the stream reader takes over. */
class LossyFeedError extends Error {}

const isObject = (node: XmlNode): node is Record<string, unknown> => typeof node === 'object' && node !== null;

function nodeText(node: XmlNode): string {
  if (typeof node === 'string') return node;
  if (!isObject(node)) return '';
  if (Object.keys(node).some((key) => key !== '$' && key !== '_')) throw new LossyFeedError('markup within a field');
  return typeof node['_'] === 'string' ? node['_'] : '';
}

function attribute(node: XmlNode, name: string): string {
  const attributes = isObject(node) ? node['$'] : undefined;
  const value = isObject(attributes) ? attributes[name] : undefined;
  return typeof value === 'string' ? value : '';
}

const toFeedLink = (node: XmlNode): FeedLink => {
  const href = attribute(node, 'href');
  return { href: href || nodeText(node).trim(), rel: attribute(node, 'rel'), type: href ? attribute(node, 'type') : '' };
};

/** Atom text without a type is plain; that of RSS may hold HTML. */
const fieldOf = (node: XmlNode, atom: boolean): FieldText => ({
  text: nodeText(node),
  type: attribute(node, 'mode') === 'base64' ? 'base64' : attribute(node, 'type') || (atom ? 'text' : ''),
});

const full = /^(?:content|content:encoded|body|xhtml:body|fullitem)$/i;

const bodyOf = (node: XmlNode): FeedBody => ({
  text: nodeText(node),
  type: attribute(node, 'type'),
  raw: true,
  full: full.test(attribute(node, 'as')),
});

function datesOf(fields: Fields): readonly string[] {
  const texts = (name: string): string[] => (fields[`date ${name}`] ?? []).map(nodeText).filter((text) => text.trim() !== '');
  const first = published.flatMap(texts);
  return first.length > 0 ? first : changed.flatMap(texts);
}

function toRawItem(fields: Fields, atom: boolean): RawItem {
  const guids = (fields.guids ?? []).filter((node) => attribute(node, 'isPermaLink') !== 'false');
  return {
    titles: (fields.titles ?? []).map((node) => fieldOf(node, atom)),
    links: (fields.links ?? []).map(toFeedLink),
    ids: [...guids, ...(fields.ids ?? [])].map(nodeText),
    dates: datesOf(fields),
    bodies: (fields.bodies ?? []).map(bodyOf),
  };
}

/** Reads a shielded feed with rss-parser (only ever its `parseString`). Rejects when it cannot read it, or would lose something. */
export async function readRss(shielded: string): Promise<RawFeed> {
  const feed = await newParser().parseString(shielded);
  const atom = /<feed[\s>]/.test(shielded.slice(0, 4000));
  if (feed.title !== undefined && typeof feed.title !== 'string') throw new LossyFeedError('markup within the title');
  const items = feed.items.slice(0, entryLimit).map((fields) => toRawItem(fields, atom));
  return { title: feed.title === undefined ? undefined : plainText(feed.title), items, capped: feed.items.length > entryLimit };
}
