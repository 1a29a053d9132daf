import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderOf, recordKey } from '../../shared/adapters/records/record-keys.ts';
import { rebuild } from '../../shared/pipeline/keep/rebuild.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { labelDocument } from '../../shared/pipeline/read/label.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { fileOf } from '../support/faults.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';
import { wipe } from '../support/wipe.ts';

const host = 'data.sample.example';
const page = (path: string, body: string, more: Partial<Recorded> = {}): Recorded => ({ url: `http://${host}${path}`, body, ...more });
const [first, second, third] = notices as readonly [Notice, Notice, Notice];
const now = (day: string) => `2026-11-${day}T09:00:00+08:00`;
const reader = 'reader@example.org';

const edited = page(second.path, article(second).replace('12月5日', '12月25日'));

let bench: Bench;
let config: string;
let store: readonly string[];

const run = (day: string, pages: readonly Recorded[]) =>
  bench.run({ now: now(day), config, replay: [writeWarcFile(join(bench.folder, `${day}.warc.gz`), pages)] });
const world = (...others: readonly Recorded[]): readonly Recorded[] => [
  page('/tz/index.html', listing(notices)),
  ...notices.filter(({ path }) => !others.some(({ url }) => url.endsWith(path))).map((act) => page(act.path, article(act))),
  ...others,
];
/** Everything that readers of the store can see; when a page was last looked at is found out by the next visit. */
const seen = async () => {
  const exported = (await bench.exported({ now: now('26'), config })).replace(/"lastSeenAt":"[^"]*",/g, '');
  const readers = await command('subscribers', 'list', '--json', ...store);
  const tokens = await command('tokens', 'list', '--json', ...store);
  const { items } = await bench.stored();
  const ledger = [...items].filter(([key]) => / TO#| DIGEST$|^LABEL#|^KEY#CLAIM/.test(key)).map(([key, item]) => [key, item['data']?.S]);
  const found = await command('search', '数据', '--json', ...store);
  return { exported, readers: readers.out, tokens: tokens.out, ledger: ledger.sort(), found: found.out };
};
const mails = (): number => readdirSync(join(bench.data, 'mail')).filter((name) => name.endsWith('.eml')).length;
const kept = (items: Map<string, unknown>): string[] =>
  [...items.keys()].filter((key) => !/^(?:SEEN|SOURCE|DIRTY|MACHINE)| RUNNING$/.test(key)).sort();

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', {
    sources: { only: ['sample'], extra: [declaration('sample', host)] },
    digest: { from: 'digest@example.org' },
  });
  store = ['--config', config, '--data', bench.data, '--now', now('26')];
  await run('13', world());
  await run('16', world(edited));
  const gone = page(first.path, '<html><body>404</body></html>', { status: 404 });
  for (const day of ['23', '24', '25']) await run(day, world(edited, gone));
  await bench.within({ now: now('25'), config }, async (context) => {
    const [id = ''] = (await context.documents.allIds(undefined, 9)).slice(-1);
    await labelDocument(id, [id], { themes: ['compute'], relevant: true, why: 'it is' }, context);
    await updateIndex(context);
  });
  await command('subscribers', 'add', reader, ...store);
  await command('subscribers', 'confirm', reader, ...store);
  await command('tokens', 'create', 'somebody', ...store);
  await command('digest', '--week', '2026-W47', '--all', ...store);
});
afterAll(() => bench.close());

describe.sequential('a store whose table is lost', () => {
  test('is made again from the bucket: nothing lost, no id, revision, time, label, reader or delivery other than before', async () => {
    const before = await seen();
    const { items, objects } = await bench.stored();
    expect(before.exported.match(/"what":"(?:new|changed|withdrawn)"/g)).toHaveLength(5);
    expect(mails()).toBe(1);
    expect(await wipe(bench)).toBe(items.size);
    const { documents, damaged } = await bench.within({ now: now('26'), config }, rebuild);
    expect([documents, damaged]).toEqual([notices.length, []]);
    expect(await seen()).toEqual(before);
    const after = await bench.stored();
    expect(kept(after.items)).toEqual(kept(items));
    expect([...after.objects].filter(([key]) => !/^(?:search|digests\/running)\//.test(key))).toEqual(
      [...objects].filter(([key]) => !/^(?:search|digests\/running)\//.test(key)),
    );
  });

  test('sends no digest a second time, and the next round finds no news', async () => {
    await command('digest', '--week', '2026-W47', '--all', ...store);
    expect(mails()).toBe(1);
    const report = await run('26', world(edited, page(first.path, '404', { status: 404 })));
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
  });

  test('sends no digest a second time even when nobody has made it again', async () => {
    await wipe(bench, (key) => / TO#/.test(key));
    const { ledger } = await bench.within({ now: now('26'), config }, async ({ digests }) => {
      const [{ id } = { id: '' }] = await digests.subscribers();
      expect(await digests.claim('2026-W47', id, { at: now('26'), by: 'another' })).toBe(false);
      return { ledger: await digests.ledger('2026-W47', id) };
    });
    expect(ledger?.state).toBe('sent');
  });

  test('in part is put right in part, and a forged title goes', async () => {
    const before = await seen();
    const { items } = await bench.stored();
    const [, head] = [...items].find(([key, item]) => key.endsWith(' HEAD') && item['data']?.S?.includes(third.title)) ?? [];
    const forged = { ...head, data: { S: head?.['data']?.S?.replaceAll(third.title, '伪造的标题') ?? '' } };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: process.env['RECORD_TABLE'], Item: forged }));
    const lost = await wipe(bench, (key) => / REV#00002$|^KEY#t:|^LABEL#|^SUBSCRIBER#/.test(key));
    expect(lost).toBeGreaterThan(4);
    const rebuilt = await bench.within({ now: now('26'), config }, rebuild);
    expect(rebuilt).toMatchObject({ documents: notices.length, mended: lost + 1, damaged: [] });
    expect(await seen()).toEqual(before);
    expect((await bench.within({ now: now('26'), config }, rebuild)).mended).toBe(0);
  });

  test('has every event in the list of news: that of a head too whose writer was killed before it said so', async () => {
    const news = async () => [...(await bench.stored()).items].filter(([key]) => key.startsWith('NEWS ')).sort();
    const before = await news();
    const [last, { data } = {}] = before.at(-1) ?? [''];
    const { documentId, n } = JSON.parse(data?.S ?? '{}');
    const folder = folderOf({ pk: 'NEWS', sk: last.slice('NEWS '.length) });
    rmSync(fileOf(bench.data, recordKey(folder ?? '', 1)));
    await wipe(
      bench,
      (key) => key === last || (key.startsWith(`DOC#${documentId} `) && !/REV#0000[^1]/.test(key)) || key.endsWith(`NEWS#0000${n}`),
    );
    await bench.within({ now: now('26'), config }, rebuild);
    expect((await news()).map(([key]) => key)).toEqual(before.map(([key]) => key));
    expect(JSON.parse((await news()).at(-1)?.[1]['data']?.S ?? '{}')).toMatchObject({ documentId, n });
  });
});
