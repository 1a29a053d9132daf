import { brotliDecompressSync } from 'node:zlib';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext } from '../../shared/adapters/open.ts';
import { readEnvironment } from '../../shared/model/environment.ts';
import { schemaVersion } from '../../shared/model/schema.ts';
import { rebuild } from '../../shared/pipeline/keep/rebuild.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { reported } from '../faults/report.ts';
import { command } from '../support/command.ts';
import { article, notices } from '../support/pages.ts';
import { at, openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';
import { wipe } from '../support/wipe.ts';

let sample: SampleStore;
let exported: string;

type StoredObject = { readonly Key: string; readonly Body: Uint8Array; readonly Metadata: Record<string, string> };
type Stored = { readonly items: readonly Record<string, AttributeValue>[]; readonly objects: readonly StoredObject[] };

/** A store as the first version wrote it: no records, no numbers of records, no word about its form. */
async function olderStore(): Promise<Stored> {
  const { bench: made, ...older } = await openSampleStore();
  await older.run('13');
  const edited = notices.map((act) => page(act.path, article(act).replace('一千万条', '二千万条')));
  await older.run('16', sampleSite(notices, edited));
  await command('subscribers', 'add', 'reader@example.org', ...older.options);
  exported = await older.exported();
  const { items, objects } = await made.stored();
  const s3 = new S3Client({});
  const kept = [...objects.keys()].filter((key) => !/^(?:records|readers)\//.test(key));
  const bodies = await Promise.all(
    kept.map(async (Key) => {
      const { Body, ContentEncoding, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket: process.env['EVIDENCE_BUCKET'], Key }));
      const held = (await Body?.transformToByteArray()) ?? new Uint8Array();
      // Until 0.8 bytes lay as they came.
      return { Key, Metadata, Body: ContentEncoding === 'br' ? brotliDecompressSync(held) : held };
    }),
  );
  await made.close();
  const bare = [...items].filter(([key]) => key !== 'JOURNAL SCHEMA' && !key.endsWith(' !')).map(([, { r: _r, ...item }]) => item);
  return { items: bare, objects: bodies };
}

beforeAll(async () => {
  const { items, objects } = await olderStore();
  sample = await openSampleStore(undefined, true);
  const [dynamodb, s3] = [new DynamoDBClient({}), new S3Client({})];
  for (const Item of items) await dynamodb.send(new PutItemCommand({ TableName: process.env['RECORD_TABLE'], Item }));
  for (const object of objects)
    await s3.send(new PutObjectCommand({ Bucket: process.env['EVIDENCE_BUCKET'], ...object, IfNoneMatch: '*' }));
});
afterAll(() => sample.bench.close());

describe.sequential('a store that an older version wrote', () => {
  test('is upgraded by the first command, once, and says so', async () => {
    const first = await command('sources', 'list', ...sample.options);
    expect(first.err).toContain('upgraded');
    expect((await command('sources', 'list', ...sample.options)).err).not.toContain('upgraded');
    expect(await sample.exported()).toBe(exported);
    expect((await sample.within(verify)).findings).toEqual([]);
  });

  test('can then be made again from its bucket', async () => {
    await wipe(sample.bench);
    await sample.within(rebuild);
    expect(await sample.exported()).toBe(exported);
    expect(await sample.within(({ schema: form }) => form.version())).toBe(schemaVersion);
  });

  test('of a newer form is refused by every command, with advice, and is not touched', async () => {
    await sample.within(({ schema: form }) => form.stamp(schemaVersion + 1, at('26')));
    const before = await sample.bench.stored();
    for (const words of [['sources', 'list'], ['run'], ['rebuild']]) {
      const said = await command(...words, ...sample.options);
      expect([said.status, said.err]).toEqual([1, expect.stringContaining('newer version of Hongtou')]);
    }
    await expect(openContext(readEnvironment(process.env), { config: sample.config })).rejects.toThrow('use that version');
    expect(await sample.bench.stored()).toEqual(before);
    reported(66, { refusedByOlder: 1 });
  });
});
