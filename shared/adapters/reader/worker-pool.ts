import { afterWork } from './after-work.ts';
import { type Job, type Limits, startThread, type Thread } from './worker-thread.ts';

/** After so much work a job counts as stuck and the next one goes to another thread; the first jobs have more, since their code is compiled meanwhile. */
const [stuckMs, stuckAtFirstMs] = [150, 300];

type QueuedJob = { readonly job: Job; done(result: unknown): void; fail(error: unknown): void };
export type PoolOptions = { readonly threads: number /** Threads end when no job has come for this long. */; readonly idleMs?: number };

/** Jobs of one kind and the threads that do them, one job at a time unless one is stuck. */
type WorkerPool = PoolOptions & {
  readonly limits: Limits;
  readonly queue: QueuedJob[];
  readonly idle: Thread[];
  readonly busy: Map<Thread, { stuck: boolean }>;
  pages: number;
  leave?: NodeJS.Timeout;
};

/** A thread takes half a second of work to start: a process that reads a few pages does without a second one, and no page is behind another for less. */
const pagesForSpare = 8;

/** Behind the first pages a spare thread is ready to replace a stuck one. */
function keepSpare({ threads, pages, idle, busy, limits }: WorkerPool): void {
  if (threads > 1 && pages > pagesForSpare && idle.length === 0 && busy.size < threads) idle.push(startThread(limits));
}

/** Gives the next job to a thread, or ends idle threads after a while. */
function dispatch(lane: WorkerPool): void {
  const { queue, idle, busy, threads, idleMs } = lane;
  clearTimeout(lane.leave);
  const working = [...busy.values()].some(({ stuck }) => !stuck);
  const next = working || busy.size >= threads ? undefined : queue.shift();
  if (next) void runJob(lane, next);
  else if (idleMs !== undefined && busy.size === 0)
    lane.leave = setTimeout(() => idle.splice(0).forEach((thread) => void thread.close()), idleMs).unref();
}

async function runJob(lane: WorkerPool, { job, done, fail }: QueuedJob): Promise<void> {
  const { idle, busy, limits, threads } = lane;
  const thread = idle.pop() ?? startThread(limits);
  const state = { stuck: false };
  busy.set(thread, state);
  keepSpare(lane);
  let callOff: (() => void) | undefined;
  const onStart = (): void => {
    callOff = afterWork(thread.working, lane.pages > pagesForSpare ? stuckMs : stuckAtFirstMs, () => {
      state.stuck = true;
      dispatch(lane);
      keepSpare(lane);
    });
  };
  try {
    done(await thread.run(job, onStart));
  } catch (error) {
    fail(error);
  } finally {
    callOff?.();
    busy.delete(thread);
    // The last thread used is the next one, since it is warm.
    if (!thread.isDead() && idle.length < Math.min(2, threads)) idle.push(thread);
    else void thread.close();
    dispatch(lane);
  }
}

/** Opens a queue of its own for one kind of job. */
export function openWorkerPool(limits: Limits, options: PoolOptions): { run(job: Job): Promise<unknown>; close(): Promise<void> } {
  const lane: WorkerPool = { ...options, limits, queue: [], idle: [], busy: new Map(), pages: 0 };
  return {
    run: (job) =>
      new Promise<unknown>((done, fail) => {
        if ('bytes' in job) lane.pages += 1;
        lane.queue.push({ job, done, fail });
        dispatch(lane);
      }),
    async close() {
      clearTimeout(lane.leave);
      await Promise.all([...lane.idle.splice(0), ...lane.busy.keys()].map((thread) => thread.close()));
    },
  };
}
