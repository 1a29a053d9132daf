import type { NewsEvent } from '../../model/document.ts';
import type { ReadContext } from '../../model/ports.ts';
import type { Unread } from '../../model/reader-answers.ts';
import { addDays, dayOf, weekOfDay } from '../../model/time.ts';
import { composeNews } from './news-items.ts';

/** What changed since somebody last marked the changes as read. */

/** Events that are looked at for one answer: most are about irrelevant documents. */
const mostLooked = 400;
/** Events that the index of the table may not have yet. */
const mostJustNow = 50;
/** Documents of one answer: each costs the reading of a text. */
const mostDocuments = 50;

/** The number before the first event of the last four weeks: where somebody begins who has read nothing yet. */
export async function fourWeeksBack(context: ReadContext): Promise<number> {
  const { documents } = context;
  const begin = addDays(dayOf(context.now()), -28);
  for (let days = 0; days <= 28; days += 7) {
    const first = await documents.firstNews(weekOfDay(addDays(begin, days)));
    if (first !== undefined) return first - 1;
  }
  // The index of the table follows a moment later than the list: what was announced just now is read from the list itself.
  const end = await documents.newsEnd();
  const last = await documents.news(Math.max(0, end - mostJustNow), end);
  const recent = last.find(({ at }) => at >= begin);
  return recent ? recent.position - 1 : end;
}

/** The first events, as many as belong to so many documents. */
function firstEvents(events: readonly NewsEvent[]): readonly NewsEvent[] {
  const documents = new Set<string>();
  const cut = events.findIndex(({ documentId }) => documents.add(documentId).size > mostDocuments);
  return cut < 0 ? events : events.slice(0, cut);
}

/** Changes since the mark of `who`, of the last four weeks where there is none: at most so many events and documents, the first ones first. */
export async function findUnread(who: string, context: ReadContext): Promise<Unread> {
  const mark = await context.digests.lastRead(who);
  const end = await context.documents.newsEnd();
  // A list of news that was begun anew is shorter than the mark.
  const from = mark && mark.position <= end ? mark.position : await fourWeeksBack(context);
  const events = firstEvents(await context.documents.news(from, Math.min(end, from + mostLooked)));
  const upTo = events.at(-1)?.position ?? from;
  return { ...(mark ? { since: mark.at } : {}), items: await composeNews(events, context), upTo, more: upTo < end };
}

/** Marks everything up to an event as read. A mark never goes back; a number that no event has yet is the last one's. */
export async function markRead(who: string, upTo: number, context: ReadContext): Promise<void> {
  const end = await context.documents.newsEnd();
  const before = await context.digests.lastRead(who);
  const position = Math.min(upTo, end);
  if (before && before.position <= end && before.position >= position) return;
  await context.digests.keepLastRead(who, { position, at: context.now().toISOString() });
}
