import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDeployed } from '../../functions/open.ts';
import { collectorVariable, readEnvironment } from '../../shared/model/configuration.ts';
import type { Batch, Context } from '../../shared/model/ports.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { openOwnQueue } from '../../shared/store/aws/queues.ts';
import { unpacked } from '../../shared/store/objects.ts';
import { command } from '../support/command.ts';
import { createResources } from '../support/emulated/emulators.ts';
import { planOf, queueUrl } from '../support/emulated/plan.ts';
import { loadTemplate } from '../support/emulated/template.ts';
import { type Moto, motoMissing, startMoto } from '../support/moto.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';

const at = '2026-11-25T08:00:00+08:00';
const folder = mkdtempSync(join(tmpdir(), 'hongtou-elsewhere-'));
let moto: Moto;
let site: { readonly pair: string; readonly asked: string[]; close(): void };

/** A site with a file beside one page and a page that is away. */
async function openSite() {
  const asked: string[] = [];
  const file = Buffer.from('一、附件：数据标注基地申报表。\n二、申报单位应当具有独立法人资格，标注能力不低于每年一千万条。\n');
  const pages = new Map<string, string | Buffer>(
    notices.map((notice, n) => [
      notice.path,
      article(n === 0 ? { ...notice, lines: [...notice.lines, '<a href="/tz/202611/P1.txt">附件：申报表.txt</a>'] } : notice),
    ]),
  );
  const server = createServer(({ headers, url = '/' }, response) => {
    response.sendDate = false;
    asked.push(`${String(headers.host).split('.')[0]}${url}`);
    const body =
      url === '/tz/index.html'
        ? listing([
            ...notices,
            { ...notices[0], path: '/tz/202611/t20261101_9.html', title: '关于人工智能的公告（已撤）', published: '2026-11-01', lines: [] },
          ])
        : url.endsWith('.txt')
          ? file
          : pages.get(url);
    response
      .writeHead(body ? 200 : 404, { 'content-type': url.endsWith('.txt') ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8' })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { pair: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close: () => void server.close() };
}

/** A configuration with one source, so that its tasks have one order; `way`: how it is collected. */
function configuration(way?: string): string {
  const names = ['site'];
  const file = join(folder, `${way ?? 'own'}.json`);
  const content = {
    sources: {
      only: names,
      extra: names.map((name) => declaration(name, `${name}.example`)),
      ...(way === undefined ? {} : { egress: Object.fromEntries(names.map((name) => [name, way])) }),
    },
    ...(way === undefined ? {} : { egress: { [way]: { collector: true } } }),
    fetch: { allow: [site.pair], hosts: Object.fromEntries(names.map((name) => [`${name}.example`, site.pair])) },
  };
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const collectorUrl = (): string => queueUrl(moto.url, 'CollectorHomeQueue.fifo');
const tasksUrl = (): string => queueUrl(moto.url, 'TasksQueue.fifo');

/** An account with what the template of this configuration makes, and a stack that tells where it is. */
async function deploy(config: string): Promise<Readonly<Record<string, string>>> {
  await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
  await createResources(planOf(await loadTemplate(config)));
  const environment = {
    RECORD_TABLE: 'RecordTable',
    EVIDENCE_BUCKET: 'evidencebucket',
    TASK_QUEUE_URL: tasksUrl(),
    MAIL_QUEUE_URL: queueUrl(moto.url, 'MailQueue.fifo'),
    ...(config.endsWith('home.json') ? { [collectorVariable('QUEUE_URL', 'home')]: collectorUrl() } : {}),
  };
  const camel = (name: string): string => name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const Outputs = Object.fromEntries(Object.entries(environment).map(([name, Value]) => [camel(name), { Value }]));
  const TemplateBody = JSON.stringify({ Resources: { Any: { Type: 'AWS::SNS::Topic' } }, Outputs });
  await new CloudFormationClient({}).send(new CreateStackCommand({ StackName: 'Hongtou', TemplateBody }));
  return environment;
}

/** Works as the function `schedule` does. */
async function scheduled(environment: Readonly<Record<string, string>>, config: string): Promise<Context> {
  const context = await openDeployed({ config, elsewhere: true, now: at }, readEnvironment(environment));
  await schedule(context);
  await context.reader.close();
  return context;
}

/** Works as the function `collect` does. */
async function collectsAsDeployed(environment: Readonly<Record<string, string>>, config: string) {
  const context = await openDeployed({ config, elsewhere: true }, readEnvironment(environment));
  return async (event: Batch) => {
    const answer = await collectBatch(event, context, (error) => console.error(error));
    await context.web.rest();
    return answer;
  };
}

/** A record without who wrote it. */
const withoutWriter = (text: string): unknown => {
  const { writer: _writer, ...rest } = JSON.parse(text);
  return rest;
};

/** Every item and every object with its bytes, but for what tells the two ways apart. */
async function stored() {
  const { Items = [] } = await new DynamoDBClient({}).send(new ScanCommand({ TableName: 'RecordTable' }));
  const items = Items.map((item) => [`${item['pk']?.S} ${item['sk']?.S}`, item] as const);
  const s3 = new S3Client({});
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'evidencebucket' }));
  const objects: Record<string, unknown> = {};
  for (const { Key = '' } of Contents.filter((each) => !each.Key?.startsWith('records/configuration/'))) {
    const { Body, ContentType, ContentEncoding, Metadata } = await s3.send(new GetObjectCommand({ Bucket: 'evidencebucket', Key }));
    const bytes = Buffer.from(await unpacked((await Body?.transformToByteArray()) ?? new Uint8Array(), ContentEncoding));
    const held = Key.startsWith('records/') ? withoutWriter(bytes.toString()) : bytes.toString('base64');
    objects[Key] = [ContentType, Metadata, held];
  }
  const told = items.filter(([key]) => !/^(?:COLLECTOR#|ROBOTS#|JOURNAL configuration)/.test(key));
  return { items: Object.fromEntries(told.toSorted(([a], [b]) => (a < b ? -1 : 1))), objects };
}

const skipped = motoMissing() !== undefined;

beforeAll(async () => {
  if (skipped) return;
  [moto, site] = [await startMoto(), await openSite()];
  Object.assign(process.env, moto.environment);
  for (const name of ['DYNAMODB', 'S3', 'SQS', 'SESV2']) delete process.env[`AWS_ENDPOINT_URL_${name}`];
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) });
});
afterAll(async () => {
  vi.useRealTimers();
  site?.close();
  await moto?.close();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(skipped)(
  'a machine elsewhere collects the same items and objects as the deployed function, and the function leaves them to it',
  async () => {
    const own = configuration();
    const here = await deploy(own);
    await scheduled(here, own);
    Object.assign(process.env, here);
    const handler = await collectsAsDeployed(here, own);
    const queue = openOwnQueue(tasksUrl());
    for (let Records = await queue.receive(5, 0); Records.length > 0; Records = await queue.receive(5, 0)) {
      expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
      await queue.remove(Records);
    }
    const byFunction = await stored();
    const askedByFunction = site.asked.splice(0).toSorted();
    expect(Object.keys(byFunction.items).filter((key) => key.startsWith('DOC#')).length).toBeGreaterThan(3);

    const home = configuration('home');
    const there = await deploy(home);
    const context = await scheduled(there, home);
    expect([await queue.waiting(), await openOwnQueue(collectorUrl()).waiting()]).toEqual([0, 1]);
    const said = await command('collect', '--stack', 'Hongtou', '--once', '--json');
    expect([said.status, JSON.parse(said.out)]).toMatchObject([0, { egress: 'home', sources: 1, failed: 0 }]);
    expect(said.err).toContain('collecting 1 sources for Hongtou as home until its queue is empty');
    expect(site.asked.toSorted()).toEqual(askedByFunction);
    const elsewhere = await stored();
    expect(Object.keys(elsewhere.items)).toEqual(Object.keys(byFunction.items));
    for (const [key, item] of Object.entries(byFunction.items)) expect(elsewhere.items[key], key).toEqual(item);
    expect(Object.keys(elsewhere.objects)).toEqual(Object.keys(byFunction.objects));
    for (const [key, object] of Object.entries(byFunction.objects)) expect(elsewhere.objects[key], key).toEqual(object);
    expect(await context.collectors.seen('home')).toMatchObject({ done: JSON.parse(said.out).done });
    expect([await queue.waiting(), await openOwnQueue(collectorUrl()).waiting()]).toEqual([0, 0]);
  },
);
