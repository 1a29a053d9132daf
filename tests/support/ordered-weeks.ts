import { declaration, type Notice, siteOf } from './pages.ts';
import type { Recorded } from './warc.ts';

/** Weeks of few invented acts, of which a head of department knows what comes first; four notices of no weight stand beside them in each. */

const host = 'ordered.sample.example';
/** The State Council's library, which carries what all issue. */
export const orderedSource = declaration('ordered', host, {
  publisher: 'state-council',
  level: 'L1',
  expect: { atLeast: 1, freshWithinDays: 400 },
});

const made = (id: string, title: string, issuer: string, day: string, lines: readonly string[], number?: string): Notice => ({
  path: `/tz/t${id}.html`,
  title,
  issuer,
  signed: day,
  published: day,
  lines,
  ...(number === undefined ? {} : { number }),
});
/** The id in an address of the site. */
export const idOf = (url: string): string => /\/t([a-z]+\d*)\.html/.exec(url)?.[1] ?? url;

const minorOnes = [
  '工业和信息化部办公厅 产品征集',
  '教育部办公厅 课程资源征集',
  '上海市经济和信息化委员会 企业走访',
  '杭州市经济和信息化局 应用对接',
];
const minors = (day: string): readonly Notice[] =>
  minorOnes.map((each, i) => {
    const [issuer = '', matter = ''] = each.split(' ');
    const lines = ['各有关单位：', `现就开展人工智能${matter}通知如下。`, `一、参加单位应当使用人工智能大模型完成${matter}。`];
    return made(`minor${day.replaceAll('-', '')}${i}`, `${issuer}关于开展人工智能${matter}（${day.slice(5)}）的通知`, issuer, day, lines);
  });

const connect = (month: string): Notice =>
  made('moved', '国家能源局关于人工智能算力中心绿电接入的通知', '国家能源局', '2025-12-30', [
    '各单位：',
    `人工智能算力中心应当于2026年${month}月底前完成绿电接入。`,
  ]);

type Week = {
  readonly week: string;
  readonly first: readonly string[];
  readonly day: string;
  readonly acts: readonly Notice[];
  readonly month: string;
};

const weeks: readonly Week[] = [
  {
    week: '2026-W02',
    first: ['law'],
    day: '2026-01-07',
    month: '6',
    acts: [
      made('plan', '工业和信息化部关于印发《人工智能制造行动计划（2026—2028年）》的通知', '工业和信息化部', '2026-01-06', [
        '各省工业和信息化主管部门：',
        '现将《人工智能制造行动计划（2026—2028年）》印发给你们。',
        '到2028年，规模以上企业人工智能应用普及率达到60%以上。',
      ]),
      made('law', '中华人民共和国人工智能法', '全国人民代表大会常务委员会', '2026-01-05', [
        '《中华人民共和国人工智能法》已由第十四届全国人民代表大会常务委员会第二十次会议于2026年1月5日通过，现予公布，自2026年9月1日起施行。',
        '第一条 为了规范人工智能活动，制定本法。',
        '第二条 人工智能提供者应当建立风险管理制度。',
        '第三条 本法自2026年9月1日起施行。',
      ]),
      made(
        'rule',
        '人工智能语音服务管理规定',
        '国家互联网信息办公室',
        '2026-01-06',
        ['第一条 提供者应当保存日志不少于六个月。', '第二条 本规定自2026年3月1日起施行。'],
        '国家互联网信息办公室令第70号',
      ),
    ],
  },
  {
    week: '2026-W03',
    first: ['regulation'],
    day: '2026-01-14',
    month: '6',
    acts: [
      made('notice', '广东省工业和信息化厅关于做好人工智能企业培育的通知', '广东省工业和信息化厅', '2026-01-13', [
        '各地级以上市工业和信息化局：',
        '现就做好人工智能企业培育通知如下。',
      ]),
      made('regulation', '北京市人工智能促进条例', '北京市人民代表大会常务委员会', '2026-01-12', [
        '《北京市人工智能促进条例》已由北京市第十六届人民代表大会常务委员会第二十次会议于2026年1月12日通过，现予公布，自2026年5月1日起施行。',
        '第一条 为促进人工智能发展，制定本条例。',
        '第二条 人工智能服务提供者应当履行备案义务。',
      ]),
    ],
  },
  {
    week: '2026-W04',
    first: ['opinions', 'draft'],
    day: '2026-01-21',
    month: '6',
    acts: [
      made(
        'city',
        '杭州市经济和信息化局关于《杭州市智能体管理办法（征求意见稿）》公开征求意见的通知',
        '杭州市经济和信息化局',
        '2026-01-20',
        ['现就《杭州市智能体管理办法（征求意见稿）》公开征求意见，意见反馈截止时间为2026年1月29日，请发送至a@hz.example。'],
      ),
      made('draft', '司法部关于《人工智能训练数据条例（征求意见稿）》公开征求意见的通知', '司法部', '2026-01-20', [
        '为了规范人工智能训练数据活动，司法部会同有关部门起草了《人工智能训练数据条例（征求意见稿）》，现向社会公开征求意见。意见反馈截止时间为2026年2月20日，请发送至b@moj.example。',
        '第一条 提供者应当核验训练数据来源。',
      ]),
      made(
        'opinions',
        '国务院办公厅关于加快人工智能公共服务的意见',
        '国务院办公厅',
        '2026-01-19',
        ['各省、自治区、直辖市人民政府：', '到2027年，公共服务人工智能覆盖率达到90%以上。'],
        '国办发〔2026〕3号',
      ),
    ],
  },
  {
    week: '2026-W05',
    first: ['repeal'],
    day: '2026-01-28',
    month: '6',
    acts: [
      made('guide', '国家数据局关于印发《人工智能数据集建设指南》的通知', '国家数据局', '2026-01-27', [
        '各数据管理部门：',
        '现将《人工智能数据集建设指南》印发给你们，请参照执行。',
      ]),
      made(
        'repeal',
        '国家互联网信息办公室关于废止《深度合成算法临时规定》的决定',
        '国家互联网信息办公室',
        '2026-01-26',
        ['现决定废止《深度合成算法临时规定》（国家互联网信息办公室令第55号），自2026年4月1日起施行。'],
        '国家互联网信息办公室令第71号',
      ),
    ],
  },
  { week: '2026-W06', first: ['moved'], day: '2026-02-04', month: '12', acts: [] },
];

/** What the site answers on a day: everything that was put up until then. */
function siteOn(index: number): readonly Recorded[] {
  const until = weeks.slice(0, index + 1);
  return siteOf(host, [...until.toReversed().flatMap(({ acts, day }) => [...acts, ...minors(day)]), connect(weeks[index]?.month ?? '6')]);
}

export const orderedWeeks = weeks.map(({ week, first, day }, index) => ({
  week,
  first,
  now: `${day}T20:00:00+08:00`,
  answers: siteOn(index),
}));
/** The site before the first of the weeks, and when it is read. */
export const beforeWeeks = { now: '2025-12-31T09:00:00+08:00', answers: siteOn(-1) };
