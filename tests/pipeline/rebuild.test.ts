import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import {
  type AttributeValue,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext } from '../../shared/adapters/open.ts';
import { folderOf, recordKey } from '../../shared/adapters/records/record-keys.ts';
import type { TableItem } from '../../shared/model/archive.ts';
import { readEnvironment } from '../../shared/model/environment.ts';
import type { Context } from '../../shared/model/ports.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { rebuild } from '../../shared/pipeline/keep/rebuild.ts';
import { spread } from '../../shared/pipeline/keep/rebuild-states.ts';
import { shownDocuments } from '../../shared/pipeline/read/export.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { labelDocument } from '../../shared/pipeline/read/label.ts';
import { backUp } from '../../shared/pipeline/watch/backup.ts';
import { reported } from '../faults/report.ts';
import { command } from '../support/command.ts';
import { startStack } from '../support/described-stack.ts';
import { article, type Notice, notices } from '../support/pages.ts';
import { at, openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';
import { putBytesIn } from '../support/stored-bytes.ts';
import { wipe } from '../support/wipe.ts';

const [first, second, third] = notices as readonly [Notice, Notice, Notice];
const reader = 'reader@example.org';
/** Erased after a copy of the table was made, and that copy. */
const leaver = 'gone.reader@example.org';
let older: Map<string, Record<string, AttributeValue>>;

const edited = page(second.path, article(second).replace('12月5日', '12月25日'));

let sample: SampleStore;

/** Everything that readers of the store can see; when a page was last looked at is found out by the next visit. */
const seen = async () => {
  const exported = (await sample.exported()).replace(/"lastSeenAt":"[^"]*",/g, '');
  const readers = await command('subscribers', 'list', '--json', ...sample.options);
  const tokens = await command('tokens', 'list', '--json', ...sample.options);
  const { items } = await sample.bench.stored();
  const ledger = [...items].filter(([key]) => / TO#| DIGEST$|^LABEL#/.test(key)).map(([key, item]) => [key, item['data']?.S]);
  const found = await command('search', '数据', '--json', ...sample.options);
  return { exported, readers: readers.out, tokens: tokens.out, ledger: ledger.sort(), found: found.out };
};
const mails = (): number => readdirSync(join(sample.bench.data, 'mail')).filter((name) => name.endsWith('.eml')).length;
const kept = (items: Map<string, unknown>): string[] =>
  [...items.keys()].filter((key) => !/^(?:SEEN|SOURCE|DIRTY|MACHINE|COUNTED|KEY#CLAIM)| RUNNING$|^JOURNAL backup$/.test(key)).sort();

beforeAll(async () => {
  sample = await openSampleStore();
  await sample.run('13');
  await command('subscribers', 'add', leaver, ...sample.options);
  await command('subscribers', 'confirm', leaver, ...sample.options);
  await command('tokens', 'create', 'revoked', ...sample.options);
  older = (await sample.bench.stored()).items;
  await command('subscribers', 'remove', leaver, ...sample.options);
  await command('tokens', 'revoke', 'revoked', ...sample.options);
  await sample.run('16', sampleSite(notices, [edited]));
  const gone = page(first.path, '<html><body>404</body></html>', { status: 404 });
  for (const day of ['23', '24', '25']) await sample.run(day, sampleSite(notices, [edited, gone]));
  await sample.within(async (context) => {
    const [id = ''] = (await context.documents.allIds(undefined, 9)).slice(-1);
    await labelDocument(id, [id], { themes: ['compute'], relevant: true, why: 'it is' }, context);
    await updateIndex(context);
  }, '25');
  await command('subscribers', 'add', reader, ...sample.options);
  await command('subscribers', 'confirm', reader, ...sample.options);
  await command('tokens', 'create', 'somebody', ...sample.options);
  await command('digest', '--week', '2026-W47', '--all', ...sample.options);
});
afterAll(() => sample.bench.close());

describe.sequential('the runbook, followed with a table under a new name', () => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const section = runbook.slice(runbook.indexOf('## Restore'), runbook.indexOf('## Day one'));
  const blocks = [...section.matchAll(/^```\n(.+?)^```/gms)].flatMap(([, text = '']) => text.trim().split('\n'));
  /** Commands of the program as they stand there, spoken to a stack whose outputs name the new table. */
  const hongtou = blocks.filter((line) => line.startsWith('npx hongtou ')).map((line) => line.split(' ').slice(2));
  const createTable = blocks.find((line) => line.startsWith('aws dynamodb create-table ')) ?? '';
  const client = () => new DynamoDBClient({});

  /** The emptied table of the runbook, under a name; then the items of a copy. */
  async function newTable(name: string, copy: Iterable<Record<string, AttributeValue>>): Promise<void> {
    const [, file = ''] = /--cli-input-json file:\/\/(\S+) --table-name NEW$/.exec(createTable) ?? [];
    const input = JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
    await client().send(new CreateTableCommand({ ...input, TableName: name }));
    await expect.poll(async () => (await client().send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus).toBe('ACTIVE');
    for (const Item of copy) await client().send(new PutItemCommand({ TableName: name, Item }));
  }

  /** What every reader of the store sees, with the table `name` in place of its own. */
  async function withTable<T>(name: string, work: () => Promise<T>): Promise<T> {
    const own = process.env['RECORD_TABLE'];
    const outputs = {
      RecordTable: name,
      EvidenceBucket: env('EVIDENCE_BUCKET'),
      TaskQueueUrl: env('TASK_QUEUE_URL'),
      MailQueueUrl: env('MAIL_QUEUE_URL'),
    };
    const stack = await startStack(outputs);
    Object.assign(process.env, { AWS_ENDPOINT_URL_CLOUDFORMATION: stack.url, RECORD_TABLE: name });
    try {
      return await work();
    } finally {
      process.env['RECORD_TABLE'] = own;
      delete process.env['AWS_ENDPOINT_URL_CLOUDFORMATION'];
      await stack.close();
    }
  }
  const env = (key: string): string => process.env[key] ?? '';
  const ask = (...words: string[]) => command(...words, '--stack', 'Hongtou', '--config', sample.config, '--now', at('26'));
  const itemsOf = async (TableName: string) => {
    const { Items = [] } = await client().send(new ScanCommand({ TableName }));
    return new Map(Items.map((item) => [`${item['pk']?.S} ${item['sk']?.S}`, item]));
  };
  const opened = () =>
    openContext(readEnvironment(process.env), { now: at('26'), config: sample.config, cacheDir: join(sample.bench.data, 'cache') });
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
    const [mail = ''] = readdirSync(join(sample.bench.data, 'mail')).filter((each) => each.endsWith('.eml'));
    const text = readFileSync(join(sample.bench.data, 'mail', mail), 'utf8').replace(/\r?\n[ \t]/g, '');
    const { pathname, search } = new URL(/^List-Unsubscribe: <([^>]+)>/m.exec(text)?.[1] ?? 'http://nowhere.example');
    const links = [await statusOf(context, `${pathname}${search}`), await statusOf(context, `${pathname}${search.slice(0, -4)}AAAA`)];
    const found = (await context.search.query({ q: '数据', limit: 9, today: '2026-11-26' })).hits.map(({ id }) => id);
    return { exported, readers: await context.digests.subscribers(), tokens: await context.tokens.list(), found, links };
  };
  const states = (items: Map<string, Record<string, AttributeValue>>) =>
    [...items].filter(([key]) => /^SOURCES |^JOURNAL (?:round|mailing|mailed)$/.test(key)).map(([key, item]) => [key, item['data']?.S]);

  test('names commands of AWS as they are, and both names of the configuration', () => {
    expect(hongtou.map(([name]) => name)).toEqual(['rebuild', 'verify']);
    const called = blocks.flatMap((line) => /^aws dynamodb ([a-z-]+) /.exec(line)?.[1] ?? []).filter((name) => name !== 'wait');
    const classOf = (name: string) => `${name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Command`;
    expect(called.filter((name) => !(classOf(name) in dynamodb))).toEqual([]);
    const missing =
      called.filter((name) => !(classOf(name) in dynamodb)).length +
      ['rebuild', 'verify'].filter((name) => !hongtou.some(([word]) => word === name)).length;
    reported(66, { stepsMissing: missing });
    expect(called).toHaveLength(5);
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
    const ledger = {
      pk: { S: 'DIGEST#2026-W47' },
      sk: { S: `TO#${id}` },
      data: { S: JSON.stringify({ period: '2026-W47', reader: id, state: 'sent' }) },
    };
    await newTable(name, isCopy ? [...older.values(), ledger] : []);
    expect([...older.keys()].some((key) => key === `SUBSCRIBER#${id} PROFILE`)).toBe(true);
    await withTable(name, async () => {
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
      const mailed = mails();
      if (isCopy) expect((await ask('digest', '--week', '2026-W47', '--all')).status).toBe(0);
      expect(mails()).toBe(mailed);
    });
    const records = (all: Map<string, string>) => [...all.keys()].filter((key) => /^(?:records|readers)\//.test(key));
    expect(records((await sample.bench.stored()).objects)).toEqual(records(objects));
  });
});

test('of a large store not all pages are due at once after its table was lost: old ones come back over thirty days, others at once', () => {
  const now = new Date('2026-11-26T00:00:00Z');
  const address = (n: number, firstSeenAt: string, more: object = {}): TableItem => {
    const dueAt = '2026-03-01T00:00:00.000Z';
    const value = { url: `http://a.example/${n}`, canonicalUrl: `http://a.example/${n}`, sourceId: 's', firstSeenAt, dueAt, ...more };
    return { pk: `URL#${n}`, sk: 'ADDRESS', value, gsi2: { pk: 'DUE', sk: `${dueAt}#${n}` } };
  };
  const due = (item: TableItem): string => (item.value as { readonly dueAt: string }).dueAt;
  const old = Array.from({ length: 60 }, (_, n) => spread(address(n, '2026-02-28T00:00:00Z'), now));
  expect(old.map((item, n) => item.gsi2?.sk === `${due(item)}#${n}`)).not.toContain(false);
  const days = old.map((item) => Math.floor((Date.parse(due(item)) - now.getTime()) / 86_400_000));
  expect([Math.min(...days) >= 0, Math.max(...days) < 30, new Set(days).size > 15]).toEqual([true, true, true]);
  for (const item of [address(1, '2026-11-20T00:00:00Z'), address(2, '2026-02-28T00:00:00Z', { misses: [1] })])
    expect(spread(item, now)).toBe(item);
});

describe.sequential('a store whose table is lost', () => {
  test('is made again from the bucket: nothing lost, no id, revision, time, label, reader or delivery other than before', async () => {
    const before = await seen();
    const { items, objects } = await sample.bench.stored();
    expect(before.exported.match(/"what":"(?:new|changed|withdrawn)"/g)).toHaveLength(5);
    expect(mails()).toBe(1);
    expect(await wipe(sample.bench)).toBe(items.size);
    const { documents, damaged } = await sample.within(rebuild);
    expect([documents, damaged]).toEqual([notices.length, []]);
    expect(await seen()).toEqual(before);
    const after = await sample.bench.stored();
    expect(kept(after.items)).toEqual(kept(items));
    expect([...after.objects].filter(([key]) => !/^(?:search|digests\/running)\//.test(key))).toEqual(
      [...objects].filter(([key]) => !/^(?:search|digests\/running)\//.test(key)),
    );
  });

  test('sends no digest a second time, and the next round finds no news', async () => {
    await command('digest', '--week', '2026-W47', '--all', ...sample.options);
    expect(mails()).toBe(1);
    const report = await sample.run('26', sampleSite(notices, [edited, page(first.path, '404', { status: 404 })]));
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
  });

  test('sends no digest a second time even before it is rebuilt', async () => {
    await wipe(sample.bench, (key) => / TO#/.test(key));
    const { ledger } = await sample.within(async ({ digests }) => {
      const [{ id } = { id: '' }] = await digests.subscribers();
      expect(await digests.claim('2026-W47', id, { at: at('26'), by: 'another' })).toBeUndefined();
      return { ledger: await digests.ledger('2026-W47', id) };
    });
    expect(ledger?.state).toBe('sent');
  });

  test('in part is put right in part, and a forged title goes', async () => {
    const before = await seen();
    const { items } = await sample.bench.stored();
    const [, head] = [...items].find(([key, item]) => key.endsWith(' HEAD') && item['data']?.S?.includes(third.title)) ?? [];
    const forged = { ...head, data: { S: head?.['data']?.S?.replaceAll(third.title, '伪造的标题') ?? '' } };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: process.env['RECORD_TABLE'], Item: forged }));
    const lost = await wipe(sample.bench, (key) => / REV#00002$|^KEY#t:|^LABEL#|^SUBSCRIBER#/.test(key));
    expect(lost).toBeGreaterThan(4);
    const rebuilt = await sample.within(rebuild);
    expect(rebuilt).toMatchObject({ documents: notices.length, mended: lost + 1, damaged: [] });
    expect(await seen()).toEqual(before);
    expect((await sample.within(rebuild)).mended).toBe(0);
  });

  test('has every event in the list of news, also that of a document whose writer was killed before it wrote the event', async () => {
    const news = async () => [...(await sample.bench.stored()).items].filter(([key]) => key.startsWith('NEWS ')).sort();
    const before = await news();
    const [last, { data } = {}] = before.at(-1) ?? [''];
    const { documentId, n } = JSON.parse(data?.S ?? '{}');
    const folder = folderOf({ pk: 'NEWS', sk: last.slice('NEWS '.length) });
    putBytesIn(sample.bench.data, recordKey(folder ?? '', 1), new Uint8Array());
    await wipe(
      sample.bench,
      (key) => key === last || (key.startsWith(`DOC#${documentId} `) && !/REV#0000[^1]/.test(key)) || key.endsWith(`NEWS#0000${n}`),
    );
    await sample.within(rebuild);
    expect((await news()).map(([key]) => key)).toEqual(before.map(([key]) => key));
    expect(JSON.parse((await news()).at(-1)?.[1]['data']?.S ?? '{}')).toMatchObject({ documentId, n });
  });
});
