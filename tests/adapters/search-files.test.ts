import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { queryObjects } from 'node:v8';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openSearch } from '../../shared/adapters/search.ts';
import type { IndexChange, IndexPortion } from '../../shared/model/query.ts';
import type { Search } from '../../shared/model/search.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { publishOneFile } from '../support/one-file-index.ts';
import { writtenAt } from '../support/stored-bytes.ts';
import { openBucket, type TestBucket } from './bucket.ts';
import { registerContract } from './search-contract/register.ts';
import { roundsContract } from './search-contract/rounds.ts';
import { act, row, today } from './search-contract/rows.ts';

const openIn = (bucket: TestBucket, name = 'cache', more = {}) =>
  openSearch(openObjects(bucket), join(bucket.folder, name), { mostChanged: 3, ...more });

type Named = { readonly key: string };
type Form = {
  readonly years: (Named & { readonly year: number })[];
  readonly register?: Named;
  readonly changes?: Named;
  readonly retired: Named[];
};

/** Copies of published files in the folder of a process. */
const copiesIn = ({ folder }: TestBucket, name: string): number =>
  readdirSync(join(folder, name)).filter((each) => each.endsWith('.sqlite')).length;

const manifestOf = async (bucket: TestBucket): Promise<Form> =>
  JSON.parse(Buffer.from((await openObjects(bucket).get('search/current.json'))?.bytes ?? []).toString());

const idsOf = async (search: Search, query = {}): Promise<readonly string[]> =>
  (await search.query({ limit: 50, today, ...query })).hits.map(({ id }) => id);
const ofYear = (year: number, ...ids: readonly string[]) => ids.map((id) => row(id, { published: `${year}-03-01` }));

describe('with years and changes side by side', () => {
  registerContract(async () => openIn(await openBucket()));
  roundsContract(async () => openIn(await openBucket(), 'cache', { mostChanged: 12 }));
});

/** From now on nobody moves the manifest, until `cut` is removed. */
const cutPower = ({ client }: TestBucket): void =>
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { Key } = args.input as { readonly Key?: string };
        if (commandName === 'PutObjectCommand' && Key === 'search/current.json') throw new Error('the power is cut');
        return next(args);
      },
    { step: 'initialize', name: 'cut' },
  );

test('a file that was closed leaves nothing in memory', async () => {
  const search = openIn(await openBucket());
  const publish = async (from: number, to: number): Promise<number> => {
    for (let n = from; n < to; n += 1) {
      await search.apply(ofYear(2026, `n${n}`));
      expect(await idsOf(search, { q: '通知' })).toHaveLength(n + 1);
      await search.match(ofYear(2026, 'other'), [{ today }]);
    }
    return queryObjects(DatabaseSync, { format: 'count' });
  };
  const early = await publish(0, 4);
  expect(await publish(4, 16)).toBeLessThanOrEqual(early);
});

describe('files of years', () => {
  test('changes past the limit are merged, and only the years they touch are written', async () => {
    const bucket = await openBucket();
    const search = openIn(bucket);
    await search.apply([...ofYear(2024, 'a', 'b'), ...ofYear(2025, 'c'), ...ofYear(2026, 'd')]);
    const first = await manifestOf(bucket);
    expect(first).toMatchObject({ years: [{ year: 2026 }, { year: 2025 }, { year: 2024 }] });
    expect(first.changes).toBeUndefined();
    await search.apply([row('c', { published: '2026-05-01' })]);
    const second = await manifestOf(bucket);
    expect([second.years, second.register]).toEqual([first.years, first.register]);
    expect(await idsOf(search)).toEqual(['c', 'd', 'b', 'a']);
    await search.apply(ofYear(2026, 'e', 'f', 'g'));
    const third = await manifestOf(bucket);
    expect(third.years.map(({ key }) => first.years.some((each) => each.key === key))).toEqual([false, false, true]);
    expect(third.changes).toBeUndefined();
    expect(await idsOf(search)).toEqual(['c', 'g', 'f', 'e', 'd', 'b', 'a']);
    expect(await idsOf(openIn(bucket, 'other'))).toEqual(['c', 'g', 'f', 'e', 'd', 'b', 'a']);
  });

  test('a question of some years fetches no other ones', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply([...ofYear(2024, 'a', 'b'), ...ofYear(2025, 'c'), ...ofYear(2026, 'd')]);
    const reader = openIn(bucket, 'reader');
    expect(await idsOf(reader, { from: '2025-01-01', to: '2025-12-31' })).toEqual(['c']);
    expect(copiesIn(bucket, 'reader')).toBe(1);
    expect(await reader.one('d', today)).toMatchObject({ id: 'd' });
    expect(copiesIn(bucket, 'reader')).toBe(3);
  });

  test('a question of another day, or of some documents, fetches no file that cannot hold them', async () => {
    const bucket = await openBucket();
    const dated = [
      row('a', { published: '2024-03-01', effective: '2024-07-01' }),
      row('d', { published: '2026-03-01', effective: '2026-12-01' }),
    ];
    await openIn(bucket, 'writer').apply([...dated, ...ofYear(2024, 'b'), ...ofYear(2025, 'c')]);
    const soon = { date: 'effective', from: '2026-11-01', to: '2026-12-31' } as const;
    expect(await idsOf(openIn(bucket, 'soon'), soon)).toEqual(['d']);
    expect(copiesIn(bucket, 'soon')).toBe(1);
    expect(await idsOf(openIn(bucket, 'never'), { ...soon, date: 'expires' })).toEqual([]);
    expect(copiesIn(bucket, 'never')).toBe(0);
    expect(await idsOf(openIn(bucket, 'among'), { among: ['a', 'b', 'z'] })).toEqual(['b', 'a']);
    expect(copiesIn(bucket, 'among')).toBe(2);
    // Of a file that does not say its days every one may be asked for.
    const { years, ...rest } = await manifestOf(bucket);
    const Body = JSON.stringify({ ...rest, format: 7, years: years.map(({ key, year }) => ({ key, year, sha256: key.slice(7, 71) })) });
    await bucket.client.send(new PutObjectCommand({ Bucket: bucket.bucket, Key: 'search/current.json', Body }));
    expect(await idsOf(openIn(bucket, 'former'), soon)).toEqual(['d']);
    expect(copiesIn(bucket, 'former')).toBe(3);
  });

  test('a process asks for the manifest by what the one before it saw; a damaged copy of it is no answer', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply(ofYear(2026, 'a', 'b', 'c', 'd'));
    const answers: unknown[] = [];
    const look = async (): Promise<readonly string[]> => {
      const objects = openObjects(bucket);
      const getUnless: typeof objects.getUnless = async (key, etag) => {
        const found = await objects.getUnless(key, etag);
        answers.push(found === 'same' ? found : 'moved');
        return found;
      };
      return idsOf(openSearch({ ...objects, getUnless }, join(bucket.folder, 'reader')));
    };
    expect([await look(), answers]).toEqual([['d', 'c', 'b', 'a'], []]);
    expect([await look(), answers]).toEqual([['d', 'c', 'b', 'a'], ['same']]);
    await openIn(bucket, 'writer').apply([row('e', { published: '2026-04-01' })]);
    expect([await look(), answers]).toEqual([
      ['e', 'd', 'c', 'b', 'a'],
      ['same', 'moved'],
    ]);
    const copy = join(bucket.folder, 'reader', 'current.json');
    for (const bytes of ['{"etag":', '{"etag":"x","manifest":{"format":99,"years":[],"retired":[]}}']) {
      writeFileSync(copy, bytes);
      expect(await look()).toEqual(['e', 'd', 'c', 'b', 'a']);
    }
    expect(answers).toHaveLength(2);
  });

  test('of writers that race while they merge each change is kept, and nothing of the losers stays', async () => {
    const bucket = await openBucket();
    const writers = [0, 1, 2].map((n) => openIn(bucket, `writer${n}`));
    await Promise.all(writers.map((writer, n) => writer.apply(ofYear(2026, `${n}a`, `${n}b`, `${n}c`, `${n}d`))));
    expect(await idsOf(openIn(bucket, 'reader'))).toHaveLength(12);
    const { years, register, retired } = await manifestOf(bucket);
    const named = [...years, ...(register ? [register] : []), ...retired].map(({ key }) => key);
    expect((await bucket.keys()).toSorted()).toEqual(['search/current.json', ...named].toSorted());
  });

  test('what ends before the manifest moves leaves the old index, and the next application finishes', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply([...ofYear(2025, 'a', 'b', 'c'), ...ofYear(2026, 'd')]);
    cutPower(bucket);
    await expect(openIn(bucket, 'dying').apply(ofYear(2024, 'e', 'f', 'g', 'h'))).rejects.toThrow('power');
    bucket.client.middlewareStack.remove('cut');
    expect(await idsOf(openIn(bucket, 'reader'))).toEqual(['d', 'c', 'b', 'a']);
    await openIn(bucket, 'dying').apply(ofYear(2024, 'e', 'f', 'g', 'h'));
    expect(await idsOf(openIn(bucket, 'reader'))).toEqual(['d', 'c', 'b', 'a', 'h', 'g', 'f', 'e']);
    expect(readdirSync(join(bucket.folder, 'dying')).filter((name) => name.startsWith('draft'))).toEqual([]);
  });

  test('what a killed writer stored and nobody names is deleted after a day, by whoever publishes next', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply(ofYear(2025, 'a', 'b', 'c', 'd'));
    const before = await bucket.keys();
    cutPower(bucket);
    await expect(openIn(bucket, 'dying').apply(ofYear(2024, 'e', 'f', 'g', 'h'))).rejects.toThrow('power');
    bucket.client.middlewareStack.remove('cut');
    const orphans = (await bucket.keys()).filter((key) => !before.includes(key));
    expect(orphans).toHaveLength(2);
    const [old, young] = orphans as [string, string];
    writtenAt(bucket.folder, old, new Date(Date.now() - 90_000_000));
    for (const key of before) writtenAt(bucket.folder, key, new Date(Date.now() - 90_000_000));
    const next = openIn(bucket, 'next');
    await next.apply([row('i')]);
    expect(await bucket.keys()).not.toContain(old);
    expect(await bucket.keys()).toEqual(expect.arrayContaining([...before, young]));
    expect(await idsOf(openIn(bucket, 'reader'))).toEqual(['i', 'd', 'c', 'b', 'a']);
    // A process that lives on looks again a day later, not at each publication.
    writtenAt(bucket.folder, young, new Date(Date.now() - 90_000_000));
    await next.apply([row('j')]);
    expect(await bucket.keys()).toContain(young);
  });

  test('who holds the manifest of before still reads its files; they are deleted minutes later', async () => {
    const bucket = await openBucket();
    const writer = openIn(bucket, 'writer', { mostChanged: 10 });
    for (let n = 0; n < 3; n += 1) await writer.apply([row(`d${n}`)]);
    expect((await bucket.keys()).filter((key) => key.endsWith('.zst'))).toHaveLength(3);
    const later = Date.now() + 400_000;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => later);
    onTestFinished(() => clock.mockRestore());
    await writer.apply([row('d4')]);
    expect((await bucket.keys()).filter((key) => key.endsWith('.zst'))).toHaveLength(2);
  });
});

describe('an index of an older version', () => {
  const figure = { value: 3, unit: 'EFLOPS', bound: 'exactly', strength: 'target', quote: '三' } as const;
  const rows: readonly IndexChange[] = [
    act(
      'a',
      { day: '2026-11-01', figures: [figure], windows: [{ kind: 'application', until: '2026-12-01', quote: '截止' }] },
      { themes: ['compute'], text: '算力券。' },
    ),
    row('b', { published: '2025-01-01', text: '算力基础设施。', entityIds: ['place:beijing'] }),
    row('c', { published: '2024-01-01' }),
  ];
  const asked = async (search: Search) => ({
    words: await search.query({ q: '算力', limit: 5, today, sort: 'newest' }).then(({ total, hits }) => [total, hits]),
    all: await idsOf(search),
    one: await search.one('b', today),
    mentions: await search.mentions(),
    figures: await search.figures({ limit: 5 }),
    windows: await search.windows({ kind: 'application', from: today, theme: 'compute', limit: 5 }),
  });
  async function* allRows(after: string | undefined): AsyncGenerator<IndexPortion> {
    for (const each of rows.filter(({ id }) => after === undefined || id > after)) yield { changes: [each], last: each.id };
  }

  test('answers while the new one is made in several runs, by processes that go on where the last one stopped', async () => {
    const bucket = await openBucket();
    const level = rows.map((each, at) => ({ ...each, level: `${at + 1}` }) as unknown as IndexChange);
    await publishOneFile(bucket, level);
    const reader = openIn(bucket, 'reader');
    expect(await reader.isOutdated()).toBe(true);
    const before = await asked(reader);
    expect(before).toMatchObject({
      words: [2, [{ id: 'a' }, { id: 'b' }]],
      all: ['a', 'b', 'c'],
      one: { id: 'b' },
      figures: { total: 1 },
      windows: { total: 1 },
    });
    const runs: (string | undefined)[] = [];
    for (let done = false; !done; ) {
      done = await openIn(bucket, `run${runs.length}`, { renewMs: 0 }).renew((after) => {
        runs.push(after);
        return allRows(after);
      });
      expect(await asked(reader)).toMatchObject({ all: ['a', 'b', 'c'] });
    }
    expect(runs).toEqual([undefined, 'a', 'b', 'c']);
    expect(await reader.isOutdated()).toBe(false);
    const fresh = openIn(bucket, 'fresh');
    expect((await asked(fresh)).mentions).toEqual(before.mentions);
    expect(await asked(fresh)).toMatchObject({ words: [2, [{ id: 'a' }, { id: 'b' }]], figures: before.figures, windows: before.windows });
    expect(await fresh.check()).toMatchObject({ damaged: [], ids: ['a', 'b', 'c'] });
  });

  test('takes no changes before it is made anew; one that is much older says what to do', async () => {
    const bucket = await openBucket();
    await publishOneFile(bucket, rows);
    await expect(openIn(bucket).apply([row('d')])).rejects.toThrow('made anew');
    await bucket.client.send(
      new PutObjectCommand({
        Bucket: bucket.bucket,
        Key: 'search/current.json',
        Body: '{"key":"x","sha256":"x","format":1,"previous":[]}',
      }),
    );
    const old = openIn(bucket, 'old');
    await expect(old.query({ limit: 1, today })).rejects.toThrow('hongtou run');
    expect(await old.isOutdated()).toBe(true);
    expect(await old.renew(allRows)).toBe(true);
    expect(await idsOf(old)).toEqual(['a', 'b', 'c']);
  });
});
