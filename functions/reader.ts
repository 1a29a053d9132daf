import { readPage } from '../shared/stages/read.ts';
import { startWorker } from './worker.ts';

await startWorker(readPage);
