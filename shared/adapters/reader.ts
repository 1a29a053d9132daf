import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reading } from '../model/article.ts';
import type { ReadJob } from '../model/page.ts';
import type { Reader } from '../model/ports.ts';
import { containerOf } from '../stages/attachment/magic.ts';
import { type Limits, startThread, type Thread } from './reader/thread.ts';

export type ReaderOptions = {
  readonly deadlineMs?: number;
  readonly fileDeadlineMs?: number;
  readonly heapMb?: number;
  readonly entry?: URL;
};

/** After this long a job counts as stuck and the next one goes to another thread. */
const stuckMs = 150;
const mostThreads = 3;
/** A thread that has read files holds large libraries: it is let go when no file has come for so long. */
const fileIdleMs = 10_000;

/** In a bundle the worker is a file beside it; in the source tree it is the function's own file. */
function findEntry(): URL {
  const places = ['./reader.js', './reader.mjs', '../../functions/reader.ts'].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`no parsing worker beside ${import.meta.url}`);
  return found;
}

/** Folder of the character maps that PDF files refer to: beside a bundle, or in the package. Undefined where a bundle has none. */
function findCmaps(): string | undefined {
  const places = ['./cmaps/', '../../node_modules/pdfjs-dist/cmaps/'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place));
}

/** Whether the bytes are a file and no page: a PDF, an archive, an Office file. */
const isFile = ({ as, bytes }: ReadJob): boolean => as === 'attachment' || (as === 'article' && containerOf(bytes) !== undefined);

type Queued = { readonly job: ReadJob; done(reading: Reading): void; fail(error: unknown): void };

/**
 * Reads pages in a worker thread, one at a time; a page that takes long is left to its thread and those behind it go to another. Files have
 * one thread of their own and more time, so that pages never wait for them.
 * SourceError 'too-complex' after `deadlineMs` or `heapMb`; a bug comes out as it was thrown.
 */
export function openReader({ deadlineMs = 5_000, fileDeadlineMs = 20_000, heapMb = 256, entry }: ReaderOptions = {}): Reader {
  const cmaps = findCmaps();
  const limits = { entry: entry ?? findEntry(), heapMb, ...(cmaps === undefined ? {} : { assets: { cmaps } }) };
  const pages = openLane({ ...limits, deadlineMs }, { threads: mostThreads });
  const files = openLane({ ...limits, deadlineMs: fileDeadlineMs, youngMb: 16 }, { threads: 1, idleMs: fileIdleMs });
  return {
    read: (job) => (isFile(job) ? files : pages).read(job),
    async close() {
      await Promise.all([pages.close(), files.close()]);
    },
  };
}

/** Jobs of one kind and the threads that work them off. */
function openLane(limits: Limits, { threads, idleMs }: { readonly threads: number; readonly idleMs?: number }): Reader {
  const queue: Queued[] = [];
  const idle: Thread[] = [];
  const busy = new Map<Thread, { stuck: boolean }>();
  let leave: NodeJS.Timeout | undefined;
  let asked = 0;

  /** A thread takes some time to start: from the second page on one stands ready to go on behind a stuck one. */
  const keepSpare = (): void => {
    if (threads > 1 && asked > 1 && idle.length === 0 && busy.size < threads) idle.push(startThread(limits));
  };

  const pump = (): void => {
    clearTimeout(leave);
    const working = [...busy.values()].some(({ stuck }) => !stuck);
    const next = working || busy.size >= threads ? undefined : queue.shift();
    if (next) void run(next);
    else if (idleMs !== undefined && busy.size === 0)
      leave = setTimeout(() => idle.splice(0).forEach((thread) => void thread.close()), idleMs).unref();
  };
  const run = async ({ job, done, fail }: Queued): Promise<void> => {
    const thread = idle.pop() ?? startThread(limits);
    const state = { stuck: false };
    busy.set(thread, state);
    keepSpare();
    let timer: NodeJS.Timeout | undefined;
    const onStart = (): void => {
      timer = setTimeout(() => {
        state.stuck = true;
        pump();
        keepSpare();
      }, stuckMs);
    };
    try {
      done(await thread.run(job, onStart));
    } catch (error) {
      fail(error);
    } finally {
      clearTimeout(timer);
      busy.delete(thread);
      // The last one in is the first one out: it is warm.
      if (!thread.isDead() && idle.length < Math.min(2, threads)) idle.push(thread);
      else void thread.close();
      pump();
    }
  };
  return {
    read: (job) =>
      new Promise<Reading>((done, fail) => {
        asked += 1;
        queue.push({ job, done, fail });
        pump();
      }),
    async close() {
      clearTimeout(leave);
      await Promise.all([...idle.splice(0), ...busy.keys()].map((thread) => thread.close()));
    },
  };
}
