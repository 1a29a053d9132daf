import { type App, CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { acknowledge } from './acknowledged.ts';
import { alarms, alarmTopic } from './alarms.ts';
import { collection } from './collection.ts';
import { collectorPolicies, collectorQueues, collectorVariables } from './collector.ts';
import type { InfraConfig } from './config.ts';
import { digest } from './digest.ts';
import { hasMail, mailSetOf } from './mail.ts';
import { defaultStack, instanceTag, queueIds } from './names.ts';
import { pin } from './pin.ts';
import { query } from './query.ts';
import { deadLettersOf, queueWithDeadLetters } from './queue.ts';
import { search } from './search.ts';
import type { SharedResources } from './shared-resources.ts';
import { storage } from './storage.ts';
import { collectTimeout, deliverTimeout } from './timeouts.ts';
import { webhooks } from './webhooks.ts';

/** The whole system, one stack. */
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
  const ground = sharedResources(stack, config);
  const made = {
    ...collection(stack, ground),
    ...search(stack, ground),
    ...digest(stack, ground),
    ...query(stack, ground),
    ...webhooks(stack, ground),
  };
  const asked = alarms(stack, ground, made);
  acknowledge(stack, config.store);
  const outputs = { ...ground.environment, ...asked, ...deployment(stack, config), ...collectorPolicies(stack, ground) };
  for (const [name, value] of Object.entries(outputs)) output(stack, name, value);
  return stack;
}

/** What `deploy` and `doctor` compare with later. */
const deployment = (stack: Stack, config: InfraConfig): Readonly<Record<string, string>> => ({
  ...(hasMail(config) ? { MAIL_CONFIGURATION_SET: mailSetOf(stack) } : {}),
  ...(config.from === undefined ? {} : { SENDER: config.from }),
});

/** What the command line needs to reach a deployed instance: `RECORD_TABLE` comes out as `RecordTable` (outputs have no underscores). */
function output(stack: Stack, name: string, value: string): void {
  const id = name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  new CfnOutput(stack, `${id}Output`, { value, description: `${name}, for the command line` }).overrideLogicalId(id);
}

function sharedResources(stack: Stack, config: InfraConfig): SharedResources {
  const kept = storage(stack, config);
  const queues = {
    // A listing or page whose site is down is no failed message; five failures are a bug.
    tasks: queueWithDeadLetters(stack, { id: queueIds.tasks, fifo: true, readerTimeout: collectTimeout, maxReceiveCount: 5 }),
    mail: queueWithDeadLetters(stack, { id: queueIds.mail, fifo: true, readerTimeout: deliverTimeout, maxReceiveCount: 5 }),
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
    ...(config.version === undefined ? {} : { HONGTOU_VERSION: config.version }),
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
