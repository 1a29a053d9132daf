import { randomUUID } from 'node:crypto';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readEnvironment } from '../../../shared/model/configuration.ts';
import { orEmpty } from '../../../shared/model/values.ts';
import { openAwsStore } from '../../../shared/store/aws/store.ts';
import type { Ground } from '../bench.ts';
import { consume } from './consume.ts';
import { createResources, type Emulators, environmentOf, startEmulators } from './emulators.ts';
import { planOf } from './plan.ts';
import { loadTemplate } from './template.ts';

export type AwsGround = Ground & { readonly emulators: Emulators };

/** The adapters of AWS with plain clients, on emulators of their own; the environment of the process leads there until it is closed. */
export async function awsGroundOf(configFile?: string): Promise<AwsGround> {
  const [emulators, template] = await Promise.all([startEmulators(), loadTemplate(configFile)]);
  const plan = planOf(template);
  const before = { ...process.env };
  const own = { ...environmentOf(plan, 'CollectFunction', emulators.endpoints.queues), ...emulators.environment };
  Object.assign(process.env, own);
  await createResources(plan);
  const environment = readEnvironment(process.env);
  const [dynamodb, queues, s3] = [new DynamoDBClient({}), new SQSClient({}), new S3Client({})];
  const urls = { tasks: environment.TASK_QUEUE_URL, mail: environment.MAIL_QUEUE_URL };
  return {
    emulators,
    store: openAwsStore(environment),
    drain: (queue, handler, { batchSize = queue === 'tasks' ? 5 : 10, signal } = {}) =>
      consume({ client: queues, url: urls[queue], handler: handler as never, batchSize, ...(signal && { signal }) }),
    async plant(queue, { body, group, dead = false }) {
      const url = dead ? { tasks: environment.TASK_DEAD_LETTERS_URL, mail: environment.MAIL_DEAD_LETTERS_URL }[queue] : urls[queue];
      const asked = { QueueUrl: orEmpty(url), MessageBody: body, MessageGroupId: group, MessageDeduplicationId: randomUUID() };
      return orEmpty((await queues.send(new SendMessageCommand(asked))).MessageId);
    },
    async keys() {
      const keys: { pk: string; sk: string }[] = [];
      let from: object | undefined;
      do {
        const page = await dynamodb.send(
          new ScanCommand({ TableName: environment.RECORD_TABLE, ConsistentRead: true, ...(from && { ExclusiveStartKey: from as never }) }),
        );
        for (const { pk, sk } of page.Items ?? []) keys.push({ pk: String(pk?.S), sk: String(sk?.S) });
        from = page.LastEvaluatedKey;
      } while (from);
      return keys;
    },
    async etags() {
      const tags = new Map<string, string>();
      const all = paginateListObjectsV2({ client: s3 }, { Bucket: environment.EVIDENCE_BUCKET });
      for await (const { Contents = [] } of all) for (const { Key, ETag } of Contents) tags.set(String(Key), String(ETag));
      return tags;
    },
    async close() {
      for (const name of Object.keys(own)) delete process.env[name];
      Object.assign(process.env, before);
      await emulators.close();
    },
  };
}

/** The same for the built-in configuration. */
export const openAwsGround = (): Promise<AwsGround> => awsGroundOf();
