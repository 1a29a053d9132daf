import { Duration, type Stack } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { indexAccess, machineAccess, objectsRead, objectsWritten, recordAccess, tablePartitions } from './access.ts';
import { allow, handler } from './handler.ts';
import { queueIds } from './names.ts';
import { deadLettersOf } from './queue.ts';
import { schedule } from './schedule.ts';
import type { PartFunctions, SharedResources } from './shared-resources.ts';
import { collectTimeout } from './timeouts.ts';

/** The schedule of sources and pages, the queue and function that collect them, and the hourly check for silence. */
export function collection(stack: Stack, ground: SharedResources): PartFunctions {
  return { schedule: scheduling(stack, ground), collect: collecting(stack, ground), watch: watching(stack, ground) };
}

function scheduling(stack: Stack, { storage, queues, undelivered, environment, config }: SharedResources) {
  const made = handler(stack, {
    name: 'schedule',
    timeout: Duration.seconds(60),
    memoryMb: 256,
    environment,
    undelivered,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [
      ...recordAccess(storage, { read: ['SOURCE#', ...tablePartitions.journal], write: ['SOURCE#', 'URL#', ...tablePartitions.journal] }),
      indexAccess(storage, ['DUE', 'LEASED', 'PARKED']),
      allow(['sqs:SendMessage'], [queues.tasks.queueArn]),
    ],
  });
  schedule(stack, {
    id: 'ScheduleSources',
    description: 'Every five minutes: send tasks for the sources and addresses that are due',
    cron: '0/5 * * * ? *',
    target: made,
    undelivered,
    maxAge: Duration.minutes(5),
  });
  return made;
}

function collecting(stack: Stack, { storage, queues, environment, config }: SharedResources) {
  const made = handler(stack, {
    name: 'collect',
    timeout: collectTimeout,
    memoryMb: 1024,
    environment,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [
      ...recordAccess(storage, {
        read: [...tablePartitions.documents, ...tablePartitions.labels],
        write: [...tablePartitions.documents, ...tablePartitions.failures],
        remove: ['ASIDE'],
      }),
      // Evidence too: old bytes are read again to tell a change by the publisher from a change of the reader.
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/']),
      objectsWritten(storage, ['evidence/', 'pages/', 'text/']),
      allow(['sqs:SendMessage'], [queues.tasks.queueArn]),
      ...machineAccess(stack, config.machine),
    ],
  });
  // One message group a host, the groups of a batch side by side: at most batchSize × maxConcurrency hosts are read at once. Four calls leave room for the
  // pages within the ten that a new account may run.
  made.addEventSource(new SqsEventSource(queues.tasks, { batchSize: 5, maxConcurrency: 4, reportBatchItemFailures: true }));
  return made;
}

function watching(stack: Stack, { storage, undelivered, topic, environment, config }: SharedResources) {
  const deadLetters = [deadLettersOf(stack, queueIds.tasks), deadLettersOf(stack, queueIds.mail), undelivered].map(
    ({ queueArn }) => queueArn,
  );
  const made = handler(stack, {
    name: 'watch',
    timeout: Duration.minutes(2),
    memoryMb: 512,
    environment: { ...environment, ALARM_TOPIC_ARN: topic.topicArn },
    undelivered,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [
      ...recordAccess(storage, {
        // Documents: the one that a webhook is about.
        read: [
          ...['SOURCE#', 'ASIDE', 'DOC#', 'LABEL#', 'KEY#', 'URL#'],
          ...tablePartitions.digests,
          ...tablePartitions.webhooks,
          ...tablePartitions.failures,
          ...tablePartitions.journal,
        ],
        write: tablePartitions.journal,
      }),
      indexAccess(storage, ['DELIVERIES', 'CONFIRMATIONS']),
      // How many dead letters wait, and what the first of each queue say; none is removed.
      allow(['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], deadLetters),
      allow(['sns:Publish'], [topic.topicArn]),
    ],
  });
  schedule(stack, {
    id: 'WatchSources',
    description: 'Every hour: silence, gaps and deadlines',
    cron: '7 * * * ? *',
    target: made,
    undelivered,
    maxAge: Duration.minutes(30),
  });
  return made;
}
