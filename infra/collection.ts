import { Duration, type Stack, TimeZone } from 'aws-cdk-lib';
import { ManagedPolicy, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { collectorVariable, type Scheduled, schedulesOf } from '../shared/model/configuration.ts';
import { held, indexAccess, machineAccess, objectsRead, objectsWritten, recordAccess, secretsRead } from './access.ts';
import { allow, collectTimeout, handler, pin } from './code.ts';
import { collectorPolicyId, collectorQueueId, deadLetterId, type InfraConfig, queueIds } from './config.ts';
import type { PartFunctions, SharedResources } from './stack.ts';

type QueueShape = {
  readonly id: string;
  readonly fifo: boolean;
  /** Timeout of the function that reads the queue; the visibility is six times that, as AWS asks. */
  readonly readerTimeout: Duration;
  readonly maxReceiveCount: number;
};

const retention = Duration.days(7);
const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

/** A queue with its dead-letter queue: twice the retention of the queue, so nothing expires while somebody looks at it. */
export function queueWithDeadLetters(stack: Stack, shape: QueueShape): Queue {
  const deadId = deadLetterId(shape.id);
  const dead = pin(new Queue(stack, deadId, { ...common, ...kind(shape), retentionPeriod: Duration.days(14) }), deadId);
  return queueBefore(stack, dead, shape);
}

const kind = ({ fifo }: QueueShape) => (fifo ? { fifo: true } : {});

function queueBefore(stack: Stack, dead: IQueue, shape: QueueShape): Queue {
  const queue = new Queue(stack, shape.id, {
    ...common,
    ...kind(shape),
    retentionPeriod: retention,
    visibilityTimeout: Duration.seconds(shape.readerTimeout.toSeconds() * 6),
    deadLetterQueue: { queue: dead, maxReceiveCount: shape.maxReceiveCount },
  });
  return pin(queue, shape.id);
}

export const deadLettersOf = (stack: Stack, id: string): IQueue => stack.node.findChild(deadLetterId(id)) as unknown as IQueue;

/** Cron of AWS (minutes hours day-of-month month day-of-week year): minutes at one distance over the whole hour are said as such. */
function cronOf(minutes: readonly number[]): string {
  const [first = 0, second = first + 60] = minutes;
  const step = second - first;
  const even = minutes.length > 2 && minutes.length * step === 60 && minutes.every((minute, n) => minute === first + n * step);
  return `${even ? `${first}/${step}` : minutes.join(',')} * * * ? *`;
}

type ScheduleShape = {
  readonly name: Scheduled;
  readonly config: InfraConfig;
  readonly target: IFunction;
  readonly undelivered: IQueue;
  /** After this an undelivered call is useless: the next slot has come. */
  readonly maxAge: Duration;
};

/**
 * Calls a function at the times of the one table (shared/model/configuration.ts). The default zone of CDK is Etc/UTC, so the zone is always
 * named.
 */
export function schedule(stack: Stack, shape: ScheduleShape): Schedule {
  const { id, says, minutes, zone: given } = schedulesOf(shape.config)[shape.name];
  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  role.addToPolicy(allow(['lambda:InvokeFunction'], [shape.target.functionArn]));
  role.addToPolicy(allow(['sqs:SendMessage'], [shape.undelivered.queueArn]));
  const zone = given !== undefined && given !== 'Asia/Shanghai' ? TimeZone.of(given) : TimeZone.ASIA_SHANGHAI;
  const made = new Schedule(stack, id, {
    description: says,
    schedule: ScheduleExpression.expression(`cron(${cronOf(minutes)})`, zone),
    target: new LambdaInvoke(shape.target, {
      // What the construct would add by itself allows every version and alias of the function.
      role: role.withoutPolicyUpdates(),
      deadLetterQueue: shape.undelivered,
      maxEventAge: shape.maxAge,
      retryAttempts: 2,
    }),
  });
  return pin(made, id);
}

export function collection(stack: Stack, shared: SharedResources): PartFunctions {
  return { schedule: scheduling(stack, shared), collect: collecting(stack, shared), watch: watching(stack, shared) };
}

function scheduling(stack: Stack, shared: SharedResources) {
  const { storage, undelivered, environment, config } = shared;
  const made = handler(stack, {
    name: 'schedule',
    timeout: Duration.seconds(60),
    memoryMb: 256,
    environment,
    undelivered,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [
      ...recordAccess(storage, {
        read: ['SOURCES', 'SOURCE#', 'COLLECTOR#', ...held('journal')],
        write: held('journal'),
        update: ['URL#'],
      }),
      indexAccess(storage, ['DUE', 'LEASED', 'PARKED']),
      tasksSent(shared),
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

const collectingRights = (stack: Stack, shared: SharedResources): readonly PolicyStatement[] => {
  const { storage, config } = shared;
  return [
    ...recordAccess(storage, {
      read: held('documents', 'collecting', 'labels'),
      // States of sources lay under SOURCE# before 0.7.0: they are read there still. Citations and entries of lists are written in batches
      // alone.
      write: held('documents', 'collecting', 'failures').filter((each) => !['SOURCE#', 'CITED#', 'SEEN#'].includes(each)),
      writeMany: ['KEY#', 'CITED#', 'DIRTY', 'SEEN#'],
      update: held('counts'),
      remove: ['ASIDE'],
    }),
    indexAccess(storage, ['HOST#']),
    // Evidence too: old bytes are read again to tell a change by the publisher from a change of the reader.
    ...objectsRead(storage, ['text/', 'evidence/', 'pages/']),
    objectsWritten(storage, ['evidence/', 'pages/', 'text/']),
    // Pages of a source may ask for pages of another one.
    tasksSent(shared),
    ...machineAccess(stack, config.machine),
  ];
};

const tasksSent = ({ queues, collectors }: SharedResources): PolicyStatement =>
  allow(
    ['sqs:SendMessage'],
    [queues.tasks, ...Object.values(collectors)].map(({ queueArn }) => queueArn),
  );

function collecting(stack: Stack, shared: SharedResources) {
  const { queues, environment, config } = shared;
  const made = handler(stack, {
    name: 'collect',
    timeout: collectTimeout,
    memoryMb: 1024,
    environment,
    ...(config.file ? { configFile: config.file } : {}),
    allow: [...collectingRights(stack, shared), ...(config.proxySecrets.length > 0 ? [secretsRead(stack, config.proxySecrets)] : [])],
  });
  // One message group a host, the groups of a batch side by side: at most batchSize × maxConcurrency hosts are read at once. Four calls
  // leave room for the pages within the ten that a new account may run.
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
        read: [
          ...['SOURCES', 'SOURCE#', 'COLLECTOR#', 'ASIDE', 'DOC#', 'LABEL#', 'KEY#', 'URL#', 'DIRTY'],
          ...held('digests', 'webhooks', 'failures', 'counts', 'journal'),
        ],
        write: held('journal'),
      }),
      indexAccess(storage, ['DELIVERIES', 'CONFIRMATIONS']),
      objectsWritten(storage, ['backup/']),
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

/**
 * The queue of each machine that collects from elsewhere, by its name: the sources that are assigned to it, and nothing else. What fails
 * for good lies with the dead letters of `collect`, which sends it on when it is sent back.
 */
export const collectorQueues = (stack: Stack, { collectors }: InfraConfig): Readonly<Record<string, Queue>> =>
  Object.fromEntries(
    collectors.map((name) => {
      const shape = { id: collectorQueueId(name), fifo: true, readerTimeout: collectTimeout, maxReceiveCount: 5 };
      return [name, queueBefore(stack, deadLettersOf(stack, queueIds.tasks), shape)];
    }),
  );

export const collectorVariables = (queues: Readonly<Record<string, Queue>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(queues).map(([name, { queueUrl }]) => [collectorVariable('QUEUE_URL', name), queueUrl]));

/**
 * What a collector may do, as a policy that a person attaches to a user or role (docs/runbook.md): what the function may that collects, on
 * the queue of its own, and to ask where all this is. It reads no readers, tokens or sessions. Returns the ARNs by the names of their
 * outputs.
 */
export function collectorPolicies(stack: Stack, shared: SharedResources): Readonly<Record<string, string>> {
  const own = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'];
  const made = Object.entries(shared.collectors).map(([name, { queueArn }]) => {
    const policy = new ManagedPolicy(stack, collectorPolicyId(name), {
      description: `Collects for ${stack.stackName} as ${name}`,
      statements: [...collectingRights(stack, shared), allow(own, [queueArn]), allow(['cloudformation:DescribeStacks'], [stack.stackId])],
    });
    return [collectorVariable('POLICY_ARN', name), pin(policy, collectorPolicyId(name)).managedPolicyArn] as const;
  });
  return Object.fromEntries(made);
}
