import type { Head } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import type { FeedFacts } from '../../model/summary.ts';
import { dayOf } from '../../model/time.ts';
import { inPortions, opt } from '../../model/values.ts';
import { isAct } from '../../stages/text/acts.ts';
import { quotesOf } from '../../stages/text/quotes.ts';
import { textOf } from '../collect/set-aside.ts';
import { openMemo } from '../context.ts';
import { factsOf } from './facts.ts';
import { citedBy, linksOf } from './links.ts';
import { judge } from './status.ts';
import { summarise } from './summary.ts';

/** The English facts of the documents of a feed. Each costs the reading of a text, so they are kept in memory for as long as the document stays as it is. */

/** About 3 KB each. */
const kept = openMemo<FeedFacts>(2000);

async function summaryOf(given: Head, context: LookupContext): Promise<FeedFacts['summary']> {
  const text = await textOf(given, context);
  // What is no act speaks for itself, in one sentence.
  if (!isAct(given.type))
    return quotesOf(text)
      .slice(0, 1)
      .map((quote) => ({ kind: 'label', says: 'From the text', quote }));
  const { head, status, effects } = await judge(given, await citedBy(given, context), context);
  const links = await linksOf(head, context);
  const { bearing, ...facts } = await factsOf(head, text, links, context);
  return summarise({ ...head, ...facts, text, status, links, changedBy: effects }, bearing, context);
}

async function read(head: Head, told: boolean, context: LookupContext): Promise<FeedFacts> {
  const revisions = head.revisionCount > 1 ? await context.documents.revisions(head.id) : [];
  const last = revisions.findLast(({ by }) => by === 'publisher');
  return {
    summary: told ? await summaryOf(head, context) : [],
    changedAt: last?.at ?? head.firstSeenAt,
    changes: Math.max(0, head.revisionCount - 1),
    ...opt('withdrawnAt', head.withdrawnAt),
  };
}

/** A document changes with its head; its sentences also with the day, and with a status that another document gave it. Without a status no sentences are made. */
const readOnce = (head: Head, status: Hit['status'] | undefined, context: LookupContext): Promise<FeedFacts> =>
  kept(context, `${head.id} ${head.version} ${status} ${dayOf(context.now())}`, () => read(head, status !== undefined, context));

const atOnce = 10;

/** What feeds tell of these documents, by id; those that are not held any more are left out. Only the first `told` of them bring sentences. */
export async function feedFactsOf(
  hits: readonly Pick<Hit, 'id' | 'status'>[],
  context: LookupContext,
  told = hits.length,
): Promise<ReadonlyMap<string, FeedFacts>> {
  const statuses = new Map(hits.slice(0, told).map(({ id, status }) => [id, status]));
  const heads = await context.documents.heads([...new Set(hits.map(({ id }) => id))]);
  return new Map(await inPortions(heads, atOnce, async (head) => [head.id, await readOnce(head, statuses.get(head.id), context)] as const));
}
