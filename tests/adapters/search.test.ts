import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSearch } from '../../shared/adapters/search.ts';
import type { IndexChange, Query } from '../../shared/model/query.ts';
import { openBucket, type TestBucket } from './bucket.ts';

const change = (id: string, more: Partial<IndexChange> = {}): IndexChange => ({
  id,
  title: `关于${id}的通知`,
  english: `Notice on ${id}`,
  text: '正文。',
  issuerIds: ['cac'],
  issuerNames: ['国家互联网信息办公室'],
  level: 'L2',
  authority: 80,
  type: 'notice',
  themes: ['regulation'],
  sourceIds: ['cac-rules'],
  entityIds: [],
  coverage: 0,
  published: '2026-11-01',
  status: 'unknown',
  firstSeenAt: '2026-11-02T00:00:00.000Z',
  url: `https://www.example.gov.cn/${id}.html`,
  ...more,
});

const openIn = (bucket: TestBucket, name = 'cache') => openSearch({ ...bucket, cacheDir: join(bucket.folder, name) });

async function searchOver(...changes: IndexChange[]) {
  const search = openIn(await openBucket());
  await search.apply(changes);
  return {
    search,
    find: async (query: Partial<Query>) => (await search.query({ limit: 20, today: '2026-11-25', ...query })).hits.map(({ id }) => id),
  };
}

describe('words', () => {
  test('a Chinese query is an exact substring, across titles, numbers, issuers and text', async () => {
    const { find } = await searchOver(
      change('a', { text: '各地要推进智能算力基础设施建设。' }),
      change('b', { text: '人工费用由单位承担。智能化水平不断提高。', number: '某办发〔2026〕31号' }),
      change('c', { title: '人工智能语料管理办法', issuerNames: ['某省数据管理局'] }),
    );
    expect(await find({ q: '人工智能' })).toEqual(['c']);
    expect(await find({ q: '智能算力' })).toEqual(['a']);
    expect(await find({ q: '力基' })).toEqual(['a']);
    expect(await find({ q: '数据管理局' })).toEqual(['c']);
    expect(await find({ q: '某办发[2026]31号' })).toEqual(['b']);
    expect(await find({ q: '费用 智能化' })).toEqual(['b']);
    expect(await find({ q: '费用智能化' })).toEqual([]);
  });

  test('Traditional, full-width, upper case and English inflection find the plain form', async () => {
    const { find } = await searchOver(change('a', { text: '建設數據要素市場ＡＩ平台', english: 'Policies for computing vouchers' }));
    for (const q of ['数据要素', '數據要素', 'ai平台', 'ＡＩ平台', 'policy', 'voucher', 'COMPUTING vouchers'])
      expect(await find({ q })).toEqual(['a']);
    expect(await find({ q: '"vouchers computing"' })).toEqual([]);
    expect(await find({ q: 'vouchers computing' })).toEqual(['a']);
  });

  test('a body, a term or a number asked for in other words is found as official texts write it', async () => {
    const { find } = await searchOver(
      change('a', { text: '推动具身智能发展。', issuerNames: ['某市人民政府'], english: 'Notice' }),
      change('b', { text: '正文', issuerNames: ['国家发展改革委'], number: '发改数据〔2026〕931号', english: 'Notice' }),
      change('c', { text: '执行 GB 45931—2026 的规定。', issuerNames: ['某省数据管理局'], english: 'Notice' }),
    );
    for (const q of ['embodied AI', 'EMBODIED ai']) expect(await find({ q })).toEqual(['a']);
    for (const q of ['NDRC', '发改委', 'the NDRC', '"国家发展改革委"', '发改数据[2026]931', 'Fa Gai Shu Ju [2026] No. 931'])
      expect(await find({ q })).toEqual(['b']);
    for (const q of ['GB45931', 'GB45931-2026', 'GB 45931-2026']) expect(await find({ q })).toEqual(['c']);
    for (const q of ['"embodied AI"', '"发改委"', 'GB/T 45931-2026', 'embodied robots']) expect(await find({ q })).toEqual([]);
  });

  test('what an issuer says comes before what is said of it', async () => {
    const { find } = await searchOver(
      change('act', { title: '关于发放算力券的实施办法', text: '发放算力券。', authority: 80, published: '2026-11-01' }),
      change('news', { title: '算力券来了', text: '算力券。', authority: 25, published: '2026-11-09' }),
      change('other', { title: '关于园区的通知', text: '园区可以使用算力券。', authority: 95, published: '2026-11-09' }),
    );
    expect((await find({ q: '算力券' }))[0]).toBe('act');
  });

  test('a Han character alone beside digits is part of what must be there', async () => {
    const { find } = await searchOver(
      change('a', { text: '全会审议第15届会议的5年规划。' }),
      change('b', { text: '共15届会员参加，5年级除外。' }),
    );
    expect(await find({ q: '第15届' })).toEqual(['a']);
    expect((await find({ q: '15届' })).toSorted()).toEqual(['a', 'b']);
    expect(await find({ q: '5年规划' })).toEqual(['a']);
    expect((await find({ q: '5年' })).toSorted()).toEqual(['a', 'b']);
  });

  test('what a word behind a minus says is left out, whatever else is asked', async () => {
    const { find } = await searchOver(
      change('a', { text: '上海市智能算力规划。' }),
      change('b', { text: '重庆市智能算力规划。' }),
      change('c', { text: '重庆市教育规划。GPT-4 models' }),
    );
    expect(await find({ q: '算力 -上海' })).toEqual(['b']);
    expect(await find({ q: '算力 －上海' })).toEqual(['b']);
    expect(await find({ q: '规划 -"智能算力"' })).toEqual(['c']);
    expect(await find({ q: '-算力' })).toEqual(['c']);
    expect(await find({ q: 'GPT-4' })).toEqual(['c']);
    expect(await find({ q: '规划 -' })).toHaveLength(3);
  });

  test('one character is looked for in titles', async () => {
    const { find } = await searchOver(change('a', { title: '算力券办法' }), change('b', { text: '券' }));
    expect(await find({ q: '券' })).toEqual(['a']);
  });

  test('no query is a syntax error', async () => {
    const { find } = await searchOver(change('a'));
    for (const q of [
      '"',
      '""',
      'AND',
      'a OR',
      'NEAR(',
      'title:x',
      '*',
      '-',
      '(',
      "'; DROP TABLE words; --",
      '\u0000',
      '^a',
      '{a b}',
      '𠮷',
      '\ud842',
      '。，',
      'a'.repeat(5_000),
    ]) {
      expect(Array.isArray(await find({ q }))).toBe(true);
    }
  });
});

describe('filters, facets and order', () => {
  const three = [
    change('old', {
      published: '2025-01-01',
      type: 'law',
      level: 'L0',
      authority: 100,
      themes: ['compute', 'chips'],
      effective: '2025-02-01',
    }),
    change('mid', { published: '2026-06-01', authority: 40, themes: ['compute'], effective: '2027-01-01', issuerIds: ['cac', 'miit'] }),
    change('new', {
      published: '2026-11-20',
      authority: 60,
      sourceIds: ['x'],
      status: 'draft',
      commentBy: '2026-12-01',
      effective: '2020-01-01',
    }),
    change('gone', { published: '2024-01-01', status: 'in-force', expires: '2026-11-24', effective: '2024-02-01', text: '算力 算力 算力' }),
  ];

  test('each filter keeps what it names', async () => {
    const { find } = await searchOver(...three);
    expect(await find({})).toEqual(['new', 'mid', 'old', 'gone']);
    expect(await find({ theme: 'compute' })).toEqual(['mid', 'old']);
    expect(await find({ issuer: 'miit' })).toEqual(['mid']);
    expect(await find({ level: 'L0' })).toEqual(['old']);
    expect(await find({ type: 'law', theme: 'chips' })).toEqual(['old']);
    expect(await find({ source: 'x' })).toEqual(['new']);
    expect(await find({ from: '2026-01-01' })).toEqual(['new', 'mid']);
    expect(await find({ date: 'effective', from: '2026-11-25', to: '2027-12-31' })).toEqual(['mid']);
    expect(await find({ date: 'commentBy', from: '2026-11-25' })).toEqual(['new']);
    expect(await find({ sort: 'authority' })).toEqual(['old', 'gone', 'new', 'mid']);
    expect(await find({ limit: 2, offset: 1 })).toEqual(['mid', 'old']);
    expect(await find({ q: '算力', sort: 'newest' })).toEqual(['gone']);
  });

  test('among named documents only those that meet the query are found, and nothing is counted', async () => {
    const { find, search } = await searchOver(change('a', { text: '算力' }), change('b', { text: '算力' }), change('c', { text: '绿电' }));
    expect((await find({ q: '算力', among: ['b', 'c', 'nowhere'] })).toSorted()).toEqual(['b']);
    expect((await find({ among: ['c', 'a'] })).toSorted()).toEqual(['a', 'c']);
    expect(await find({ among: [] })).toEqual([]);
    const { total, facets } = await search.query({ q: '算力', among: ['a', 'b'], limit: 5, today: '2026-11-25' });
    expect([total, facets.theme]).toEqual([2, {}]);
  });

  test('the calendar is ordered by the index: the soonest day first, with window and ways, and narrowed by place', async () => {
    const participate = [{ by: 'email', to: 'a@bu.example.cn' }] as const;
    const call = (id: string, published: string, commentBy: string, entityIds: readonly string[] = []) =>
      change(id, { type: 'draft', status: 'draft', published, commentFrom: published, commentBy, participate, entityIds });
    const { find, search } = await searchOver(
      call('late', '2026-11-20', '2026-12-20', ['place:beijing']),
      call('soon', '2026-11-01', '2026-12-01'),
      call('over', '2026-10-01', '2026-11-01'),
    );
    const asked = { date: 'commentBy', from: '2026-11-25', sort: 'soonest' } as const;
    expect(await find(asked)).toEqual(['soon', 'late']);
    expect(await find({ ...asked, place: 'beijing' })).toEqual(['late']);
    const { hits } = await search.query({ ...asked, limit: 1, today: '2026-11-25' });
    expect(hits[0]).toMatchObject({ id: 'soon', commentFrom: '2026-11-01', commentBy: '2026-12-01', participate });
  });

  test('status is that of the day asked for', async () => {
    const { find, search } = await searchOver(...three);
    const on = async (today: string, status: string) => find({ today, status });
    expect(await on('2026-11-25', 'in-force')).toEqual(['old']);
    expect(await on('2026-11-25', 'expired')).toEqual(['gone']);
    expect(await on('2026-11-24', 'expired')).toEqual([]);
    expect((await on('2027-01-01', 'in-force')).toSorted()).toEqual(['mid', 'old']);
    expect(await on('2027-01-01', 'draft')).toEqual(['new']);
    const { facets, total, hits } = await search.query({ limit: 1, today: '2026-11-25' });
    expect(total).toBe(4);
    expect(hits[0]).toMatchObject({ id: 'new', status: 'draft', themes: ['regulation'], commentBy: '2026-12-01' });
    expect(facets.status).toEqual({ draft: 1, expired: 1, 'in-force': 1, 'not-yet-in-force': 1 });
    expect(facets.theme).toEqual({ compute: 2, regulation: 2, chips: 1 });
    expect(facets.issuer).toEqual({ cac: 4, miit: 1 });
    expect(facets.level).toEqual({ L2: 3, L0: 1 });
  });

  test('a hit shows the words it was found by', async () => {
    const { search } = await searchOver(change('a', { text: `${'前言。'.repeat(50)}設立智慧\u3000算力券${'后记。'.repeat(50)}` }));
    const { hits } = await search.query({ q: '算力券', limit: 1, today: '2026-11-25' });
    expect(hits[0]?.passage).toMatchObject({
      hit: '算力券',
      before: expect.stringMatching(/設立智慧 $/),
      after: expect.stringMatching(/^后记。/),
    });
  });
});

describe('publication', () => {
  test('an index that was never written answers nothing', async () => {
    const bucket = await openBucket();
    const search = openIn(bucket);
    await search.apply([]);
    expect(await search.query({ q: '人工', limit: 5, today: '2026-11-25' })).toMatchObject({ total: 0, hits: [] });
    expect(await bucket.keys()).toEqual([]);
  });

  test('changes replace, removals remove, and what changes nothing publishes nothing', async () => {
    const bucket = await openBucket();
    const search = openIn(bucket);
    const find = async (q: string) => (await search.query({ q, limit: 5, today: '2026-11-25' })).total;
    await search.apply([change('a', { text: '旧的说法' }), change('b', { text: '旧的说法' })]);
    await search.apply([change('a', { text: '新的说法', published: '2026-11-05' })]);
    expect([await find('旧的说法'), await find('新的说法')]).toEqual([1, 1]);
    const before = await bucket.keys();
    await search.apply([change('a', { text: '新的说法', published: '2026-11-05' }), change('never', { remove: true })]);
    expect(await bucket.keys()).toEqual(before);
    await search.apply([change('b', { remove: true })]);
    expect(await find('旧的说法')).toBe(0);
    expect((await search.query({ theme: 'regulation', limit: 5, today: '2026-11-25' })).total).toBe(1);
  });

  test('another process sees what was published, and only the last files stay', async () => {
    const bucket = await openBucket();
    const writer = openIn(bucket, 'writer');
    const reader = openIn(bucket, 'reader');
    for (let n = 0; n < 5; n += 1) await writer.apply([change(`d${n}`)]);
    expect((await reader.query({ limit: 1, today: '2026-11-25' })).total).toBe(5);
    expect((await bucket.keys()).filter((key) => key.endsWith('.zst'))).toHaveLength(3);
  });

  test('of writers that race each change is kept', async () => {
    const bucket = await openBucket();
    const writers = [0, 1, 2].map((n) => openIn(bucket, `writer${n}`));
    await Promise.all(writers.map((writer, n) => writer.apply([change(`r${n}`)])));
    expect((await openIn(bucket, 'reader').query({ limit: 9, today: '2026-11-25' })).hits.map(({ id }) => id).toSorted()).toEqual([
      'r0',
      'r1',
      'r2',
    ]);
  });

  test('a damaged file is refused, and another begun when it is discarded', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply([change('a')]);
    const key = (await bucket.keys()).find((each) => each.endsWith('.zst')) ?? '';
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const { zstdCompressSync } = await import('node:zlib');
    await bucket.client.send(new PutObjectCommand({ Bucket: bucket.bucket, Key: key, Body: zstdCompressSync(Buffer.from('no database')) }));
    const reader = openIn(bucket, 'reader');
    await expect(reader.query({ limit: 1, today: '2026-11-25' })).rejects.toThrow('hash');
    await expect(reader.apply([change('b')])).rejects.toThrow('hash');
    await reader.discard();
    expect((await reader.query({ limit: 1, today: '2026-11-25' })).total).toBe(0);
    await reader.apply([change('b')]);
    expect((await reader.query({ limit: 9, today: '2026-11-25' })).hits.map(({ id }) => id)).toEqual(['b']);
  });
});
