import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { createResources } from '../support/emulated/emulators.ts';
import { openAwsGround } from '../support/emulated/ground.ts';
import { planOf, queueUrl } from '../support/emulated/plan.ts';
import { loadTemplate } from '../support/emulated/template.ts';
import { type Moto, startMoto } from '../support/moto.ts';
import { objectProbes } from './probes/objects.ts';
import { otherProbes } from './probes/others.ts';
import type { Services } from './probes/probe.ts';
import { queueProbes } from './probes/queues.ts';
import { tableProbes } from './probes/table.ts';

const probes = [...tableProbes, ...objectProbes, ...queueProbes, ...otherProbes];

/** Lines `| probe | who | answer |`: where an imitation answers otherwise than AWS. */
async function differences(who: string, services: Services): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, aws, ask } of probes) {
    const answer = await ask(services).then(String, (error: Error) => error.name);
    if (answer !== aws) found.push(`| ${name} | ${aws} | ${who} | ${answer} |`);
  }
  return found;
}

const rows = readFileSync(new URL('./emulators.md', import.meta.url), 'utf8').split('\n');

/** The rows of tests/infra/emulators.md, without what follows from them. */
const toldOf = (who: string): readonly string[] =>
  rows.filter((row) => row.includes(`| ${who} |`)).map((row) => `${row.split(' | ').slice(0, 4).join(' | ')} |`);

const always = (lines: readonly string[]): readonly string[] => lines.filter((line) => !line.includes('at times')).toSorted();

async function emulators(): Promise<Services> {
  const ground = await openAwsGround();
  onTestFinished(() => ground.close());
  const { RECORD_TABLE = '', EVIDENCE_BUCKET = '', TASK_QUEUE_URL = '', MAIL_QUEUE_URL = '' } = process.env;
  return {
    dynamodb: new DynamoDBClient({}),
    s3: new S3Client({}),
    sqs: new SQSClient({}),
    ses: new SESv2Client({}),
    table: RECORD_TABLE,
    bucket: EVIDENCE_BUCKET,
    tasks: TASK_QUEUE_URL,
    mail: MAIL_QUEUE_URL,
    others: false,
  };
}

async function services({ url, options, environment }: Moto): Promise<Services> {
  Object.assign(process.env, environment);
  await createResources(planOf(await loadTemplate()));
  return {
    dynamodb: new DynamoDBClient(options),
    s3: new S3Client(options),
    sqs: new SQSClient(options),
    ses: new SESv2Client(options),
    table: 'RecordTable',
    bucket: 'evidencebucket',
    tasks: queueUrl(url, 'TasksQueue.fifo'),
    mail: queueUrl(url, 'MailQueue.fifo'),
    others: true,
  };
}

test('the emulators answer the adapters as AWS does, but for what tests/infra/emulators.md tells by name', async () => {
  expect((await differences('emulators', await emulators())).toSorted()).toEqual(toldOf('emulators').toSorted());
});

test('moto answers the adapters as AWS does, but for what tests/infra/emulators.md tells by name', async () => {
  const moto = await startMoto();
  onTestFinished(() => moto.close());
  const found = await differences('moto', await services(moto));
  expect(found.filter((line) => !toldOf('moto').includes(line))).toEqual([]);
  if (moto.debian) expect(always(found)).toEqual(always(toldOf('moto')));
});
