import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { openFront } from './front.ts';
import { type Plan, queueUrl, region, targetOf } from './plan.ts';

/** Other people's emulators of AWS, unpatched, by their public entry, over the loopback. What they keep is in memory and ends with them. */
export type Emulators = {
  readonly endpoints: { readonly dynamodb: string; readonly objects: string; readonly queues: string; readonly mail: string };
  /** For the SDK's clients: addresses, and nothing of a person's own settings of AWS. */
  readonly environment: Readonly<Record<string, string>>;
  /** Mails that were sent, oldest first, as the emulator tells of them. */
  mails(): Promise<readonly KeptMail[]>;
  close(): Promise<void>;
};

type KeptMail = {
  readonly destination: { readonly to: readonly string[] };
  readonly subject: string;
  readonly body: { readonly text?: string; readonly html?: string };
  readonly [more: string]: unknown;
};

type StartMail = (options: { readonly host: string; readonly port: number }) => Promise<Server>;

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Both are CommonJS: for Node a default export lies one level down, for vitest it does not. */
const load = createRequire(import.meta.url);

export async function startEmulators(): Promise<Emulators> {
  const dynalite = load('dynalite') as (options: { readonly createTableMs: number }) => Server;
  const startMail = (load('aws-ses-v2-local') as { readonly default: StartMail }).default;
  const table = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => table.listen(0, '127.0.0.1', resolve));
  const fauxqs = await startFauxqs({ host: '127.0.0.1', port: 0, logger: false });
  const queues = `http://127.0.0.1:${fauxqs.port}`;
  const front = await openFront(queues);
  const mail = await startMail({ host: '127.0.0.1', port: 0 });
  const endpoints = { dynamodb: addressOf(table), objects: front.url, queues, mail: addressOf(mail) };
  return {
    endpoints,
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_S3: endpoints.objects,
      AWS_ENDPOINT_URL_SQS: endpoints.queues,
      AWS_ENDPOINT_URL_SESV2: endpoints.mail,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: '',
      AWS_PROFILE: '',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    },
    async mails() {
      const { emails } = (await (await fetch(`${endpoints.mail}/store`)).json()) as { readonly emails: readonly KeptMail[] };
      return emails;
    },
    async close() {
      front.close();
      await Promise.all([closed(table), closed(mail), fauxqs.stop()]);
    },
  };
}

/** Options of the SDK's clients that lead to some emulators; those of the process's environment when left out. */
export type Reaching = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** Makes tables, buckets and queues of the plan. */
export async function createResources(plan: Plan, reaching: Reaching = {}): Promise<void> {
  const [dynamodb, s3, sqs] = [new DynamoDBClient(reaching), new S3Client({ ...reaching, forcePathStyle: true }), new SQSClient(reaching)];
  for (const { name, definition } of plan.tables) {
    await dynamodb.send(new CreateTableCommand({ TableName: name, ...definition } as never));
    await waitUntilTableExists({ client: dynamodb, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.1 } as never, { TableName: name });
  }
  for (const Bucket of plan.buckets) await s3.send(new CreateBucketCommand({ Bucket }));
  for (const { name, attributes } of plan.queues) await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  for (const client of [dynamodb, s3, sqs]) client.destroy();
}

/** Environment of a function: the template's, with references replaced by names of the emulated account. What refers to what is not there is left out. */
export function environmentOf(plan: Plan, functionId: string, queues: string): Readonly<Record<string, string>> {
  const named = (value: unknown): string | undefined => {
    if (typeof value === 'string') return value;
    const keys = Object.keys(value ?? {});
    if (!keys.includes('Ref') && !keys.includes('Fn::GetAtt')) return undefined;
    const id = keys.includes('Ref') ? targetOf(value) : undefined;
    const queue = plan.queues.find((each) => each.id === id);
    if (queue) return queueUrl(queues, queue.name);
    if (plan.tables.some(({ name }) => name === id)) return id;
    return plan.buckets.find((name) => name === id?.toLowerCase());
  };
  const all = Object.entries(plan.environments[functionId] ?? {}).map(([name, value]) => [name, named(value)] as const);
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
