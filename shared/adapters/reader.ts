import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reading } from '../model/article.ts';
import type { ReadJob } from '../model/page.ts';
import type { Reader } from '../model/ports.ts';
import type { WorkJob } from '../model/work-job.ts';
import { containerOf } from '../stages/text/decode/magic.ts';
import { openWorkerPool } from './reader/worker-pool.ts';

export type ReaderOptions = {
  readonly deadlineMs?: number;
  readonly fileDeadlineMs?: number;
  readonly heapMb?: number;
  /** For pages; each takes some 100 MB. One is enough where nobody waits for the next page. */
  readonly threads?: number;
  readonly entry?: URL;
};

/** Hardly anything outlives the reading of a page: more space for young objects costs memory and saves no time. */
const youngMb = 16;
/** A thread that has read files holds large libraries: it ends when no file has come for this long. */
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

/** Whether the bytes are a file rather than a page: a PDF, an archive, an Office file. */
const isFile = ({ as, bytes }: ReadJob): boolean => as === 'attachment' || (as === 'article' && containerOf(bytes) !== undefined);

/**
 * Reads pages, and does further work on their texts, in worker threads, one job at a time; behind a page that takes long the next jobs go to another thread. Files
 * have one thread of their own and more time, so that pages never wait for them. Throws SourceError 'too-complex' after `deadlineMs` or `heapMb`; a bug is thrown as
 * it is.
 */
export function openReader({ deadlineMs = 5_000, fileDeadlineMs = 20_000, heapMb = 256, threads = 3, entry }: ReaderOptions = {}): Reader {
  const cmaps = findCmaps();
  const limits = { entry: () => entry ?? findEntry(), heapMb, ...(cmaps === undefined ? {} : { assets: { cmaps } }) };
  const pages = openWorkerPool({ ...limits, deadlineMs, youngMb }, { threads });
  const files = openWorkerPool({ ...limits, deadlineMs: fileDeadlineMs, youngMb }, { threads: 1, idleMs: fileIdleMs });
  return {
    // The worker returns what the stage of that name returns: functions/reader.ts is the other end.
    read: (job) => (isFile(job) ? files : pages).run(job) as Promise<Reading>,
    work: <Result>(job: WorkJob) => pages.run(job) as Promise<Result>,
    async close() {
      await Promise.all([pages.close(), files.close()]);
    },
  };
}
