import { startWorker } from '../../../functions/worker.ts';
import type { Reading, ReadJob } from '../../../shared/model/article.ts';
import { SourceError } from '../../../shared/model/errors.ts';

const well = (job: ReadJob) => ({ kind: 'listing', url: job.url, charset: 'utf-8', entries: [], title: `${job.bytes.length}` });

function forever(): never {
  for (;;);
}

/** Whatever else the machine does: a thread is judged by its own processor time. */
function computeFor(ms: number): void {
  const begun = process.threadCpuUsage();
  for (let worked = 0; worked < ms * 1000; ) {
    for (let n = 0; n < 1_000_000; n += 1);
    const { user, system } = process.threadCpuUsage(begun);
    worked = user + system;
  }
}

/** A parsing worker that does what the last part of the address says: the parser's worst days, on demand. */
const moods: Readonly<Record<string, (job: ReadJob) => unknown>> = {
  well,
  slow: (job) => {
    computeFor(500);
    return well(job);
  },
  forever,
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

await startWorker(
  async (job) => moods[job.url.split('/').at(-1) ?? '']?.(job) as Reading,
  async () => ({ facts: forever }),
);
