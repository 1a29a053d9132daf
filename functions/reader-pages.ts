import { readMarkup } from '../shared/stages/read-markup.ts';
import { startWorker } from './worker.ts';

// For functions that read a kept page again now and then. The libraries for files are larger than all the rest: files are read by `collect` alone.
await startWorker(readMarkup);
