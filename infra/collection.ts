import { Duration, type Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { indexAccess, machineAccess, objectsRead, objectsWritten, recordAccess, secretsRead, tablePartitions } from './access.ts';
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

function scheduling(stack: Stack, ground: SharedResources) {
  const { storage, undelivered, environment, config } = ground;
  const made = handler(stack, {
    name: 'schedule',
    timeout: Duration.seconds(60),
    memoryMb: 256,
    environment,
    undelivered,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [
      ...recordAccess(storage, {
        read: ['SOURCES', 'SOURCE#', 'COLLECTOR#', ...tablePartitions.journal],
        write: tablePartitions.journal,
        update: ['URL#'],
      }),
      indexAccess(storage, ['DUE', 'LEASED', 'PARKED']),
      tasksSent(ground),
    ],
  });
  schedule(stack, {
    name: 'schedule',
    config,
    target: made,
    undelivered,
    maxAge: Duration.minutes(5),
  });
  return made;
}

/** What collects may do: the function, and the machines that do it elsewhere. */
export const collectingRights = (stack: Stack, ground: SharedResources): readonly PolicyStatement[] => {
  const { storage, config } = ground;
  return [
    ...recordAccess(storage, {
      read: [...tablePartitions.documents, ...tablePartitions.collecting, ...tablePartitions.labels],
      // States of sources lay under SOURCE# before 0.7.0: they are read there still. Citations and entries of lists are written in batches alone.
      write: [...tablePartitions.documents, ...tablePartitions.collecting, ...tablePartitions.failures].filter(
        (each) => !['SOURCE#', 'CITED#', 'SEEN#'].includes(each),
      ),
      // Names and citations, marks, entries of a list.
      writeMany: ['KEY#', 'CITED#', 'DIRTY', 'SEEN#'],
      update: tablePartitions.counts,
      remove: ['ASIDE'],
    }),
    // How many pages of a host are away.
    indexAccess(storage, ['HOST#']),
    // Evidence too: old bytes are read again to tell a change by the publisher from a change of the reader.
    ...objectsRead(storage, ['text/', 'evidence/', 'pages/']),
    objectsWritten(storage, ['evidence/', 'pages/', 'text/']),
    // Pages of a source may ask for pages of another one.
    tasksSent(ground),
    ...machineAccess(stack, config.machine),
  ];
};

/** Tasks go to the function, or to the machine that collects their source. */
const tasksSent = ({ queues, collectors }: SharedResources): PolicyStatement =>
  allow(
    ['sqs:SendMessage'],
    [queues.tasks, ...Object.values(collectors)].map(({ queueArn }) => queueArn),
  );

function collecting(stack: Stack, ground: SharedResources) {
  const { queues, environment, config } = ground;
  const made = handler(stack, {
    name: 'collect',
    timeout: collectTimeout,
    memoryMb: 1024,
    environment,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [...collectingRights(stack, ground), ...(config.proxySecrets.length > 0 ? [secretsRead(stack, config.proxySecrets)] : [])],
  });
  // One message group a host, the groups of a batch side by side: at most batchSize × maxConcurrency hosts are read at once. Four calls leave room for the
  // pages within the ten that a new account may run.
  made.addEventSource(new SqsEventSource(queues.tasks, { batchSize: 5, maxConcurrency: 4, reportBatchItemFailures: true }));
  return made;
}

function watching(stack: Stack, { storage, queues, undelivered, topic, environment, config }: SharedResources) {
  const deadLetters = [...Object.values(queueIds).map((id) => deadLettersOf(stack, id)), undelivered].map(({ queueArn }) => queueArn);
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
          ...['SOURCES', 'SOURCE#', 'COLLECTOR#', 'ASIDE', 'DOC#', 'LABEL#', 'KEY#', 'URL#', 'DIRTY'],
          ...tablePartitions.digests,
          ...tablePartitions.webhooks,
          ...tablePartitions.failures,
          ...tablePartitions.counts,
          ...tablePartitions.journal,
        ],
        write: tablePartitions.journal,
      }),
      indexAccess(storage, ['DELIVERIES', 'CONFIRMATIONS']),
      // Once a day, what only the table holds.
      objectsWritten(storage, ['backup/']),
      // How many dead letters wait, and what the first of each queue say; none is removed.
      allow(['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], deadLetters),
      allow(
        ['sqs:GetQueueAttributes'],
        Object.values(queues).map(({ queueArn }) => queueArn),
      ),
      allow(['sns:Publish'], [topic.topicArn]),
    ],
  });
  schedule(stack, {
    name: 'watch',
    config,
    target: made,
    undelivered,
    maxAge: Duration.minutes(30),
  });
  return made;
}
