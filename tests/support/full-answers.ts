import type { Answers } from '../../shared/model/answers.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import { structureOf } from '../../shared/stages/text/structure.ts';
import { memory, sample, shown } from './answers.ts';

/** Answers that have something for every page and every part of one: for tests of how pages look and are read. Invented throughout. */

const named = (id: string, title: string) => ({ id, title, english: `Title of ${id}`, day: '2026-10-09' });
const figure = {
  value: 60,
  unit: 'EFLOPS',
  year: 2028,
  yearFrom: 'text',
  bound: 'at-least',
  strength: 'target',
  scope: '智能算力规模',
  quote: '到2028年，智能算力规模达到60EFLOPS以上。',
} as const;
const hostile = '《<script>alert(1)</script>办法》';

export const register: Answers['register'] = {
  ...memory().register,
  figures: async ({ unit }) => ({
    total: unit === 'EFLOPS' ? 1 : 0,
    items: unit === 'EFLOPS' ? [{ ...figure, document: { ...named('d1', '算力计划'), issuers: ['岭东省人民政府'] } }] : [],
    ...{ units: { EFLOPS: 1 }, keys: [], more: false },
  }),
  announcements: async () => [],
  missingTexts: async () => ({
    total: 1,
    items: [
      {
        title: hostile,
        number: '国发〔2026〕3号',
        documents: 4,
        relations: { implements: 4 },
        citedBy: [{ ...named('d1', '算力计划'), relation: 'implements', quote: '落实' }],
      },
    ],
  }),
  edges: async ({ relation }) => ({
    total: 1,
    items: [
      {
        relation: relation ?? 'implements',
        from: named('d1', '算力计划'),
        to: { id: 'd0', title: '总意见', english: 'General opinions' },
        quote: '为落实《总意见》',
      },
    ],
    ...{ relations: { implements: 1 }, keys: [], more: false },
  }),
  trees: async () => [
    { id: 'd0', title: '总意见', english: 'General opinions', below: [{ id: 'd1', title: '算力计划', below: [], more: 3 }] },
  ],
  pairs: async () => [{ draft: { ...named('d2', '办法（征求意见稿）'), day: '2026-03-01' }, final: named('d3', '办法') }],
  windows: async ({ kind }) => ({
    ...{ total: 1, keys: [], more: false },
    items: [{ kind, until: '2026-12-10', quote: '申报截止', document: named('d4', '申报通知') }],
  }),
};
export const gaps: Answers['gaps'] = async () => [
  {
    prefix: '国办发',
    year: 2026,
    held: 3,
    heldRanges: [
      { from: 1, to: 2 },
      { from: 5, to: 5 },
    ],
    highest: 5,
    missing: 2,
    coverage: 0.6,
    reading: 'leads',
    holes: [{ from: 3, to: 4, count: 2, why: 'unseen' }],
  },
  {
    prefix: '发改',
    year: 2026,
    issuer: { id: 'ndrc', name: '国家发展和改革委员会', english: 'NDRC' },
    held: 3,
    heldRanges: [
      { from: 8, to: 8 },
      { from: 90, to: 90 },
      { from: 200, to: 200 },
    ],
    highest: 200,
    missing: 197,
    coverage: 0.015,
    reading: 'low-coverage',
    holes: [{ from: 120, to: 120, count: 1, why: 'cited', citedBy: ['d1'] }],
  },
];

const longTitle =
  '国家发展和改革委员会 国家数据局 工业和信息化部 财政部 国家能源局关于深入实施算力基础设施与绿色电力协同发展专项行动有关事项的通知';
const article = (n: number): string =>
  `第${n}条　提供者应当在提供服务前，就其训练数据来源办理登记，并将登记标识、来源类别、更新时间和责任人员报所在地主管部门备案；登记事项发生变化的，应当在三十日内办理变更。`;

const articles = Array.from({ length: 60 }, (_, n) => article(n + 1)).join('\n');

/** A document with every section that a page can have. */
const everything = shown({
  id: 'doc_everything',
  title: longTitle,
  english: { title: longTitle, by: 'glossary', gist: 'Five bodies order computing power and green electricity to be planned together.' },
  summary: [
    { kind: 'sentence', says: 'NDRC and 4 others issued this notice.', quote: '国家发展和改革委员会' },
    { kind: 'label', says: 'Required: keep logs for at least 6 months', quote: '应当保存标识日志不少于六个月' },
  ],
  keyFacts: [
    {
      ...{ label: 'Must be done', kind: 'duty', by: 'rules', article: '第2条', sanction: '第60条', addressee: 'any-enterprise' },
      ...{ english: 'Providers must register the sources of their training data.', quote: '应当在提供服务前，就其训练数据来源办理登记' },
    },
  ],
  text: articles,
  structure: structureOf(articles),
  subject: '综合政务',
  indexNumber: '000014349/2026-00091',
  withdrawnAt: '2026-11-22T02:00:00Z',
  warnings: [{ field: 'dates.expires', reason: 'two days are given', quote: '有效期三年' }],
  participate: [
    { by: 'email', to: 'comments@issuer.example', quote: '电子邮件：comments@issuer.example' },
    { by: 'form', to: 'https://www.issuer.example/comment', quote: '登录网站提出意见' },
  ],
  attachments: [
    {
      url: 'https://www.issuer.example/a.pdf',
      title: '附件1：算力设施绿色用能情况登记表（样式）',
      format: 'pdf',
      state: 'read',
      pages: 3,
      text: '登记表\n一、单位名称',
    },
    { url: 'https://www.issuer.example/b.xlsx', title: '附件2', format: 'xlsx', state: 'unreachable' },
  ] as ShownDocument['attachments'],
  entities: [
    { id: 'place:beijing', name: '北京', kind: 'place' },
    { id: 'company:huawei', name: '华为', kind: 'company' },
  ] as ShownDocument['entities'],
  figures: [figure, { ...figure, value: 80, unit: '%', scope: '绿电占比', strength: 'must', yearFrom: 'page' }],
  windows: [{ kind: 'application', until: '2026-12-10', quote: '申报截止时间为2026年12月10日' }],
  stages: {
    draft: { id: 'doc_agents', title: '征求意见稿', date: '2026-08-20' },
    final: { id: 'doc_everything', title: longTitle },
    days: 90,
  },
  label: { relevant: true, themes: ['equity'], why: 'small firms first', at: '2026-11-20T01:00:00.000Z' },
});

const documents = [...sample, everything];

/** An act whose neighbours have no English name, one English and Chinese mixed: as four of ten acts have. */
const neighbours: Answers['lineage'] = async (ref) => {
  const node = (key: string, title: string, step: 0 | 1, english?: string) => ({
    ...{ key, id: key, title, day: '2026-10-09', issuers: ['岭东省人民政府'], level: 'province' as const, draft: false, step },
    ...(english !== undefined && { english }),
  });
  if (ref !== 'doc_register') return memory({ documents }).lineage(ref);
  return {
    focus: 'doc_register',
    nodes: [
      node('doc_register', '语料登记管理办法', 0, 'Measures for the Registration of Training Data'),
      node('doc_agents', '岭东省智能体应用三年行动计划（2026—2028年）', 1),
      node('doc_news', '关于开展语料登记工作的通知', 1, 'Notice on the registration of 语料'),
    ],
    edges: [
      { from: 'doc_agents', to: 'doc_register', relation: 'implements', quote: '为落实《语料登记管理办法》' },
      { from: 'doc_news', to: 'doc_register', relation: 'cites', quote: '根据《语料登记管理办法》' },
    ],
    readings: 0,
    more: 0,
  };
};

const spoken = (level: 'centre' | 'province', place?: string) => ({
  ...{ ...named(`p-${level}`, `${hostile}${level}`), draft: false, issuers: [{ name: '岭东省人民政府' }], level },
  ...(place !== undefined && { place }),
});
const quantity = { value: 70, unit: '%', bound: 'at-least', strict: true, year: 2027, quote: hostile } as const;
const promised: Answers['promises'] = async () => ({
  items: [
    {
      ...{ id: 'lamps', names: { en: 'Fog lamps', zh: '雾灯' }, themes: ['compute'], silent: ['anhui', 'hunan', 'wuhan'] },
      said: [
        { ...quantity, is: 'target', document: spoken('centre') },
        { ...quantity, is: 'draft', document: spoken('province', 'zhejiang') },
      ],
    },
    {
      ...{ id: 'fog', act: 'ai-plus', section: '三（九）', names: { en: 'Fog', zh: '雾' }, themes: ['policy'], silent: [] },
      ...{ url: 'https://www.gov.example/1.html', said: [{ is: 'section', quote: hostile, document: spoken('province', 'zhejiang') }] },
    },
  ],
  places: [
    { place: 'anhui', names: { en: 'Anhui', zh: '安徽省' }, level: 'province', state: 'none-found', readTo: '2026-11-20' },
    { place: 'hunan', names: { en: 'Hunan', zh: '湖南省' }, level: 'province', state: 'not-readable' },
    { place: 'wuhan', names: { en: 'Wuhan', zh: '武汉市' }, level: 'city', state: 'not-watched' },
  ],
});

/** `memory` with all of that. */
export const fullAnswers = (): Answers => ({
  ...memory({ documents }),
  register,
  gaps,
  promises: promised,
  lineage: neighbours,
  known: async () => ({
    total: 1,
    items: [
      {
        title: '中华人民共和国网络安全法',
        english: { title: 'Cybersecurity Law of the PRC', by: 'glossary' },
        issuers: [{ name: '全国人民代表大会常务委员会' }],
        dates: {},
        themes: ['regulation'],
        from: 'catalogue',
        checked: { day: '2026-11', where: 'catalogue' },
        url: 'https://flk.npc.example/1',
      },
    ],
  }),
});
