import { afterWork } from './after-work.ts';
import { type Job, type Limits, startThread, type Thread } from './worker-thread.ts';

/**
 * After so much work a job counts as stuck and the next one goes to another thread; the first jobs of all, and the first of each thread, have more, since their code is
 * compiled meanwhile.
 */
const [stuckMs, stuckAtFirstMs] = [150, 300];

type QueuedJob = { readonly job: Job; done(result: unknown): void; fail(error: unknown): void };
export type PoolOptions = { readonly threads: number /** Threads end when no job has come for this long. */; readonly idleMs?: number };

/** Jobs of one kind and the threads that do them, one job at a time unless one is stuck. */
type WorkerPool = PoolOptions & {
  readonly limits: Limits;
  readonly queue: QueuedJob[];
  readonly starting: Set<Thread>;
  readonly idle: Thread[];
  readonly busy: Map<Thread, { stuck: boolean }>;
  /** Threads that have done a job. */
  readonly warm: WeakSet<Thread>;
  /** Pages read until now. */
  pages: number;
  /** Whether a job has come that could hold up others for long. */
  wary: boolean;
  leave?: NodeJS.Timeout;
};

/** The first pages are slow, since their code is compiled meanwhile; and a process that reads no more does without a second thread. */
const firstPages = 8;

/** The dearest shapes of pages cost a millisecond for each kilobyte: smaller ones hold up the next page no longer than a stuck one may. */
const largeBytes = 100_000;
const couldHoldUp = ({ job }: QueuedJob): boolean => 'bytes' in job && job.bytes.length > largeBytes;

/** A spare thread takes half a second of work to start, and 60 to 90 MB: it is kept from the first job that could hold up others, or does. */
function keepSpare(lane: WorkerPool): void {
  const { threads, idle, busy } = lane;
  if (threads > 1 && lane.wary && idle.length === 0 && busy.size < threads) startOne(lane);
}

/** Starts a thread unless one is starting. Until it is ready, jobs go to whichever other thread is free first; it fails the next job if it cannot start. */
function startOne(lane: WorkerPool): void {
  if (lane.starting.size > 0) return;
  const thread = startThread(lane.limits);
  lane.starting.add(thread);
  void thread.ready
    .then(
      // Behind those that are warm.
      () => void lane.idle.unshift(thread),
      (error: unknown) => lane.queue.shift()?.fail(error),
    )
    .finally(() => {
      lane.starting.delete(thread);
      dispatch(lane);
    });
}

/** The last thread used, since it is warm. A thread can end while it has nothing to do. */
function takeIdle({ idle }: Pick<WorkerPool, 'idle'>): Thread | undefined {
  const thread = idle.pop();
  return thread?.isDead() ? takeIdle({ idle }) : thread;
}

/** The place of the job that comes next, -1 for none: one that could hold up others lets them pass until a spare thread is there. */
function placeOfNext({ queue, threads, pages, idle, busy }: WorkerPool): number {
  const hasSpare = idle.length > 1 || busy.size + 1 >= threads;
  return hasSpare || pages <= firstPages ? 0 : queue.findIndex((job) => !couldHoldUp(job));
}

/** Gives the next job to a thread, or ends idle threads after a while. */
function dispatch(lane: WorkerPool): void {
  const { queue, idle, busy, threads, idleMs } = lane;
  clearTimeout(lane.leave);
  const working = [...busy.values()].some(({ stuck }) => !stuck);
  if (queue.length > 0 && !working && busy.size < threads) {
    const place = placeOfNext(lane);
    lane.wary ||= place !== 0;
    const thread = place < 0 ? undefined : takeIdle(lane);
    const [next] = thread ? queue.splice(place, 1) : [];
    if (thread && next) void runJob(lane, thread, next);
    else startOne(lane);
  } else if (idleMs !== undefined && busy.size === 0)
    lane.leave = setTimeout(() => idle.splice(0).forEach((thread) => void thread.close()), idleMs).unref();
}

async function runJob(lane: WorkerPool, thread: Thread, { job, done, fail }: QueuedJob): Promise<void> {
  const { idle, busy, threads, warm, pages } = lane;
  const state = { stuck: false };
  busy.set(thread, state);
  keepSpare(lane);
  const callOff = afterWork(thread.working, pages > firstPages && warm.has(thread) ? stuckMs : stuckAtFirstMs, () => {
    state.stuck = true;
    lane.wary = true;
    dispatch(lane);
    keepSpare(lane);
  });
  try {
    done(await thread.run(job));
  } catch (error) {
    fail(error);
  } finally {
    callOff();
    busy.delete(thread);
    warm.add(thread);
    if ('bytes' in job) lane.pages += 1;
    if (!thread.isDead() && idle.length < Math.min(2, threads)) idle.push(thread);
    else void thread.close();
    dispatch(lane);
  }
}

/** Opens a queue of its own for one kind of job. */
export function openWorkerPool(limits: Limits, options: PoolOptions): { run(job: Job): Promise<unknown>; close(): Promise<void> } {
  const lane: WorkerPool = {
    ...options,
    limits,
    queue: [],
    starting: new Set(),
    idle: [],
    busy: new Map(),
    warm: new WeakSet(),
    pages: 0,
    wary: false,
  };
  return {
    run: (job) =>
      new Promise<unknown>((done, fail) => {
        lane.queue.push({ job, done, fail });
        dispatch(lane);
      }),
    async close() {
      clearTimeout(lane.leave);
      for (const { fail } of lane.queue.splice(0)) fail(new Error('the reader was closed before this job'));
      await Promise.all([...lane.starting, ...lane.idle.splice(0), ...lane.busy.keys()].map((thread) => thread.close()));
    },
  };
}
