import { parentPort } from 'node:worker_threads';
import { SourceError } from '../../../shared/model/errors.ts';
import { failureOf } from '../../../shared/model/failure.ts';
import type { ReadJob } from '../../../shared/model/page.ts';

/** A parsing worker that does what the last part of the address says: the parser's worst days, on demand. */
const moods: Readonly<Record<string, (job: ReadJob) => unknown>> = {
  well: (job) => ({ kind: 'listing', url: job.url, charset: 'utf-8', entries: [], title: `${job.bytes.length}` }),
  forever: () => {
    for (;;);
  },
  hungry: () => {
    const eaten: unknown[] = [];
    for (;;) eaten.push(Array.from({ length: 1_000 }, () => ({})));
  },
  deep: () => {
    const down = (n: number): number => down(n + 1) + 1;
    return down(0);
  },
  trouble: (job) => {
    throw new SourceError('unrecognised', job.url, 'no list', { status: 200 });
  },
  bug: () => {
    throw new TypeError('a bug of ours');
  },
};

parentPort?.on('message', (job: ReadJob) => {
  try {
    parentPort?.postMessage({ done: { result: moods[job.url.split('/').at(-1) ?? '']?.(job) } });
  } catch (error) {
    parentPort?.postMessage({ failure: failureOf(error) });
  }
});
parentPort?.postMessage({ ready: true });
