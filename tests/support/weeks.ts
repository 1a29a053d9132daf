import { type Digest, type DigestItem, type SectionId, sections } from '../../shared/model/digest.ts';
import { day, digest, item } from './digests.ts';

/** Invented weeks with highlights, for tests of mail, text and page. */

const bodies = [
  { id: 'cac', name: '国家互联网信息办公室', english: 'CAC' },
  { id: 'miit', name: '工业和信息化部', english: 'MIIT' },
  { id: 'ndrc', name: '国家发展和改革委员会', english: 'NDRC' },
  { id: 'x', name: '云州市人民政府', english: 'Yunzhou Municipal People’s Government' },
];
const subjects = [
  ['合成语音标识', 'the Labelling of Synthetic Speech'],
  ['智能体平台责任', 'the Duties of Platforms That Offer Agents to the Public in Several Provinces'],
  ['算力券使用', 'the Use of Compute Vouchers by Small Firms and Research Institutes'],
  ['模型语料来源', 'the Sources of Training Data'],
  ['绿电监测', 'Monitoring the Use of Green Power in Computing Centres of the National Hubs'],
] as const;

const summaryOf = (n: number): NonNullable<DigestItem['summary']> => [
  { kind: 'sentence', says: `The body number ${n} issued these measures.`, quote: `${n}号机关印发本办法。` },
  { kind: 'sentence', says: `They are dated ${(n % 28) + 1} November 2026.`, quote: `2026年11月${(n % 28) + 1}日` },
  { kind: 'sentence', says: `They take effect on ${(n % 28) + 1} December 2026.`, quote: `自2026年12月${(n % 28) + 1}日起施行` },
  { kind: 'sentence', says: `Providers must keep register ${n}.`, quote: `提供者应当保存${n}号登记簿。` },
  { kind: 'label', says: 'Must be done', quote: `提供者应当保存记录不少于${n}个月。` },
  { kind: 'label', says: 'Fines', quote: `处${n}万元以下罚款。` },
];

/** An act with a title of its own behind the notice that issues it, six facts and a reading. */
const act = (n: number, section: SectionId): DigestItem => {
  const [chinese, english] = subjects[n % subjects.length] ?? subjects[0];
  const draft = section === 'drafts';
  return item({
    id: `doc_${n}`,
    title: `关于印发《${chinese}管理办法（${n}）》的通知`,
    english: `Notice on Issuing the Measures for ${english} (${n})`,
    act: { title: `${chinese}管理办法（${n}）`, english: `Measures for ${english} (${n})` },
    issuers: bodies.slice(n % bodies.length, (n % bodies.length) + 1 + (n % 2)),
    number: `某发〔2026〕${900 + n}号`,
    dates: {
      published: day('2026-11-17'),
      ...(draft ? { commentBy: day(`2026-12-${String((n % 20) + 1).padStart(2, '0')}`) } : {}),
      ...(section === 'effect' ? { effective: day(`2026-12-${String((n % 20) + 1).padStart(2, '0')}`) } : {}),
    },
    ...(draft ? { type: 'draft', status: 'draft' } : {}),
    ...(section === 'effect' ? { what: 'effect' } : {}),
    summary: summaryOf(n),
    coverage:
      n % 6 === 0
        ? [
            {
              title: `办法${n}解读`,
              english: `Reading of the measures ${n}`,
              url: `https://www.issuer.example/r${n}.html`,
              type: 'interpretation',
            },
          ]
        : [],
  });
};

const shares: Readonly<Record<SectionId, number>> = {
  binding: 4,
  drafts: 5,
  effect: 4,
  plans: 6,
  enforcement: 2,
  local: 6,
  companies: 1,
  readings: 2,
};

/** A week of 30 acts: five highlights, one text changed and one withdrawn, drafts that close, and figures. */
export function fullWeek(more: Partial<Digest> = {}): Digest {
  let n = 0;
  const filled = Object.fromEntries(
    sections.map((section) => [section, Array.from({ length: shares[section] }, () => act(n++, section))]),
  ) as unknown as Record<SectionId, DigestItem[]>;
  const [first] = filled.local;
  if (first)
    filled.local[0] = { ...first, what: 'changed', changes: [{ field: 'dates.expires', before: '2027-12-31', after: '2028-12-31' }] };
  return digest({
    sections: filled,
    highlights: [
      {
        id: 'doc_0',
        section: 'binding',
        reasons: [{ kind: 'replaces', title: { zh: '暂行办法', en: 'Interim Measures' }, quote: '同时废止' }],
      },
      {
        id: 'doc_1',
        section: 'binding',
        reasons: [
          { kind: 'finalises', days: 90, quote: '稿' },
          { kind: 'binding', quote: '某发' },
        ],
      },
      { id: 'doc_4', section: 'drafts', reasons: [{ kind: 'closes', day: '2026-12-05', days: 12, quote: '12月5日前' }] },
      { id: 'doc_13', section: 'plans', reasons: [{ kind: 'deadline-moved', before: '2027-01', after: '2027-06', quote: '6月底前' }] },
      { id: 'doc_14', section: 'plans', reasons: [{ kind: 'takes-effect', day: '2026-12-01', days: 8, quote: '起施行' }] },
    ],
    moved: [
      {
        subject: { zh: '已备案生成式人工智能服务', en: 'Generative AI services filed' },
        unit: 'count',
        now: { value: 1204, day: '2026-11-20', document: 'doc_19', quote: '累计1204款完成备案' },
        before: { value: 1143, day: '2026-10-20', document: 'doc_19', quote: '累计1143款完成备案' },
      },
    ],
    closing: ['doc_4', 'doc_5'],
    ...more,
  });
}
