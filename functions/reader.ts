import { readPage } from '../shared/stages/read.ts';
import { startWorker } from './worker.ts';

await startWorker(readPage, async () => (await import('../shared/stages/page-jobs.ts')).pageStages);
