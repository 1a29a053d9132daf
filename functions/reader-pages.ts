import { readKept } from '../shared/stages/read-kept.ts';
import { startWorker } from './worker.ts';

// For functions that read a kept page again now and then. The libraries for files and feeds are larger than all the rest: `collect` alone
// reads those.
await startWorker(readKept, async () => (await import('../shared/stages/jobs.ts')).workerStages);
