import { declaration, type Notice, siteOf } from './pages.ts';
import type { Recorded } from './warc.ts';

/** A week of thirty invented acts whose order of importance is known, after the first look at a site: an old draft, a notice, and more old pages. */

const host = 'week.sample.example';
/** The State Council's library, which carries what all issue. */
export const madeSource = declaration('week', host, { publisher: 'state-council', level: 'L1' });

type Made = Omit<Notice, 'path' | 'published'> & { readonly id: string; readonly published?: string };
const path = (id: string): string => `/tz/202611/t${id}.html`;
/** As a store has it. */
export const addressOf = (id: string): string => `http://${host}${path(id)}`;
const noticeOf = ({ id, published = '2026-11-18', ...more }: Made): Notice => ({ ...more, path: path(id), published });

const monitoring = (month: string): Made => ({
  id: 'monitoring',
  title: '国家发展改革委关于开展人工智能算力中心用电监测的通知',
  number: '发改办环资〔2026〕961号',
  issuer: '国家发展改革委',
  signed: '2026-10-30',
  published: '2026-11-09',
  lines: ['各省、自治区、直辖市发展改革委：', `人工智能算力中心应当于2027年${month}月底前接入监测平台，按月报送用电数据。`],
});

const draft: Made = {
  id: 'trade-draft',
  title: '国家互联网信息办公室关于《人工智能智能体交易服务管理办法（征求意见稿）》公开征求意见的通知',
  issuer: '国家互联网信息办公室',
  signed: '2026-08-20',
  published: '2026-08-20',
  lines: [
    '现就《人工智能智能体交易服务管理办法（征求意见稿）》公开征求意见。意见反馈截止时间为2026年9月20日，请发送至trade@comments.example。',
    '人工智能智能体交易服务管理办法',
    '（征求意见稿）',
    '第一条 为规范人工智能智能体交易服务，制定本办法。',
    '第二条 提供者应当保存交易记录不少于三个月。',
  ],
};

/** The most important first, as the head of a department would put them. */
const weighty: readonly Made[] = [
  {
    id: 'training',
    title: '人工智能训练数据安全条例',
    number: '国务院令第990号',
    issuer: '国务院',
    signed: '2026-11-12',
    lines: [
      '《人工智能训练数据安全条例》已经2026年10月30日国务院常务会议通过，现予公布，自2027年3月1日起施行。',
      '第一条 为了保障人工智能训练数据安全，根据《中华人民共和国网络安全法》，制定本条例。',
      '第二条 在中华人民共和国境内提供人工智能模型训练服务，适用本条例。',
      '第三条 提供者应当在训练开始前完成数据来源核验，保存核验记录不少于三年。',
      '第四条 违反本条例规定的，由网信部门责令改正，处一百万元以下罚款。',
      '第五条 本条例自2027年3月1日起施行。',
    ],
  },
  {
    id: 'trade',
    title: '人工智能智能体交易服务管理办法',
    number: '国家互联网信息办公室令第91号',
    issuer: '国家互联网信息办公室',
    signed: '2026-11-13',
    lines: [
      '《人工智能智能体交易服务管理办法》已经2026年10月28日国家互联网信息办公室室务会议审议通过，现予公布，自2027年1月1日起施行。',
      '第一条 为规范人工智能智能体交易服务，根据《中华人民共和国网络安全法》，制定本办法。',
      '第二条 提供者应当保存交易记录不少于六个月。',
      '第三条 单笔支付超过五百元的，应当取得用户二次确认。',
      '第四条 本办法自2027年1月1日起施行。《人工智能代理服务管理暂行办法》（国信办通字〔2024〕907号）同时废止。',
    ],
  },
  {
    id: 'standard',
    title: '国家市场监督管理总局关于批准发布《人工智能生成合成内容标识方法》强制性国家标准的公告',
    number: '2026年第93号',
    issuer: '国家市场监督管理总局',
    signed: '2026-11-11',
    lines: [
      '国家市场监督管理总局（国家标准化管理委员会）批准《人工智能生成合成内容标识方法》强制性国家标准，现予以公布，自2027年5月1日起实施。',
    ],
  },
  {
    id: 'office',
    title: '国务院办公厅关于推进人工智能普惠应用的指导意见',
    number: '国办发〔2026〕97号',
    issuer: '国务院办公厅',
    signed: '2026-11-10',
    lines: [
      '各省、自治区、直辖市人民政府，国务院各部委、各直属机构：',
      '经国务院同意，现就推进人工智能普惠应用提出以下意见。',
      '一、到2028年，规模以上制造业企业人工智能应用普及率达到70%以上。',
      '二、各地应当于2027年3月底前制定实施方案。',
    ],
  },
  monitoring('6'),
  {
    id: 'minors',
    title: '国家互联网信息办公室关于《未成年人使用人工智能陪伴服务管理规定（征求意见稿）》公开征求意见的通知',
    issuer: '国家互联网信息办公室',
    signed: '2026-11-16',
    lines: [
      '现就《未成年人使用人工智能陪伴服务管理规定（征求意见稿）》公开征求意见。意见反馈截止时间为2026年11月28日，请发送至minors@comments.example。',
      '未成年人使用人工智能陪伴服务管理规定',
      '（征求意见稿）',
      '第一条 为保护未成年人使用人工智能陪伴服务的权益，制定本规定。',
      '第二条 提供者应当提供未成年人模式，每日使用时长不超过一小时。',
    ],
  },
];

const bodies = [
  '工业和信息化部办公厅',
  '教育部办公厅',
  '国家数据局',
  '科技部',
  '农业农村部办公厅',
  '北京市经济和信息化局',
  '上海市经济和信息化委员会',
];
const places = ['广东省工业和信息化厅', '浙江省经济和信息化厅', '四川省科学技术厅', '湖北省数据局', '深圳市工业和信息化局'];
const matters = ['公共算力服务平台接入', '行业大模型语料建设', '人工智能应用场景推广', '人工智能人才实训'] as const;
const marks = [
  '工信厅科函',
  '教技厅函',
  '国数政策',
  '国科发规',
  '农办市',
  '京经信发',
  '沪经信智',
  '粤工信数',
  '浙经信智能',
  '川科高',
  '鄂数据发',
  '深工信规',
];

/** Notices of ministries and places, none of them weighty. */
const others: readonly Made[] = [...bodies, ...places].flatMap((issuer, i) =>
  matters.slice(0, 2).map((matter, k) => ({
    id: `n${i}${k}`,
    title: `${issuer}关于做好${matters[(i + k * 2) % matters.length] ?? matter}有关工作的通知`,
    number: `${marks[i]}〔2026〕9${String(i * 2 + k).padStart(2, '0')}号`,
    issuer,
    signed: `2026-11-${String(10 + (i % 6)).padStart(2, '0')}`,
    lines: [
      '各有关单位：',
      `现就做好${matters[(i + k * 2) % matters.length] ?? matter}工作通知如下。`,
      `一、各单位应当配备专人负责，参加人工智能大模型服务对接，于2027年${(i % 9) + 1}月底前报送进展。`,
      `二、对通过验收的项目，给予最高${20 + i * 5}万元补助。`,
    ],
  })),
);

export const madeWeek: readonly Made[] = [...weighty, ...others];

const old = (id: string, matter: string): Made => ({
  id,
  title: `国家数据局关于开展人工智能${matter}的通知`,
  number: `国数政策〔2026〕9${id.slice(-2)}号`,
  issuer: '国家数据局',
  signed: '2026-03-10',
  published: '2026-03-12',
  lines: ['各省、自治区、直辖市数据管理部门：', `现就开展人工智能${matter}通知如下，请于2026年4月30日前报送。`],
});
/** Pages that were up long before anybody looked. */
const olds: readonly Made[] = [old('old81', '数据集征集'), old('old82', '算力普查'), old('old83', '标准宣贯')];

const siteWith = (acts: readonly Made[]): readonly Recorded[] => siteOf(host, acts.map(noticeOf));

const filler = (id: string, published: string): Made => ({
  id,
  title: `机关关于东区食堂改造的通知`,
  issuer: '国家数据局',
  published,
  lines: ['机关食堂将于本月进行改造，请各司注意就餐时间。'],
});
const single: Made = {
  ...(others[2] as Made),
  id: 'single',
  title: '科技部关于开展人工智能开源模型评测的通知',
  number: '国科发规〔2026〕981号',
  issuer: '科技部',
  published: '2026-12-01',
};
const three: readonly Made[] = ['教育部', '国家数据局', '科技部'].map((issuer, i) => ({
  id: `three${i}`,
  title: `${issuer}关于开展人工智能${['课程建设', '语料建设', '算力调度'][i]}试点的通知`,
  number: `${['教技', '国数政策', '国科发规'][i]}〔2026〕99${i}号`,
  issuer,
  signed: '2026-12-07',
  published: '2026-12-08',
  lines: ['各有关单位：', `现就开展人工智能${['课程建设', '语料建设', '算力调度'][i]}试点通知如下，请于2027年1月20日前报送方案。`],
}));

const first = [draft, monitoring('1'), ...olds];
const full = [draft, ...madeWeek, ...olds];

/** The site through six weeks: the first, the full one, one with nothing of interest, one with one act, one with three, and one in which it refuses. */
export const madeWeeks: readonly { readonly week: string; readonly now: string; readonly answers: readonly Recorded[] }[] = [
  { week: '2026-W46', now: '2026-11-15T20:00:00+08:00', answers: siteWith(first) },
  { week: '2026-W47', now: '2026-11-22T20:00:00+08:00', answers: siteWith(full) },
  { week: '2026-W48', now: '2026-11-29T20:00:00+08:00', answers: siteWith([filler('canteen', '2026-11-27'), ...full]) },
  { week: '2026-W49', now: '2026-12-06T20:00:00+08:00', answers: siteWith([single, filler('canteen', '2026-11-27'), ...full]) },
  { week: '2026-W50', now: '2026-12-13T20:00:00+08:00', answers: siteWith([...three, single, filler('canteen', '2026-11-27'), ...full]) },
  { week: '2026-W51', now: '2026-12-20T20:00:00+08:00', answers: [{ url: `http://${host}/tz/index.html`, status: 403, body: '' }] },
];
/** 08:30 on the Monday after a round. */
export const mondayAfter = (now: string): string => new Date(Date.parse(now) + 12.5 * 3_600_000).toISOString();
