import type { DateFact } from '../../shared/model/article.ts';
import type { Digest, DigestItem, SilentSource } from '../../shared/model/digest.ts';

/** Invented digests for tests of pages and mail; no document in them exists. */

export const day = (value: string, quote = value, from: DateFact['from'] = 'body'): DateFact => ({ value, precision: 'day', from, quote });

export const item = (more: Partial<DigestItem> & Pick<DigestItem, 'id'>): DigestItem => ({
  url: `https://www.issuer.example/2026/${more.id}.html`,
  what: 'new',
  title: '模型语料来源登记办法（试行）',
  english: 'Measures for the Registration of Model Corpus Sources (for trial implementation)',
  issuers: [{ id: 'cac', name: '国家互联网信息办公室', english: 'Cyberspace Administration of China' }, { name: '某省数据局' }],
  level: 'L2',
  type: 'measures',
  status: 'in-force',
  dates: { published: day('2026-11-17') },
  themes: ['regulation'],
  quotes: [],
  relations: [],
  seenIn: 1,
  coverage: [],
  changes: [],
  ...more,
});

const binding = item({
  id: 'doc_register',
  number: '国信办通字〔2026〕901号',
  status: 'not-yet-in-force',
  dates: {
    signed: day('2026-11-09', '2026年11月9日', 'metadata'),
    published: day('2026-11-17'),
    effective: day('2027-01-01', '自2027年1月1日起施行'),
  },
  themes: ['regulation', 'data-market'],
  quotes: ['提供者应当在提供服务前，就其语料来源向登记平台办理登记。'],
  relations: [
    { relation: 'implements', title: '关于健全语料治理的意见', number: '国发〔2026〕900号' },
    { relation: 'repeals', number: '国信办通字〔2024〕907号' },
  ],
  seenIn: 6,
  coverage: [
    {
      title: '一图读懂登记办法',
      english: 'Infographic: the registration measures',
      url: 'https://www.issuer.example/r1.html',
      type: 'interpretation',
    },
  ],
});

const draft = item({
  id: 'doc_agents',
  title: '智能体平台责任规定（征求意见稿）',
  english: 'Provisions on the Duties of Agent Platforms (draft for comment)',
  issuers: [{ id: 'miit', name: '工业和信息化部', english: 'Ministry of Industry and Information Technology' }],
  type: 'draft',
  status: 'draft',
  dates: { published: day('2026-11-18'), commentBy: day('2026-12-04', '请于2026年12月4日前反馈意见') },
  quotes: ['平台应当将智能体以用户名义实施的操作记录保存一百八十日。'],
  seenIn: 4,
});

const local = item({
  id: 'doc_vouchers',
  what: 'changed',
  title: '某市跨省通用算力券若干措施',
  english: 'Several Measures on Compute Vouchers Usable across Provinces',
  issuers: [{ name: '某市人民政府' }],
  level: 'L5',
  type: 'several-measures',
  themes: ['compute', 'equity'],
  changes: [{ field: 'dates.expires', before: '2027-12-31', after: '2028-12-31' }],
});

const unseen: readonly SilentSource[] = [
  {
    sourceId: 'most-notices',
    names: { zh: '科学技术部通知公告', en: 'Ministry of Science and Technology, notices' },
    condition: 'refused',
    since: '2026-11-14T02:00:00Z',
    lastGoodAt: '2026-11-13T13:04:00Z',
    detail: 'status 412',
  },
  {
    sourceId: 'ndrc-library',
    names: { zh: '国家发展改革委文件库', en: 'NDRC, document library' },
    condition: 'suspect',
    since: '2026-11-16T00:00:00Z',
  },
];

/** Composed on Monday 23 November 2026, 08:00 in Beijing. */
export const digest = (more: Partial<Digest> = {}): Digest => ({
  week: '2026-W47',
  from: '2026-11-16',
  to: '2026-11-22',
  composedAt: '2026-11-23T00:00:00Z',
  sections: { binding: [binding], drafts: [draft], effect: [], plans: [], enforcement: [], local: [local], companies: [], readings: [] },
  unseen,
  sources: { total: 52, inOrder: 50 },
  counts: { new: 2, changed: 1, withdrawn: 0, irrelevant: 340 },
  ...more,
});

export const emptyDigest: Digest = digest({
  sections: { binding: [], drafts: [], effect: [], plans: [], enforcement: [], local: [], companies: [], readings: [] },
  unseen: [],
  sources: { total: 52, inOrder: 52 },
  counts: { new: 0, changed: 0, withdrawn: 0, irrelevant: 0 },
});
