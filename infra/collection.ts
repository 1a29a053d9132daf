import { Duration, type Stack, TimeZone } from 'aws-cdk-lib';
import { ManagedPolicy, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { collectorVariable, type Scheduled, schedulesOf } from '../shared/model/configuration.ts';
import { opt } from '../shared/model/values.ts';
import { held, indexAccess, machineAccess, objectsRead, objectsWritten, recordAccess, secretsRead } from './access.ts';
import { allow, collectTimeout, type HandlerShape, handler, pin } from './code.ts';
import { collectorPolicyId, collectorQueueId, deadLetterId, type InfraConfig, queueIds } from './config.ts';
import type { PartFunctions, SharedResources } from './stack.ts';

/** `readerTimeout`: of the function that reads the queue; the visibility is six times that, as AWS asks. */
type QueueShape = { readonly id: string; readonly readerTimeout: Duration };

const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, fifo: true };

/** A queue with its dead-letter queue: twice the retention of the queue, so nothing expires while somebody looks at it. */
export function queueWithDeadLetters(stack: Stack, shape: QueueShape): Queue {
  const id = deadLetterId(shape.id);
  return queueBefore(stack, pin(new Queue(stack, id, { ...common, retentionPeriod: Duration.days(14) }), id), shape);
}

function queueBefore(stack: Stack, dead: IQueue, { id, readerTimeout }: QueueShape): Queue {
  const queue = new Queue(stack, id, {
    ...common,
    retentionPeriod: Duration.days(7),
    visibilityTimeout: Duration.seconds(readerTimeout.toSeconds() * 6),
    // A listing or page whose site is down is no failed message; five failures are a bug.
    deadLetterQueue: { queue: dead, maxReceiveCount: 5 },
  });
  return pin(queue, id);
}

export const deadLettersOf = (stack: Stack, id: string): IQueue => stack.node.findChild(deadLetterId(id)) as unknown as IQueue;

/** Cron of AWS (minutes hours day-of-month month day-of-week year): minutes at one distance over the whole hour are said as such. */
function cronOf(minutes: readonly number[]): string {
  const [first = 0, second = first + 60] = minutes;
  const step = second - first;
  const even = minutes.length > 2 && minutes.length * step === 60 && minutes.every((minute, n) => minute === first + n * step);
  return `${even ? `${first}/${step}` : minutes.join(',')} * * * ? *`;
}

type FunctionShape = Omit<HandlerShape, 'environment'> & Partial<Pick<HandlerShape, 'environment'>>;

export const functionOf = (stack: Stack, { environment, config }: SharedResources, shape: FunctionShape): LambdaFunction =>
  handler(stack, { environment, ...opt('configFile', config.file), ...shape });

/** `maxAge`: after this an undelivered call is useless, since the next slot has come. */
type ScheduledShape = FunctionShape & { readonly name: Scheduled; readonly maxAge: Duration };

/**
 * A function that is called at the times of the one table (shared/model/configuration.ts). The default zone of CDK is Etc/UTC, so the zone
 * is always named.
 */
export function scheduled(stack: Stack, shared: SharedResources, { maxAge, ...shape }: ScheduledShape): LambdaFunction {
  const { undelivered, config } = shared;
  const target = functionOf(stack, shared, { undelivered, ...shape });
  const { id, says, minutes, zone: given } = schedulesOf(config)[shape.name];
  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  role.addToPolicy(allow(['lambda:InvokeFunction'], [target.functionArn]));
  role.addToPolicy(allow(['sqs:SendMessage'], [undelivered.queueArn]));
  const zone = given !== undefined && given !== 'Asia/Shanghai' ? TimeZone.of(given) : TimeZone.ASIA_SHANGHAI;
  const made = new Schedule(stack, id, {
    description: says,
    schedule: ScheduleExpression.expression(`cron(${cronOf(minutes)})`, zone),
    target: new LambdaInvoke(target, {
      // What the construct would add by itself allows every version and alias of the function.
      role: role.withoutPolicyUpdates(),
      deadLetterQueue: undelivered,
      maxEventAge: maxAge,
      retryAttempts: 2,
    }),
  });
  pin(made, id);
  return target;
}

export function collection(stack: Stack, shared: SharedResources): PartFunctions {
  return { schedule: scheduling(stack, shared), collect: collecting(stack, shared), watch: watching(stack, shared) };
}

const scheduling = (stack: Stack, shared: SharedResources): LambdaFunction =>
  scheduled(stack, shared, {
    ...{ name: 'schedule', timeout: Duration.seconds(60), memoryMb: 256, maxAge: Duration.minutes(5) },
    allow: [
      ...recordAccess(shared.storage, {
        read: ['SOURCES', 'SOURCE#', 'COLLECTOR#', ...held('journal')],
        write: held('journal'),
        update: ['URL#'],
      }),
      indexAccess(shared.storage, ['DUE', 'LEASED', 'PARKED']),
      tasksSent(shared),
    ],
  });

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
  allow(['sqs:SendMessage'], arnsOf([queues.tasks, ...Object.values(collectors)]));

function collecting(stack: Stack, shared: SharedResources): LambdaFunction {
  const { queues, config } = shared;
  const made = functionOf(stack, shared, {
    ...{ name: 'collect', timeout: collectTimeout, memoryMb: 1024 },
    allow: [...collectingRights(stack, shared), ...(config.proxySecrets.length > 0 ? [secretsRead(stack, config.proxySecrets)] : [])],
  });
  // One message group a host, the groups of a batch side by side: at most batchSize × maxConcurrency hosts are read at once. Four calls
  // leave room for the pages within the ten that a new account may run.
  made.addEventSource(new SqsEventSource(queues.tasks, { batchSize: 5, maxConcurrency: 4, reportBatchItemFailures: true }));
  return made;
}

const arnsOf = (queues: readonly IQueue[]): readonly string[] => queues.map(({ queueArn }) => queueArn);

function watching(stack: Stack, shared: SharedResources): LambdaFunction {
  const { storage, queues, undelivered, topic, environment } = shared;
  const deadLetters = [...Object.values(queueIds).map((id) => deadLettersOf(stack, id)), undelivered];
  return scheduled(stack, shared, {
    ...{ name: 'watch', timeout: Duration.minutes(2), memoryMb: 512, maxAge: Duration.minutes(30) },
    environment: { ...environment, ALARM_TOPIC_ARN: topic.topicArn },
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
      allow(['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], arnsOf(deadLetters)),
      allow(['sqs:GetQueueAttributes'], arnsOf(Object.values(queues))),
      allow(['sns:Publish'], [topic.topicArn]),
    ],
  });
}

/**
 * The queue of each machine that collects from elsewhere, by its name: the sources that are assigned to it, and nothing else. What fails
 * for good lies with the dead letters of `collect`, which sends it on when it is sent back.
 */
export const collectorQueues = (stack: Stack, { collectors }: InfraConfig): Readonly<Record<string, Queue>> =>
  Object.fromEntries(
    collectors.map((name) => {
      const shape = { id: collectorQueueId(name), readerTimeout: collectTimeout };
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
