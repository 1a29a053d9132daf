import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { queryObjects } from 'node:v8';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test, vi } from 'vitest';
import type { Search } from '../../shared/model/ports.ts';
import type { IndexPortion } from '../../shared/model/query.ts';
import { openSearch } from '../../shared/search/sqlite.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openBucket, type TestBucket } from '../store/bucket.ts';
import { row, today } from './contract/rows.ts';

const openIn = (bucket: TestBucket, name = 'cache', more = {}) => openSearch(openObjects(bucket), join(bucket.folder, name), more);

/** Copies of published files in the folder of a process. */
const copiesIn = ({ folder }: TestBucket, name: string): readonly string[] =>
  readdirSync(join(folder, name)).filter((each) => each.endsWith('.sqlite'));
const draftsIn = ({ folder }: TestBucket, name: string): readonly string[] =>
  readdirSync(join(folder, name)).filter((each) => each.startsWith('draft'));

const pointerKey = 'search/current.json';
const pointerOf = async (bucket: TestBucket): Promise<{ readonly sha256: string }> =>
  JSON.parse(Buffer.from((await openObjects(bucket).get(pointerKey))?.bytes ?? []).toString());
const fileOf = async (bucket: TestBucket): Promise<string> => `search/${(await pointerOf(bucket)).sha256}.sqlite.zst`;
const put = ({ client, bucket }: TestBucket, Key: string, Body: string): Promise<unknown> =>
  client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));

const idsOf = async (search: Search, query = {}): Promise<readonly string[]> =>
  (await search.query({ limit: 50, today, ...query })).hits.map(({ id }) => id);
const rows = (...ids: readonly string[]) => ids.map((id) => row(id));

/** From now on nobody moves the pointer, until `cut` is removed. */
const cutPower = ({ client }: TestBucket): void =>
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { Key } = args.input as { readonly Key?: string };
        if (commandName === 'PutObjectCommand' && Key === pointerKey) throw new Error('the power is cut');
        return next(args);
      },
    { step: 'initialize', name: 'cut' },
  );

test('a file that was closed leaves nothing in memory', async () => {
  const search = openIn(await openBucket());
  const publish = async (from: number, to: number): Promise<number> => {
    for (let n = from; n < to; n += 1) {
      await search.apply(rows(`n${n}`));
      expect(await idsOf(search, { q: '通知' })).toHaveLength(n + 1);
      await search.match(rows('other'), [{ today }]);
    }
    return queryObjects(DatabaseSync, { format: 'count' });
  };
  const early = await publish(0, 4);
  expect(await publish(4, 12)).toBeLessThanOrEqual(early);
});

describe('the published file', () => {
  test('is one, beside its pointer, whatever was published before it and whoever raced for it', async () => {
    const bucket = await openBucket();
    const writers = [0, 1, 2].map((n) => openIn(bucket, `writer${n}`));
    await Promise.all(writers.map((writer, n) => writer.apply(rows(`${n}a`, `${n}b`))));
    const reader = openIn(bucket, 'reader');
    expect(await idsOf(reader)).toHaveLength(6);
    expect((await bucket.keys()).toSorted()).toEqual([await fileOf(bucket), pointerKey].toSorted());
    expect(copiesIn(bucket, 'reader')).toEqual([`${(await pointerOf(bucket)).sha256}.sqlite`]);
  });

  test('of what ends before the pointer moves is the old one; the next application finishes and leaves no stray', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply(rows('a', 'b'));
    cutPower(bucket);
    await expect(openIn(bucket, 'dying').apply(rows('c'))).rejects.toThrow('power');
    bucket.client.middlewareStack.remove('cut');
    expect(await bucket.keys()).toHaveLength(3);
    expect(await idsOf(openIn(bucket, 'reader'))).toEqual(['b', 'a']);
    await openIn(bucket, 'dying').apply(rows('c', 'd'));
    expect(await idsOf(openIn(bucket, 'reader'))).toEqual(['d', 'c', 'b', 'a']);
    expect(draftsIn(bucket, 'dying')).toEqual([]);
    expect(await bucket.keys()).toHaveLength(2);
  });

  test('a reader that holds it while another is published answers from it, and then from that one', async () => {
    const bucket = await openBucket();
    const [writer, reader] = [openIn(bucket, 'writer'), openIn(bucket, 'reader')];
    await writer.apply(rows('a'));
    // A reader looks for another file once a second: this one lasts for as long as writing takes.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    expect(await idsOf(reader)).toEqual(['a']);
    await writer.apply(rows('b'));
    expect(await idsOf(reader)).toEqual(['a']);
    clock.mockRestore();
    await expect.poll(() => idsOf(reader), { timeout: 300_000 }).toEqual(['b', 'a']);
  });
});

test('a reader whose new copy cannot be opened answers again when it can, also where another process deleted it meanwhile', async () => {
  const bucket = await openBucket();
  const [writer, reader] = [openIn(bucket, 'writer'), openIn(bucket, 'reader')];
  await writer.apply(rows('a'));
  expect(await idsOf(reader)).toEqual(['a']);
  await writer.apply(rows('b'));
  const fail = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation((sql) => {
    if (!sql.startsWith('PRAGMA')) return;
    throw new Error('too many files are open');
  });
  await expect.poll(() => idsOf(reader).catch(String), { timeout: 300_000 }).toContain('too many files');
  fail.mockRestore();
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementationOnce(() => {
    for (const name of copiesIn(bucket, 'reader')) rmSync(join(bucket.folder, 'reader', name));
    throw new Error('unable to open database file');
  });
  expect(await idsOf(reader)).toEqual(['b', 'a']);
  vi.restoreAllMocks();
});

describe('damage', () => {
  const flipped = (bytes: Buffer, at: number): Buffer => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    return changed;
  };

  test('of a copy is seen when it is opened, wherever it is, and the copy fetched anew', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply(rows('a', 'b'));
    const name = join(bucket.folder, 'writer', String(copiesIn(bucket, 'writer')[0]));
    const whole = readFileSync(name);
    for (const share of [0, 0.3, 0.6, 0.999]) {
      writeFileSync(name, flipped(whole, Math.floor(whole.length * share)));
      expect(await idsOf(openIn(bucket, 'writer'))).toEqual(['b', 'a']);
      expect(readFileSync(name).equals(whole)).toBe(true);
    }
    writeFileSync(name, whole.subarray(0, 5000));
    const writer = openIn(bucket, 'writer');
    await writer.apply(rows('c'));
    expect(await idsOf(writer)).toEqual(['c', 'b', 'a']);
  });

  test('of the pointer, or a file that is not there, is named, and another index takes its place', async () => {
    const bucket = await openBucket();
    const everything = async function* () {
      yield { changes: rows('a'), last: 'a' };
    };
    const damages: readonly (readonly [key: () => Promise<string>, harm: (key: string) => Promise<unknown>])[] = [
      [async () => pointerKey, (key) => put(bucket, key, '{"format":')],
      [async () => pointerKey, (key) => put(bucket, key, 'null')],
      // One bit of it: the name of the hash.
      [async () => pointerKey, async (key) => put(bucket, key, JSON.stringify(await pointerOf(bucket)).replace('sha256', 'sha257'))],
      [() => fileOf(bucket), (key) => openObjects(bucket).remove(key)],
    ];
    for (const [keyOf, harm] of damages) {
      await openIn(bucket, 'writer').apply(rows('a', 'b'));
      const key = await keyOf();
      await harm(key);
      await expect(idsOf(openIn(bucket, 'reader'))).rejects.toThrow(key);
      expect((await openIn(bucket, 'reader').check()).damaged).toMatchObject([{ key }]);
      const mender = openIn(bucket, 'mender');
      await mender.discard();
      expect(await mender.renew(everything)).toBe(true);
      expect(await idsOf(openIn(bucket, 'reader'))).toEqual(['a']);
      expect(await mender.check()).toMatchObject({ damaged: [], ids: ['a'] });
    }
  });
});

describe('an index that is made anew', () => {
  const ids = ['a', 'b', 'c'];
  async function* allRows(after: string | undefined): AsyncGenerator<IndexPortion> {
    for (const id of ids.filter((each) => after === undefined || each > after)) yield { changes: rows(id), last: id };
  }
  const older = JSON.stringify({ format: 7, years: [], retired: [] });

  test('lets the old one answer meanwhile; processes go on where the last one stopped', async () => {
    const bucket = await openBucket();
    const reader = openIn(bucket, 'reader');
    await reader.apply(rows('old'));
    await reader.discard();
    expect(await reader.isOutdated()).toBe(true);
    const runs: (string | undefined)[] = [];
    for (let done = false; !done; ) {
      expect(await idsOf(reader)).toEqual(['old']);
      done = await openIn(bucket, `run${runs.length}`, { renewMs: 0 }).renew((after) => {
        runs.push(after);
        return allRows(after);
      });
    }
    expect(runs).toEqual([undefined, 'a', 'b', 'c']);
    expect(await reader.isOutdated()).toBe(false);
    const fresh = openIn(bucket, 'fresh');
    expect([await idsOf(fresh), await idsOf(fresh, { q: '关于b的通知' })]).toEqual([['c', 'b', 'a'], ['b']]);
    expect(await fresh.check()).toMatchObject({ damaged: [], ids });
    expect(await bucket.keys()).toHaveLength(2);
  });

  test('begins again where what was made of it is gone', async () => {
    const bucket = await openBucket();
    const search = openIn(bucket, 'first', { renewMs: 0 });
    expect(await search.renew(allRows)).toBe(false);
    for (const key of await bucket.keys()) if (key.endsWith('.zst')) await openObjects(bucket).remove(key);
    const asked: (string | undefined)[] = [];
    const done = await openIn(bucket, 'second').renew((after) => {
      asked.push(after);
      return allRows(after);
    });
    expect([done, asked, await idsOf(openIn(bucket, 'reader'))]).toEqual([true, [undefined], ['c', 'b', 'a']]);
  });

  test('takes the place of one of an older version, which says that it is being made anew and takes no changes', async () => {
    const bucket = await openBucket();
    await put(bucket, pointerKey, older);
    await put(bucket, 'search/year.sqlite.zst', 'a file of that version');
    const search = openIn(bucket);
    await expect(idsOf(search)).rejects.toThrow('hongtou run');
    await expect(search.apply(rows('d'))).rejects.toThrow('made anew');
    expect(await search.isOutdated()).toBe(true);
    expect(await search.renew(allRows)).toBe(true);
    expect([await search.isOutdated(), await idsOf(search), (await bucket.keys()).length]).toEqual([false, ['c', 'b', 'a'], 2]);
  });

  test('a newer version is not touched', async () => {
    const bucket = await openBucket();
    await put(bucket, pointerKey, JSON.stringify({ format: 99 }));
    await expect(idsOf(openIn(bucket))).rejects.toThrow('newer version');
    await expect(openIn(bucket).apply(rows('d'))).rejects.toThrow('newer version');
    expect(await openIn(bucket).isOutdated()).toBe(false);
  });
});
