import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext } from '../../functions/open.ts';
import { readEnvironment } from '../../shared/model/configuration.ts';
import type { Context } from '../../shared/model/ports.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { shownDocuments } from '../../shared/pipeline/read/export.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { labelDocument } from '../../shared/pipeline/read/label.ts';
import { backUp } from '../../shared/pipeline/watch/watch.ts';
import { openAwsStore } from '../../shared/store/aws/store.ts';
import { openTable } from '../../shared/store/aws/table.ts';
import type { Item } from '../../shared/store/table.ts';
import { reported } from '../faults/report.ts';
import { command } from '../support/command.ts';
import { standStack } from '../support/described-stack.ts';
import { type AwsGround, openAwsGround } from '../support/emulated/ground.ts';
import { article, type Notice, notices } from '../support/pages.ts';
import { at, openSampleStore, page, type SampleStore, sampleSite, without } from '../support/sample-store.ts';

const [first, second] = notices as readonly [Notice, Notice, Notice];
const reader = 'reader@example.org';
/** Erased after a copy of the table was made, and that copy. */
const leaver = 'gone.reader@example.org';
let older: Map<string, Item>;

const edited = page(second.path, article(second).replace('12月5日', '12月25日'));

let sample: SampleStore;
let ground: AwsGround;
let stack: { close(): Promise<void> };

const mails = async (): Promise<number> => (await ground.emulators.mails()).length;
const ask = (...words: string[]) => command(...words, '--stack', 'Hongtou', '--config', sample.config, '--now', at('26'));
const kept = (items: Map<string, unknown>): string[] =>
  [...items.keys()].filter((key) => !/^(?:SEEN|SOURCE|DIRTY|MACHINE|COUNTED|KEY#CLAIM)| RUNNING$|^JOURNAL backup$/.test(key)).sort();

beforeAll(async () => {
  ground = await openAwsGround();
  sample = await openSampleStore(undefined, { groundOf: () => ground });
  stack = await standStack();
  await sample.run('13');
  await ask('subscribers', 'add', leaver);
  await ask('subscribers', 'confirm', leaver);
  await ask('tokens', 'create', 'revoked');
  older = (await sample.bench.stored()).items;
  await ask('subscribers', 'remove', leaver);
  await ask('tokens', 'revoke', 'revoked');
  await sample.run('16', sampleSite(notices, [edited]));
  for (const day of ['23', '24', '25']) await sample.run(day, without(first, [edited]));
  await sample.within(async (context) => {
    const [id = ''] = (await context.documents.allIds(undefined, 9)).slice(-1);
    await labelDocument(id, [id], { themes: ['compute'], relevant: true, why: 'it is' }, context);
    await updateIndex(context);
  }, '25');
  await ask('subscribers', 'add', reader);
  await ask('subscribers', 'confirm', reader);
  await ask('tokens', 'create', 'somebody');
  await ask('digest', '--week', '2026-W47', '--all');
});
afterAll(async () => {
  await stack.close();
  await sample.bench.close();
});

describe.sequential('the runbook, followed with a table under a new name', () => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const section = runbook.slice(runbook.indexOf('## Restore'), runbook.indexOf('## Day one'));
  const blocks = [...section.matchAll(/^```\n(.+?)^```/gms)].flatMap(([, text = '']) => text.trim().split('\n'));
  /** Commands of the program as they stand there, spoken to a stack whose outputs name the new table. */
  const hongtou = blocks.filter((line) => line.startsWith('npx hongtou ')).map((line) => line.split(' ').slice(2));
  const createTable = blocks.find((line) => line.startsWith('aws dynamodb create-table ')) ?? '';
  const client = () => new DynamoDBClient({});

  /** The emptied table of the runbook, under a name; then the items of a copy. */
  async function newTable(name: string, copy: readonly Item[]): Promise<void> {
    const [, file = ''] = /--cli-input-json file:\/\/(\S+) --table-name NEW$/.exec(createTable) ?? [];
    const input = JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
    await client().send(new CreateTableCommand({ ...input, TableName: name }));
    await expect.poll(async () => (await client().send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus).toBe('ACTIVE');
    await openTable(client(), name).putMany(copy);
  }

  /** What every reader of the store sees, with the table `name` in place of its own. */
  async function withTable<T>(name: string, work: () => Promise<T>): Promise<T> {
    const own = process.env['RECORD_TABLE'];
    await stack.close();
    process.env['RECORD_TABLE'] = name;
    stack = await standStack();
    try {
      return await work();
    } finally {
      await stack.close();
      process.env['RECORD_TABLE'] = own;
      stack = await standStack();
    }
  }
  const itemsOf = async (name: string): Promise<Map<string, Item>> => {
    const { Items = [] } = await client().send(new ScanCommand({ TableName: name, ConsistentRead: true }));
    const found = await openTable(client(), name).items(Items.map(({ pk, sk }) => ({ pk: String(pk?.S), sk: String(sk?.S) })));
    return new Map(found.flatMap((item) => (item ? [[`${item.pk} ${item.sk}`, item] as const] : [])));
  };
  const opened = () =>
    openContext(openAwsStore(readEnvironment(process.env)), {
      now: at('26'),
      config: sample.config,
      cacheDir: join(sample.bench.data, 'cache'),
    });
  const statusOf = async (context: Context, path: string): Promise<number> =>
    (
      await createApp(answersOf(context, { secret: 'x', local: true })).request(`http://127.0.0.1:4180${path}`, {
        headers: { host: '127.0.0.1:4180' },
      })
    ).status;
  /** What readers of the store see: documents with their history, readers with consent and choices, tokens, what is found, and where the way out of an old mail leads. */
  const seenBy = async (context: Context) => {
    const exported: string[] = [];
    for await (const document of shownDocuments({}, context)) exported.push(JSON.stringify(document).replace(/"lastSeenAt":"[^"]*",/g, ''));
    type Header = { readonly name: string; readonly value: string };
    const headers = (await ground.emulators.mails()).flatMap((mail) => (mail['headers'] ?? []) as readonly Header[]);
    const leave = headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe');
    const { pathname, search } = new URL(/^<([^>]+)>/.exec(leave?.value ?? '')?.[1] ?? 'http://nowhere.example');
    const links = [await statusOf(context, `${pathname}${search}`), await statusOf(context, `${pathname}${search.slice(0, -4)}AAAA`)];
    const found = (await context.search.query({ q: '数据', limit: 9, today: '2026-11-26' })).hits.map(({ id }) => id);
    return { exported, readers: await context.digests.subscribers(), tokens: await context.tokens.list(), found, links };
  };
  const states = (items: Map<string, Item>) =>
    [...items]
      .filter(([key]) => /^SOURCES |^JOURNAL (?:round|mailing|mailed)$/.test(key))
      .map(([key, item]) => [key, JSON.stringify(item.value)]);

  test('names commands of AWS as they are, and both names of the configuration', () => {
    expect(hongtou.map(([name]) => name)).toEqual(['rebuild', 'verify']);
    const called = blocks.flatMap((line) => /^aws dynamodb ([a-z-]+) /.exec(line)?.[1] ?? []).filter((name) => name !== 'wait');
    const classOf = (name: string) => `${name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Command`;
    expect(called.filter((name) => !(classOf(name) in dynamodb))).toEqual([]);
    const missing =
      called.filter((name) => !(classOf(name) in dynamodb)).length +
      ['rebuild', 'verify'].filter((name) => !hongtou.some(([word]) => word === name)).length;
    reported(66, { stepsMissing: missing });
    expect(called).toHaveLength(6);
    expect(blocks).toContain('"store": { "table": "NEW", "bucket": "THE_BUCKET" }');
  });

  test.each([
    ['a copy from before later changes', true],
    ['an empty one', false],
  ])('%s: everything is as it was, and nobody who was erased is back', async (_, isCopy) => {
    await sample.within(async (context) => backUp({ ...context, now: () => new Date(at(isCopy ? '25' : '26')) }));
    const name = isCopy ? 'restored-table' : 'empty-table';
    const { items: before, objects } = await sample.bench.stored();
    const shown = await sample.within(async ({ reader: shared }) => seenBy({ ...(await opened()), reader: shared }));
    expect(shown.links[0]).toBe(200);
    // A mail that the erased reader had before the copy was made.
    const [id = ''] = [...older.keys()]
      .filter((key) => key.startsWith('SUBSCRIBER#'))
      .map((key) => key.slice('SUBSCRIBER#'.length).split(' ')[0]);
    const ledger: Item = { pk: 'DIGEST#2026-W47', sk: `TO#${id}`, value: { period: '2026-W47', reader: id, state: 'sent' } };
    await newTable(name, isCopy ? [...older.values(), ledger] : []);
    expect([...older.keys()].some((key) => key === `SUBSCRIBER#${id} PROFILE`)).toBe(true);
    await withTable(name, async () => {
      const doctor = (await ask('doctor')).out.replaceAll(/\s+/g, ' ');
      expect(doctor.includes('"hongtou rebuild --stack Hongtou" makes it again'), doctor).toBe(!isCopy);
      for (const words of hongtou) {
        const said = await command(...words, '--config', sample.config, '--now', at('26'));
        expect([words[0], said.status, said.out, said.err]).toEqual([words[0], 0, said.out, said.err]);
        expect(said.out).toMatch(words[0] === 'verify' ? /, 0 findings$/m : isCopy ? /1 readers who were erased/ : /states of sources/);
      }
      const after = await itemsOf(name);
      expect(JSON.stringify([...after])).not.toContain(id);
      expect(kept(after)).toEqual(kept(before));
      expect(states(after)).toEqual(states(before));
      // No list sends again what it has sent.
      const sent = (items: Map<string, unknown>) => [...items.keys()].filter((key) => key.startsWith('SEEN#sample#')).sort();
      expect(sent(after)).toEqual(sent(before));
      expect(await sample.within(async ({ reader: shared }) => seenBy({ ...(await opened()), reader: shared }))).toEqual(shown);
      const mailed = await mails();
      if (isCopy) expect((await ask('digest', '--week', '2026-W47', '--all')).status).toBe(0);
      expect(await mails()).toBe(mailed);
    });
    const records = (all: Map<string, string>) => [...all.keys()].filter((key) => /^(?:records|readers)\//.test(key));
    expect(records((await sample.bench.stored()).objects)).toEqual(records(objects));
  });
});
