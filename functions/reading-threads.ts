import { existsSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Assets, Reading, ReadJob } from '../shared/model/article.ts';
import type { Settings } from '../shared/model/configuration.ts';
import { errorOf, type FailureData, SourceError } from '../shared/model/errors.ts';
import type { Reader } from '../shared/model/ports.ts';
import type { WorkJob } from '../shared/model/task.ts';
import { opt } from '../shared/model/values.ts';
import { containerOf } from '../shared/stages/text/decode/magic.ts';

/** A thread that does not say what it used, for so many times what it was given, is in work that nothing interrupts. */
const patience = 4;
const shortestWaitMs = 20;

export type Working = { readonly told: () => number; ask(): Promise<number> };

/**
 * Calls `late` when a thread has worked for so long. What else the machine and this process do is no fault of the job: a pool that took it
 * for one would start thread after thread. Returns a function that calls it off.
 */
export function afterWork({ told: events, ask }: Working, givenMs: number, late: () => void): () => void {
  const before = events();
  let [timer, over]: [NodeJS.Timeout | undefined, boolean] = [undefined, false];
  const wait = (leftMs: number): void => {
    timer = setTimeout(look, Math.max(leftMs, shortestWaitMs));
  };
  const decide = (leftMs: number): void => {
    if (over) return;
    clearTimeout(timer);
    if (leftMs <= 0) late();
    else wait(leftMs);
  };
  function look(): void {
    timer = setTimeout(() => decide(0), givenMs * patience);
    ask().then(
      (used) => decide(givenMs - (used - before)),
      // A thread that ended says so itself.
      () => clearTimeout(timer),
    );
  }
  wait(givenMs);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

type Limits = {
  readonly entry: () => URL;
  readonly deadlineMs: number;
  readonly heapMb: number;
  readonly youngMb?: number;
  readonly assets?: Assets;
  readonly glossary?: Settings['glossary'] | undefined;
};
type Job = ReadJob | WorkJob;
type WorkerMessage = {
  readonly usedMs: number;
  readonly ready?: true;
  readonly done?: { readonly result: unknown };
  readonly failure?: FailureData;
};

type Thread = {
  readonly working: Working;
  readonly ready: Promise<void>;
  run(job: Job): Promise<unknown>;
  isDead(): boolean;
  close(): Promise<void>;
};

/**
 * Where this process keeps compiled code, if it does: a thread asks for a place of its own, and needs a third less work to start with it.
 */
function compiledCode(): { readonly NODE_COMPILE_CACHE?: string } {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

function workOf(worker: Worker): Working {
  let usedMs = 0;
  worker.on('message', (message: WorkerMessage) => {
    usedMs = message.usedMs;
  });
  return { told: () => usedMs, ask: () => worker.cpuUsage().then(({ user, system }) => (user + system) / 1000) };
}

/** A thread without environment: what it parses is hostile, and it needs neither credentials nor network. */
function openThread({ entry, heapMb, youngMb, assets, glossary }: Limits): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: heapMb, ...opt('maxYoungGenerationSizeMb', youngMb), stackSizeMb: 4 };
  return new Worker(entry(), { resourceLimits, env: compiledCode(), workerData: { assets, glossary } });
}

function startThread(limits: Limits): Thread {
  const { deadlineMs, heapMb } = limits;
  const worker = openThread(limits);
  const ready = Promise.withResolvers<void>();
  let [waiting, dead]: [PromiseWithResolvers<unknown> | undefined, boolean] = [undefined, false];
  const working = workOf(worker);
  const die = (error: unknown): void => {
    dead = true;
    for (const each of [ready, waiting]) each?.reject(error);
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.ready) ready.resolve();
    else if (message.failure) waiting?.reject(errorOf(message.failure));
    else if (message.done) waiting?.resolve(message.done.result);
  });
  worker.on('error', die);
  worker.on('exit', (code) => die(new Error(`the parsing worker ended with code ${code}`)));
  // Whoever waits for a job waits for the thread that shall do it; when it is ready it keeps no process alive.
  ready.promise.then(() => dead || worker.unref()).catch(() => {});
  return {
    working,
    ready: ready.promise,
    isDead: () => dead,
    close: async () => {
      dead = true;
      await worker.terminate();
    },
    async run(job) {
      worker.ref();
      const answer = Promise.withResolvers<unknown>();
      waiting = answer;
      answer.promise.catch(() => {});
      let callOff: (() => void) | undefined;
      try {
        const late = () => die(new SourceError('too-complex', job.url, `${describeJob(job)} took longer than ${deadlineMs} ms`));
        callOff = afterWork(working, deadlineMs, late);
        post(worker, job);
        return await answer.promise;
      } catch (error) {
        throw asTrouble(error, job, heapMb);
      } finally {
        callOff?.();
        waiting = undefined;
        if (dead) void worker.terminate();
        else worker.unref();
      }
    },
  };
}

const isWork = (job: Job): job is WorkJob => 'given' in job;
const describeJob = (job: Job): string => (isWork(job) ? `working on its words (${job.name})` : 'reading');

function post(worker: Worker, job: Job): void {
  if (isWork(job)) worker.postMessage(job);
  else {
    const bytes = new Uint8Array(job.bytes);
    worker.postMessage({ ...job, bytes }, [bytes.buffer]);
  }
}

/** What a page can do to a parser is the trouble of the page; any other error is a bug. */
function asTrouble(error: unknown, job: Job, heapMb: number): unknown {
  const { url } = job;
  if (!(error instanceof Error) || error instanceof SourceError) return error;
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new SourceError('too-complex', url, `${describeJob(job)} took more than ${heapMb} MB`, { cause: error });
  }
  const overflow = error.name === 'RangeError' && /call stack|string length|array length/i.test(error.message);
  return overflow ? new SourceError('too-complex', url, error.message, { cause: error }) : error;
}

/** After so much work a job counts as stuck, and the next one goes to another thread. */
const stuckMs = 300;

type QueuedJob = { readonly job: Job; done(result: unknown): void; fail(error: unknown): void };
type PoolOptions = { readonly threads: number /** Threads end when no job has come for this long. */; readonly idleMs?: number };

/** Opens a queue of its own for one kind of job: one job at a time, and beside it those that are stuck, on at most so many threads. */
function openWorkerPool(limits: Limits, { threads, idleMs }: PoolOptions): { run(job: Job): Promise<unknown>; close(): Promise<void> } {
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

type ReaderOptions = {
  readonly deadlineMs?: number;
  readonly fileDeadlineMs?: number;
  readonly heapMb?: number;
  /** For pages; each takes some 100 MB. One is enough where nobody waits for the next page. */
  readonly threads?: number;
  readonly entry?: URL;
  readonly glossary?: Settings['glossary'];
};

/** Hardly anything outlives the reading of a page: more space for young objects costs memory and saves no time. */
const youngMb = 16;
/** A thread that has read files holds large libraries: it ends when no file has come for this long. */
const fileIdleMs = 10_000;

function findEntry(): URL {
  const places = ['./reader.js', './reader.mjs', './reader.ts'].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`no parsing worker beside ${import.meta.url}`);
  return found;
}

function findCmaps(): string | undefined {
  const places = ['./cmaps/', '../node_modules/pdfjs-dist/cmaps/'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place));
}

const isFile = ({ as, bytes }: ReadJob): boolean => as === 'attachment' || (as === 'article' && containerOf(bytes) !== undefined);

/**
 * Reads pages, and does further work on their texts, in worker threads, one job at a time; behind a page that takes long the next jobs go
 * to another thread. Files have one thread of their own and more time, so that pages never wait for them. Throws SourceError 'too-complex'
 * after `deadlineMs` or `heapMb`; a bug is thrown as it is.
 */
export function openReader(options: ReaderOptions = {}): Reader {
  const { deadlineMs = 5_000, fileDeadlineMs = 20_000, heapMb = 256, threads = 3, entry, glossary } = options;
  const cmaps = findCmaps();
  const limits = { entry: () => entry ?? findEntry(), heapMb, glossary, ...(cmaps === undefined ? {} : { assets: { cmaps } }) };
  const pages = openWorkerPool({ ...limits, deadlineMs, youngMb }, { threads });
  const files = openWorkerPool({ ...limits, deadlineMs: fileDeadlineMs, youngMb }, { threads: 1, idleMs: fileIdleMs });
  return {
    read: (job) => (isFile(job) ? files : pages).run(job) as Promise<Reading>,
    work: <Result>(job: WorkJob) => pages.run(job) as Promise<Result>,
    async close() {
      await Promise.all([pages.close(), files.close()]);
    },
  };
}

/** Opens the reader of each context and command. A process that opens many, as tests do, may put one here that stays open. */
export const readers = { open: openReader };
