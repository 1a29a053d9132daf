import type { Answers } from '../../model/answers.ts';
import type { NewsEvent } from '../../model/document.ts';
import type { MailContext } from '../../model/ports.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { fourWeeksBack } from './unread.ts';

/** The changes of relevant documents in the order of the list of news, for whoever reads on from where he was. */

/** Events that are read for one answer, each with its document: most are about irrelevant ones. */
const mostLooked = 400;

/** Tells an event from another one at the same position of a list that was begun anew. */
const markOf = ({ documentId, n, at }: NewsEvent): string => sha256(`${documentId} ${n} ${at}`).slice(0, 16);

/** Where somebody reads on: behind his last event, at the beginning where the list is another one than his, four weeks back without a place. */
async function startOf(after: string | undefined, end: number, context: MailContext): Promise<number> {
  if (after === undefined) return fourWeeksBack(context);
  const [position = '0', mark] = after.split('-');
  const from = Number(position);
  if (from === 0) return 0;
  const [last] = from > end ? [] : await context.documents.news(from - 1, from);
  return last && (mark === undefined || markOf(last) === mark) ? from : 0;
}

/**
 * Relevant changes after a place, which an earlier answer gave as `next`. Positions are given out one by one, an event is there with its position or not at all, and
 * none is put before another later: so nothing is passed over, whoever writes meanwhile. Of a list that was begun anew everything is given once more.
 */
export async function changesAfter(after: string | undefined, limit: number, context: MailContext): ReturnType<Answers['changes']> {
  const end = await context.documents.newsEnd();
  const from = await startOf(after, end, context);
  const last = Math.min(end, from + mostLooked);
  const items = [];
  let [next, read] = [from, from];
  let mark = from === 0 ? '' : after?.split('-')[1];
  while (read < last && items.length < limit) {
    const events = await context.documents.news(read, Math.min(last, read + limit));
    if (events.length === 0) break;
    const heads = new Map((await context.documents.heads(events.map(({ documentId }) => documentId))).map((head) => [head.id, head]));
    for (const event of events) {
      const { position, ...revision } = event;
      const head = heads.get(event.documentId);
      if (head?.relevant) items.push({ ...revision, title: head.title });
      [next, mark] = [position, markOf(event)];
      if (items.length === limit) break;
    }
    read = next;
  }
  return { items, next: mark ? `${next}-${mark}` : String(next) };
}
