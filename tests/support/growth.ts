import { at, catching, entries, fail, host, list, listOf, pageOf, pathOf, type Scene } from '../../bench/calls-scene.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Task } from '../../shared/model/task.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { collectBatch } from '../../shared/pipeline/collect-batch.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { watch } from '../../shared/pipeline/watch/watch.ts';
import { sqsEvent } from './lambda-events.ts';

/** What must cost the same however many documents are stored: a poll, a new page, its place in the index, a digest, a look of the watch. */

/** The least that one of its kind took: processor time, requests to AWS, items read and their units, bytes of objects read, units written. */
export type Cost = Readonly<Record<'cpuMs' | 'requests' | 'items' | 'readUnits' | 'getBytes' | 'writeUnits' | 'putBytes', number>>;
export type Costs = Readonly<Record<string, Cost>>;

/** The day on which the store was filled, and the last week before it. */
const firstDay = 10;
export const filledAt = at(firstDay, '08:00');
const filledWeek = '2026-W45';

const isPage = ({ kind }: Task): boolean => kind === 'page';

/** Rounds of one source over a filled store, each with one new document: what each piece of work cost, the first round left out. */
export async function measureRounds(scene: Scene, rounds: number): Promise<Costs> {
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
  for (let n = 0; n <= rounds; n += 1) await oneRound(scene, n, (name, now, work) => step(name, now, work, n > 0));
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

/** A day on which the list has a new entry (the first day: all of them), and the next one, on which nothing is new. */
async function oneRound({ site }: Scene, n: number, step: Step): Promise<void> {
  const day = firstDay + 2 * n;
  // Every third page is about the field.
  const ids = Array.from({ length: entries }, (_, before) => 3 * (entries + n - before));
  for (const id of ids) site.pages.set(pathOf(id), pageOf(id));
  site.pages.set(list, listOf(ids));
  const due = await step('schedule', at(day), plan);
  const sent = await step('list with a new entry', at(day), collect(due.filter((task) => !isPage(task))));
  await step('new page', at(day), collect(sent));
  await step('index, one new document', at(day, '09:10'), updateIndex);
  const known = await step('schedule', at(day + 1), plan);
  await step('list, equal bytes', at(day + 1), collect(known.filter((task) => !isPage(task))));
  await step('visits', at(day + 1), collect(known.filter(isPage)));
  await step('index, nothing new', at(day + 1), updateIndex);
  await step('index, nothing new, again', at(day + 1, '09:01'), updateIndex);
  await step('digest of a finished week', at(day + 1), (context) => composeWeek(filledWeek, context));
  await step('watch', at(day + 1), watch);
}
