import { parentPort, workerData } from 'node:worker_threads';
import type { Reading } from '../shared/model/article.ts';
import { failureOf } from '../shared/model/failure.ts';
import type { Assets, ReadJob } from '../shared/model/page.ts';
import type { WorkJob } from '../shared/model/work-job.ts';
import { runWork } from '../shared/stages/run-work.ts';

/** Read once before the first real page, so that a page behind a stuck one does not wait for code to be compiled. */
const first: ReadJob = {
  as: 'article',
  url: 'https://www.example.gov.cn/t20260102_1.html',
  bytes: new TextEncoder().encode(
    '<html><head><meta name="ArticleTitle" content="关于样例的通知"></head><body><h1>关于样例的通知</h1><p>国发〔2026〕1号</p>' +
      '<div class="TRS_Editor"><p>根据《样例办法》，现将有关事项通知如下，自2026年2月1日起施行。</p><p>国务院</p><p>2026年1月2日</p></div></body></html>',
  ),
  today: '2026-01-03',
};

/** The worker: one page or one stage per message; adapters/reader.ts ends it when it takes too much time or memory. */
export async function startWorker(read: (job: ReadJob, assets?: Assets) => Promise<Reading>, load: () => Promise<object>): Promise<void> {
  const answer = async (job: ReadJob | WorkJob) => ('given' in job ? runWork(await load(), job) : read(job, workerData?.assets));
  parentPort?.on('message', async (job: ReadJob | WorkJob) => {
    try {
      parentPort?.postMessage({ done: { result: await answer(job) } });
    } catch (error) {
      parentPort?.postMessage({ failure: failureOf(error) });
    }
  });
  await read(first).catch(() => undefined);
  parentPort?.postMessage({ ready: true });
}
