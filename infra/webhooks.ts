import { Duration, type Stack } from 'aws-cdk-lib';
import { objectsRead, recordAccess, secretsRead, tablePartitions } from './access.ts';
import { handler } from './handler.ts';
import { openSearchAccess } from './open-search.ts';
import { schedule } from './schedule.ts';
import type { PartFunctions, SharedResources } from './shared-resources.ts';

/**
 * What tells webhooks of changes, for a configuration that has some. A schedule and the table in place of a queue: what waits stands in the state of its webhook, so
 * nothing is polled, and a run without news is a few reads.
 */
export function webhooks(stack: Stack, { storage, undelivered, environment, config }: SharedResources): PartFunctions {
  if (config.webhookSecrets.length === 0) return {};
  const made = handler(stack, {
    name: 'webhooks',
    timeout: Duration.seconds(290),
    memoryMb: 1024,
    environment,
    undelivered,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [
      ...recordAccess(storage, {
        read: [...tablePartitions.documents, ...tablePartitions.labels, ...tablePartitions.webhooks, ...tablePartitions.journal],
        // What takes too long to summarise is set aside.
        write: [...tablePartitions.webhooks, 'ASIDE'],
        remove: tablePartitions.webhooks,
      }),
      // The index: which act a report tells of that names none.
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/', 'search/']),
      ...openSearchAccess(stack, config),
      secretsRead(stack, config.webhookSecrets),
    ],
  });
  schedule(stack, {
    name: 'webhooks',
    config,
    target: made,
    undelivered,
    maxAge: Duration.minutes(5),
  });
  return { webhooks: made };
}
