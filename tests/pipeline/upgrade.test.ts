import { join } from 'node:path';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext } from '../../shared/adapters/open.ts';
import { readEnvironment } from '../../shared/model/environment.ts';
import { schemaVersion } from '../../shared/model/schema.ts';
import { rebuild } from '../../shared/pipeline/keep/rebuild.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';
import { wipe } from '../support/wipe.ts';

const host = 'data.sample.example';
const now = '2026-11-26T09:00:00+08:00';
let bench: Bench;
let config: string;
let store: readonly string[];
let exported: string;

type Stored = { readonly items: readonly Record<string, AttributeValue>[]; readonly objects: readonly (readonly [string, Uint8Array])[] };

/** A store as the first version wrote it: no records, no numbers of records, no word about its form. */
async function olderStore(): Promise<Stored> {
  const made = await openBench();
  const file = made.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  for (const [day, words] of [
    ['13', '一千万条'],
    ['16', '二千万条'],
  ] as const) {
    const acts = notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act).replace('一千万条', words) }));
    const pages = [{ url: `http://${host}/tz/index.html`, body: listing(notices) }, ...acts];
    await made.run({
      now: `2026-11-${day}T09:00:00+08:00`,
      config: file,
      replay: [writeWarcFile(join(made.folder, `${day}.warc.gz`), pages)],
    });
  }
  await command('subscribers', 'add', 'reader@example.org', '--config', file, '--data', made.data, '--now', now);
  exported = await made.exported({ now, config: file });
  const { items, objects } = await made.stored();
  const s3 = new S3Client({});
  const kept = [...objects.keys()].filter((key) => !/^(?:records|readers)\//.test(key));
  const bodies = await Promise.all(
    kept.map(async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env['EVIDENCE_BUCKET'], Key }));
      return [Key, (await Body?.transformToByteArray()) ?? new Uint8Array()] as const;
    }),
  );
  await made.close();
  const older = [...items].filter(([key]) => key !== 'JOURNAL SCHEMA').map(([, { r: _r, ...item }]) => item);
  return { items: older, objects: bodies };
}

beforeAll(async () => {
  const { items, objects } = await olderStore();
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  store = ['--config', config, '--data', bench.data, '--now', now];
  const [dynamodb, s3] = [new DynamoDBClient({}), new S3Client({})];
  for (const Item of items) await dynamodb.send(new PutItemCommand({ TableName: process.env['RECORD_TABLE'], Item }));
  for (const [Key, Body] of objects) {
    await s3.send(new PutObjectCommand({ Bucket: process.env['EVIDENCE_BUCKET'], Key, Body, IfNoneMatch: '*' }));
  }
});
afterAll(() => bench.close());

describe.sequential('a store that an older version wrote', () => {
  test('is brought up by the first command, once, and says so', async () => {
    const first = await command('sources', 'list', ...store);
    expect(first.err).toContain('brought up');
    expect((await command('sources', 'list', ...store)).err).not.toContain('brought up');
    expect(await bench.exported({ now, config })).toBe(exported);
    expect((await bench.within({ now, config }, verify)).findings).toEqual([]);
  });

  test('can then be made again from its bucket', async () => {
    await wipe(bench);
    await bench.within({ now, config }, rebuild);
    expect(await bench.exported({ now, config })).toBe(exported);
    expect(await bench.within({ now, config }, ({ schema: form }) => form.version())).toBe(schemaVersion);
  });

  test('of a newer form is refused by every command, with advice, and is not touched', async () => {
    await bench.within({ now, config }, ({ schema: form }) => form.stamp(schemaVersion + 1, now));
    const before = await bench.stored();
    for (const words of [['sources', 'list'], ['run'], ['rebuild']]) {
      const said = await command(...words, ...store);
      expect([said.status, said.err]).toEqual([1, expect.stringContaining('newer version of Hongtou')]);
    }
    await expect(openContext(readEnvironment(process.env), { config })).rejects.toThrow('use that version');
    expect(await bench.stored()).toEqual(before);
  });
});
