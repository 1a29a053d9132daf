import { type Element, isTag, isText } from 'domhandler';
import type { DateFact, Entry, Warning } from '../../model/article.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { dateInUrl } from '../dates/date-in-url.ts';
import { readDayFact } from '../dates/day-fact.ts';
import { type Dom, rawTextOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { collapseWhitespace } from '../text/clean.ts';
import { isListed } from './body.ts';
import { readClosingDay } from './closing-day.ts';
import { isNotSiteClock, readScriptDate } from './fallback-days.ts';
import { labelDate, tableDate } from './labelled-day.ts';
import type { Labels } from './labels.ts';
import { isEventLabel, isOtherTime, readLineDate } from './line-day.ts';
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

/** What the page says about its days, found before the readers are asked. */
type Clues = PublishedFacts & {
  /** The day of the meta tags. */
  readonly tag?: DateFact | undefined;
  /** The meta tag is of the kind that sites fill together with the page. */
  readonly isTrusted: boolean;
  /** The meta tag looks like the day on which the site was moved. */
  readonly isMigration: boolean;
};
type Reader = {
  readonly from: string;
  /** Why it stands where it does. */
  readonly why: string;
  readonly when?: (clues: Clues) => boolean;
  readonly read: (clues: Clues) => DateFact | undefined;
};

/** Where the day is shown to readers of the page. */
const shownReaders: readonly Reader[] = [
  { from: 'row of a table', why: 'the editors filled in a form', read: tableDate },
  { from: 'label', why: '发布时间：… says what it is', read: labelDate },
  { from: 'beside the title', why: 'without a label: a trusted tag goes before it', read: unlabelledDate },
  { from: 'split over elements', why: 'a guess from figures beside each other', when: ({ isTrusted }) => !isTrusted, read: readSplitDate },
];
const otherReaders: readonly Reader[] = [
  { from: 'meta tag', why: 'not shown: nobody checks it', when: ({ isMigration }) => !isMigration, read: ({ tag }) => tag },
  {
    from: 'over the title',
    why: 'often the day of the visit',
    when: (clues) => !isPast(updateDate(clues), clues.today),
    read: overTitleDate,
  },
  { from: 'end of a press release', why: 'Hong Kong gives the day there alone', read: ({ tail }) => readClosingDay(tail) },
  { from: 'script', why: 'such a page shows the day only after a script ran', read: ({ html }) => readScriptDate(html) },
  { from: 'listing', why: 'the page itself gives none', read: listedDate },
  { from: 'address', why: 'the day on which the file was made', when: ({ isMigration }) => !isMigration, read: addressDate },
  { from: 'last update', why: 'later than the day of publication', read: updateDate },
];

/**
 * The day a page went up: the first row that holds and yields a day wins. A day after today is no fact, except in a listing, which
 * was checked when it was read.
 */
export function readPublished(facts: PublishedFacts): Published {
  const warnings: Warning[] = [];
  const warn = (reason: string, { quote }: DateFact): void => {
    warnings.push({ field: 'dates.published', reason, quote });
  };
  const usable = (date: DateFact | undefined): DateFact | undefined => {
    if (!date || date.from === 'listing' || isPast(date, facts.today)) return date;
    warn('a day in the future is no day of publication', date);
    return undefined;
  };
  const tags = readMetaDate(facts.dom);
  const tag = usable(tags.date);
  const clues = { ...facts, tag, isTrusted: tag !== undefined && tags.trusted, isMigration: tag !== undefined && migrated(tag, facts.url) };
  const firstOf = (readers: readonly Reader[]): { reader: Reader; date: DateFact } | undefined => {
    for (const reader of readers) {
      const date = reader.when?.(clues) === false ? undefined : usable(reader.read(clues));
      if (date) return { reader, date };
    }
    return undefined;
  };
  const shown = firstOf(shownReaders);
  if (tag && !shown && clues.isMigration)
    warn('the address was made long before the day of the meta tag, which may be that of a migration', tag);
  const found = shown ?? firstOf(otherReaders);
  if (found?.reader.read === updateDate) warn('the page gives only the day of its last update', found.date);
  if (tag && shown && daysApart(shown.date, tag) > 2) warn('a meta tag names another day; the day shown on the page is given', tag);
  return { ...opt('date', found?.date), warnings };
}

const isPast = (date: DateFact | undefined, today: string): boolean => date !== undefined && date.value.slice(0, 10) <= today;

/** A short line or an element named for a date. An instant elsewhere is a day earlier or later than the trusted tag: the page shows the day of the site. */
function unlabelledDate(clues: Clues): DateFact | undefined {
  const { near, labels, today, tag, isTrusted } = clues;
  const line = readLineDate(near, labels);
  const date = isPast(line, today) ? line : (elementDate(clues) ?? line);
  return isTrusted && tag && date && daysApart(date, tag) !== 1 ? undefined : date;
}

function overTitleDate({ over, labels }: Clues): DateFact | undefined {
  return readLineDate(over.filter(isNotSiteClock), labels);
}

/** A meta tag that is over half a year younger than the day in the address. */
function migrated(tag: DateFact, url: string): boolean {
  const day = dateInUrl(url);
  return day?.length === 10 && Date.parse(tag.value) - Date.parse(day) > 180 * 86_400_000;
}

function updateDate({ dom, labels, bodyEnd }: PublishedFacts): DateFact | undefined {
  for (const pair of labels.get('updated') ?? []) {
    const block = dom.elements[pair.place];
    if (pair.place >= bodyEnd || (block && isListed(dom, block))) continue;
    const day = readDayFact(pair.value, 'body');
    if (day) return { ...day, quote: pair.quote.slice(0, 120) };
  }
  return undefined;
}

const daysApart = (a: DateFact, b: DateFact): number => Math.abs(Date.parse(a.value) - Date.parse(b.value)) / 86_400_000;

const dateName =
  /(?:^|[-_ ])(?:pub|publish|post|article|news|issue|create|release|info)?[-_]?(?:time|date|pubtime|pbtime|timestamp)(?:$|[-_ ])/i;

/** An element named for a date, the first after the title, else the last before it. */
function elementDate({ dom, titlePlace, bodyEnd }: PublishedFacts): DateFact | undefined {
  let before: DateFact | undefined;
  for (const element of dom.elements) {
    const extent = dom.extents.get(element);
    if (!extent) continue;
    if (extent.start >= bodyEnd) break;
    const told = element.name === 'time' && element.attribs['datetime'] !== undefined;
    if ((extent.chars < 8 && !told) || extent.chars > 60 || !isDateElement(element) || isListed(dom, element)) continue;
    const text = collapseWhitespace(rawTextOf(element));
    if (isOtherTime(text) || isEventLabel(textBefore(element))) continue;
    const day = readDayFact(orEmpty(element.attribs['datetime']), 'body') ?? readDayFact(text, 'body');
    if (!day) continue;
    if (extent.start >= titlePlace) return day;
    if (isNotSiteClock({ text })) before = day;
  }
  return before;
}

/** The text just before an element in the block of both, where it is short. */
function textBefore(element: Element): string {
  for (let node = element.prev; node; node = node.prev) {
    const text = isText(node) ? node.data : isTag(node) ? rawTextOf(node) : '';
    if (text.trim() !== '') return collapseWhitespace(text);
  }
  return '';
}

const isDateElement = ({ name, attribs }: Element): boolean => name === 'time' || isDateName(attribs['class']) || isDateName(attribs['id']);

/** Most names hold neither word. */
const isDateName = (name: string | undefined): boolean => name !== undefined && /time|date/i.test(name) && dateName.test(name);

function listedDate({ entry }: PublishedFacts): DateFact | undefined {
  if (entry?.publishedOn === undefined) return undefined;
  return { value: entry.publishedOn, precision: 'day', from: 'listing', quote: entry.publishedOn };
}

function addressDate({ url }: PublishedFacts): DateFact | undefined {
  const value = dateInUrl(url);
  if (value === undefined || value.length < 10) return undefined;
  return { value, precision: 'day', from: 'url', quote: url };
}
