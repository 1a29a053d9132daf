import type { Search } from '../../../shared/model/ports.ts';
import type { CrossIndexFacts, IndexChange, IndexedCitation, Query } from '../../../shared/model/query.ts';

/** Opens an index that holds nothing yet. */
export type OpenEmpty = () => Promise<Search>;

export const today = '2026-11-25';

/** A row of the index, with what a test does not care for filled in. */
export const row = (id: string, more: Partial<IndexChange> = {}): IndexChange => ({
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

/** A row that is an act, with facts for questions across documents. */
export const act = (id: string, register: Partial<CrossIndexFacts>, more: Partial<IndexChange> = {}): IndexChange =>
  row(id, {
    title: `标题${id}`,
    english: `Title ${id}`,
    issuerIds: [],
    issuerNames: ['岭东省人民政府'],
    themes: [],
    ...more,
    register: { keys: [`t:${id}`], act: true, draft: false, day: '2026-10-01', cites: [], figures: [], windows: [], ...register },
  });

export const cite = (key: string, relation: IndexedCitation['relation'], more: Partial<IndexedCitation> = {}): IndexedCitation => ({
  keys: [key],
  title: key.slice(2),
  relation,
  quote: `…《${key.slice(2)}》…`,
  ...more,
});

export type Finder = { readonly search: Search; find(query: Partial<Query>): Promise<readonly string[]> };

/** An index of these rows, and how the ids are found in it. */
export async function indexOf(open: OpenEmpty, ...rows: readonly IndexChange[]): Promise<Finder> {
  const search = await open();
  await search.apply(rows);
  return { search, find: async (query) => (await search.query({ limit: 20, today, ...query })).hits.map(({ id }) => id) };
}
