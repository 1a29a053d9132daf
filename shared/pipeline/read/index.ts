import { isScan } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { Doubt } from '../../model/doubts.ts';
import { DamagedError, NotReadyError } from '../../model/errors.ts';
import type { LookupContext, ReadContext } from '../../model/ports.ts';
import type { Hit, IndexChange } from '../../model/query.ts';
import { type IndexMark, isThere } from '../../model/run.ts';
import { dayOf, wholeDay } from '../../model/time.ts';
import { inPortions, omit, opt, orEmpty, sum } from '../../model/values.ts';
import { changingRelations } from '../../model/vocabulary.ts';
import { levelOfIssuers } from '../../registry/issuers.ts';
import { toShownItem } from '../../stages/english/headline.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { withFiles } from '../collect/reading.ts';
import { setDamagedAside, textOf, unlessDamaged } from '../collect/set-aside.ts';
import { forOneQuestion, paged } from '../context.ts';
import { keepDigests } from './digest.ts';
import { findDoubts, keepDoubts } from './doubts.ts';
import { toCrossIndexFacts } from './facts.ts';
import { type CitingDocument, citedBy, judge, linksOf, resumes, withStanding } from './status.ts';

const covers = new Set(['interprets', 'reports']);

export async function toIndexRow(head: Head, context: LookupContext): Promise<IndexChange> {
  const cited = await citedBy(head, context);
  return rowOf(await judge(head, cited, context), cited, await textOf(head, context), context);
}

/** What lists show of documents as they were in a past context: the index has that of today. */
export async function rowsThen(ids: readonly string[], context: LookupContext): Promise<readonly Hit[]> {
  const rows = (await context.documents.heads(ids)).map((head) => toIndexRow(head, context));
  return (await Promise.all(rows)).map((row) => omit(row, 'text', 'remove'));
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
    ...opt(optional),
    issuerIds: head.issuers.flatMap(({ id }) => (id === undefined ? [] : [id])),
    issuerNames,
    authority: withStanding(head, context).authority,
    type: head.type,
    themes: [...head.themes, ...(head.subThemes ?? [])].map(({ theme }) => theme),
    sourceIds: [...new Set(head.copies.map(({ sourceId }) => sourceId))],
    entityIds: [...new Set(head.entities.map(({ id }) => id))],
    coverage: cited.filter(({ relation }) => covers.has(relation)).length,
    status,
    firstSeenAt: head.firstSeenAt,
    url: liveAddress(head),
    shown: { ...toShownItem(head, issuerNames), ...opt('account', head.account), ...(isScan(head) && { scan: true }) },
  };
}

export async function toIndexChange(head: Head, context: LookupContext): Promise<IndexChange> {
  // Of what is not about the field the index has no row.
  const text = head.relevant ? await textOf(head, context) : '';
  const cited = await citedBy(head, context);
  const judged = await judge(head, cited, context);
  if (judged.turnsOn !== undefined) await context.documents.touchOn(judged.turnsOn, head);
  return { ...(await rowOf(judged, cited, text, context)), register: await toCrossIndexFacts(head, text, context) };
}

const atOnce = 25;

async function* rowsOf(heads: readonly Head[], mostCharacters: number, context: ReadContext): AsyncGenerator<readonly IndexChange[]> {
  let entries: IndexChange[] = [];
  let size = 0;
  for (let from = 0; from < heads.length; from += atOnce) {
    const some = heads.slice(from, from + atOnce).map((head) => unlessDamaged(head, () => toIndexChange(head, context), context));
    const made = (await Promise.all(some)).flatMap((row) => row ?? []);
    entries.push(...made);
    size += sum(made, ({ text }) => text.length);
    if (size < mostCharacters && from + atOnce < heads.length) continue;
    yield entries;
    [entries, size] = [[], 0];
  }
}

const [batch, mostRead] = [20_000, 100];

const mostInMemory = 4_000_000;

/** Each publication writes the whole index: it gathers what is marked for so long. */
const longestMs = 240_000;

const changing = changingRelations.filter((relation) => relation !== 'prevails-over');

const affecting = new Set([...covers, 'translates', 'repeals', 'supersedes', 'final-of', ...changing]);

/**
 * Documents whose row a new document changes: their status or days when it repeals, supersedes or changes them or is their final text,
 * their coverage when it reports them. What it merely cites is not looked up. Their ids.
 */
async function touchTargets(head: Head, context: ReadContext) {
  const citations = head.citations.filter((each) => affecting.has(each.relation) || resumes(each));
  const ids: string[] = [];
  for (const { relation, quote, to } of await linksOf({ ...head, citations }, context)) {
    if (!(affecting.has(relation) || resumes({ relation, quote })) || to.id === undefined) continue;
    const target = await context.documents.head(to.id);
    if (!target) continue;
    await context.documents.touch(target);
    ids.push(to.id);
  }
  return ids;
}

type Touched = Readonly<{ asked: Set<string>; targets: Set<string> }>;

type Marks = readonly IndexMark[];

/** What one publication takes in: documents, and their marks; and how many of those that wait it looked at. */
type Taken = { readonly ready: Set<string>; readonly marks: IndexMark[]; readonly doubts: Doubt[]; looked: number };

async function* rowsOfMarked(marks: Marks, taken: Taken, touched: Touched, context: ReadContext): AsyncGenerator<readonly IndexChange[]> {
  const ids = [...new Set(marks.map(({ documentId }) => documentId))];
  const heads = new Map((await context.documents.heads(ids)).map((head) => [head.id, head]));
  const there = marks.filter((mark) => isThere(mark, heads));
  await touchAll([...heads.values()], touched, context);
  const fresh = [...new Set(there.flatMap(({ documentId }) => heads.get(documentId) ?? []))];
  taken.marks.push(...there);
  for (const { id } of fresh) taken.ready.add(id);
  taken.doubts.push(...(await findDoubts(fresh, context)));
  yield* rowsOf(fresh, mostInMemory, context);
}

async function publishSome(waiting: readonly Marks[], touched: Touched, given: ReadContext) {
  let taken: Taken = { ready: new Set(), marks: [], doubts: [], looked: 0 };
  await given.search.apply(async function* () {
    taken = { ready: new Set(), marks: [], doubts: [], looked: 0 };
    const until = performance.now() + longestMs;
    while (taken.looked < waiting.length && performance.now() < until) {
      const some = waiting.slice(taken.looked, taken.looked + mostRead);
      taken.looked += some.length;
      // Documents that came together cite each other: each is read once for all of them.
      yield* rowsOfMarked(some.flat(), taken, touched, forOneQuestion(given));
    }
  });
  if (taken.ready.size === 0) return taken;
  given.line?.('in the index', { documents: [...taken.ready] });
  given.crash('after-index');
  await keepDoubts(taken.doubts, taken.ready, given);
  await given.documents.clearDirty(taken.marks);
  return taken;
}

async function touchAll(heads: readonly Head[], { asked, targets }: Touched, context: ReadContext) {
  const fresh = heads.filter(({ id }) => !asked.has(id));
  for (const { id } of fresh) asked.add(id);
  for (const id of (await inPortions(fresh, atOnce, (head) => touchTargets(head, context))).flat()) targets.add(id);
}

/**
 * Takes in what is marked now, then what that touches, whose rows are made of the index with what came. What is marked meanwhile waits for
 * the next call, which may be minutes later: each publication would bring a few documents and write the whole index.
 */
async function indexDirty(context: ReadContext): Promise<number> {
  await context.documents.touchDue(dayOf(context.now()));
  const lookedUp = new Set<string>();
  let [done, wanted]: [number, ReadonlySet<string> | undefined] = [0, undefined];
  for (;;) {
    const marked = await context.documents.dirty(batch);
    const touched = { asked: lookedUp, targets: new Set<string>() };
    let waiting = [...Map.groupBy(marked, ({ documentId }) => documentId)].flatMap(([id, marks]) =>
      wanted?.has(id) === false ? [] : [marks],
    );
    const before = done;
    while (waiting.length > 0) {
      const { ready, looked } = await publishSome(waiting, touched, context);
      done += ready.size;
      waiting = waiting.slice(looked);
    }
    wanted = marked.length < batch ? touched.targets : undefined;
    if (done === before || wanted?.size === 0) return done;
  }
}

const [idsAtOnce, portion] = [2000, 4_000_000];

/**
 * Indexes what changed and publishes the index, then composes the digests that pages read; returns how many documents changed. Writes
 * nothing when nothing changed. While the index is made anew, changes wait for its end: what is published answers meanwhile.
 */
export async function updateIndex(context: ReadContext): Promise<number> {
  const done = await takeIn(context).catch(async (error: unknown) => {
    if (!isDamage(error)) throw error;
    // It holds nothing that documents do not say.
    await setDamagedAside(error, { url: 'search', title: 'the search index' }, context);
    await context.search.discard();
    return takeIn(context);
  });
  await keepDigests(context, done > 0);
  return done;
}

/** Makes an index that an earlier version wrote anew, so that a laptop's first question after an upgrade is answered; false where there is none. */
export async function renewOldIndex(context: ReadContext): Promise<boolean> {
  try {
    if (!(await context.search.isOutdated())) return false;
    await context.search.query({ limit: 1, today: dayOf(context.now()) });
    return false;
  } catch (error) {
    if (!isDamage(error)) throw error;
    // One that is damaged is made anew by a round, which names it, and stops nothing meanwhile.
    if (error instanceof DamagedError) return false;
  }
  await updateIndex(context);
  return true;
}

const isDamage = (error: unknown): error is Error => error instanceof NotReadyError || error instanceof DamagedError;

async function takeIn(context: ReadContext) {
  const { documents, finished } = (await context.search.isOutdated()) ? await renewIndex(context) : { documents: 0, finished: true };
  return finished ? documents + (await indexDirty(context)) : documents;
}

function leniently(search: ReadContext['search'], blind: () => void): ReadContext['search'] {
  const or =
    <T>(none: T) =>
    (error: unknown) => {
      if (!isDamage(error)) throw error;
      blind();
      return none;
    };
  const nothing = { total: 0, hits: [], keys: [], more: false, facets: { theme: {}, type: {}, level: {}, status: {}, issuer: {} } };
  return {
    ...search,
    query: (query) => search.query(query).catch(or(nothing)),
    announcements: (query) => search.announcements(query).catch(or([])),
  };
}

/**
 * Makes the index anew: for some minutes, or to its end. What was made without the one before is made once more, by what it now says
 * itself.
 */
export async function renewIndex(given: ReadContext): Promise<Readonly<{ documents: number; finished: boolean }>> {
  let [documents, isBlind] = [0, false];
  const search = leniently(given.search, () => {
    isBlind = true;
  });
  const context = { ...given, search };
  const finished = await search.renew(async function* (after) {
    for await (const ids of paged((last) => context.documents.allIds(last ?? after, idsAtOnce))) {
      const heads = await context.documents.heads(ids);
      await keepDoubts(await findDoubts(heads, context), new Set(ids), context);
      for await (const changes of rowsOf(heads, portion, context)) {
        yield { changes, last: orEmpty(changes.at(-1)?.id) };
        context.crash('after-index');
        documents += changes.length;
      }
    }
  });
  if (!finished || !isBlind) return { documents, finished };
  await search.discard();
  return renewIndex(given);
}
