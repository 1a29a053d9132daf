import type { Head } from '../../model/document.ts';
import type { IndexMark } from '../../model/hour.ts';
import type { ReadContext } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { dayOf } from '../../model/time.ts';
import { inPortions } from '../../model/values.ts';
import { changingRelations } from '../../model/vocabulary.ts';
import { isThere } from './index-marks.ts';
import { atOnce, covers, rowsOf } from './index-rows.ts';
import { linksOf } from './links.ts';
import { forOneQuestion } from './one-question.ts';
import { resumes } from './status.ts';

/** Marks that are read at a time, and documents. */
const [batch, mostRead] = [20_000, 100];
/** Characters of rows in memory at a time, or a little more. */
const mostHeld = 4_000_000;
/** Each publication writes the whole index: it gathers what is marked for so long. */
const longestMs = 240_000;

const changing = changingRelations.filter((relation) => relation !== 'prevails-over');
const affecting: ReadonlySet<string> = new Set([...covers, 'repeals', 'supersedes', 'final-of', ...changing]);

/**
 * Documents whose row a new document changes: their status or days when it repeals, supersedes or changes them or is their final text, their coverage when it reports them. What it
 * merely cites is not looked up. Their ids.
 */
async function touchTargets(head: Head, context: ReadContext): Promise<readonly string[]> {
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

type Touched = { readonly asked: Set<string>; readonly targets: Set<string> };
type Marks = readonly IndexMark[];
/** What one publication takes in: documents, and their marks; and how many of those that wait it looked at. */
type Taken = { readonly ready: Set<string>; readonly marks: IndexMark[]; looked: number };

/** Rows of some marked documents, each for all its marks. */
async function* rowsOfMarked(marks: Marks, taken: Taken, touched: Touched, context: ReadContext): AsyncGenerator<readonly IndexChange[]> {
  const ids = [...new Set(marks.map(({ documentId }) => documentId))];
  const heads = new Map((await context.documents.heads(ids)).map((head) => [head.id, head]));
  const there = marks.filter((mark) => isThere(mark, heads));
  await touchAll([...heads.values()], touched, context);
  const fresh = [...new Set(there.flatMap(({ documentId }) => heads.get(documentId) ?? []))];
  taken.marks.push(...there);
  for (const { id } of fresh) taken.ready.add(id);
  yield* rowsOf(fresh, mostHeld, context);
}

/** Publishes the rows of marked documents, each by all its marks, once; for some minutes or to the end. */
async function publishSome(waiting: readonly Marks[], touched: Touched, given: ReadContext): Promise<Taken> {
  let taken: Taken = { ready: new Set(), marks: [], looked: 0 };
  await given.search.apply(async function* () {
    taken = { ready: new Set(), marks: [], looked: 0 };
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
  await given.documents.clearDirty(taken.marks);
  return taken;
}

/** Marks what these documents touch, once. */
async function touchAll(heads: readonly Head[], { asked, targets }: Touched, context: ReadContext): Promise<void> {
  const fresh = heads.filter(({ id }) => !asked.has(id));
  for (const { id } of fresh) asked.add(id);
  for (const id of (await inPortions(fresh, atOnce, (head) => touchTargets(head, context))).flat()) targets.add(id);
}

/**
 * Takes in what is marked now, then what that touches, whose rows are made of the index with what came. What is marked meanwhile waits for the next call, which may be
 * minutes later: each publication would bring a few documents and write the whole index.
 */
export async function indexDirty(context: ReadContext): Promise<number> {
  await context.documents.touchDue(dayOf(context.now()));
  const asked = new Set<string>();
  let [done, wanted]: [number, ReadonlySet<string> | undefined] = [0, undefined];
  for (;;) {
    const marked = await context.documents.dirty(batch);
    const touched = { asked, targets: new Set<string>() };
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
