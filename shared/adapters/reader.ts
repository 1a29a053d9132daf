import { existsSync } from 'node:fs';
import type { Reading } from '../model/article.ts';
import type { ReadJob } from '../model/page.ts';
import type { Reader } from '../model/ports.ts';
import { type Limits, startThread, type Thread } from './reader/thread.ts';

export type ReaderOptions = { readonly deadlineMs?: number; readonly heapMb?: number; readonly entry?: URL };

/** After this long a job counts as stuck and the next one goes to another thread. */
const stuckMs = 200;
const mostThreads = 3;

/** In a bundle the worker is a file beside it; in the source tree it is the function's own file. */
function findEntry(): URL {
  const places = ['./reader.js', './reader.mjs', '../../functions/reader.ts'].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`no parsing worker beside ${import.meta.url}`);
  return found;
}

type Queued = { readonly job: ReadJob; done(reading: Reading): void; fail(error: unknown): void };

/**
 * Reads pages in a worker thread, one at a time; a page that takes long is left to its thread and those behind it go to another.
 * SourceError 'too-complex' after `deadlineMs` or `heapMb`; a bug comes out as it was thrown.
 */
export function openReader({ deadlineMs = 5_000, heapMb = 256, entry }: ReaderOptions = {}): Reader {
  const limits: Limits = { entry: entry ?? findEntry(), deadlineMs, heapMb };
  const queue: Queued[] = [];
  const idle: Thread[] = [];
  const busy = new Map<Thread, { stuck: boolean }>();

  const pump = (): void => {
    const working = [...busy.values()].some(({ stuck }) => !stuck);
    const next = working || busy.size >= mostThreads ? undefined : queue.shift();
    if (next) void run(next);
  };
  const run = async ({ job, done, fail }: Queued): Promise<void> => {
    const thread = idle.pop() ?? startThread(limits);
    const state = { stuck: false };
    busy.set(thread, state);
    let timer: NodeJS.Timeout | undefined;
    const onStart = (): void => {
      timer = setTimeout(() => {
        state.stuck = true;
        pump();
      }, stuckMs);
    };
    try {
      done(await thread.run(job, onStart));
    } catch (error) {
      fail(error);
    } finally {
      clearTimeout(timer);
      busy.delete(thread);
      if (!thread.isDead() && idle.length === 0) idle.push(thread);
      else void thread.close();
      pump();
    }
  };
  return {
    read: (job) =>
      new Promise<Reading>((done, fail) => {
        queue.push({ job, done, fail });
        pump();
      }),
    async close() {
      await Promise.all([...idle.splice(0), ...busy.keys()].map((thread) => thread.close()));
    },
  };
}
