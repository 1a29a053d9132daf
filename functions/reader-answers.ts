import { readKept } from '../shared/stages/read-kept.ts';
import { startWorker } from './worker.ts';

// For the function that answers questions: as `reader-pages`, and claims are held against texts, which no other function does.
await startWorker(readKept, async () => {
  const [{ workerStages }, { checkClaim }] = await Promise.all([
    import('../shared/stages/jobs.ts'),
    import('../shared/stages/claim/claim.ts'),
  ]);
  return { ...workerStages, checkClaim };
});
