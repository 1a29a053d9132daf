import { Duration, type Stack } from 'aws-cdk-lib';
import { indexAccess, objectsRead, objectsRemoved, objectsWritten, recordAccess, tablePartitions } from './access.ts';
import { handler } from './handler.ts';
import { openSearchAccess } from './open-search.ts';
import { schedule } from './schedule.ts';
import type { PartFunctions, SharedResources } from './shared-resources.ts';

/**
 * The one writer of the search index. Its timeout is shorter than its period and a failed run is left to the next, so two seldom meet; when they do the pointer
 * moves by a conditional write. (No reserved concurrency: a new account's quota of ten has none to reserve.)
 */
export function search(stack: Stack, { storage, undelivered, environment, config }: SharedResources): PartFunctions {
  const made = handler(stack, {
    name: 'index',
    timeout: Duration.minutes(9),
    memoryMb: 1536,
    diskMb: 4096,
    environment,
    undelivered,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [
      // The digests that pages read are composed here too.
      ...recordAccess(storage, {
        read: [
          ...tablePartitions.documents,
          ...tablePartitions.turns,
          ...tablePartitions.labels,
          ...tablePartitions.digests,
          ...tablePartitions.journal,
        ],
        write: ['DIRTY', 'ASIDE', ...tablePartitions.turns, ...tablePartitions.digests],
        // Marks by the many; those of before 0.10.0 one by one.
        writeMany: ['DIRTY', ...tablePartitions.turns],
        remove: ['DIRTY'],
      }),
      indexAccess(storage, ['DOCUMENTS', 'CHANGES#']),
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/', 'search/', 'digests/']),
      objectsWritten(storage, ['search/', 'digests/']),
      objectsRemoved(storage, ['search/']),
      ...openSearchAccess(stack, config, { fills: true }),
    ],
  });
  schedule(stack, {
    name: 'index',
    config,
    target: made,
    undelivered,
    maxAge: Duration.minutes(10),
  });
  return { index: made };
}
