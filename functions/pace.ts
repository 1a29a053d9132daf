import type { QueueName } from '../shared/store/sqlite/queues.ts';

/**
 * Groups of messages (hosts, readers) that a local instance works on at a time, and most messages of one call, of each queue. Of hosts so
 * many that eight silent ones among thirty keep no other waiting.
 */
export const pace: Readonly<Record<QueueName, { readonly concurrency: number; readonly batchSize: number }>> = {
  tasks: { concurrency: 32, batchSize: 5 },
  mail: { concurrency: 4, batchSize: 10 },
};
