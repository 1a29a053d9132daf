import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { reachedAt } from '../../infra/local/in-process.ts';
import { type LocalInstance, openLocal } from '../../infra/local.ts';
import { openObjects } from '../../shared/adapters/objects.ts';
import type { SmallObjects } from '../../shared/adapters/small-objects.ts';
import { openTable, type Table } from '../../shared/adapters/table.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { clientsOf } from './support/clients.ts';
import { folder } from './support/folder.ts';

const bucket = 'evidencebucket';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: Error) => error.name,
  );
const endpointOf = ({ environment }: LocalInstance, service: string): string => orEmpty(environment[`AWS_ENDPOINT_URL_${service}`]);
const directly = (instance: LocalInstance): { readonly table: Table; readonly objects: SmallObjects } => {
  const ask = reachedAt(endpointOf(instance, 'DYNAMODB')).table ?? expect.fail('no table');
  const objects = reachedAt(endpointOf(instance, 'S3')).objects?.(bucket) ?? expect.fail('no objects');
  return { table: openTable(ask, 'RecordTable'), objects };
};

/** What one side writes without a client the other reads with one, and the other way round. */
describe('requests that are written without a client', () => {
  let instance: LocalInstance;
  let direct: ReturnType<typeof directly>;
  let clients: typeof direct;

  beforeAll(async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hongtou-direct-'));
    instance = await openLocal({ dir });
    direct = directly(instance);
    const { dynamodb, s3 } = clientsOf(instance);
    clients = { table: openTable(dynamodb, 'RecordTable'), objects: openObjects({ client: s3, bucket }) };
    return async () => {
      await instance.close();
      rmSync(dir, { recursive: true });
    };
  });

  test('objects come as a client gets them: bytes, tag, what is kept with them, packed ones, keys in any script', async () => {
    const long = bytes('红头文件。'.repeat(2000));
    const kind = { type: 'text/html; charset=gb18030', metadata: { Answer: '{"status":200}' } };
    for (const [key, body] of [
      ['evidence/sha256/文件 一?&#%.html', long],
      ['search/small', bytes('')],
      ['text/sha256/a', bytes('一')],
    ] as const) {
      expect(await direct.objects.put(key, body, kind, { absent: true })).toBe(true);
      const got = await direct.objects.get(key);
      expect(got).toEqual(await clients.objects.get(key));
      expect(Buffer.from(got?.bytes ?? []).equals(body)).toBe(true);
      expect(await direct.objects.getUnless(key, orEmpty(got?.etag))).toBe('same');
      expect(await clients.objects.put(`${key}2`, body, kind, { absent: true })).toBe(true);
      expect(await direct.objects.get(`${key}2`)).toEqual(await clients.objects.get(`${key}2`));
    }
    expect(await direct.objects.get('search/none')).toBeUndefined();
  });

  test('of twenty writers of a new object, and of a new item, one wins', async () => {
    const wins = async (write: (n: number) => Promise<boolean>) =>
      (await Promise.all(Array.from({ length: 20 }, (_, n) => write(n)))).filter(Boolean).length;
    expect(await wins((n) => direct.objects.put('text/race', bytes(`${n}`), 'text/plain', { absent: true }))).toBe(1);
    expect(await wins((n) => direct.table.put({ pk: 'RACE', sk: 'A', value: n }, 'absent'))).toBe(1);
  });

  test('a pointer moves only from the version that was read, and what is written once is not replaced', async () => {
    await direct.objects.put('search/pointer', bytes('one'), 'text/plain', { absent: true });
    const etag = orEmpty((await direct.objects.get('search/pointer'))?.etag);
    const move = (key: string) => direct.objects.put(key, bytes('two'), 'text/plain', { etag });
    expect([await move('search/pointer'), await move('search/pointer'), await move('search/nowhere')]).toEqual([true, false, false]);
    await direct.objects.put('evidence/kept', bytes('as it is'), 'text/plain', { absent: true });
    expect(await failure(direct.objects.put('evidence/kept', bytes('x'), 'text/plain', { etag }))).toBe('AccessDenied');
  });

  test('items come as a client gets them, by key, many, in a range, in an index, as sums', async () => {
    const { table } = direct;
    for (const sk of ['a', 'b', 'c', '一', '𠮷'])
      expect(await table.put({ pk: 'P', sk, value: { sk, '\ud800': '\u0000' }, v: 1, gsi2: { pk: 'G', sk } }, 'absent')).toBe(true);
    await table.putMany([{ pk: 'P', sk: 'd', value: 4 }]);
    await table.add({ pk: 'P', sk: 'sums' }, { pages: 2, 'a-b': 3 }, 9);
    expect(await table.put({ pk: 'P', sk: 'a', value: 2, v: 3 }, { v: 2 })).toBe(false);
    expect(await table.move({ pk: 'P', sk: 'a' }, { pk: 'G', sk: 'x' }, { pk: 'G', sk: 'y' })).toBe(false);
    expect(await table.remove({ pk: 'P', sk: 'b' }, { v: 1 })).toBe(true);
    const asked = async ({ table: of }: typeof direct) => [
      await of.item({ pk: 'P', sk: 'a' }),
      await of.get({ pk: 'P', sk: 'none' }),
      await of.getMany(['𠮷', 'b', 'c', 'd'].map((sk) => ({ pk: 'P', sk }))),
      await of.query('P', { after: 'a', upTo: 'd', newestFirst: true, limit: 2 }),
      await of.queryIndex('gsi2', 'G'),
      await of.sums({ pk: 'P', sk: 'sums' }),
    ];
    expect(await asked(direct)).toEqual(await asked(clients));
  });

  test('refusals have the names that a client gives them', async () => {
    const large = { pk: 'P', sk: 'large', value: '一'.repeat(140_000) };
    const nowhere = openTable(reachedAt(endpointOf(instance, 'DYNAMODB')).table ?? expect.fail('no table'), 'Nowhere');
    expect(await failure(direct.table.put(large, 'none'))).toBe(await failure(clients.table.put(large, 'none')));
    expect(await failure(nowhere.get({ pk: 'P', sk: 'a' }))).toBe('ResourceNotFoundException');
  });

  test('an instance that is closed refuses them', async () => {
    const other = await openLocal({ dir: folder() });
    const { table, objects } = directly(other);
    await other.close();
    await expect(table.get({ pk: 'P', sk: 'a' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(objects.get('text/a')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
