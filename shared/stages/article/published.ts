import type { Element } from 'domhandler';
import type { DateFact, Entry, Warning } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { dateInUrl } from '../dates/date-in-url.ts';
import { readDayFact } from '../dates/day-fact.ts';
import { type Dom, rawTextOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { collapseWhitespace } from '../text/clean.ts';
import { isListed } from './body.ts';
import { readClosingDay } from './closing-day.ts';
import { isNotSiteClock, readMinguoDay, readScriptDate } from './fallback-days.ts';
import type { Labels } from './labels.ts';
import { readLineDate } from './line-day.ts';
import { readMetaDate } from './meta-day.ts';
import { readSplitDate } from './split-date.ts';

export type PublishedFacts = {
  readonly dom: Dom;
  readonly labels: Labels;
  /** Lines between title and text, and those over the title. */
  readonly near: readonly PageLine[];
  readonly over: readonly PageLine[];
  /** The last lines of the text and those after it. */
  readonly tail: readonly PageLine[];
  readonly titlePlace: number;
  readonly bodyStart: number;
  /** Place after the last element of the body: what follows is about other pages. */
  readonly bodyEnd: number;
  readonly entry?: Entry | undefined;
  readonly url: string;
  readonly html: string;
  readonly today: string;
};
export type Published = { readonly date?: DateFact; readonly warnings: readonly Warning[] };

/**
 * The day a page went up. What is shown beside 发布时间, 来源 or the title goes before meta tags (which can hold the day of a
 * migration), the listing before the address. A day after today is no fact.
 */
export function readPublished(facts: PublishedFacts): Published {
  const warnings: Warning[] = [];
  const usable = (date: DateFact | undefined): DateFact | undefined => {
    if (!date || date.value.slice(0, 10) <= facts.today) return date;
    warnings.push({ field: 'dates.published', reason: 'a day in the future is no day of publication', quote: date.quote });
    return undefined;
  };
  const stated = usable(tableDate(facts)) ?? usable(labelDate(facts));
  const tags = readMetaDate(facts.dom);
  const tag = usable(tags.date);
  const trust = tag && tags.trusted ? tag : undefined;
  const visible = stated ?? usable(readLineDate(facts.near, facts.labels)) ?? usable(nodeDate(facts));
  const shown = trust ? (stated ?? (visible && nextDay(visible, trust) ? visible : undefined)) : (visible ?? usable(readSplitDate(facts)));
  const moved = !shown && tag && migrated(tag, facts.url);
  if (moved)
    warnings.push({
      field: 'dates.published',
      reason: 'the address was made long before the day of the meta tag, which may be that of a migration',
      quote: tag.quote,
    });
  const first = shown ?? (moved ? undefined : tag);
  const update = first ? undefined : usable(updated(facts));
  const known =
    first ??
    (update ? undefined : usable(readLineDate(facts.over.filter(isNotSiteClock), facts.labels))) ??
    usable(readClosingDay(facts.tail)) ??
    usable(readScriptDate(facts.html)) ??
    listedDay(facts.entry) ??
    (moved ? undefined : usable(addressDay(facts.url)));
  const date = known ?? update;
  if (date && !known)
    warnings.push({ field: 'dates.published', reason: 'the page gives only the day of its last update', quote: date.quote });
  if (shown && tag && apart(shown, tag)) {
    warnings.push({
      field: 'dates.published',
      reason: 'a meta tag names another day; the day shown on the page is given',
      quote: tag.quote,
    });
  }
  return { ...(date ? { date } : {}), warnings };
}

/** A meta tag that is over half a year younger than the day in the address. */
function migrated(tag: DateFact, url: string): boolean {
  const day = dateInUrl(url);
  return day?.length === 10 && Date.parse(tag.value) - Date.parse(day) > 180 * 86_400_000;
}

/** The day of the last update, for want of any other. */
function updated({ dom, labels, bodyEnd }: PublishedFacts): DateFact | undefined {
  for (const pair of labels.get('updated') ?? []) {
    const block = dom.elements[pair.place];
    if (pair.place >= bodyEnd || (block && isListed(dom, block))) continue;
    const day = readDayFact(pair.value, 'body');
    if (day) return { ...day, quote: pair.quote.slice(0, 120) };
  }
  return undefined;
}

const apart = (a: DateFact, b: DateFact): boolean => Math.abs(Date.parse(a.value) - Date.parse(b.value)) > 2 * 86_400_000;

/** An instant elsewhere is a day earlier or later than it is there; what the page shows is the day of the site. */
const nextDay = (a: DateFact, b: DateFact): boolean => Math.abs(Date.parse(a.value) - Date.parse(b.value)) === 86_400_000;

function tableDate({ dom, labels, bodyEnd, url }: PublishedFacts): DateFact | undefined {
  for (const pair of labels.get('published') ?? []) {
    if (!pair.table || pair.label.length < 3 || (pair.place >= bodyEnd && besideLink(dom, pair.place))) continue;
    const day = readDayFact(pair.value, 'metadata') ?? readMinguoDay(pair.value, url);
    if (day) return { ...day, quote: pair.quote.length > 80 ? pair.value : pair.quote };
  }
  return undefined;
}

/** The labelled date nearest to the title. */
function labelDate({ dom, labels, titlePlace, bodyStart, bodyEnd, url }: PublishedFacts): DateFact | undefined {
  let best: { readonly date: DateFact; readonly distance: number } | undefined;
  for (const pair of labels.get('published') ?? []) {
    const day = readDayFact(pair.value, 'body') ?? readMinguoDay(pair.value, url);
    if (!day) continue;
    if (pair.place >= bodyEnd && besideLink(dom, pair.place)) continue;
    const behind = pair.place - titlePlace;
    const inText = pair.place >= bodyStart && pair.place < bodyEnd && !(titlePlace >= bodyStart && behind >= 0 && behind <= 12);
    // 时间 in the text is the time of an event, and so is one beside 地点.
    if (pair.label.length < 3 && (inText || /(?:地点|地點|主持人?|主讲人?|嘉宾|出席)\s{0,3}[:：]/.test(pair.quote))) continue;
    const distance = (behind < 0 ? -behind * 3 : behind) + (pair.label.length < 3 ? 20 : 0);
    if (!best || distance < best.distance) best = { date: { ...day, quote: pair.quote.slice(0, 120) }, distance };
  }
  return best?.date;
}

const mostBeside = 40;

/** What stands after the text beside a link is the day of that page or file. */
function besideLink(dom: Dom, place: number): boolean {
  const block = dom.elements[place];
  const extent = block && dom.extents.get(block);
  if (!block || !extent) return false;
  const inner = dom.elements.slice(extent.start, Math.min(extent.end, extent.start + mostBeside));
  const leads = inner.some(({ name, attribs }) => name === 'a' && !/^(?:javascript|#|$)/i.test(orEmpty(attribs['href'])));
  return (leads && extent.linkChars >= 5) || isListed(dom, block);
}

const dateName =
  /(?:^|[-_ ])(?:pub|publish|post|article|news|issue|create|release|info)?[-_]?(?:time|date|pubtime|pbtime|timestamp)(?:$|[-_ ])/i;

/** An element named for a date, the first after the title, else the last before it. */
function nodeDate({ dom, titlePlace, bodyEnd }: PublishedFacts): DateFact | undefined {
  let before: DateFact | undefined;
  for (const element of dom.elements) {
    const extent = dom.extents.get(element);
    const told = element.name === 'time' && element.attribs['datetime'] !== undefined;
    if (!extent || (extent.chars < 8 && !told) || extent.chars > 60 || !isDateNode(element) || isListed(dom, element)) continue;
    if (extent.start >= bodyEnd) break;
    const text = collapseWhitespace(rawTextOf(element));
    const day = readDayFact(orEmpty(element.attribs['datetime']), 'body') ?? readDayFact(text, 'body');
    if (!day) continue;
    if (extent.start >= titlePlace) return day;
    if (isNotSiteClock({ text })) before = day;
  }
  return before;
}

const isDateNode = ({ name, attribs }: Element): boolean => name === 'time' || isDateName(attribs['class']) || isDateName(attribs['id']);

/** Most names hold neither word. */
const isDateName = (name: string | undefined): boolean => name !== undefined && /time|date/i.test(name) && dateName.test(name);

function listedDay(entry: Entry | undefined): DateFact | undefined {
  if (entry?.publishedOn === undefined) return undefined;
  return { value: entry.publishedOn, precision: 'day', from: 'listing', quote: entry.publishedOn };
}

function addressDay(url: string): DateFact | undefined {
  const value = dateInUrl(url);
  if (value === undefined || value.length < 10) return undefined;
  return { value, precision: 'day', from: 'url', quote: url };
}
