import { describe, expect, test } from 'vitest';
import type { Search } from '../../../shared/model/ports.ts';
import type { Paged } from '../../../shared/model/query.ts';
import { opt } from '../../../shared/model/values.ts';
import { announcedKey } from '../../../shared/stages/identity/resolve.ts';
import { act, cite, indexOf, type OpenEmpty } from './rows.ts';

const figure = { bound: 'at-least', strength: 'target', quote: '…' } as const;
const window = { kind: 'application', until: '2026-12-10', quote: '截止' } as const;
const sequence = (n: number, prefix = '岭政发') => ({ prefix, year: 2026, n });
const citing = [
  act('a', { cites: [cite('t:母法', 'implements')] }),
  act('b', { cites: [cite('t:母法', 'cites', { url: 'https://www.issuer.example/m' })], day: '2026-10-09' }),
];

/** Texts that are cited and not stored. */
function missingContract(open: OpenEmpty): void {
  test('missing texts are counted by document, with how they are named and by whom, newest first, and narrowed by relation', async () => {
    const { search } = await indexOf(open, ...citing);
    const { total, items } = await search.missingTexts({ limit: 10 });
    expect(total).toBe(1);
    const named = { title: '母法', documents: 2, relations: { implements: 1, cites: 1 }, url: 'https://www.issuer.example/m' };
    expect(items[0]).toMatchObject(named);
    expect(items[0]?.citedBy.map(({ id }) => id)).toEqual(['b', 'a']);
    expect((await search.missingTexts({ limit: 10, relation: 'implements' })).items).toMatchObject([{ documents: 1 }]);
    expect(await search.missingTexts({ limit: 10, relation: 'repeals' })).toEqual({ total: 0, items: [] });
    expect(await search.missingTexts({ limit: 10, theme: 'chips' })).toEqual({ total: 0, items: [] });
  });

  test('a notice that forwards an act and bears its title in its own holds it', async () => {
    const shell = { title: '省政府办公厅转发省地震局关于防震工作的意见的通知' };
    const cites = [cite('t:省地震局关于防震工作的意见', 'forwards'), cite('t:别的意见', 'forwards')];
    const { search } = await indexOf(open, act('f', { cites }, shell));
    expect(await search.missingTexts({ limit: 10 })).toMatchObject({ total: 1, items: [{ title: '别的意见' }] });
  });

  test('a late arrival takes itself off the missing texts, and its removal puts it back', async () => {
    const { search } = await indexOf(open, ...citing);
    await search.apply([act('m', { keys: ['t:母法'] })]);
    expect((await search.missingTexts({ limit: 10 })).total).toBe(0);
    const { register: _register, ...gone } = act('m', {});
    await search.apply([{ ...gone, remove: true }]);
    expect((await search.missingTexts({ limit: 10 })).total).toBe(1);
  });

  test('a title in another language, without a number, is not said to be missing: under its own title the act may be held', async () => {
    const reading = (id: string, more = {}) =>
      act(id, { cites: [cite('t:measuresforlabelling', 'cites', { title: 'Measures for Labelling', ...more })] });
    const { search } = await indexOf(open, reading('r'));
    expect((await search.missingTexts({ limit: 10 })).total).toBe(0);
    await search.apply([reading('r', { number: '国信办令第86号' })]);
    expect((await search.missingTexts({ limit: 10 })).total).toBe(1);
  });

  test('an irrelevant act counts as stored all the same; a page about acts is not the act', async () => {
    const { search } = await indexOf(open, ...citing, act('n', { keys: ['t:母法'], act: false }));
    expect((await search.missingTexts({ limit: 10 })).total).toBe(1);
    await search.apply([act('m', { keys: ['t:母法'] }, { remove: true })]);
    expect((await search.missingTexts({ limit: 10 })).total).toBe(0);
    expect((await search.query({ q: '标题m', limit: 5, today: '2026-11-25' })).total).toBe(0);
  });
}

function relationsContract(open: OpenEmpty): void {
  test('who names what: by relation, theme, held or not, with the document that bears the name', async () => {
    const { search } = await indexOf(
      open,
      act('a', { cites: [cite('t:m', 'implements'), cite('t:缺', 'repeals')] }, { themes: ['compute'] }),
      act('m', { cites: [cite('t:缺', 'cites')], day: '2026-10-02' }),
      act('gone', { cites: [cite('t:缺', 'repeals')] }, { remove: true }),
    );
    expect((await search.edges({ limit: 10 })).relations).toEqual({ implements: 1, repeals: 1, cites: 1 });
    const held = await search.edges({ relation: 'implements', limit: 10 });
    expect(held.items).toMatchObject([{ from: { id: 'a', day: '2026-10-01' }, to: { id: 'm', title: '标题m' } }]);
    const open_ = await search.edges({ held: false, limit: 10 });
    expect(open_.items.map(({ relation, to }) => [relation, to.title])).toEqual([
      ['cites', '缺'],
      ['repeals', '缺'],
    ]);
    expect((await search.edges({ theme: 'compute', limit: 1, offset: 1 })).items).toMatchObject([{ relation: 'repeals' }]);
    expect((await search.edges({ theme: 'compute', limit: 1 })).total).toBe(2);
    expect((await search.edges({ theme: 'chips', limit: 1 })).total).toBe(0);
  });

  test('chains: what carries a text out, level under level, and never round in circles', async () => {
    const { search } = await indexOf(
      open,
      act('top', { cites: [cite('t:low', 'implements')] }),
      act('mid', { cites: [cite('t:top', 'implements')] }),
      act('low', { cites: [cite('t:mid', 'implements')] }),
    );
    expect(await search.trees({ of: 'top', limit: 1 })).toMatchObject([
      { id: 'top', below: [{ id: 'mid', below: [{ id: 'low', below: [] }] }] },
    ]);
    expect(await search.trees({ of: 'nowhere', limit: 1 })).toEqual([]);
    expect(await search.trees({ limit: 5 })).toHaveLength(3);
  });

  test('citations around documents: by them, of them or of a key, each with the acts that it may mean, the surest key first', async () => {
    const { search } = await indexOf(
      open,
      act('a', { cites: [cite('t:m', 'implements', { keys: ['n:1', 't:m'] }), cite('t:缺', 'cites')], day: '2026-10-03' }),
      act('b', { cites: [cite('t:m', 'implements')], day: '2026-10-02' }),
      act('m', { keys: ['t:m', 'n:1'], cites: [cite('t:m', 'cites')] }, { number: '岭政发〔2026〕1号' }),
      act('twin', { keys: ['t:m'], draft: true }),
      act('gone', { cites: [cite('t:m', 'implements')] }, { remove: true }),
    );
    const of = await search.citations({ of: ['m'], relations: ['implements'], limit: 10 });
    expect(of.total).toBe(2);
    expect(of.items.map(({ from, candidates }) => [from.id, candidates.map(({ key, id }) => `${key} ${id}`)])).toEqual([
      ['b', ['t:m m', 't:m twin']],
      ['a', ['n:1 m', 't:m m', 't:m twin']],
    ]);
    expect(of.items[0]).toMatchObject({ from: { day: '2026-10-02', issuers: ['岭东省人民政府'], act: true, draft: false } });
    expect(of.items[0]?.candidates).toMatchObject([{ number: '岭政发〔2026〕1号' }, { draft: true }]);
    const by = await search.citations({ by: ['a', 'm'], limit: 10 });
    expect(by.items.map(({ from, relation, candidates }) => [from.id, relation, candidates.length])).toEqual([
      ['m', 'cites', 1],
      ['a', 'implements', 3],
      ['a', 'cites', 0],
    ]);
    expect((await search.citations({ keys: ['t:缺'], limit: 10 })).items).toMatchObject([{ from: { id: 'a' }, title: '缺' }]);
    expect(await search.citations({ of: ['m'], limit: 1 })).toMatchObject({ total: 3, items: [{ from: { id: 'm' } }] });
    expect(await search.citations({ limit: 10 })).toEqual({ total: 0, items: [] });
  });

  test('drafts and the texts they became share the key of their work', async () => {
    const { search } = await indexOf(
      open,
      act('d', { keys: ['t:草', 'w:算力办法'], draft: true, day: '2026-01-10' }),
      act('f', { keys: ['t:文', 'w:算力办法'], day: '2026-06-10' }),
      act('e', { keys: ['w:算力办法'], day: '2025-06-10' }),
    );
    const pair = { draft: { id: 'd', day: '2026-01-10' }, final: { id: 'f', day: '2026-06-10' } };
    expect(await search.pairs(10)).toMatchObject([pair]);
    expect(await search.pairsOf(['d', 'e'])).toMatchObject([pair]);
    expect(await search.pairsOf(['e'])).toEqual([]);
    expect(await search.pairsOf([])).toEqual([]);
  });

  test('acts by their keys, and reports of acts that they do not name', async () => {
    const described = { keys: [announcedKey('miit')], relation: 'reports', quote: '工信部印发' } as const;
    const { search } = await indexOf(
      open,
      act('d', { keys: ['t:草'], draft: true }, { number: '岭政发〔2026〕1号' }),
      act('r', { act: false, cites: [described], day: '2026-10-05' }),
      act('s', { act: false, cites: [described], day: '2026-10-07' }),
    );
    expect(await search.withKeys(['t:草', 't:无'])).toEqual([
      { key: 't:草', id: 'd', number: '岭政发〔2026〕1号', issuerNames: ['岭东省人民政府'], draft: true },
    ]);
    expect((await search.sharing([['']])).map(({ id }) => id)).toContain('d');
    expect(await search.sharing([[''], ['nowhere']])).toEqual([]);
    const lines = await search.announcements({ issuer: 'miit', limit: 5 });
    expect(lines.map(({ report, issuer }) => [report.id, issuer])).toEqual([
      ['s', 'miit'],
      ['r', 'miit'],
    ]);
    expect(await search.announcements({ from: '2026-10-06', limit: 5 })).toHaveLength(1);
    expect(await search.announcements({ issuer: 'cac', limit: 5 })).toEqual([]);
  });
}

function factsContract(open: OpenEmpty): void {
  test('figures of one unit, newest document first, with all units counted', async () => {
    const both = [
      { ...figure, value: 60, unit: 'EFLOPS', year: 2028 },
      { ...figure, value: 1.2, unit: 'PUE' },
    ];
    const { search } = await indexOf(
      open,
      act('a', { day: '2025-01-01', figures: [{ ...figure, value: 20, unit: 'EFLOPS' }] }),
      act('b', { day: '2026-01-01', figures: both }),
      act('c', { day: '2026-01-02', figures: both }, { remove: true }),
      act('d', { day: '2024-01-01', figures: [{ value: 3, unit: 'kWh', bound: 'exactly', quote: '…' }] }),
    );
    const found = await search.figures({ unit: 'EFLOPS', limit: 10 });
    expect(found).toMatchObject({ total: 2, units: { EFLOPS: 2, PUE: 1, kWh: 1 } });
    expect(found.items.map(({ value, document }) => [value, document.id])).toEqual([
      [60, 'b'],
      [20, 'a'],
    ]);
    expect((await search.figures({ year: 2028, limit: 10 })).total).toBe(1);
    expect((await search.figures({ strength: 'result', limit: 10 })).total).toBe(0);
    expect((await search.figures({ unit: 'EFLOPS', among: ['a', 'd'], limit: 10 })).items).toMatchObject([{ value: 20 }]);
    expect((await search.figures({ limit: 1, offset: 2 })).items).toMatchObject([{ value: 20 }]);
    const [unsaid] = (await search.figures({ unit: 'kWh', limit: 1 })).items;
    expect(unsaid).not.toHaveProperty('strength');
  });

  test('figures by what they are for and by amount', async () => {
    const fine = { ...figure, unit: 'CNY', bound: 'at-most', strength: 'must', scope: '罚款', quote: '处五千万元以下罚款。' } as const;
    const { search } = await indexOf(
      open,
      act('a', {
        day: '2025-01-01',
        figures: [
          { ...fine, value: 50_000_000 },
          { ...figure, value: 20, unit: 'EFLOPS', strength: 'target' },
        ],
      }),
      act('b', {
        day: '2026-01-01',
        figures: [
          { ...fine, value: 200_000 },
          { ...fine, value: 5, unit: '%', scope: '上一年度营业额' },
        ],
      }),
      act('c', { day: '2026-01-02', figures: [{ ...fine, value: 3_000_000, strength: 'support', scope: '补贴', quote: '补贴300万元。' }] }),
    );
    const found = async (query: object) => (await search.figures({ limit: 10, ...query })).items.map(({ value }) => value);
    expect(await found({ kind: 'fine' })).toEqual([200_000, 5, 50_000_000]);
    expect(await found({ kind: 'fine', least: 1_000_000 })).toEqual([50_000_000]);
    expect(await found({ kind: 'target' })).toEqual([20]);
    expect(await found({ least: 1_000_000 })).toEqual([3_000_000, 50_000_000]);
    expect(await found({ above: 3_000_000 })).toEqual([50_000_000]);
    expect(await found({ kind: 'support', unit: 'CNY' })).toEqual([3_000_000]);
  });

  test('facts are read on behind the last one shown, whatever comes in before it or goes meanwhile', async () => {
    const facts = (n: number, day: string) => ({
      day,
      figures: [1, 2, 3].map((value) => ({ ...figure, value: 10 * n + value, unit: 'EFLOPS' as const })),
      cites: [cite(`t:甲${n}`, 'cites'), cite(`t:乙${n}`, 'implements')],
      windows: [{ ...window, until: `2026-12-${10 + n}` }],
    });
    const old = Array.from({ length: 5 }, (_, n) => act(`d${n}`, facts(n, `2026-0${1 + (n % 3)}-05`)));
    const lists = {
      figures: async (search: Search, page: Paged) => {
        const { items, ...rest } = await search.figures({ unit: 'EFLOPS', ...page });
        return { ...rest, items: items.map(({ value, document }) => `${document.id} ${value}`) };
      },
      edges: async (search: Search, page: Paged) => {
        const { items, ...rest } = await search.edges(page);
        return { ...rest, items: items.map(({ from, to }) => `${from.id} ${to.title}`) };
      },
      windows: async (search: Search, page: Paged) => {
        const { items, ...rest } = await search.windows({ kind: 'application', from: '2026-11-25', ...page });
        return { ...rest, items: items.map(({ document }) => document.id) };
      },
    };
    for (const [name, ask] of Object.entries(lists)) {
      const { search } = await indexOf(open, ...old);
      const whole = (await ask(search, { limit: 100 })).items;
      let page = await ask(search, { limit: 2 });
      const read = [...page.items];
      const first = String(page.keys[0]?.[2]);
      await search.apply([act('new', { ...facts(9, '2026-09-09'), windows: [{ ...window, until: '2026-11-30' }] })]);
      await search.apply(
        old
          .filter(({ id }) => id === first && name === 'windows')
          .map((each) => ({ ...each, remove: true, register: { ...each.register, windows: [] } as never })),
      );
      while (page.more) {
        page = await ask(search, { limit: 2, offset: 999, ...opt('after', page.keys.at(-1)) });
        read.push(...page.items);
      }
      expect([name, read]).toEqual([name, whole]);
      expect((await ask(search, { limit: 0 })).more).toBe(false);
    }
  });

  test('sequences: own numbers, of irrelevant documents too, and those that others name', async () => {
    const { search } = await indexOf(
      open,
      act('a', { sequence: sequence(1) }, { number: '岭政发〔2026〕1号' }),
      act('b', { sequence: sequence(4), cites: [cite('n:3', 'implements', { sequence: sequence(3) })] }),
      act('c', { sequence: sequence(2) }, { remove: true }),
    );
    const held = [
      { n: 1, id: 'a' },
      { n: 2, id: 'c' },
      { n: 4, id: 'b' },
    ];
    expect(await search.sequences({ limit: 10 })).toMatchObject([{ prefix: '岭政发', year: 2026, held, cited: [{ n: 3, by: 'b' }] }]);
    expect(await search.sequences({ prefix: '别处', limit: 10 })).toEqual([]);
    const numbered = { id: 'a', number: '岭政发〔2026〕1号', prefix: '岭政发' };
    expect(await search.withNumber({ n: 1, year: 2026, limit: 5 })).toMatchObject([numbered]);
    expect(await search.withNumber({ n: 1, year: 2025, limit: 5 })).toEqual([]);
  });

  test('windows of a kind that are still open, the next to end first, by theme, issuer and place of the document', async () => {
    const { search } = await indexOf(
      open,
      act('a', { windows: [window] }, { themes: ['compute'], issuerIds: ['miit'], entityIds: ['place:beijing'] }),
      act('b', { windows: [window] }, { themes: ['compute'], issuerIds: ['most'] }),
      act('c', {
        windows: [
          { ...window, until: '2026-12-01' },
          { ...window, until: '2026-11-01' },
        ],
      }),
    );
    const found = async (query: { theme?: string; issuer?: string; place?: string; to?: string }) => {
      const { items, total } = await search.windows({ kind: 'application', from: '2026-11-25', limit: 10, ...query });
      expect(total).toBe(items.length);
      return items.map(({ document }) => document.id);
    };
    expect(await found({})).toEqual(['c', 'a', 'b']);
    expect(await found({ to: '2026-12-05' })).toEqual(['c']);
    expect(await found({ theme: 'compute' })).toEqual(['a', 'b']);
    expect(await found({ theme: 'compute', issuer: 'most' })).toEqual(['b']);
    expect(await found({ place: 'beijing' })).toEqual(['a']);
    expect(await found({ theme: 'chips' })).toEqual([]);
    expect((await search.windows({ kind: 'objection', from: '2026-11-25', limit: 10 })).total).toBe(0);
  });
}

/** Questions across documents. */
export function registerContract(open: OpenEmpty): void {
  describe('questions across documents', () => {
    missingContract(open);
    relationsContract(open);
    factsContract(open);
    test('an index without documents answers nothing', async () => {
      const search = await open();
      expect(await search.figures({ limit: 5 })).toEqual({ total: 0, items: [], units: {}, keys: [], more: false });
      expect(await search.edges({ limit: 5 })).toEqual({ total: 0, items: [], relations: {}, keys: [], more: false });
      expect(await search.trees({ limit: 5 })).toEqual([]);
      expect(await search.mentions()).toEqual({});
      expect(await search.one('a', '2026-11-25')).toBeUndefined();
    });
  });
}
