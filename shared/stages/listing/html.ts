import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing } from '../../model/source.ts';
import { orEmpty } from '../../model/values.ts';
import { lineTextOf, resolveEntryLink } from '../html/listing-tree.ts';
import { dayOfBlock } from './blocks.ts';
import { argumentsOf, clickTarget } from './click-target.ts';
import { type ListingContext, rootsOf } from './dated-links.ts';
import { findDayMentions, withYearOfUrl } from './day.ts';
import { type RawEntry, toEntries } from './entries.ts';
import { titleAttribute } from './link-title.ts';
import { fill } from './template.ts';
import { windowOfItem } from './window.ts';

/**
 * Reads a list by declared selectors. An item without the link is a separator and no line.
 * Throws SourceError `unrecognised` when no item, or no item with the link, is there.
 */
export function readHtml($: CheerioAPI, listing: Listing, place: ListingContext): readonly Entry[] {
  const { items } = listing;
  if (items === undefined) throw new SourceError('unrecognised', place.url, 'the declaration names no items');
  const found = $(rootsOf($, place) as AnyNode[])
    .find(items)
    .toArray();
  if (found.length === 0) throw new SourceError('unrecognised', place.url, `looked for ${items}: no element matches`);
  refuseNested(found, items, place.url);
  const entries = toEntries(found.flatMap((item) => readItem($, $(item), listing, place) ?? []));
  if (entries.length === 0) {
    throw new SourceError(
      'unrecognised',
      place.url,
      `${items} matched ${found.length} elements, none with ${listing.link ?? 'a'} that leads somewhere`,
    );
  }
  return entries;
}

/** Items within items this deep are a page made to cost time: each would be searched again for every one around it. */
const deepest = 16;

function refuseNested(found: readonly Element[], items: string, url: string): void {
  const depths = new Map<AnyNode, number>();
  for (const item of found) {
    let around: AnyNode | null = item.parent;
    while (around && !depths.has(around)) around = around.parent;
    const depth = (around ? (depths.get(around) ?? 0) : 0) + 1;
    depths.set(item, depth);
    if (depth > deepest) throw new SourceError('unrecognised', url, `${items} matches elements within elements, over ${deepest} deep`);
  }
}

function readItem($: CheerioAPI, item: Cheerio<Element>, listing: Listing, place: ListingContext): RawEntry | undefined {
  const link = linkOfItem(item, listing.link ?? 'a[href], [onclick]');
  if (!link) return undefined;
  const template = listing.link?.includes('{') ? listing.link : undefined;
  const url = template
    ? resolveEntryLink(fill(template, { ...link.attribs, ...argumentsOf(link) }), place.base)
    : clickTarget(link, place.base);
  const title = listing.title === undefined ? link : item.find(listing.title).get(0);
  if (url === undefined || !title) return undefined;
  const attribute = titleAttribute(title);
  const day = itemDay($, item, listing.date, place.today);
  const words = attribute || lineTextOf(title);
  const published = day === undefined ? undefined : withYearOfUrl(day, url, place.today);
  const [element] = item.get();
  return { url, title: words, publishedOn: published, window: element && windowOfItem(element, words) };
}

/**
 * First match; the item itself may be the link. A link with `{name}` is an address made of the attributes of the item's first `a` (or of what can
 * be clicked), and with `{1}` of the arguments of its call.
 */
function linkOfItem(item: Cheerio<Element>, selector: string): Element | undefined {
  if (!selector.includes('{')) return item.is(selector) ? item.get(0) : item.find(selector).get(0);
  const clicked = 'a, [onclick]';
  return item.is(clicked) ? item.get(0) : item.find(clicked).get(0);
}

/** The one day that the matched elements say; without a selector, the one day of the item. */
function itemDay($: CheerioAPI, item: Cheerio<Element>, selector: string | undefined, today: string) {
  const nodes = selector === undefined ? item : item.find(selector).add(item.filter(selector));
  const words = nodes.toArray().flatMap((node) => {
    const attributes = selector === undefined ? ['datetime'] : ['datetime', 'title'];
    const stated = attributes.map((name) => findDayMentions(orEmpty($(node).attr(name)), today)).find((each) => each.length > 0);
    return stated ?? findDayMentions(lineTextOf(node), today);
  });
  return dayOfBlock(words);
}
