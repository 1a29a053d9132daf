import type { Answers } from '../../shared/model/answers.ts';
import type { Label, Revision, ShownDocument } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Facet, Hit, ProvinceCount, Query, TimelineCount, TimelineQuery } from '../../shared/model/query.ts';
import type { Access, Scope, ShownChoices } from '../../shared/model/reader.ts';
import type { Source } from '../../shared/model/source.ts';
import { findNearMisses } from '../../shared/pipeline/read/label.ts';
import { provinceOf } from '../../shared/registry/provinces.ts';
import { toTimeline } from '../../shared/search/lists.ts';
import { checkClaim } from '../../shared/stages/claim/claim.ts';
import { parseLabel, reasonOf } from '../../shared/stages/classify/label.ts';
import { day, digest } from './digests.ts';
import { compareIn, meetsFilters } from './matching.ts';

/** The choices of an invented reader. */
const shownChoices: ShownChoices = {
  address: 'reader@example.org',
  state: 'confirmed',
  choices: {
    themes: ['chips'],
    issuers: ['cac', 'shanghai-drc'],
    places: ['shenzhen'],
    searches: [{ id: 'abc', name: '绿电 <b>', filters: { q: '绿电', theme: 'energy' } }],
    acts: ['doc_register'],
    landmarks: ['ai-plus'],
    hour: 7,
  },
  links: {
    abc: { feed: 'https://hongtou.example/choices/feed.atom?token=x', calendar: 'https://hongtou.example/choices/calendar.ics?token=x' },
  },
  titles: {
    doc_register: {
      title: '模型语料来源登记办法（试行）',
      english: 'Measures for the Registration of Model Corpus Sources',
      type: 'measures',
    },
  },
};

/** Answers over documents held in memory: data for tests of the pages. Every document is invented. */

const text =
  '第一条　为规范模型语料来源登记，制定本办法。\n第二条　提供者应当在提供服务前，就其训练数据来源办理登记。\n第三条　违反本办法的，处十万元以下罚款。';
const at = (term: string) => ({ term, where: 'text' as const, start: text.indexOf(term), end: text.indexOf(term) + term.length });

export const shown = (more: Partial<ShownDocument> & Pick<ShownDocument, 'id'>): ShownDocument => ({
  kind: 'article',
  url: `https://www.issuer.example/2026/${more.id}.html`,
  canonicalUrl: `https://www.issuer.example/2026/${more.id}.html`,
  sourceId: 'cac-rules',
  reader: 'conventions',
  charset: 'utf-8',
  language: 'zh-Hans',
  titleLanguage: 'zh-Hans',
  title: '模型语料来源登记办法（试行）',
  number: '国信办通字〔2026〕901号',
  issuers: [{ id: 'cac', name: '国家互联网信息办公室', english: 'Cyberspace Administration of China' }],
  type: 'measures',
  status: 'not-yet-in-force',
  statusReason: { by: 'effective', day: '2027-01-01', quote: '自2027年1月1日起施行' },
  dates: {
    signed: day('2026-11-09', '2026年11月09日', 'metadata'),
    published: day('2026-11-17', '2026-11-17 18:20', 'meta-tag'),
    effective: day('2027-01-01', '自2027年1月1日起施行'),
  },
  text,
  attachments: [],
  citations: [],
  warnings: [],
  authority: 80,
  relevant: true,
  relevance: 0.97,
  themes: [
    { theme: 'regulation', score: 0.94, evidence: [{ term: '登记办法', where: 'title', start: 6, end: 10 }, at('应当'), at('罚款')] },
    { theme: 'data-market', score: 0.71, evidence: [at('训练数据')] },
  ],
  entities: [],
  english: { title: 'Measures for the Registration of Model Corpus Sources (for trial implementation)', by: 'glossary' },
  firstSeenAt: '2026-11-17T10:42:00Z',
  lastSeenAt: '2026-11-24T10:42:00Z',
  copies: [
    {
      url: `https://www.issuer.example/2026/${more.id}.html`,
      sourceId: 'cac-rules',
      authority: 80,
      differs: false,
      wording: 'aa',
      evidence: 'evidence/sha256/aa',
      firstSeenAt: '2026-11-17T10:42:00Z',
    },
    {
      url: 'https://www.wire.example/901.html',
      sourceId: 'wire',
      authority: 40,
      differs: true,
      wording: 'bb',
      evidence: 'evidence/sha256/bb',
      firstSeenAt: '2026-11-17T11:02:00Z',
    },
  ],
  revisions: [
    { n: 1, at: '2026-11-17T10:42:00Z', by: 'publisher', what: 'new', textHash: 'a0', evidence: 'evidence/sha256/a0', changes: [] },
    {
      n: 2,
      at: '2026-11-19T01:03:00Z',
      by: 'publisher',
      what: 'changed',
      textHash: 'aa',
      evidence: 'evidence/sha256/aa',
      changes: [{ field: 'text', before: '三十日', after: '三十个工作日' }],
    },
  ],
  links: [
    {
      relation: 'implements',
      to: { title: '关于健全语料治理的意见', number: '国发〔2026〕900号', id: 'doc_opinions' },
      state: 'resolved',
      quote: '根据国发〔2026〕900号，制定本办法',
    },
    { relation: 'cites', to: { title: '高质量语料目录' }, state: 'unresolved', quote: '按照《高质量语料目录》' },
  ],
  citedBy: [
    { id: 'doc_reading', title: '有关负责人就登记办法答记者问', relation: 'interprets', issuers: [{ name: '国家互联网信息办公室' }] },
  ],
  ...more,
});

const source = (id: string, more: Partial<Source> = {}): Source => ({
  id,
  publisher: 'cac',
  names: { zh: '国家互联网信息办公室 · 政策法规', en: 'CAC, rules' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: { format: 'dated-links', url: `https://www.${id}.example/list` },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official acts' },
  certainty: 'reported',
  evidence: 'a public project that reads the list, seen 2026-11',
  ...more,
});

export const sample: readonly ShownDocument[] = [
  shown({ id: 'doc_register' }),
  shown({
    id: 'doc_agents',
    title: '智能体平台责任规定（征求意见稿）',
    english: { title: 'Provisions on the Duties of Agent Platforms (draft for comment)', by: 'glossary' },
    number: undefined as never,
    type: 'draft',
    status: 'draft',
    dates: { published: day('2026-11-18'), commentBy: day('2026-12-04', '请于2026年12月4日前反馈') },
    firstSeenAt: '2026-11-18T10:00:00Z',
  }),
  shown({
    id: 'doc_news',
    title: '某报报道语料登记',
    english: { title: 'A paper on corpus registration', by: 'glossary' },
    number: '',
    type: 'news',
    status: 'informational',
    sourceId: 'wire',
    copies: [],
    themes: [{ theme: 'companies', score: 0.6, evidence: [] }],
    text: `报道开头。${'很长的报道内容。'.repeat(100)}报道结尾。`,
    dates: { published: day('2026-11-20') },
    firstSeenAt: '2026-11-20T10:00:00Z',
  }),
].map((each) => {
  const { number, ...rest } = each;
  return number ? each : rest;
});

const levelOf: Readonly<Record<string, 'L2' | 'L7'>> = { 'cac-rules': 'L2', wire: 'L7' };

function hitOf(document: ShownDocument, q: string | undefined): Hit {
  const {
    id,
    title,
    english,
    number,
    issuers,
    authority,
    type,
    status,
    themes,
    dates,
    firstSeenAt,
    url,
    participate,
    sourceId = 'cac-rules',
  } = document;
  const found = q === undefined ? -1 : document.text.indexOf(q);
  const level = levelOf[sourceId];
  return {
    id,
    title,
    english: english.title,
    issuerIds: issuers.map((each) => each.id ?? ''),
    issuerNames: issuers.map((each) => each.name),
    authority,
    type,
    status,
    themes: themes.map(({ theme }) => theme),
    sourceIds: [sourceId],
    entityIds: [],
    coverage: 0,
    firstSeenAt,
    url,
    ...(number !== undefined && { number }),
    ...(level && { level }),
    ...(dates.signed && { signed: dates.signed.value }),
    ...(dates.published && { published: dates.published.value }),
    ...(dates.effective && { effective: dates.effective.value }),
    ...(dates.commentFrom && { commentFrom: dates.commentFrom.value }),
    ...(dates.commentBy && { commentBy: dates.commentBy.value }),
    ...(participate && { participate: participate.map(({ by, to }) => ({ by, to })) }),
    ...(q !== undefined &&
      found >= 0 && {
        passage: {
          before: document.text.slice(Math.max(0, found - 12), found),
          hit: q,
          after: document.text.slice(found + q.length, found + q.length + 30),
        },
      }),
  };
}

const tally = (values: readonly string[]): Facet => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

/** What a document counts as over time. */
function groupsOf(hit: Hit, { step, by, date = 'published' }: TimelineQuery): readonly TimelineCount[] {
  const day = date === 'firstSeen' ? hit.firstSeenAt.slice(0, 10) : hit[date];
  const groups = by === 'level' ? [hit.level ?? ''] : hit.themes;
  return day === undefined ? [] : groups.map((of) => ({ at: step === 'month' ? day.slice(0, 7) : day, of, count: 1 }));
}

function provincesOf(hits: readonly Hit[]): readonly ProvinceCount[] {
  const issued = hits.flatMap((hit) =>
    [...new Set(hit.issuerIds.flatMap((id) => provinceOf(id) ?? []))].map((province) => ({ province, hit })),
  );
  return [...Map.groupBy(issued, ({ province }) => province)].map(([province, all]) => ({
    province,
    total: all.length,
    themes: tally(all.flatMap(({ hit }) => hit.themes)),
  }));
}

/** Words of a query, or whichever types and statuses it names. */
function meetsWords(hit: Hit, said: string, q: string): boolean {
  const named = Map.groupBy(q.matchAll(/\b(type|status):([a-z-]{1,40})/g), ([, field]) => field as 'type' | 'status');
  return named.size === 0 ? said.includes(q) : [...named].every(([field, values]) => values.some(([, , value]) => hit[field] === value));
}

function matches(hit: Hit, document: ShownDocument, query: Omit<Query, 'limit'>): boolean {
  const { q } = query;
  const said = `${document.title} ${document.text} ${document.english.title}`;
  return (q === undefined || meetsWords(hit, said, q)) && (query.among?.includes(hit.id) ?? true) && meetsFilters(hit, query);
}

export type Memory = {
  readonly documents?: readonly ShownDocument[];
  readonly local?: boolean;
  readonly token?: string;
  readonly signUp?: Answers['signUp'];
  readonly scope?: Scope;
  readonly public?: boolean;
};

/** Answers for `documents`; `mails` and `left` record what readers did. */
export function memory({
  documents = sample,
  local = true,
  token = 'right-token',
  signUp = 'open',
  scope = 'label',
  public: open = false,
}: Memory = {}): Answers & {
  mails: string[];
  left: string[];
  confirmed: string[];
  labels: { id: string; label: Label }[];
  takenBack: { id: string; why: string }[];
} {
  const takenBack: { id: string; why: string }[] = [];
  const labels: { id: string; label: Label }[] = [];
  const mails: string[] = [];
  const left: string[] = [];
  const confirmed: string[] = [];
  const held = (ref: string): ShownDocument | undefined => documents.find(({ id, url, number }) => [id, url, number].includes(ref));
  const revisions = (id: string): readonly Revision[] => (held(id)?.revisions ?? []).map((each) => ({ documentId: id, ...each }));
  const found = (query: Omit<Query, 'limit'>): readonly Hit[] =>
    documents
      .map((each) => ({ hit: hitOf(each, query.q), document: each }))
      .filter(({ hit, document }) => matches(hit, document, query))
      .map(({ hit }) => hit);
  const sessions = new Set<string>();
  const access = (good: boolean): Access => (good ? { name: 'tests', scope } : { refused: 'not known' });
  return {
    mails,
    labels,
    takenBack,
    left,
    confirmed,
    secret: 'secret-of-the-tests',
    ...{ local, needsToken: !local, https: !local, public: open },
    signUp,
    today: () => '2026-11-25',
    async documents(query) {
      const all = documents
        .map((each) => ({ hit: hitOf(each, query.q), document: each }))
        .filter(({ hit, document }) => matches(hit, document, query));
      const hits = all.map(({ hit }) => hit).toSorted((a, b) => compareIn(query, a, b));
      const from = query.after ? hits.findIndex(({ id }) => id === query.after?.[2]) + 1 : (query.offset ?? 0);
      const page = hits.slice(from, from + query.limit);
      const facets = {
        theme: tally(hits.flatMap(({ themes }) => themes)),
        type: tally(hits.map(({ type }) => type)),
        level: tally(hits.flatMap(({ level }) => level ?? [])),
        status: tally(hits.map(({ status }) => status)),
        issuer: tally(hits.flatMap(({ issuerIds }) => issuerIds)),
      };
      return {
        ...{ total: hits.length, facets, hits: page, more: hits.length > from + page.length },
        keys: page.map(({ firstSeenAt, id }) => [0, firstSeenAt, id] as const),
      };
    },
    async document(ref, _asOf, n) {
      const found = held(ref);
      const last = found?.revisions.at(n === undefined ? -1 : n - 1);
      if (!found || !last) return n === undefined ? found : undefined;
      const { at: from, textHash, evidence } = last;
      const revisions = found.revisions.filter((each) => each.n <= last.n);
      return { ...found, revisions, state: { n: last.n, from, textHash, evidence, page: `/documents/${found.id}/v/${last.n}` } };
    },
    text: async (id) => held(id)?.text,
    async *pack(ids) {
      const { toZip } = await import('../../shared/stages/pack/zip.ts');
      const files = ids.flatMap((id) =>
        [held(id)].flatMap((each) => (each ? [{ name: `${each.id}.txt`, bytes: Buffer.from(each.text) }] : [])),
      );
      yield* toZip(
        (async function* () {
          yield* files;
        })(),
      );
    },
    named: async (hits) => hits.flatMap(({ id, status }) => [held(id)].flatMap((each) => (each ? [{ ...each, status }] : []))),
    async feedFacts(hits) {
      const found = hits.flatMap(({ id }) => held(id) ?? []);
      return new Map(
        found.map(({ id, summary = [], revisions: [...past], firstSeenAt, withdrawnAt }) => {
          const changedAt = past.findLast(({ by }) => by === 'publisher')?.at ?? firstSeenAt;
          return [id, { summary, changedAt, changes: Math.max(0, past.length - 1), ...(withdrawnAt !== undefined && { withdrawnAt }) }];
        }),
      );
    },
    revisions: async (id) => revisions(id),
    difference: async (id, from, to) => {
      const all = revisions(id);
      const [first, last] = [
        all.find(({ n }) => String(n) === (from ?? '1')),
        to === undefined ? all.at(-1) : all.find(({ n }) => String(n) === to),
      ];
      return first && last && { from: first.n, to: last.n, revisions: [first, last], changes: last.changes };
    },
    async resolve(ref) {
      const document = held(ref);
      return { kind: document ? 'number' : 'none', held: document !== undefined, ids: document ? [document.id] : [] };
    },
    nearMisses(query) {
      return findNearMisses(query, { search: { query: (asked: Query) => this.documents(asked) } as Context['search'] });
    },
    known: async () => ({ total: 0, items: [] }),
    timeline: async (query) => toTimeline(found(query).flatMap((hit) => groupsOf(hit, query))),
    provinces: async (query) => provincesOf(found(query)),
    mentions: async () => ({}),
    register: {
      figures: async () => ({ total: 0, items: [], units: {}, keys: [], more: false }),
      announcements: async () => [],
      missingTexts: async () => ({ total: 0, items: [] }),
      sequences: async () => [],
      withNumber: async () => [],
      withKeys: async () => [],
      sharing: async () => [],
      edges: async () => ({ total: 0, items: [], relations: {}, keys: [], more: false }),
      citations: async () => ({ total: 0, items: [] }),
      windows: async () => ({ total: 0, items: [], keys: [], more: false }),
      trees: async () => [],
      pairs: async () => [],
      pairsOf: async () => [],
    },
    checkClaim: async (id, { says, article }) => {
      const document = held(id);
      return document && checkClaim({ says, text: document.text, article });
    },
    compare: async () => ({ a: { id: 'doc_register', title: '甲办法' }, b: { id: 'doc_news', title: '乙办法' }, changes: [], facts: [] }),
    promises: async () => ({ items: [], places: [] }),
    doubts: async () => [],
    chain: async (ref) => {
      const act = held(ref);
      return (
        act && { act: { id: act.id, title: act.title, english: act.english.title }, documents: [], bodies: [], places: [], complete: true }
      );
    },
    lineage: async (ref) => {
      const act = held(ref);
      const node = act && {
        key: act.id,
        id: act.id,
        title: act.title,
        english: act.english.title,
        issuers: [],
        level: 'ministry' as const,
        draft: false,
        step: 0 as const,
      };
      return node && { focus: node.key, nodes: [node], edges: [], readings: 0, more: 0 };
    },
    gaps: async () => [],
    reported: async () => [],
    landmark: async () => ({ total: 0, newest: [], laterActs: [] }),
    figures: async () => [],
    newestFigures: async () => new Map(),
    lastHour: async () => undefined,
    sources: async () => [
      {
        source: source('cac-rules'),
        state: {
          id: 'cac-rules',
          condition: 'ok',
          since: '2026-11-01T00:00:00Z',
          lastGoodAt: '2026-11-24T00:00:00Z',
          newest: '2026-11-20',
          listed: 20,
          failures: 0,
        },
      },
      {
        source: source('wire', {
          names: { zh: '某通讯社', en: 'A wire' },
          level: 'L7',
          kind: 'media',
          rights: { use: 'excerpt', reason: 'copyright of the agency' },
        }),
        state: {
          id: 'wire',
          condition: 'refused',
          since: '2026-11-14T02:00:00Z',
          lastGoodAt: '2026-11-13T13:04:00Z',
          listed: 0,
          failures: 9,
          trouble: { kind: 'refused', detail: 'status 412', url: 'https://www.wire.example/' },
        },
      },
      { source: source('fresh', { names: { zh: '新来源', en: 'A fresh source' } }) },
    ],
    digest: async (week) => (week === '2026-W47' ? digest() : undefined),
    editDigest: async () => {},
    weeks: async () => ['2026-W47', '2026-W46'],
    thisWeek: async () => digest({ week: '2026-W48', from: '2026-11-23', to: '2026-11-29', composedAt: '2026-11-25T00:00:00Z' }),
    async changes(after, limit) {
      const all = documents
        .flatMap(({ id, title }) => revisions(id).map((each) => ({ ...each, title })))
        .toSorted((a, b) => (a.at < b.at ? -1 : 1));
      const start = Number(after ?? 0);
      const items = all.slice(start, start + limit);
      return { items, ...(start + limit < all.length && { next: String(start + limit) }) };
    },
    subscribe: async (address) => {
      mails.push(address);
    },
    confirm: async (each) => {
      confirmed.push(each);
      return each === 'good';
    },
    unsubscribe: async (each) => {
      left.push(each);
      return each === 'good';
    },
    readers: {
      rhythm: { weekday: 'monday', time: '08:30', timeZone: 'Asia/Shanghai' },
      shown: async (each) => (each === 'good' ? shownChoices : undefined),
      choose: async () => undefined,
      preview: async () => undefined,
      export: async () => undefined,
      erase: async () => false,
      search: async () => undefined,
      unread: async () => undefined,
      markRead: async () => false,
      tokenAfter: async () => undefined,
      tokenOf: async () => undefined,
    },
    unread: async () => ({ items: Object.values(digest().sections).flat(), upTo: 7, more: false }),
    markRead: async () => {},
    label: async (id, wanted) => {
      labels.push({ id, label: parseLabel(wanted, '2026-11-25T00:00:00Z') });
    },
    takeLabelBack: async (id, { why }) => {
      takenBack.push({ id, why: reasonOf(why) });
    },
    byToken: async (each) => access(each === token),
    bySession: async (each) => access(sessions.has(each)),
    opensDigest: async () => false,
    async signIn(each) {
      if (each !== token) return access(false);
      const session = `session-${sessions.size}`;
      sessions.add(session);
      return { ...access(true), session };
    },
    async signOut(each) {
      sessions.delete(each);
    },
  };
}
