import { describe, expect, test } from 'vitest';
import type { Search } from '../../../shared/model/ports.ts';
import type { IndexChange, Keyed, Query } from '../../../shared/model/query.ts';
import type { ThemeId } from '../../../shared/model/vocabulary.ts';
import { act, cite, type OpenEmpty, today } from './rows.ts';

const words = '算力 数据 要素 模型 券 平台 备案 标识 语料 智能'.split(' ');
const themes: readonly ThemeId[] = ['compute', 'chips', 'regulation'];
/** Of two provinces, and of none. */
const issuers = ['shenzhen-drc', 'beijing-haidian-government', 'suzhou-anhui-government', 'beijing-data-exchange', 'guangdong-st'];
const relations = ['implements', 'cites', 'repeals'] as const;
const pick = <T>(list: readonly T[], n: number): readonly T[] => list.filter((_, at) => (n >> at) % 2 === 1);
const pad = (n: number): string => String(n).padStart(2, '0');

/** An invented row: `turn` makes another version of the same document, also one of another year. Every fifth has no day of its own. */
function rowOf(n: number, turn = 0): IndexChange {
  const seed = n * 37 + turn * 101;
  const day = `${2019 + ((n * 5 + turn) % 8)}-${pad(1 + (n % 12))}-${pad(1 + (n % 28))}`;
  const text = Array.from({ length: 12 }, (_, at) => words[(seed * (at + 3) + at * at) % words.length]).join(seed % 3 === 0 ? '，' : '');
  const id = n.toString(16).padStart(16, '0');
  const { published: _published, ...made } = act(
    id,
    {
      keys: [`t:${id}`, ...(n % 4 === 0 ? [`w:${n >> 3}`] : [])],
      act: n % 3 !== 0,
      draft: n % 8 === 0,
      ...(n % 5 === 0 ? {} : { day }),
      cites: [3, 7].map((step) => {
        const target = ((n * step) % 50).toString(16).padStart(16, '0');
        return cite(`t:${target}`, relations[(n + step + turn) % 3] ?? 'cites', { title: `标题${target}` });
      }),
      sequence: { prefix: '岭政发', year: 2020 + (n % 3), n: 1 + (n >> 1) },
      figures: n % 2 === 0 ? [{ value: seed, unit: 'EFLOPS', bound: 'exactly', strength: 'target', quote: `${seed}` }] : [],
      windows: n % 7 === 0 ? [{ kind: 'application', until: `2027-01-${pad(1 + (n % 28))}`, quote: '截止' }] : [],
    },
    {
      title: `关于${words[seed % words.length]}${turn}的通知`,
      text: `${text}。正文`,
      issuerIds: [issuers[n % issuers.length] ?? '', `i${n % 4}`],
      themes: [...pick(themes, (seed % 7) + 1)],
      entityIds: [`place:p${n % 3}`],
      authority: 20 + (seed % 5) * 10,
      ...(n % 2 === 0 ? { effective: day } : {}),
      ...(n % 9 === 0 ? { expires: '2026-01-01' } : {}),
      firstSeenAt: `${day}T01:00:00.000Z`,
      ...(turn === 3 ? { remove: true } : {}),
    },
  );
  return n % 5 === 0 ? made : { ...made, published: day };
}

/** Additions, changes that move documents into other years, removals, returns. */
export const rounds: readonly (readonly IndexChange[])[] = [
  Array.from({ length: 30 }, (_, n) => rowOf(n)),
  Array.from({ length: 30 }, (_, n) => rowOf(20 + n, 1)),
  Array.from({ length: 8 }, (_, n) => rowOf(n * 5, 3)),
  [rowOf(5, 2), rowOf(10, 1), ...Array.from({ length: 9 }, (_, n) => rowOf(n * 4 + 1, 2))],
];

const queries: readonly Partial<Query>[] = [
  {},
  { limit: 7, offset: 5 },
  { limit: 7, offset: 40 },
  { q: '算力' },
  { q: '算力', sort: 'newest', limit: 5, offset: 3 },
  { q: '数据要素' },
  { q: '算力 -模型', sort: 'newest' },
  { q: '券', sort: 'newest' },
  { q: 'title' },
  { theme: 'compute', sort: 'authority' },
  { theme: 'chips', q: '平台' },
  { issuer: 'i2', from: '2021-01-01', to: '2023-12-31' },
  { place: 'p1' },
  { status: 'expired' },
  { status: 'in-force', sort: 'soonest', date: 'effective' },
  { date: 'firstSeen', from: '2022-01-01' },
  { among: [rowOf(1).id, rowOf(10).id, rowOf(45).id, 'nowhere'] },
  { among: [rowOf(1).id, rowOf(45).id], q: '算力' },
];

/** The answers to all that the port can be asked. */
export async function answersOf(search: Search): Promise<Readonly<Record<string, unknown>>> {
  const found: [string, unknown][] = [];
  for (const query of queries) found.push([JSON.stringify(query), await search.query({ limit: 60, today, ...query })]);
  // Engines number the facts of a document each in its own way.
  const keyless = <Answer extends Keyed>({ keys: _keys, ...answer }: Answer) => answer;
  const ids = Array.from({ length: 50 }, (_, n) => rowOf(n).id);
  return {
    ...Object.fromEntries(found),
    one: await Promise.all(ids.map((id) => search.one(id, today))),
    mentions: await search.mentions(),
    named: await search.mentions(['place:p1', 'nowhere']),
    months: await search.timeline({ step: 'month', by: 'level', today }),
    days: await search.timeline({ step: 'day', by: 'theme', q: '算力', from: '2021-01-01', today }),
    effective: await search.timeline({ step: 'month', by: 'theme', theme: 'chips', date: 'effective', today }),
    provinces: await search.provinces({ theme: 'compute', today }),
    province: await search.query({ limit: 60, today, province: 'guangdong' }),
    figures: keyless(await search.figures({ limit: 9, offset: 2 })),
    missing: await search.missingTexts({ limit: 20 }),
    sequences: await search.sequences({ limit: 9 }),
    numbers: await search.withNumber({ n: 4, limit: 9 }),
    keys: (await search.withKeys(ids.map((id) => `t:${id}`))).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    edges: keyless(await search.edges({ limit: 30 })),
    open: keyless(await search.edges({ held: false, theme: 'compute', limit: 30 })),
    windows: keyless(await search.windows({ kind: 'application', from: today, limit: 9, place: 'p1' })),
    trees: await search.trees({ limit: 5 }),
    pairs: await search.pairs(20),
  };
}

/** What a plain reading of the rows finds for words: each is a substring of one field. */
function plainly(held: readonly IndexChange[], { q = '', theme, issuer, from = '', to = '9' }: Partial<Query>): readonly string[] {
  const has = ({ title, english, text, issuerNames }: IndexChange, word: string): boolean =>
    [title, english, text, ...issuerNames].some((field) => field.includes(word));
  const day = ({ published, firstSeenAt }: IndexChange): string => published ?? firstSeenAt.slice(0, 10);
  return held
    .filter((each) => q.split(' ').every((word) => (word.startsWith('-') ? !has(each, word.slice(1)) : has(each, word))))
    .filter((each) => theme === undefined || each.themes.some((one) => one === theme))
    .filter((each) => issuer === undefined || each.issuerIds.includes(issuer))
    .filter((each) => day(each) >= from && day(each) <= to)
    .toSorted((a, b) => (day(a) < day(b) ? 1 : -1))
    .map(({ id }) => id);
}

/** What stays of all rounds. */
const last = (): readonly IndexChange[] => [...new Map(rounds.flat().map((each) => [each.id, each])).values()];

/** Changes upon changes. */
export function roundsContract(open: OpenEmpty): void {
  describe('rounds of changes', () => {
    test('answer as an index to which only the last state was ever applied, and again when nothing changes', async () => {
      const search = await open();
      for (const changes of rounds) await search.apply(changes);
      const fresh = await open();
      await fresh.apply(last());
      const answers = await answersOf(fresh);
      expect(await answersOf(search)).toEqual(answers);
      await search.apply(last());
      expect(await answersOf(search)).toEqual(answers);
    });

    test('find exactly what a plain reading of the rows finds, newest first', async () => {
      const search = await open();
      for (const changes of rounds) await search.apply(changes);
      const held = last().filter(({ remove }) => !remove);
      const asked: readonly Partial<Query>[] = [
        ...words.filter((word) => word.length > 1).map((q) => ({ q })),
        { q: '据要' },
        { q: '算力 数据' },
        { q: '模型 -算力' },
        { theme: 'compute' },
        { issuer: 'i1', from: '2021-06-01', to: '2024-06-30' },
        {},
      ];
      for (const query of asked) {
        const { hits, total } = await search.query({ limit: 100, today, sort: 'newest', ...query });
        const ids = plainly(held, query);
        expect([query, total, hits.map(({ id }) => id)]).toEqual([query, ids.length, ids]);
        const pages = await Promise.all([0, 4, 8].map((offset) => search.query({ limit: 4, offset, today, sort: 'newest', ...query })));
        expect(pages.flatMap((page) => page.hits.map(({ id }) => id))).toEqual(ids.slice(0, 12));
      }
    });
  });
}
