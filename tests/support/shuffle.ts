import { setImmediate as turn } from 'node:timers/promises';
import type { Context } from '../../shared/model/ports.ts';
import type { RunNote, RunReport } from '../../shared/model/run.ts';
import type { Task } from '../../shared/model/task.ts';
import { collect } from '../../shared/pipeline/collect/collect.ts';
import { runReport } from '../../shared/pipeline/collect/report.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import type { Bench, Round } from './bench.ts';

/** How a round is shuffled: by which seed, over how many tasks at once, and how often the queue gives every message out. */
export type Shuffle = { readonly seed: number; readonly concurrency: number; readonly copies?: number };

/** Numbers in [0, 1) that follow from the seed alone (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Call = () => Promise<void>;
type Waiting = { readonly task: Task; readonly group: string };
/** A message that failed is given out again so often; then it is a fault. */
const mostDeliveries = 4;
const gatedPorts = ['web', 'reader', 'snapshots', 'documents', 'sources'] as const;

/** Every call of a port waits until it is its turn. Calls go through one at a time, each to its end: the seed alone decides between them. */
function gate(context: Context, parked: Call[]): Context {
  const gated = (port: object) =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...words: readonly unknown[]) =>
          new Promise((resolve, reject) => {
            parked.push(() => Promise.resolve(Reflect.apply(method, target, words)).then(resolve, reject));
          });
      },
    });
  return { ...context, ...Object.fromEntries(gatedPorts.map((name) => [name, gated(context[name])])) };
}

/** The queue as SQS FIFO keeps it: one message of a host at a time, in order, each taken in once; hosts in any order. */
function openQueue(copies: number) {
  const waiting: Waiting[] = [];
  const taken = new Set<string>();
  const busy = new Set<string>();
  return {
    send(tasks: readonly Task[]): void {
      for (const task of tasks) {
        const group = new URL(task.url).host;
        if (taken.has(task.id)) continue;
        taken.add(task.id);
        waiting.push({ task, group });
        // A message whose time to be worked off ran out is given out again while the first is still at work.
        for (let copy = 1; copy < copies; copy += 1) waiting.push({ task, group: `${group} again ${copy}` });
      }
    },
    ready: (): readonly Waiting[] =>
      waiting.filter(({ group }, i) => !busy.has(group) && waiting.findIndex((each) => each.group === group) === i),
    async work(item: Waiting, by: (task: Task) => Promise<void>): Promise<void> {
      waiting.splice(waiting.indexOf(item), 1);
      busy.add(item.group);
      try {
        for (let delivery = 1; ; delivery += 1) {
          try {
            await by(item.task);
            return;
          } catch (error) {
            if (delivery === mostDeliveries) throw error;
          }
        }
      } finally {
        busy.delete(item.group);
      }
    },
  };
}

/** Works the queue off: at every step the seed picks a call that waits, or a task that may start. */
async function drain(queue: ReturnType<typeof openQueue>, context: Context, { seed, concurrency }: Shuffle): Promise<void> {
  const next = numbersOf(seed);
  const parked: Call[] = [];
  const gated = gate(context, parked);
  const faults: unknown[] = [];
  let running = 0;
  const start = (item: Waiting): void => {
    running += 1;
    queue
      .work(item, (task) => collect(task, gated))
      .catch((error: unknown) => void faults.push(error))
      .finally(() => {
        running -= 1;
      });
  };
  for (;;) {
    await turn();
    const ready = running < concurrency ? queue.ready() : [];
    const count = parked.length + ready.length;
    if (count === 0 && running === 0) break;
    if (count === 0) continue;
    const pick = Math.floor(next() * count);
    const item = ready[pick - parked.length];
    if (item) start(item);
    else await parked.splice(pick, 1)[0]?.();
  }
  if (faults.length > 0) throw faults[0];
}

/** One round as `run` does it, with its tasks worked off at once and shuffled; the same seed gives the same order of every call. */
export async function shuffledRound(bench: Bench, { sources, ...choices }: Round, shuffle: Shuffle): Promise<RunReport> {
  const notes: RunNote[] = [];
  return bench.within({ ...choices, note: (note) => void notes.push(note) }, async (opened) => {
    const queue = openQueue(shuffle.copies ?? 1);
    const context: Context = { ...opened, tasks: { ...opened.tasks, send: async (tasks) => queue.send(tasks) } };
    const startedAt = context.now().toISOString();
    await schedule(context, sources);
    await drain(queue, context, shuffle);
    await updateIndex(context);
    return runReport(startedAt, notes, context);
  });
}
