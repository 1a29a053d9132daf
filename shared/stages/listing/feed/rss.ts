import Parser from 'rss-parser';
import { entryLimit } from '../entries.ts';
import type { FeedLink, RawFeed, RawItem } from './items.ts';
import { type FeedBody, type FieldText, plainText } from './text.ts';

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
/** Date elements: those of publication, those of change. */
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

/** Elements that hold the text itself. */
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
