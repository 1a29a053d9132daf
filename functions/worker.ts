import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Assets, Reading, ReadJob } from '../shared/model/article.ts';
import { failureOf } from '../shared/model/errors.ts';
import type { WorkJob } from '../shared/model/task.ts';
import { firstPage } from '../shared/stages/first-page.ts';
import { openWork } from '../shared/stages/run-work.ts';

export async function startWorker(read: (job: ReadJob, assets?: Assets) => Promise<Reading>, load: () => Promise<object>): Promise<void> {
  const tell = (message: object): void => {
    const { user, system } = process.threadCpuUsage();
    parentPort?.postMessage({ ...message, usedMs: (user + system) / 1000 });
  };
  const run = openWork(workerData?.glossary);
  const answer = async (job: ReadJob | WorkJob) => ('given' in job ? run(await load(), job) : read(job, workerData?.assets));
  let isRequested = false;
  parentPort?.on('message', async (job: ReadJob | WorkJob) => {
    isRequested = true;
    await answer(job)
      .then((result) => tell({ done: { result } }))
      .catch((error: unknown) => tell({ failure: failureOf(error) }));
  });
  tell({ ready: true });
  // Whoever waits for this thread asks at once. What fails from here on fails again, and by its name, in a job.
  await pause(20);
  if (!isRequested) await read(firstPage).catch(() => undefined);
  await load().catch(() => undefined);
}
