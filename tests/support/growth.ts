import type { Context } from '../../shared/model/ports.ts';
import type { Task } from '../../shared/model/task.ts';
import { lastWeek } from '../../shared/model/time.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { watch } from '../../shared/pipeline/watch/watch.ts';
import { at, catching, fail, host, list, listOf, pageOf, pathOf, type Scene } from './calls-scene.ts';
import { sqsEvent } from './lambda-events.ts';

/** What must cost the same however many documents are stored: a poll, a new page, its place in the index, a digest, a look of the watch. */

/** The least that one of its kind took: processor time, requests to AWS, items read and their units, bytes of objects read, units written. */
export type Cost = Readonly<Record<'cpuMs' | 'requests' | 'items' | 'readUnits' | 'getBytes' | 'writeUnits' | 'putBytes', number>>;
export type Costs = Readonly<Record<string, Cost>>;

/** Entries of the list of a round. */
const listed = 6;
const isPage = ({ kind }: Task): boolean => kind === 'page';

export type Rounds = {
  /** So many are counted, behind one that is not. */
  readonly count: number;
  /** The day in November 2026 on which the first begins; each takes two. Its pages are others than those of rounds that began elsewhere. */
  readonly from: number;
  /** Whether index, digest and watch are asked for too, which a deployed instance does in processes of their own. */
  readonly collecting?: boolean;
};

/** Rounds of one source over a filled store, each with one new document: what each piece of work cost at least. */
export async function measureRounds(scene: Scene, { count, from, collecting = false }: Rounds): Promise<Costs> {
  const costs: Record<string, Cost> = {};
  const step = async <T>(name: string, now: string, work: (context: Context) => Promise<T>, counted: boolean): Promise<T> =>
    scene.bench.within({ now, config: scene.one }, async (context) => {
      scene.web ??= context.web;
      const opened = { ...context, web: scene.web, notices: { send: async () => {} } };
      const cpu = process.cpuUsage();
      const { bill, result } = await scene.meter.billed(() => work(opened));
      const { user, system } = process.cpuUsage(cpu);
      const requests = Object.values(bill.calls).reduce((sum, each) => sum + each, 0);
      const { items, readUnits, getBytes, writeUnits, putBytes } = bill;
      const cost = { cpuMs: (user + system) / 1000, requests, items, readUnits, getBytes, writeUnits, putBytes };
      if (counted) costs[name] = leastOf(costs[name] ?? cost, cost);
      return result;
    });
  for (let n = 0; n <= count; n += 1)
    await oneRound(scene, { day: from + 2 * n, newest: 30 * from + n, collecting }, (name, now, work) => step(name, now, work, n > 0));
  return costs;
}

const leastOf = (a: Cost, b: Cost): Cost =>
  Object.fromEntries(Object.entries(a).map(([name, value]) => [name, Math.min(value, b[name as keyof Cost])])) as Cost;

type Step = <T>(name: string, now: string, work: (context: Context) => Promise<T>) => Promise<T>;

const plan = async (opened: Context): Promise<Task[]> => {
  const { context, sent } = catching(opened);
  await schedule(context);
  return sent;
};

const collect =
  (tasks: readonly Task[]) =>
  async (opened: Context): Promise<Task[]> => {
    const { context, sent } = catching(opened);
    for (const task of tasks) await collectBatch(sqsEvent([JSON.stringify(task)], { group: host }), context, fail);
    return sent;
  };

type Round = { readonly day: number; readonly newest: number; readonly collecting: boolean };

/** A day on which the list has a new entry (in the first round all are), and the next one, on which nothing is new. */
async function oneRound({ site }: Scene, { day, newest, collecting }: Round, step: Step): Promise<void> {
  // Every third page is about the field.
  const ids = Array.from({ length: listed }, (_, before) => 3 * (newest - before));
  for (const id of ids) site.pages.set(pathOf(id), pageOf(id));
  site.pages.set(list, listOf(ids));
  const due = await step('schedule', at(day), plan);
  const sent = await step('list with a new entry', at(day), collect(due.filter((task) => !isPage(task))));
  await step('new page', at(day), collect(sent));
  if (!collecting) await step('index, one new document', at(day, '09:10'), updateIndex);
  const known = await step('schedule', at(day + 1), plan);
  await step('list, equal bytes', at(day + 1), collect(known.filter((task) => !isPage(task))));
  await step('visits', at(day + 1), collect(known.filter(isPage)));
  if (collecting) return;
  await step('index, nothing new, with the running week', at(day + 1), updateIndex);
  await step('index, nothing new', at(day + 1, '09:01'), updateIndex);
  await step('digest of a finished week', at(day + 1), (context) => composeWeek(lastWeek(context.now()), context));
  await step('watch', at(day + 1), watch);
}
