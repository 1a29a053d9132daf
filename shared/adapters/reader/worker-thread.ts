import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SourceError } from '../../model/errors.ts';
import { errorOf, type FailureData } from '../../model/failure.ts';
import type { Assets, ReadJob } from '../../model/page.ts';
import { opt } from '../../model/values.ts';
import type { WorkJob } from '../../model/work-job.ts';
import { afterWork, type Working } from './after-work.ts';

export type Limits = {
  /** The module of the thread, looked for when the first thread is needed: a function that reads no pages has none. */
  readonly entry: () => URL;
  readonly deadlineMs: number;
  readonly heapMb: number;
  /** Space for young objects; the less, the sooner a thread returns the memory of large files. */
  readonly youngMb?: number;
  /** Folders that the libraries of the worker read. */
  readonly assets?: Assets;
};
export type Job = ReadJob | WorkJob;
type WorkerMessage = {
  readonly usedMs: number;
  readonly ready?: true;
  readonly done?: { readonly result: unknown };
  readonly failure?: FailureData;
};

/** A worker thread that does one job at a time. After a failure of the thread itself it is dead and has to be replaced. */
export type Thread = {
  readonly working: Working;
  /** Ends when the thread can take its first job; fails with what kept it from that. */
  readonly ready: Promise<void>;
  run(job: Job): Promise<unknown>;
  isDead(): boolean;
  close(): Promise<void>;
};

/** Where this process keeps compiled code, if it does: a thread asks for a place of its own, and needs a third less work to start with it. */
function compiledCode(): { readonly NODE_COMPILE_CACHE?: string } {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

/** What a thread worked until its last answer, and until now. */
function workOf(worker: Worker): Working {
  let usedMs = 0;
  worker.on('message', (message: WorkerMessage) => {
    usedMs = message.usedMs;
  });
  return { told: () => usedMs, ask: () => worker.cpuUsage().then(({ user, system }) => (user + system) / 1000) };
}

/** A thread without environment: what it parses is hostile, and it needs neither credentials nor network. */
function openThread({ entry, heapMb, youngMb, assets }: Limits): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: heapMb, ...opt('maxYoungGenerationSizeMb', youngMb), stackSizeMb: 4 };
  return new Worker(entry(), { resourceLimits, env: compiledCode(), workerData: { assets } });
}

/** Starts a thread, which is there for one job at a time. */
export function startThread(limits: Limits): Thread {
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
  ready.promise.then(() => worker.unref()).catch(() => {});
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

/** Sends a copy of the bytes, so that the caller keeps them. */
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
