import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { finish } from '../../functions/cli/cloud/finish.ts';
import { formCheck } from '../../functions/cli/cloud/guard.ts';
import { leftOf, storeCheck } from '../../functions/cli/cloud/leftovers.ts';
import { makePlan, remember } from '../../functions/cli/cloud/plan.ts';
import { deployedTemplate, readStack } from '../../functions/cli/cloud/stack.ts';
import { openDeployed } from '../../functions/cli/deployed.ts';
import type { Context } from '../../shared/model/ports.ts';
import { schemaVersion } from '../../shared/model/table.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { readConfirmation, sendConfirmation } from '../../shared/pipeline/mail/subscribers.ts';
import { openTable } from '../../shared/store/aws/table.ts';
import { openSchema } from '../../shared/store/instance.ts';
import { openCloud } from '../support/cloud.ts';
import { command } from '../support/command.ts';
import { account } from '../support/emulated/plan.ts';
import { loadTemplate } from '../support/emulated/template.ts';
import { folder } from '../support/folder.ts';
import { motoMissing, startMoto } from '../support/moto.ts';

const name = 'Hongtou-Two';
const owner = 'me@example.org';

/** Types that moto's CloudFormation makes; the others are no part of what is tried here. */
const made = new Set(['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::SNS::Subscription']);

/** The stack's own template, as far as moto goes: it names no queue by itself, and knows no address of an API. */
async function templateForMoto(queues: string): Promise<string> {
  const { Resources } = await loadTemplate();
  const kept = Object.entries(Resources as Record<string, { Type: string; Properties: Record<string, unknown>; DeletionPolicy?: string }>)
    .filter(([, { Type }]) => made.has(Type))
    .map(([id, each]) => {
      const named = each.Properties['FifoQueue'] === true ? { QueueName: `${id}.fifo` } : {};
      const first = each.Type === 'AWS::DynamoDB::Table' ? { DeletionProtectionEnabled: false } : {};
      return [id, { ...each, DeletionPolicy: each.DeletionPolicy && 'Retain', Properties: { ...each.Properties, ...named, ...first } }];
    });
  const topic = kept.find(([, each]) => (each as { Type: string }).Type === 'AWS::SNS::Topic')?.[0];
  const subscription = { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'email', Endpoint: owner, TopicArn: { Ref: topic } } };
  const Outputs = {
    RecordTable: { Value: { Ref: 'RecordTable' } },
    EvidenceBucket: { Value: { Ref: 'EvidenceBucket' } },
    TaskQueueUrl: { Value: `${queues}/TasksQueue.fifo` },
    MailQueueUrl: { Value: `${queues}/MailQueue.fifo` },
    BaseUrl: { Value: 'https://abc.execute-api.eu-central-1.amazonaws.com' },
    HongtouVersion: { Value: '0.6.9' },
    Sender: { Value: owner },
  };
  return JSON.stringify({
    Description: 'Hongtou: watches',
    Resources: { ...Object.fromEntries(kept), Subscription: subscription },
    Outputs,
  });
}

/** What the function `deliver` does with the first message of its queue. */
async function deliverFirst(queue: string, context: Context): Promise<void> {
  const client = new SQSClient({});
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 10 }));
  for (const { Body, ReceiptHandle } of Messages) {
    const task = readConfirmation(orEmpty(Body));
    if (task) await sendConfirmation(task, context);
    await client.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
  }
}

/** A stack in moto; the mail service and the quota of functions are a stand-in, which moto lacks. */
async function stackStands(): Promise<void> {
  const moto = await startMoto();
  const cloud = await openCloud({ mail: { sandbox: true }, identities: { [owner]: true }, executions: 10 });
  const before = { ...process.env };
  Object.assign(process.env, moto.environment, {
    AWS_ENDPOINT_URL_SESV2: cloud.environment['AWS_ENDPOINT_URL'],
    AWS_ENDPOINT_URL_LAMBDA: cloud.environment['AWS_ENDPOINT_URL'],
  });
  onTestFinished(async () => {
    process.env = before;
    await Promise.all([cloud.close(), moto.close()]);
  });
  await new CloudFormationClient({}).send(
    new CreateStackCommand({ StackName: name, TemplateBody: await templateForMoto(`${moto.url}/${account}`) }),
  );
}

test.skipIf(motoMissing())('a stack that stands is finished, examined and taken away; a second run does nothing twice', async () => {
  await stackStands();
  const config = join(folder(), 'hongtou.config.json');
  writeFileSync(config, JSON.stringify({ budgetUsd: 7 }));
  const stack = await readStack(name);
  const outputs = stack?.outputs ?? {};
  const remembered = remember(await deployedTemplate(name));
  expect(remembered).toEqual({ email: owner });
  const plan = makePlan({ options: { name, config }, email: owner, stack, remembered });
  writeFileSync(config, JSON.stringify(plan.configuration));

  const { first, second, logged } = await openDeployed(name, { config }, async ({ context }) => {
    const finishing = { plan, outputs, context, waitMs: 20_000, atTerminal: true };
    const { sender: _, ...mute } = plan;
    const early = await finish({ ...finishing, plan: mute, atTerminal: false });
    const logged = { ...early, tokens: await context.tokens.list() };
    const [done] = await Promise.all([finish(finishing), deliverFirst(orEmpty(outputs['MailQueueUrl']), context)]);
    return { first: done, second: await finish({ ...finishing, waitMs: 0 }), logged };
  });
  // What is printed without a terminal lies in the log of a workflow.
  expect([logged.token, logged.tokens]).toEqual([undefined, []]);
  expect(logged.diagnoses).toContainEqual(expect.objectContaining({ check: 'token', ok: true }));
  // Which moto does not know.
  expect(first.diagnoses.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['protection of the stack']);
  expect(first.token).toMatch(/^ht_.{20}/);
  expect(first.diagnoses).toContainEqual(expect.objectContaining({ check: 'test mail', ok: true, found: `sent to ${owner}` }));
  expect(second.token).toBeUndefined();
  expect(second.diagnoses).toContainEqual(
    expect.objectContaining({ check: 'test mail', ok: false, remedy: expect.stringContaining('once more') }),
  );

  // By the configuration that was deployed, with its sender.
  const inForce = await openDeployed(name, {}, async ({ context }) => context.configuration);
  expect(inForce).toEqual({ budgetUsd: 7, digest: { from: `Hongtou <${owner}>` } });
  await new S3Client({}).send(new PutObjectCommand({ Bucket: outputs['EvidenceBucket'], Key: 'search/current.json', Body: '{}' }));
  // Without the name of this stack `deploy` would make another one.
  const unnamed = (said: string) => said.replaceAll(/\s+/g, ' ').match(/npx hongtou deploy(?! --name Hongtou-Two)/g);
  expect((await command('subscribers', 'add', owner, '--stack', name)).out).toContain(`subscribers confirm ${owner} --stack ${name}, or`);
  expect((await command('subscribers', 'confirm', owner, '--stack', name)).out).toContain('is confirmed');
  expect((await command('tokens', 'list', '--stack', name)).out).toMatch(/ owner +edit/);
  expect((await command('tokens', 'revoke', 'owner', '--stack', name)).status).toBe(0);
  const doctor = await command('doctor', '--stack', name);
  expect([doctor.status, unnamed(doctor.out)]).toEqual([1, null]);
  for (const line of [
    /note version: 0\.6\.9 is deployed, .* is here; npx hongtou deploy/,
    /fail protection: the stack can be deleted by mistake; npx hongtou deploy/,
    /ok {3}table: .*protected/,
    /note mail service: in the sandbox/,
    /ok {3}sender: me@example\.org, verified as me@example\.org/,
    /note functions at a time: 10/,
    /ok {3}search index: published within the hour, so that SQLite with FTS5 runs there/,
    /note access: by token alone, and none is good: .*hongtou tokens create owner --scope edit --stack Hongtou-Two/,
    /ok {3}instance: opens/,
  ])
    expect(doctor.out).toMatch(line);

  const TemplateBody = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';
  await new CloudFormationClient({}).send(new CreateStackCommand({ StackName: 'Other', TemplateBody }));
  const other = await command('alarms', '--stack', 'Other');
  expect([other.status, other.err]).toEqual([1, expect.stringContaining('--stack Other: no stack of Hongtou')]);

  const [table, bucket] = [orEmpty(outputs['RecordTable']), orEmpty(outputs['EvidenceBucket'])];
  // A stack that was given the store of this one, and whose dead letters somebody deleted.
  const values = {
    RecordTable: table,
    EvidenceBucket: bucket,
    TaskQueueUrl: outputs['TaskQueueUrl'],
    MailQueueUrl: outputs['MailQueueUrl'],
    TaskDeadLettersUrl: `${outputs['TaskQueueUrl']}-gone`,
  };
  const Outputs = Object.fromEntries(Object.entries(values).map(([key, Value]) => [key, { Value }]));
  const doubled = JSON.stringify({ ...JSON.parse(TemplateBody), Outputs });
  await new CloudFormationClient({}).send(new CreateStackCommand({ StackName: 'Double', TemplateBody: doubled }));
  const store = { table, bucket };
  expect(await storeCheck(store, 'Three')).toMatchObject({ ok: false, found: expect.stringMatching(/^(?:Hongtou-Two|Double) works with/) });
  expect(await storeCheck(store, name)).toMatchObject({ ok: false, found: expect.stringMatching(/^Double works with/) });
  const used = await command('destroy', '--name', name, '--confirm', name, '--confirm', table, '--with-data', table);
  expect([used.status, used.out, used.err]).toEqual([1, '', expect.stringContaining('nothing was deleted: Double works with')]);
  for (const words of [['alarms'], ['redrive', '--list']]) {
    const { status, err } = await command(...words, '--stack', 'Double');
    const told = err.split('\n').filter((line) => line.startsWith('hongtou: ') || line.startsWith('    at '));
    expect([status, told]).toEqual([1, [expect.stringMatching(/^hongtou: AWS answered 400 .*something that the stack names was deleted/)]]);
  }
  await new CloudFormationClient({}).send(new DeleteStackCommand({ StackName: 'Double' }));
  expect(await storeCheck(store, name)).toMatchObject({ ok: true });

  expect(await formCheck(table, async () => false)).toMatchObject({ ok: true, found: String(schemaVersion) });
  await openSchema(openTable(new DynamoDBClient({}), table)).stamp(schemaVersion + 1, '2026-11-25T00:00:00Z');
  expect(await formCheck(table, async () => true)).toMatchObject({ ok: false, remedy: expect.stringContaining('newer version') });
  const unasked = await command('destroy', '--name', name);
  expect([unasked.status, unasked.err]).toEqual([1, expect.stringContaining(`--confirm ${name}`)]);
  const strange = await command('destroy', '--name', name, '--with-data', 'other-table');
  expect([strange.status, strange.err]).toEqual([2, expect.stringContaining('other-table is no table or bucket')]);
  const gone = await command('destroy', '--name', name, '--confirm', name, '--confirm', bucket, '--with-data', bucket);
  expect(gone.out).toContain(`${name} is deleted`);
  expect(gone.out).toContain(`${bucket} is deleted`);
  expect(gone.out).toContain(`paid for by storage alone: ${table}`);
  expect(await readStack(name)).toBeUndefined();
  expect((await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName: table }))).Table?.TableName).toBe(table);
  // One that a restore made, by the runbook, outlives the stack as the old one does.
  const emptied = JSON.parse(readFileSync(new URL('../../infra/empty-table.json', import.meta.url), 'utf8'));
  const Tags = [{ Key: 'hongtou-instance', Value: name }];
  await new DynamoDBClient({}).send(new CreateTableCommand({ ...emptied, TableName: 'restored', Tags }));
  await new DynamoDBClient({}).send(new CreateTableCommand({ ...emptied, TableName: 'of-others' }));
  expect(await leftOf(name)).toEqual({ tables: ['restored', table], buckets: [] });
  const restored = await command('destroy', '--name', name, '--confirm', 'restored', '--with-data', 'restored');
  expect(restored.out).toMatch(/^restored is deleted\nkept, .*RecordTable/);
  const later = await command('destroy', '--name', name, '--confirm', table, '--with-data', table);
  expect(later.out).toMatch(/is deleted\nnothing of it remains/);
});
