import type { Head } from '../../model/document.ts';
import type { LookupContext, ReadContext } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { wholeDay } from '../../model/time.ts';
import { levelOfIssuers } from '../../registry/issuers.ts';
import { toShownItem } from '../../stages/english/headline.ts';
import { reachedAt } from '../../stages/identity/identify.ts';
import { withFiles } from '../collect/reading.ts';
import { isOfOneDocument, setDamagedAside, textOf } from '../collect/set-aside.ts';
import { toCrossIndexFacts } from './facts.ts';
import { type CitingDocument, citedBy } from './links.ts';
import { judge } from './status.ts';
import { withStanding } from './vouching.ts';

/** Relations of a page that explains or reports an act. */
export const covers: ReadonlySet<string> = new Set(['interprets', 'reports']);

/** The row of a document in the index, without what answers questions across documents. */
export async function toIndexRow(head: Head, context: LookupContext): Promise<IndexChange> {
  const cited = await citedBy(head, context);
  return rowOf(await judge(head, cited, context), cited, await textOf(head, context), context);
}

async function rowOf(
  { head, status }: Awaited<ReturnType<typeof judge>>,
  cited: readonly CitingDocument[],
  text: string,
  context: LookupContext,
): Promise<IndexChange> {
  const optional = {
    number: head.number,
    level: levelOfIssuers(head.issuers),
    signed: wholeDay(head.dates.signed?.value),
    published: wholeDay(head.dates.published?.value),
    effective: wholeDay(head.dates.effective?.value),
    expires: wholeDay(head.dates.expires?.value),
    commentFrom: wholeDay(head.dates.commentFrom?.value),
    commentBy: wholeDay(head.dates.commentBy?.value),
    participate: head.participate?.map(({ by, to }) => ({ by, to })),
  };
  const issuerNames = head.issuers.map(({ name }) => name);
  return {
    id: head.id,
    ...(head.relevant ? {} : { remove: true }),
    title: head.title,
    english: head.english.title,
    text: head.relevant ? await withFiles(text, head.attachments, context) : '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    issuerIds: head.issuers.flatMap(({ id }) => (id === undefined ? [] : [id])),
    issuerNames,
    authority: withStanding(head, context).authority,
    type: head.type,
    themes: head.themes.map(({ theme }) => theme),
    sourceIds: [...new Set(head.copies.map(({ sourceId }) => sourceId))],
    entityIds: [...new Set(head.entities.map(({ id }) => id))],
    coverage: cited.filter(({ relation }) => covers.has(relation)).length,
    status,
    firstSeenAt: head.firstSeenAt,
    url: reachedAt(head),
    shown: toShownItem(head, issuerNames),
  };
}

/** All that the index keeps of a document. */
export async function toIndexChange(head: Head, context: LookupContext): Promise<IndexChange> {
  // Of what is not about the field the index has no row.
  const text = head.relevant ? await textOf(head, context) : '';
  const cited = await citedBy(head, context);
  const judged = await judge(head, cited, context);
  if (judged.turnsOn !== undefined) await context.documents.touchOn(judged.turnsOn, head);
  return { ...(await rowOf(judged, cited, text, context)), register: await toCrossIndexFacts(head, text, context) };
}

/** The row of a document; none, and the document set aside, where what is stored of it is damaged or of no form that a row is made of. */
async function rowUnlessDamaged(head: Head, context: ReadContext): Promise<readonly IndexChange[]> {
  try {
    return [await toIndexChange(head, context)];
  } catch (error) {
    if (!isOfOneDocument(error)) throw error;
    await setDamagedAside(error, head, context);
    return [];
  }
}

/** Documents whose rows are made at a time. */
export const atOnce = 25;

/** Rows of documents in order, in portions of so many characters or a little more. */
export async function* rowsOf(
  heads: readonly Head[],
  mostCharacters: number,
  context: ReadContext,
): AsyncGenerator<readonly IndexChange[]> {
  let entries: IndexChange[] = [];
  let size = 0;
  for (let from = 0; from < heads.length; from += atOnce) {
    const made = (await Promise.all(heads.slice(from, from + atOnce).map((head) => rowUnlessDamaged(head, context)))).flat();
    entries.push(...made);
    size += made.reduce((sum, { text }) => sum + text.length, 0);
    if (size < mostCharacters && from + atOnce < heads.length) continue;
    yield entries;
    [entries, size] = [[], 0];
  }
}
