import { type App, CfnOutput, Duration, Stack, Tags, Validations } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Settings } from '../shared/model/configuration.ts';
import { prefixesOf, recordedKinds } from '../shared/model/records.ts';
import { opt } from '../shared/model/values.ts';
import { collectTimeout, deliverTimeout, type FunctionEnvironment, pin } from './code.ts';
import { collection, collectorPolicies, collectorQueues, collectorVariables, deadLettersOf, queueWithDeadLetters } from './collection.ts';
import { bucketId, defaultStack, type FunctionName, type InfraConfig, instanceTag, type QueueName, queueIds } from './config.ts';
import { digest, hasMail, mailSetOf, webhooks } from './mail.ts';
import accepted from './nag-accepted.json' with { type: 'json' };
import { query, search } from './query.ts';
import { type Storage, storage } from './storage.ts';
import { alarms, alarmTopic } from './watch.ts';

type Acknowledged = { readonly finding: string; readonly reason: string };

/** Tokens are made by a person at the command line, and by no function. */
const writtenRecords = [...new Set(recordedKinds.flatMap(({ partition }) => prefixesOf(partition)))].filter(
  (name) => name !== 'records/token/',
);
const prefixes = {
  ...accepted.prefixes,
  ...Object.fromEntries(writtenRecords.map((name) => [name, 'records, named by the item that they keep'])),
};

/** As cdk-nag writes the bucket: one of the stack's own by its id, one that the configuration names (after a restore) by its name. */
const bucketIn = (store: Settings['store']): string =>
  store === undefined ? `<${bucketId}.Arn>` : `arn:<AWS::Partition>:s3:::${store.bucket}`;

/** Findings of cdk-nag that are accepted, each with the reason. Nothing is deployed with any other (infra/app.ts). */
export const acknowledged = (store?: Settings['store']): readonly Acknowledged[] => [
  ...accepted.findings,
  ...Object.entries(prefixes).map(([name, what]) => ({
    finding: `AwsSolutions-IAM5[Resource::${bucketIn(store)}/${name}*]`,
    reason: `Objects under ${name} are ${what}, so no policy can list them; functions delete under search/ alone.`,
  })),
];

function acknowledge(stack: Stack, store: Settings['store']): void {
  for (const { finding, reason } of acknowledged(store)) Validations.of(stack).acknowledge({ id: `AwsSolutions::${finding}`, reason });
}

export function hongtou(app: App, config: InfraConfig): Stack {
  // The id is part of logical ids; the name may differ, so that an account can hold several.
  const stack = new Stack(app, defaultStack, {
    stackName: config.name ?? defaultStack,
    description: 'Hongtou: watches official Chinese sources on AI policy',
    // A first deployment that fails must be deletable; `deploy` protects the stack when it stands, and `destroy` takes that back.
    terminationProtection: config.first !== true,
  });
  Tags.of(stack).add('project', 'hongtou');
  Tags.of(stack).add(instanceTag, stack.stackName);
  const shared = sharedResources(stack, config);
  const made = {
    ...collection(stack, shared),
    ...search(stack, shared),
    ...digest(stack, shared),
    ...query(stack, shared),
    ...webhooks(stack, shared),
  };
  const watching = alarms(stack, shared, made);
  acknowledge(stack, config.store);
  const outputs = { ...shared.environment, ...watching, ...deployment(stack, config), ...collectorPolicies(stack, shared) };
  for (const [name, value] of Object.entries(outputs)) output(stack, name, value);
  return stack;
}

const deployment = (stack: Stack, config: InfraConfig): Readonly<Record<string, string>> => ({
  ...(hasMail(config) ? { MAIL_CONFIGURATION_SET: mailSetOf(stack) } : {}),
  ...opt('SENDER', config.from),
});

/** What the command line needs to reach a deployed instance: `RECORD_TABLE` comes out as `RecordTable` (outputs have no underscores). */
function output(stack: Stack, name: string, value: string): void {
  const id = name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  new CfnOutput(stack, `${id}Output`, { value, description: `${name}, for the command line` }).overrideLogicalId(id);
}

function sharedResources(stack: Stack, config: InfraConfig): SharedResources {
  const kept = storage(stack, config);
  const queues = {
    tasks: queueWithDeadLetters(stack, { id: queueIds.tasks, readerTimeout: collectTimeout }),
    mail: queueWithDeadLetters(stack, { id: queueIds.mail, readerTimeout: deliverTimeout }),
  };
  const collectors = collectorQueues(stack, config);
  const undelivered = new Queue(stack, 'Undelivered', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const api = new HttpApi(stack, 'Api', { apiName: stack.stackName, createDefaultStage: false });
  const environment = {
    RECORD_TABLE: kept.table.tableName,
    EVIDENCE_BUCKET: kept.bucket.bucketName,
    TASK_QUEUE_URL: queues.tasks.queueUrl,
    MAIL_QUEUE_URL: queues.mail.queueUrl,
    TASK_DEAD_LETTERS_URL: deadLettersOf(stack, queueIds.tasks).queueUrl,
    MAIL_DEAD_LETTERS_URL: deadLettersOf(stack, queueIds.mail).queueUrl,
    UNDELIVERED_URL: undelivered.queueUrl,
    BASE_URL: api.apiEndpoint,
    ...opt('HONGTOU_VERSION', config.version),
    ...collectorVariables(collectors),
  };
  return {
    storage: kept,
    queues,
    collectors,
    undelivered: pin(undelivered, 'UndeliveredDeadLetters'),
    api,
    topic: alarmTopic(stack, config),
    environment,
    config,
  };
}

export type SharedResources = {
  readonly storage: Storage;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly collectors: Readonly<Record<string, Queue>>;
  /** Calls that failed for good: schedules and asynchronous invocations. */
  readonly undelivered: Queue;
  /** Created before the functions, which need its address (`BASE_URL`) for the links in mails. */
  readonly api: HttpApi;
  readonly topic: Topic;
  readonly environment: FunctionEnvironment;
  readonly config: InfraConfig;
};

export type PartFunctions = Partial<Readonly<Record<FunctionName, LambdaFunction>>>;
