import type { DateFact } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { readDayFact } from '../dates/day-fact.ts';
import type { Dom } from '../html/dom.ts';
import { isListed } from './body.ts';
import { readMinguoDay } from './fallback-days.ts';
import type { PublishedFacts } from './published.ts';

export function tableDate({ dom, labels, bodyEnd, url }: PublishedFacts): DateFact | undefined {
  for (const pair of labels.get('published') ?? []) {
    if (!pair.table || pair.label.length < 3 || (pair.place >= bodyEnd && besideLink(dom, pair.place))) continue;
    const day = readDayFact(pair.value, 'metadata') ?? readMinguoDay(pair.value, url);
    if (day) return { ...day, quote: pair.quote.length > 80 ? pair.value : pair.quote };
  }
  return undefined;
}
/** The labelled date nearest to the title. */
export function labelDate({ dom, labels, titlePlace, bodyStart, bodyEnd, url }: PublishedFacts): DateFact | undefined {
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
/** What stands after the text beside a link is the day of that page or file. */

function besideLink(dom: Dom, place: number): boolean {
  const block = dom.elements[place];
  const extent = block && dom.extents.get(block);
  if (!block || !extent) return false;
  const inner = dom.elements.slice(extent.start, Math.min(extent.end, extent.start + mostBeside));
  const leads = inner.some(({ name, attribs }) => name === 'a' && !/^(?:javascript|#|$)/i.test(orEmpty(attribs['href'])));
  return (leads && extent.linkChars >= 5) || isListed(dom, block);
}
const mostBeside = 40;
