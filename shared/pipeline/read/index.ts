import type { Head } from '../../model/document.ts';
import type { LookupContext, ReadContext } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { inPortions, orEmpty } from '../../model/values.ts';
import { levelOfIssuers } from '../../registry/issuers.ts';
import { withFiles } from '../collect/files.ts';
import { paged } from '../collect/paged.ts';
import { keepDigests } from './digest.ts';
import { toCrossIndexFacts } from './facts.ts';
import { isThere } from './index-marks.ts';
import { citedBy, linksOf } from './links.ts';
import { forOneQuestion } from './one-question.ts';
import { currentStatus } from './status.ts';

/** Documents that are read at a time: each publication past 500 of them writes whole years. */
const batch = 2000;

const wholeDay = (value: string | undefined): string | undefined => (value === undefined || value.length < 10 ? undefined : value);

/** The row of a document in the index, without what answers questions across documents. */
export async function toIndexRow(head: Head, text: string, context: LookupContext): Promise<IndexChange> {
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
  const cited = await citedBy(head, context);
  return {
    id: head.id,
    ...(head.relevant ? {} : { remove: true }),
    title: head.title,
    english: head.english.title,
    text: head.relevant ? await withFiles(text, head.attachments, context) : '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    issuerIds: head.issuers.flatMap(({ id }) => (id === undefined ? [] : [id])),
    issuerNames: head.issuers.map(({ name }) => name),
    authority: head.authority,
    type: head.type,
    themes: head.themes.map(({ theme }) => theme),
    sourceIds: [...new Set(head.copies.map(({ sourceId }) => sourceId))],
    entityIds: [...new Set(head.entities.map(({ id }) => id))],
    coverage: cited.filter(({ relation }) => covers.has(relation)).length,
    status: await currentStatus(head, cited, context),
    firstSeenAt: head.firstSeenAt,
    url: head.canonicalUrl,
  };
}

async function toIndexChange(head: Head, context: ReadContext): Promise<IndexChange> {
  // Of what is not about the field the index has no row.
  const text = head.relevant ? await context.snapshots.loadText(head.textHash) : '';
  return { ...(await toIndexRow(head, text, context)), register: await toCrossIndexFacts(head, text, context) };
}

/** Relations of a page that explains or reports an act. */
const covers: ReadonlySet<string> = new Set(['interprets', 'reports']);
const affecting: ReadonlySet<string> = new Set([...covers, 'repeals', 'supersedes', 'final-of']);

/**
 * Documents whose row a new document changes: their status when it repeals or supersedes them or is their final text, their coverage when it reports them. What it
 * merely cites is not looked up. Their ids.
 */
async function touchTargets(head: Head, context: ReadContext): Promise<readonly string[]> {
  const citations = head.citations.filter(({ relation }) => affecting.has(relation));
  const ids: string[] = [];
  for (const { relation, to } of await linksOf({ ...head, citations }, context)) {
    if (!affecting.has(relation) || to.id === undefined) continue;
    const target = await context.documents.head(to.id);
    if (!target) continue;
    await context.documents.touch(target);
    ids.push(to.id);
  }
  return ids;
}

/**
 * Indexes what changed and publishes the index, then composes the digests that pages read; returns how many documents changed. Writes nothing when nothing changed.
 * While the index is made anew, changes wait for its end: what is published answers meanwhile.
 */
export async function updateIndex(context: ReadContext): Promise<number> {
  const { documents, finished } = (await context.search.isOutdated()) ? await renewIndex(context) : { documents: 0, finished: true };
  const done = finished ? documents + (await indexDirty(context)) : documents;
  await keepDigests(context, done > 0);
  return done;
}

/** Makes the index anew: for some minutes, or to its end. */
export async function renewIndex(context: ReadContext): Promise<{ readonly documents: number; readonly finished: boolean }> {
  let documents = 0;
  const finished = await context.search.renew(async function* (after) {
    for await (const ids of paged((last) => context.documents.allIds(last ?? after, batch))) {
      const heads = await context.documents.heads(ids);
      for await (const changes of portions(heads, context)) {
        yield { changes, last: orEmpty(changes.at(-1)?.id) };
        context.crash('after-index');
        documents += changes.length;
      }
    }
  });
  return { documents, finished };
}

/** Characters that are indexed at a time: large documents must neither fill the memory nor start the work over. */
const portion = 16_000_000;
const atOnce = 25;

/** Rows of documents in order, in portions of about one size. */
async function* portions(heads: readonly Head[], context: ReadContext): AsyncGenerator<readonly IndexChange[]> {
  let entries: IndexChange[] = [];
  let size = 0;
  for (let from = 0; from < heads.length; from += atOnce) {
    const made = await Promise.all(heads.slice(from, from + atOnce).map((head) => toIndexChange(head, context)));
    entries.push(...made);
    size += made.reduce((sum, { text }) => sum + text.length, 0);
    if (size < portion && from + atOnce < heads.length) continue;
    yield entries;
    [entries, size] = [[], 0];
  }
}

/**
 * Takes in what is marked now, then what that touches. What is marked meanwhile waits for the next call: each publication while documents come in would bring a few of
 * them, and write the whole file of changes again.
 */
async function indexDirty(given: ReadContext): Promise<number> {
  let done = 0;
  let wanted: ReadonlySet<string> | undefined;
  const touched = new Set<string>();
  do {
    // Documents that came together cite each other: each is read once for all of them.
    const context = forOneQuestion(given);
    const marked = await context.documents.dirty(batch);
    const asked = marked.filter(({ documentId }) => wanted?.has(documentId) !== false);
    const heads = new Map(
      (await context.documents.heads([...new Set(asked.map(({ documentId }) => documentId))])).map((head) => [head.id, head]),
    );
    const dirty = asked.filter((mark) => isThere(mark, heads));
    if (dirty.length === 0) return done;
    const fresh = [...heads.values()].filter(({ id }) => !touched.has(id));
    for (const { id } of fresh) touched.add(id);
    const targets = (await inPortions(fresh, atOnce, (head) => touchTargets(head, context))).flat();
    const ready = [...new Set(dirty.flatMap(({ documentId }) => heads.get(documentId) ?? []))];
    for await (const entries of portions(ready, context)) {
      const ids = new Set(entries.map(({ id }) => id));
      await context.search.apply(entries);
      context.line?.('in the index', { documents: [...ids] });
      context.crash('after-index');
      await context.documents.clearDirty(dirty.filter(({ documentId }) => ids.has(documentId)));
    }
    done += ready.length;
    wanted = marked.length < batch ? new Set(targets) : undefined;
  } while (wanted?.size !== 0);
  return done;
}
