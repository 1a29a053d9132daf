import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../shared/model/failure.ts';
import type { ReadJob } from '../shared/model/page.ts';
import { readPage } from '../shared/stages/read.ts';

/** The parsing worker: reads one page a message; adapters/reader.ts ends it when it takes too long or too much. */
parentPort?.on('message', async (job: ReadJob) => {
  try {
    parentPort?.postMessage({ reading: await readPage(job, workerData?.assets) });
  } catch (error) {
    parentPort?.postMessage({ failure: failureOf(error) });
  }
});
parentPort?.postMessage({ ready: true });
