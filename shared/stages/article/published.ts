import { type Element, isTag, isText } from 'domhandler';
import type { DateFact, Warning } from '../../model/article.ts';
import { dayOf } from '../../model/time.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import { dateInUrl, parseDayFact, readDayFact } from '../dates/dates.ts';

import { type Dom, positionOf, rawTextOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { collapseWhitespace } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { isListed } from './body.ts';
import expressions from './expressions.json' with { type: 'json' };
import { isHistoryLine } from './history.ts';
import { isEventLabel, isOtherTime, readLineDate, readSplitDate } from './line-day.ts';
import { meta, readLinkedData } from './metas.ts';
import type { ArticlePage } from './page-layout.ts';
import type { PageParts } from './page-parts.ts';
import lists from './word-lists.json' with { type: 'json' };

const { ends, dateName } = expressionsOf(expressions.published);

const deepest = 8;
const weekday = /[（(]星期[一二三四五六日][)）]$/;

/**
 * The day under the last word of a press release of Hong Kong's government, which has none over the text: Ends/Wednesday, 22 April 2026;
 * 完 and 2026年4月22日（星期三）.
 */
function readClosingDay(lines: readonly PageLine[]): DateFact | undefined {
  for (let at = lines.length - 1; at >= 0 && at >= lines.length - deepest; at -= 1) {
    const text = orEmpty(lines[at]?.text);
    if (text.length > 60) continue;
    const english = ends.exec(text);
    if (english) return quoted(readDayFact(text.slice(english[0].length), 'body'), text);
    if (weekday.test(text) && lines[at - 1]?.text === '完') return quoted(readDayFact(text.replace(weekday, ''), 'body'), text);
  }
  return undefined;
}

const quoted = (day: DateFact | undefined, quote: string): DateFact | undefined => day && { ...day, quote };

/** A day of the Republic of China's calendar (year 1 is 1912), as sites of Taiwan print it: 115-06-18, 中華民國115年6月18日. */
function readMinguoDay(text: string, url: string): DateFact | undefined {
  const parts = /^(中華民國|民國)?\s?(\d{2,3})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?/.exec(text);
  if (!parts || !(parts[1] !== undefined || /^https?:\/\/[^/]{1,200}\.tw(?:[:/]|$)/.test(url))) return undefined;
  const [, , year = '', month = '', day = ''] = parts;
  return parseDayFact(`${Number(year) + 1911}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, 'body');
}

/** The instant, in seconds, that a page of WeChat shows once its script has run. */
const instant = /\bvar (?:ct|oriCreateTime)\s{0,3}=\s{0,3}["'](1\d{9})["']/;

/** A day that only a script holds, as on pages of WeChat; several different ones are those of other pages too. */
function readScriptDate(html: string): DateFact | undefined {
  const [quote, seconds] = instant.exec(html) ?? [];
  const sent = seconds === undefined ? undefined : dayOf(new Date(Number(seconds) * 1000));
  if (sent !== undefined) return quoted(readDayFact(sent, 'body'), orEmpty(quote));
  const days = new Map<string, DateFact>();
  for (const hit of html.matchAll(scripted)) {
    const day = readDayFact(group(hit, 1), 'body');
    if (day) days.set(day.value, { ...day, quote: hit[0].slice(0, 120) });
  }
  return days.size === 1 ? [...days.values()][0] : undefined;
}

const scripted =
  /\b(?:create_?time|(?:doc_?|art_?)?(?:publish|pub|release)(?:ed)?_?(?:time|date|at))["']?\s{0,3}[:=]\s{0,3}["'](20\d{2}-\d{1,2}-\d{1,2}(?:[ T][\d:.]{4,12}[\d:+Z-]{0,6})?)/gi;

/** 2026年11月25日 星期三 over a title is the clock of the site. */
export const isNotSiteClock = ({ text }: Pick<PageLine, 'text'>): boolean =>
  !/星期[一二三四五六日天]|周[一二三四五六日](?!\p{Script=Han})|农历|今天是|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day/u.test(text);

/** Structured fields that modern sites fill from the same place as the page; PubDate and its like can be the day of a migration. */
const trusted = new Set(lists.trustedDateMetas);

function readMetaDate(dom: Dom): { readonly date?: DateFact | undefined; readonly trusted: boolean } {
  for (const name of lists.dateMetas) {
    const value = meta(dom, name);
    const date = value === undefined ? undefined : readDayFact(value.replace(/^(\d{4}-\d{1,2}-\d{1,2})-(?=\d{1,2}:)/, '$1 '), 'meta-tag');
    if (date) return { date: { ...date, quote: `${name}=${value}` }, trusted: trusted.has(name) };
  }
  const linked = readLinkedData(dom).datePublished;
  return { date: linked === undefined ? undefined : readDayFact(linked, 'meta-tag'), trusted: true };
}

type PublishedFacts = ArticlePage & PageParts & { readonly titlePlace: number; readonly bodyStart: number; readonly bodyEnd: number };
export type Published = { readonly date?: DateFact; readonly warnings: readonly Warning[] };

type Clues = PublishedFacts & {
  readonly tag?: DateFact | undefined;
  readonly isTrusted: boolean;
  readonly isMigration: boolean;
};
type Reader = (clues: Clues) => DateFact | undefined;

const shownReaders: readonly Reader[] = [
  // A row of a table: the editors filled in a form.
  tableDate,
  // A label: 发布时间：… says what it is.
  labelDate,
  // Beside the title, without a label: a trusted tag goes before it.
  unlabelledDate,
  // Split over elements: a guess from figures beside each other.
  (clues) => (clues.isTrusted ? undefined : readSplitDate(clues)),
];
const otherReaders: readonly Reader[] = [
  // A meta tag is not shown: nobody checks it.
  ({ tag, isMigration }) => (isMigration ? undefined : tag),
  // Over the title: often the day of the visit.
  (clues) => (isPast(updateDate(clues), clues.today) ? undefined : overTitleDate(clues)),
  // The end of a press release: Hong Kong gives the day there alone.
  ({ tail }) => readClosingDay(tail),
  // A script: such a page shows the day only after a script ran.
  ({ decoded }) => readScriptDate(decoded.text),
  // The listing: the page itself gives none.
  listedDate,
  // The address: the day on which the file was made.
  (clues) => (clues.isMigration ? undefined : addressDate(clues)),
  // The last update is later than the day of publication.
  updateDate,
];

/**
 * The day a page went up: the first reader that yields a day wins. A day after today is no fact, except in a listing, which
 * was checked when it was read.
 */
export function readPublished(page: ArticlePage, parts: PageParts): Published {
  const facts = factsOf(page, parts);
  const warnings: Warning[] = [];
  const warn = (reason: string, { quote }: DateFact) => {
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
  const firstOf = (readers: readonly Reader[]) => {
    for (const read of readers) {
      const date = usable(read(clues));
      if (date) return { read, date };
    }
    return undefined;
  };
  const shown = firstOf(shownReaders);
  if (tag && !shown && clues.isMigration)
    warn('the address was made long before the day of the meta tag, which may be that of a migration', tag);
  const found = shown ?? firstOf(otherReaders);
  if (found?.read === updateDate) warn('the page gives only the day of its last update', found.date);
  if (tag && shown && daysApart(shown.date, tag) > 2) warn('a meta tag names another day; the day shown on the page is given', tag);
  return { ...opt({ date: withoutMidnight(found?.date) }), warnings };
}

/** 2026-09-16 00:00:00: no time was filled in. */
function withoutMidnight(date: DateFact | undefined): DateFact | undefined {
  if (date?.time !== '00:00') return date;
  const { time: _none, ...day } = date;
  return day;
}

function factsOf(page: ArticlePage, parts: PageParts): PublishedFacts {
  const { dom, element, near, title } = parts;
  const { start: bodyStart = Number.MAX_SAFE_INTEGER, end: bodyEnd = Number.MAX_SAFE_INTEGER } =
    (element && dom.extents.get(element)) ?? {};
  const titled = title.element ?? element;
  return {
    ...page,
    ...parts,
    near: near.filter(({ text }) => !isHistoryLine(text)),
    titlePlace: titled ? positionOf(dom, titled) : 0,
    bodyStart,
    bodyEnd,
  };
}

const isPast = (date: DateFact | undefined, today: string) => date !== undefined && date.value.slice(0, 10) <= today;

/**
 * A short line or an element named for a date. An instant elsewhere is a day earlier or later than the trusted tag: the page shows the day
 * of the site.
 */
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
function migrated(tag: DateFact, url: string) {
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

const daysApart = (a: DateFact, b: DateFact) => Math.abs(Date.parse(a.value) - Date.parse(b.value)) / 86_400_000;

function elementDate({ dom, titlePlace, bodyEnd }: PublishedFacts): DateFact | undefined {
  let before: DateFact | undefined;
  for (const element of dom.elements) {
    const extent = dom.extents.get(element);
    if (!extent) continue;
    if (extent.start >= bodyEnd) break;
    const isStated = element.name === 'time' && element.attribs['datetime'] !== undefined;
    if ((extent.chars < 8 && !isStated) || extent.chars > 60 || !isDateElement(element) || isListed(dom, element)) continue;
    const text = collapseWhitespace(rawTextOf(element));
    if (isOtherTime(text) || isEventLabel(textBefore(element))) continue;
    const day = readDayFact(orEmpty(element.attribs['datetime']), 'body') ?? readDayFact(text, 'body');
    if (!day) continue;
    if (extent.start >= titlePlace) return day;
    if (isNotSiteClock({ text })) before = day;
  }
  return before;
}

function textBefore(element: Element) {
  for (let node = element.prev; node; node = node.prev) {
    const text = isText(node) ? node.data : isTag(node) ? rawTextOf(node) : '';
    if (text.trim() !== '') return collapseWhitespace(text);
  }
  return '';
}

const isDateElement = ({ name, attribs }: Element) => name === 'time' || isDateName(attribs['class']) || isDateName(attribs['id']);

const isDateName = (name: string | undefined) => name !== undefined && /time|date/i.test(name) && dateName.test(name);

function listedDate({ entry }: PublishedFacts): DateFact | undefined {
  if (entry?.publishedOn === undefined) return undefined;
  return { value: entry.publishedOn, precision: 'day', from: 'listing', quote: entry.publishedOn };
}

function addressDate({ url }: PublishedFacts): DateFact | undefined {
  const value = dateInUrl(url);
  if (value === undefined || value.length < 10) return undefined;
  return { value, precision: 'day', from: 'url', quote: url };
}

function tableDate({ dom, labels, bodyEnd, url }: PublishedFacts): DateFact | undefined {
  for (const pair of labels.get('published') ?? []) {
    if (!pair.table || pair.label.length < 3 || (pair.place >= bodyEnd && besideLink(dom, pair.place))) continue;
    const day = readDayFact(pair.value, 'metadata') ?? readMinguoDay(pair.value, url);
    if (day) return { ...day, quote: pair.quote.length > 80 ? pair.value : pair.quote };
  }
  return undefined;
}
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

function besideLink(dom: Dom, place: number) {
  const block = dom.elements[place];
  const extent = block && dom.extents.get(block);
  if (!block || !extent) return false;
  const inner = dom.elements.slice(extent.start, Math.min(extent.end, extent.start + mostBeside));
  const leads = inner.some(({ name, attribs }) => name === 'a' && !/^(?:javascript|#|$)/i.test(orEmpty(attribs['href'])));
  return (leads && extent.linkChars >= 5) || isListed(dom, block);
}
const mostBeside = 40;
