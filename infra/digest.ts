import { Duration, type Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { indexAccess, objectsRead, objectsWritten, readersErased, recordAccess, tablePartitions } from './access.ts';
import type { InfraConfig } from './config.ts';
import { allow, handler } from './handler.ts';
import { hasMail, mailIdentity, mailSetOf, sending } from './mail.ts';
import { openSearchAccess } from './open-search.ts';
import { schedule } from './schedule.ts';
import type { PartFunctions, SharedResources } from './shared-resources.ts';
import { deliverTimeout } from './timeouts.ts';

/** The digest: composing, one mail per reader, and what the mail service reports afterwards. */
export function digest(stack: Stack, ground: SharedResources): PartFunctions {
  mailIdentity(stack, ground);
  return { digest: composing(stack, ground), deliver: delivering(stack, ground), feedback: listening(stack, ground) };
}

const deliverSize = { timeout: deliverTimeout, memoryMb: 512 } as const;

const configFile = ({ file }: InfraConfig) => (file ? { configFile: file } : {});

function composing(stack: Stack, { storage, queues, undelivered, environment, config }: SharedResources) {
  const made = handler(stack, {
    name: 'digest',
    timeout: Duration.minutes(5),
    memoryMb: 1024,
    environment,
    undelivered,
    ...configFile(config),
    allow: [
      ...recordAccess(storage, {
        read: [...tablePartitions.documents, ...tablePartitions.labels, ...tablePartitions.digests, ...tablePartitions.journal],
        write: [...tablePartitions.digests, ...tablePartitions.journal, 'ASIDE'],
      }),
      indexAccess(storage, ['CHANGES#', 'SUBSCRIBERS']),
      // Evidence: a page of the end of the week is read again where it differs today.
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/', 'search/', 'digests/']),
      ...openSearchAccess(stack, config),
      objectsWritten(storage, ['digests/']),
      allow(['sqs:SendMessage'], [queues.mail.queueArn]),
    ],
  });
  schedule(stack, {
    name: 'digest',
    config,
    target: made,
    undelivered,
    // A later call does what an earlier one missed.
    maxAge: Duration.minutes(30),
  });
  return made;
}

/** What is kept of a reader who asks to be erased. */
const { subscribers, marks, confirmations, lastRead, digests } = tablePartitions;
const erased: readonly string[] = [subscribers, marks, confirmations, lastRead, digests].flat();

function delivering(stack: Stack, { storage, queues, environment, config }: SharedResources) {
  const made = handler(stack, {
    name: 'deliver',
    ...deliverSize,
    environment: hasMail(config) ? { ...environment, MAIL_CONFIGURATION_SET: mailSetOf(stack) } : environment,
    ...configFile(config),
    allow: [
      ...recordAccess(storage, {
        // Documents: changes of other weeks that the reader has not received are composed for the mail.
        read: [
          ...tablePartitions.documents,
          ...tablePartitions.labels,
          ...tablePartitions.digests,
          ...tablePartitions.marks,
          ...tablePartitions.subscribers,
          ...tablePartitions.confirmations,
          ...tablePartitions.signing,
          ...tablePartitions.journal,
        ],
        write: [
          ...tablePartitions.digests,
          ...tablePartitions.marks,
          ...tablePartitions.confirmations,
          ...tablePartitions.signing,
          ...tablePartitions.failures,
          'ASIDE',
        ],
        update: tablePartitions.counts,
        remove: erased,
      }),
      ...[...readersErased(storage), indexAccess(storage, ['CHANGES#'])],
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/', 'search/', 'digests/']),
      ...openSearchAccess(stack, config),
      objectsWritten(storage, ['digests/']),
      ...sending(stack, config),
    ],
  });
  // A batch is read, and its messages are hidden and deleted, by one request each; a kill leaves at most so many mails uncertain.
  made.addEventSource(new SqsEventSource(queues.mail, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true }));
  return made;
}

/**
 * The bus calls the function itself: a queue between them would be polled for ever, for some bounces a week. What fails is called again by the bus and by Lambda, then lies
 * among the undelivered calls.
 */
function listening(stack: Stack, { storage, undelivered, environment, config }: SharedResources) {
  const made = handler(stack, {
    name: 'feedback',
    timeout: Duration.seconds(10),
    memoryMb: 256,
    environment,
    undelivered,
    ...configFile(config),
    allow: recordAccess(storage, {
      read: [...tablePartitions.subscribers, ...tablePartitions.signing],
      write: [...tablePartitions.subscribers, ...tablePartitions.signing],
    }),
  });
  new Rule(stack, 'MailFeedback', {
    description: 'What the mail service says of a mail it took',
    eventPattern: {
      source: ['aws.ses'],
      resources: [`arn:${stack.partition}:ses:${stack.region}:${stack.account}:configuration-set/${mailSetOf(stack)}`],
    },
    targets: [new LambdaFunction(made, { deadLetterQueue: undelivered })],
  });
  return made;
}
