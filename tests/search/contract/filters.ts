import { describe, expect, test } from 'vitest';
import type { Query } from '../../../shared/model/query.ts';
import { opt } from '../../../shared/model/values.ts';
import { indexOf, type OpenEmpty, row } from './rows.ts';

export function filtersContract(open: OpenEmpty): void {
  describe('filters, facets and order', () => {
    const three = [
      row('old', {
        published: '2025-01-01',
        type: 'law',
        level: 'L0',
        authority: 100,
        themes: ['compute', 'chips'],
        effective: '2025-02-01',
      }),
      row('mid', { published: '2026-06-01', authority: 40, themes: ['compute'], effective: '2027-01-01', issuerIds: ['cac', 'miit'] }),
      row('new', {
        published: '2026-11-20',
        authority: 60,
        sourceIds: ['x'],
        status: 'draft',
        commentBy: '2026-12-01',
        effective: '2020-01-01',
      }),
      row('gone', { published: '2024-01-01', status: 'in-force', expires: '2026-11-24', effective: '2024-02-01', text: '算力 算力 算力' }),
    ];

    test('each filter keeps what it names', async () => {
      const { find } = await indexOf(open, ...three);
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
      const { find, search } = await indexOf(open, row('a', { text: '算力' }), row('b', { text: '算力' }), row('c', { text: '绿电' }));
      expect((await find({ q: '算力', among: ['b', 'c', 'nowhere'] })).toSorted()).toEqual(['b']);
      expect((await find({ among: ['c', 'a'] })).toSorted()).toEqual(['a', 'c']);
      expect(await find({ among: [] })).toEqual([]);
      const { total, facets } = await search.query({ q: '算力', among: ['a', 'b'], limit: 5, today: '2026-11-25' });
      expect([total, facets.theme]).toEqual([2, {}]);
    });

    test('the calendar is ordered by the index: the soonest day first, with window and ways, and narrowed by place', async () => {
      const participate = [{ by: 'email', to: 'a@bu.example.cn' }] as const;
      const call = (id: string, published: string, commentBy: string, entityIds: readonly string[] = []) =>
        row(id, { type: 'draft', status: 'draft', published, commentFrom: published, commentBy, participate, entityIds });
      const { find, search } = await indexOf(
        open,
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

    test('the soonest first: what does not have the day stands last, page after page', async () => {
      const rows = ['e', 'd', 'c', 'b', 'a'].map((id, n) => row(id, n % 2 === 0 ? { commentBy: `2026-12-0${n + 1}` } : {}));
      const { find, search } = await indexOf(open, ...rows);
      const asked = { sort: 'soonest', date: 'commentBy' } as const;
      const inOrder = ['e', 'c', 'a', 'b', 'd'];
      expect(await find(asked)).toEqual(inOrder);
      let page = await search.query({ ...asked, limit: 2, today: '2026-11-25' });
      const read = page.hits.map(({ id }) => id);
      while (page.more) {
        page = await search.query({ ...asked, limit: 2, today: '2026-11-25', ...opt('after', page.keys.at(-1)) });
        read.push(...page.hits.map(({ id }) => id));
      }
      expect(read).toEqual(inOrder);
    });

    test('by deadline: what is open for comment today by its last day, then the rest as if it had none, the newest first', async () => {
      const { find, search } = await indexOf(
        open,
        row('later', { published: '2026-11-01', commentBy: '2026-12-20' }),
        row('today', { published: '2026-10-01', commentBy: '2026-11-25' }),
        row('over', { published: '2026-09-01', commentBy: '2026-11-24' }),
        row('none', { published: '2026-11-20' }),
        row('soon', { published: '2026-11-10', commentBy: '2026-12-01' }),
        row('soon-too', { published: '2026-11-11', commentBy: '2026-12-01' }),
        row('old', { published: '2020-01-01' }),
      );
      const inOrder = ['today', 'soon-too', 'soon', 'later', 'none', 'over', 'old'];
      expect(await find({ sort: 'deadline' })).toEqual(inOrder);
      expect(await find({ sort: 'deadline', q: '通知' })).toEqual(inOrder);
      expect(await find({ sort: 'deadline', to: '2026-11-01' })).toEqual(['today', 'later', 'over', 'old']);
      expect(await find({ sort: 'deadline', today: '2026-12-02' })).toEqual(['later', 'none', 'soon-too', 'soon', 'today', 'over', 'old']);
      for (const offset of [0, 1, 3, 4, 5, 6, 7])
        expect([offset, await find({ sort: 'deadline', offset, limit: 2 })]).toEqual([offset, inOrder.slice(offset, offset + 2)]);
      for (const limit of [1, 2, 3, 5]) {
        let page = await search.query({ sort: 'deadline', limit, today: '2026-11-25' });
        const read = page.hits.map(({ id }) => id);
        while (page.more) {
          page = await search.query({ sort: 'deadline', limit, today: '2026-11-25', ...opt('after', page.keys.at(-1)) });
          read.push(...page.hits.map(({ id }) => id));
        }
        expect([limit, read]).toEqual([limit, inOrder]);
      }
    });

    test('fields alone rank nothing: the order is by newest, whatever is asked for', async () => {
      const { find } = await indexOf(open, ...three);
      for (const sort of [undefined, 'relevance', 'newest'] as const)
        expect([sort, await find({ q: 'issuer:cac', ...opt('sort', sort) })]).toEqual([sort, ['new', 'mid', 'old', 'gone']]);
    });

    test('status is that of the day asked for', async () => {
      const { find, search } = await indexOf(open, ...three);
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

    test('of one day the last id comes first, in every order and on every page, whenever it was written', async () => {
      const { find, search } = await indexOf(open, row('b'), row('d'), row('a', { authority: 90 }));
      await search.apply([row('c'), row('b', { text: '改过的正文。' })]);
      expect(await find({})).toEqual(['d', 'c', 'b', 'a']);
      expect(await find({ limit: 2, offset: 1 })).toEqual(['c', 'b']);
      expect(await find({ sort: 'authority' })).toEqual(['a', 'd', 'c', 'b']);
      expect(await find({ q: '通知', sort: 'newest' })).toEqual(['d', 'c', 'b', 'a']);
    });

    test('a list is read on behind the last hit in every order, whatever comes in before it or goes meanwhile', async () => {
      const days = ['2026-11-20', '2026-11-18', '2025-05-05', '2024-02-02'];
      const old = Array.from({ length: 12 }, (_, n) =>
        row(`d${n}`, { published: days[n % 4] ?? '', authority: 40 + (n % 3) * 20, commentBy: `2026-12-${10 + n}` }),
      );
      const asked: readonly Partial<Query>[] = [
        {},
        { sort: 'authority' },
        { q: '通知' },
        { q: '通知', sort: 'newest' },
        { sort: 'soonest', date: 'commentBy', from: '2026-11-25' },
      ];
      for (const query of asked) {
        const { search } = await indexOf(open, ...old);
        const ask = (more: Partial<Query>) => search.query({ limit: 3, today: '2026-11-25', ...query, ...more });
        const whole = (await ask({ limit: 100 })).hits.map(({ id }) => id);
        let page = await ask({});
        const read = page.hits.map(({ id }) => id);
        // One that was shown goes, one comes in before all that were shown; in the order by days a later one, too.
        const first = { published: '2026-11-25', authority: 100, commentBy: '2026-11-26' };
        await search.apply([row(String(read[0]), { remove: true }), row('fresh', first), row('z', { ...first, text: '第二件' })]);
        while (page.more) {
          page = await ask({ ...opt('after', page.keys.at(-1)), offset: 1_000 });
          read.push(...page.hits.map(({ id }) => id));
        }
        expect([query, read]).toEqual([query, whole]);
      }
    });

    test('a page says whether more follow, to the last one', async () => {
      const { search } = await indexOf(open, ...three);
      const more = async (limit: number, offset = 0) => (await search.query({ limit, offset, today: '2026-11-25' })).more;
      expect(await Promise.all([more(3), more(4), more(5), more(1, 3), more(2, 1), more(0)])).toEqual([
        true,
        false,
        false,
        false,
        true,
        false,
      ]);
    });

    test('a hit shows the words it was found by', async () => {
      const { search } = await indexOf(open, row('a', { text: `${'前言。'.repeat(50)}設立智慧\u3000算力券${'后记。'.repeat(50)}` }));
      const { hits } = await search.query({ q: '算力券', limit: 1, today: '2026-11-25' });
      expect(hits[0]?.passage).toMatchObject({
        hit: '算力券',
        before: expect.stringMatching(/設立智慧 $/),
        after: expect.stringMatching(/^后记。/),
      });
    });
  });
}
