import type { Digest, DigestItem, NewsMark, NewsRange, TakenNews } from '../../model/digest.ts';
import type { NewsEvent, Revision } from '../../model/document.ts';
import type { MailContext } from '../../model/ports.ts';
import {
  isWithin,
  type MailRanges,
  markRefused,
  markSent,
  newsNumbers,
  type ReaderMark,
  unsentRanges,
  withoutSent,
} from '../../stages/digest/reader-mark.ts';
import { openMemo } from '../collect/memo.ts';
import { composeNews } from '../read/news-items.ts';

export type MailRequest = { readonly reader: string; readonly week: string; readonly upTo: number; readonly by: string };

/** After each failure another mail to this reader was faster. */
const mostTries = 20;
/** How far back the news of a reader begin whose mark is missing, or belongs to an older list of news. */
const mostSought = 5_000;

const revisionName = ({ documentId, n }: Pick<Revision, 'documentId' | 'n'>): string => `${documentId}#${n}`;

/** The event at a position never changes while the list stands; a list that was made anew is one of another process. */
const events = openMemo<{ readonly last?: string }>(64);

const lastAt = (position: number, context: MailContext): Promise<{ readonly last?: string }> =>
  events(context, String(position), async () => {
    const [event] = await context.documents.news(position - 1, position);
    return event ? { last: revisionName(event) } : {};
  });

/** Sets the mark of a reader who has just confirmed to the end of the news. */
export async function beginAtNews(reader: string, context: MailContext): Promise<void> {
  const position = await context.documents.newsEnd();
  const at = context.now().toISOString();
  const mark = { begin: position, position, owed: [], given: [], at, by: `begin ${at}`, ...(await lastAt(position, context)) };
  await context.digests.moveMark(reader, undefined, mark);
}

/** Where a reader's news begin without a valid mark: after the last mail, or the confirmation. */
async function soughtAgain({ reader, upTo }: MailRequest, mark: NewsMark | undefined, context: MailContext): Promise<ReaderMark> {
  const since = mark?.at ?? (await context.digests.subscriber(reader))?.confirmedAt ?? context.now().toISOString();
  const recent = await context.documents.news(Math.max(0, upTo - mostSought), upTo);
  const first = recent.find(({ at }) => at > since);
  const begin = first ? first.position - 1 : upTo;
  return { begin, position: begin, owed: [], given: mark?.given ?? [] };
}

async function isMarkValid(mark: NewsMark, context: MailContext): Promise<boolean> {
  if (mark.position === 0) return true;
  return (await lastAt(mark.position, context)).last === mark.last;
}

/** Moves the mark. When the answer was lost, reading the mark shows whether it was moved. */
async function tryMoveMark(reader: string, from: NewsMark | undefined, to: Omit<NewsMark, 'v'>, context: MailContext): Promise<boolean> {
  try {
    return await context.digests.moveMark(reader, from, to);
  } catch (error) {
    if ((await context.digests.mark(reader))?.by === to.by) return true;
    throw error;
  }
}

/** What a mail takes, and the mark of its reader as it was read. */
export type MailPlan = MailRanges & { readonly mark: NewsMark | undefined };

/** What the next mail to a reader would send. */
export async function findUnsent(wanted: MailRequest, context: MailContext): Promise<MailPlan> {
  const mark = await context.digests.mark(wanted.reader);
  const before = mark && (await isMarkValid(mark, context)) ? mark : await soughtAgain(wanted, mark, context);
  return { before, ranges: unsentRanges(before, wanted.upTo), week: wanted.week, mark };
}

/** Moves the reader's mark behind everything that the mail contains, so that no other mail contains it too. False when another mail was faster. */
export async function takeNews(
  { before, mark }: MailPlan,
  { reader, week, upTo, by }: MailRequest,
  context: MailContext,
): Promise<boolean> {
  const after = markSent(before, upTo, week);
  const to = { ...after, at: context.now().toISOString(), by, ...(await lastAt(after.position, context)) };
  return tryMoveMark(reader, mark, to, context);
}

/** Gives back the news of a mail that was refused or did not arrive: the reader's next mail contains them. */
export async function returnNews(reader: string, taken: TakenNews, by: string, context: MailContext): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const mark = await context.digests.mark(reader);
    if (!mark) return;
    const { v: _v, ...told } = mark;
    if (await tryMoveMark(reader, mark, { ...told, ...markRefused(mark, taken), by: `${by}#back` }, context)) return;
  }
  throw new Error(`the mark of reader ${reader}: ${mostTries} other mails were faster`);
}

/** Events of these ranges that the digest of the week lacks, as items of the day of sending. */
async function composeOthers(
  shown: ReadonlySet<number>,
  ranges: readonly NewsRange[],
  context: MailContext,
): Promise<readonly DigestItem[]> {
  const events: NewsEvent[] = [];
  for (const [after, upTo] of ranges) events.push(...(await context.documents.news(after, upTo)));
  const untold = events.filter(({ position }) => !shown.has(position));
  return composeNews(untold, context);
}

/** Most readers have the same mark: what is composed for one is reused for all of them. */
const composed = openMemo<readonly DigestItem[]>(20);

function others(digest: Digest, { ranges }: MailRanges, context: MailContext): Promise<readonly DigestItem[]> {
  const shown = newsNumbers(digest).filter((position) => isWithin(ranges, position));
  const key = JSON.stringify([digest.week, ranges, shown]);
  return composed(context, key, () => composeOthers(new Set(shown), ranges, context));
}

/** The digest of a week for one mail: without what its reader has received, with news from outside of the week. */
export async function mailFor(week: Digest, taken: MailRanges, context: MailContext): Promise<Digest> {
  const own = withoutSent(week, taken);
  const added = await others(own, taken, context);
  return added.length > 0 ? { ...own, notInEarlierMail: added } : own;
}
