import { afterWork } from './after-work.ts';
import { type Job, type Limits, startThread, type Thread } from './worker-thread.ts';

/** After so much work a job counts as stuck, and the next one goes to another thread. */
const stuckMs = 300;

type QueuedJob = { readonly job: Job; done(result: unknown): void; fail(error: unknown): void };
export type PoolOptions = { readonly threads: number /** Threads end when no job has come for this long. */; readonly idleMs?: number };

/** Opens a queue of its own for one kind of job: one job at a time, and beside it those that are stuck, on at most so many threads. */
export function openWorkerPool(
  limits: Limits,
  { threads, idleMs }: PoolOptions,
): { run(job: Job): Promise<unknown>; close(): Promise<void> } {
  const queue: QueuedJob[] = [];
  const idle: Thread[] = [];
  const busy = new Map<Thread, { stuck: boolean }>();
  let starting: Thread | undefined;
  let leave: NodeJS.Timeout | undefined;

  function dispatch(): void {
    clearTimeout(leave);
    if (queue.length === 0) {
      if (idleMs !== undefined && busy.size === 0)
        leave = setTimeout(() => idle.splice(0).forEach((thread) => void thread.close()), idleMs).unref();
      return;
    }
    if (busy.size >= threads || [...busy.values()].some(({ stuck }) => !stuck)) return;
    const thread = takeIdle();
    const next = thread && queue.shift();
    if (next) void runJob(thread, next);
    else start();
  }

  /** Until it is ready, a job goes to whichever other thread is free first; if it cannot start it fails the next job. */
  function start(): void {
    if (starting) return;
    const thread = startThread(limits);
    starting = thread;
    const ended = (): void => {
      starting = undefined;
      dispatch();
    };
    thread.ready.then(
      () => {
        idle.unshift(thread);
        ended();
      },
      (error: unknown) => {
        queue.shift()?.fail(error);
        ended();
      },
    );
  }

  /** A thread can end while it has nothing to do. */
  function takeIdle(): Thread | undefined {
    const thread = idle.pop();
    return thread?.isDead() ? takeIdle() : thread;
  }

  async function runJob(thread: Thread, { job, done, fail }: QueuedJob): Promise<void> {
    const state = { stuck: false };
    busy.set(thread, state);
    const callOff = afterWork(thread.working, stuckMs, () => {
      state.stuck = true;
      dispatch();
    });
    try {
      done(await thread.run(job));
    } catch (error) {
      fail(error);
    } finally {
      callOff();
      busy.delete(thread);
      if (!thread.isDead() && idle.length === 0) idle.push(thread);
      else void thread.close();
      dispatch();
    }
  }

  return {
    run: (job) =>
      new Promise<unknown>((done, fail) => {
        queue.push({ job, done, fail });
        dispatch();
      }),
    async close() {
      clearTimeout(leave);
      for (const { fail } of queue.splice(0)) fail(new Error('the reader was closed before this job'));
      await Promise.all([starting, ...idle.splice(0), ...busy.keys()].map((thread) => thread?.close()));
    },
  };
}
