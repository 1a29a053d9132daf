import { describe, expect, test } from 'vitest';
import { edges, figures, pairs, windows } from '../../shared/adapters/search/cross-index-queries.ts';
import { applyChanges, openForWriting } from '../../shared/adapters/search/index-file.ts';
import { trees } from '../../shared/adapters/search/lineage-trees.ts';
import { findByNumber, findMissingTexts, findSequences } from '../../shared/adapters/search/missing-references.ts';
import type { CrossIndexFacts, IndexedCitation } from '../../shared/model/cross-index.ts';
import type { IndexChange } from '../../shared/model/query.ts';

const cite = (key: string, relation: IndexedCitation['relation'], more: Partial<IndexedCitation> = {}): IndexedCitation => ({
  keys: [key],
  title: key.slice(2),
  relation,
  quote: `…《${key.slice(2)}》…`,
  ...more,
});

function change(id: string, register: Partial<CrossIndexFacts>, more: Partial<IndexChange> = {}): IndexChange {
  return {
    id,
    title: `标题${id}`,
    english: `Title ${id}`,
    text: '正文',
    issuerIds: [],
    issuerNames: ['岭东省人民政府'],
    authority: 60,
    type: 'opinions',
    themes: [],
    sourceIds: ['x'],
    entityIds: [],
    coverage: 0,
    status: 'unknown',
    firstSeenAt: '2026-11-01T00:00:00Z',
    url: `https://www.issuer.example/${id}`,
    ...more,
    register: { keys: [`t:${id}`], act: true, draft: false, day: '2026-10-01', cites: [], figures: [], windows: [], ...register },
  };
}

const filled = async (...changes: readonly IndexChange[]) => {
  const database = openForWriting(':memory:', true);
  await applyChanges(database, changes);
  return database;
};

describe('texts that are cited and not held', () => {
  const citing = [
    change('a', { cites: [cite('t:母法', 'implements')] }),
    change('b', { cites: [cite('t:母法', 'cites', { url: 'https://www.issuer.example/m' })], day: '2026-10-09' }),
  ];

  test('are counted by document, with how they are named and by whom, newest first', async () => {
    const { total, items } = findMissingTexts(await filled(...citing), { limit: 10 });
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      title: '母法',
      documents: 2,
      relations: { implements: 1, cites: 1 },
      url: 'https://www.issuer.example/m',
    });
    expect(items[0]?.citedBy.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('a late arrival takes itself off the list, and its removal puts it back', async () => {
    const database = await filled(...citing, change('m', { keys: ['t:母法'] }));
    expect(findMissingTexts(database, { limit: 10 }).total).toBe(0);
    const { register: _register, ...gone } = change('m', {});
    await applyChanges(database, [{ ...gone, remove: true }]);
    expect(findMissingTexts(database, { limit: 10 }).total).toBe(1);
  });

  test('a title in another language, without a number, is not said to be missing: under its own title the act may be held', async () => {
    const reading = (more = {}) =>
      change('r', { cites: [cite('t:measuresforlabelling', 'cites', { title: 'Measures for Labelling', ...more })] });
    expect(findMissingTexts(await filled(reading()), { limit: 10 }).total).toBe(0);
    expect(findMissingTexts(await filled(reading({ number: '国信办令第86号' })), { limit: 10 }).total).toBe(1);
  });

  test('an irrelevant act counts as stored all the same; a page about acts is not the act', async () => {
    const irrelevant = change('m', { keys: ['t:母法'] }, { remove: true });
    expect(findMissingTexts(await filled(...citing, irrelevant), { limit: 10 }).total).toBe(0);
    expect(findMissingTexts(await filled(...citing, change('n', { keys: ['t:母法'], act: false })), { limit: 10 }).total).toBe(1);
  });

  test('the same change twice makes no difference', async () => {
    const database = await filled(...citing);
    expect(await applyChanges(database, citing)).toBe(0);
  });
});

test('who names what: by relation, held or not, with the document that bears the name', async () => {
  const database = await filled(change('a', { cites: [cite('t:m', 'implements'), cite('t:缺', 'repeals')] }), change('m', {}));
  expect(edges(database, { limit: 10 }).relations).toEqual({ implements: 1, repeals: 1 });
  expect(edges(database, { relation: 'implements', limit: 10 }).items).toMatchObject([
    { from: { id: 'a' }, to: { id: 'm', title: '标题m' } },
  ]);
  expect(edges(database, { held: false, limit: 10 }).items).toMatchObject([{ relation: 'repeals', to: { title: '缺' } }]);
});

test('chains: what carries a text out, level under level, and never round in circles', async () => {
  const database = await filled(
    change('top', { cites: [cite('t:low', 'implements')] }),
    change('mid', { cites: [cite('t:top', 'implements')] }),
    change('low', { cites: [cite('t:mid', 'implements')] }),
  );
  expect(trees(database, { of: 'top', limit: 1 })).toMatchObject([
    { id: 'top', below: [{ id: 'mid', below: [{ id: 'low', below: [] }] }] },
  ]);
  expect(trees(database, { limit: 5 })).toHaveLength(3);
});

test('drafts and the texts they became share the key of their work', async () => {
  const database = await filled(
    change('d', { keys: ['t:草', 'w:算力办法'], draft: true, day: '2026-01-10' }),
    change('f', { keys: ['t:文', 'w:算力办法'], day: '2026-06-10' }),
    change('e', { keys: ['w:算力办法'], day: '2025-06-10' }),
  );
  expect(pairs(database, 10).map(({ draft, final }) => [draft.id, final.id])).toEqual([['d', 'f']]);
});

test('figures of one unit, newest document first, with all units counted', async () => {
  const figure = { bound: 'at-least', strength: 'target', quote: '…' } as const;
  const database = await filled(
    change('a', { day: '2025-01-01', figures: [{ ...figure, value: 20, unit: 'EFLOPS' }] }),
    change('b', {
      day: '2026-01-01',
      figures: [
        { ...figure, value: 60, unit: 'EFLOPS', year: 2028 },
        { ...figure, value: 1.2, unit: 'PUE' },
      ],
    }),
  );
  const found = figures(database, { unit: 'EFLOPS', limit: 10 });
  expect(found).toMatchObject({ total: 2, units: { EFLOPS: 2, PUE: 1 } });
  expect(found.items.map(({ value, document }) => [value, document.id])).toEqual([
    [60, 'b'],
    [20, 'a'],
  ]);
  expect(figures(database, { year: 2028, limit: 10 }).total).toBe(1);
});

test('sequences: own numbers and those that others name', async () => {
  const sequence = (n: number) => ({ prefix: '岭政发', year: 2026, n });
  const database = await filled(
    change('a', { sequence: sequence(1) }, { number: '岭政发〔2026〕1号' }),
    change('b', { sequence: sequence(4), cites: [cite('n:3', 'implements', { sequence: sequence(3) })] }),
  );
  expect(findSequences(database, { limit: 10 })).toMatchObject([
    {
      prefix: '岭政发',
      year: 2026,
      held: [
        { n: 1, id: 'a' },
        { n: 4, id: 'b' },
      ],
      cited: [{ n: 3, by: 'b' }],
    },
  ]);
  expect(findSequences(database, { prefix: '别处', limit: 10 })).toEqual([]);
  expect(findByNumber(database, { n: 1, year: 2026, limit: 5 })).toMatchObject([
    { id: 'a', number: '岭政发〔2026〕1号', prefix: '岭政发' },
  ]);
});

test('windows of a kind that are still open, the next to end first', async () => {
  const until = (day: string) => ({ kind: 'application', until: day, quote: '…' }) as const;
  const database = await filled(
    change('a', { windows: [until('2026-12-10'), until('2026-11-01')] }),
    change('b', { windows: [until('2026-12-01')] }),
  );
  expect(windows(database, { kind: 'application', from: '2026-11-25', limit: 10 }).items.map(({ until: day }) => day)).toEqual([
    '2026-12-01',
    '2026-12-10',
  ]);
  expect(windows(database, { kind: 'objection', from: '2026-11-25', limit: 10 }).total).toBe(0);
});

test('windows by theme, issuer and place of the document that states them', async () => {
  const window = { kind: 'application' as const, until: '2026-12-10', quote: '截止' };
  const database = await filled(
    change('a', { windows: [window] }, { themes: ['compute'], issuerIds: ['miit'], entityIds: ['place:beijing'] }),
    change('b', { windows: [window] }, { themes: ['compute'], issuerIds: ['most'] }),
    change('c', { windows: [window] }),
  );
  const found = (query: { theme?: string; issuer?: string; place?: string }) => {
    const { items, total } = windows(database, { kind: 'application', from: '2026-11-25', limit: 10, ...query });
    expect(total).toBe(items.length);
    return items.map(({ document }) => document.id);
  };
  expect(found({ theme: 'compute' })).toEqual(['a', 'b']);
  expect(found({ theme: 'compute', issuer: 'most' })).toEqual(['b']);
  expect(found({ place: 'beijing' })).toEqual(['a']);
  expect(found({ theme: 'chips' })).toEqual([]);
});

test('others have their turn between two documents, and what long texts are made of is taken in by portions', async () => {
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  await filled(...Array.from({ length: 20 }, (_, n) => change(`n${n}`, {}, { text: '人工智能算力'.repeat(10_000) })));
  clearInterval(beat);
  expect(turns).toBeGreaterThan(10);
});
