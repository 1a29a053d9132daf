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

/** Marks that are read at a time. */
const batch = 2000;
/** Characters that are published at a time: large documents must not start the work over. */
const mostPublished = 16_000_000;
/** Documents that are read at a time. */
const mostRead = 100;
/** Rows in memory at a time, more than the file of changes takes so that the first say where all of them go, and their characters. */
const [mostTogether, mostHeld] = [600, 4_000_000];
const charactersOf = (rows: readonly IndexChange[]): number => rows.reduce((sum, { text }) => sum + text.length, 0);

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

type Marks = readonly IndexMark[];
type Touched = { readonly asked: Set<string>; readonly targets: Set<string> };

/** Publishes the rows of marked documents, each by all its marks, until they are many characters; returns how many it looked at and how many are there. */
async function publishSome(waiting: readonly Marks[], touched: Touched, given: ReadContext): Promise<{ looked: number; done: number }> {
  let [looked, ready, taken]: [number, string[], IndexMark[]] = [0, [], []];
  await given.search.apply(async function* () {
    [looked, ready, taken] = [0, [], []];
    let rows: IndexChange[] = [];
    for (let size = 0; looked < waiting.length && size < mostPublished; ) {
      const some = waiting.slice(looked, looked + mostRead);
      looked += some.length;
      // Documents that came together cite each other: each is read once for all of them.
      const context = forOneQuestion(given);
      const heads = new Map(
        (await context.documents.heads(some.flatMap(([mark]) => mark?.documentId ?? []))).map((head) => [head.id, head]),
      );
      const there = some.flat().filter((mark) => isThere(mark, heads));
      await touchAll([...heads.values()], touched, context);
      const fresh = [...new Set(there.flatMap(({ documentId }) => heads.get(documentId) ?? []))];
      taken.push(...there);
      ready.push(...fresh.map(({ id }) => id));
      for await (const more of rowsOf(fresh, mostHeld, context)) {
        size += charactersOf(more);
        rows.push(...more);
        if (rows.length < mostTogether && charactersOf(rows) < mostHeld) continue;
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  });
  if (ready.length === 0) return { looked, done: 0 };
  given.line?.('in the index', { documents: ready });
  given.crash('after-index');
  await given.documents.clearDirty(taken);
  return { looked, done: ready.length };
}

/** Marks what these documents touch, once. */
async function touchAll(heads: readonly Head[], { asked, targets }: Touched, context: ReadContext): Promise<void> {
  const fresh = heads.filter(({ id }) => !asked.has(id));
  for (const { id } of fresh) asked.add(id);
  for (const id of (await inPortions(fresh, atOnce, (head) => touchTargets(head, context))).flat()) targets.add(id);
}

/**
 * Takes in what is marked now, then what that touches. What is marked meanwhile waits for the next call: each publication while documents come in would bring a few of
 * them, and write the whole file of changes again.
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
      const some = await publishSome(waiting, touched, context);
      done += some.done;
      waiting = waiting.slice(some.looked);
    }
    wanted = marked.length < batch ? touched.targets : undefined;
    if (done === before || wanted?.size === 0) return done;
  }
}
