import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { long, reported } from '../faults/report.ts';
import { type Left, playShuffled, settled, type Told } from '../support/shuffled-story.ts';
import { type Act, gateway, library, list, ministry, repost, wire } from '../support/sites.ts';
import type { World } from '../support/story.ts';

/** One act on five hosts, a forwarding notice, a report, two works of one title, an act that comes before what it repeals: all in one run. */
const act: Act = {
  title: '国家数据局 国家发展改革委关于印发《公共语料共享实施方案》的通知',
  number: '国数资源〔2026〕77号',
  issuers: ['国家数据局', '国家发展改革委'],
  signed: '2026-06-03',
  published: '2026-06-08',
  lines: [
    '各省、自治区、直辖市数据管理部门、发展改革委：',
    '为扩大人工智能训练语料的供给，现将《公共语料共享实施方案》印发给你们，请结合实际认真贯彻执行。',
    '一、到2028年，公共语料总规模达到五百万亿词元。',
    '二、对通过验收的语料库，给予不超过200万元的支持。',
    '三、本方案自2026年7月1日起施行，原《公共语料管理指引》（国数资源〔2024〕9号）同时废止。',
  ],
};
const old: Act = {
  title: '国家数据局关于印发《公共语料管理指引》的通知',
  number: '国数资源〔2024〕9号',
  issuers: ['国家数据局'],
  signed: '2024-02-01',
  published: '2024-02-03',
  lines: ['现将《公共语料管理指引》印发给你们，用于人工智能训练语料的管理。', '一、遵守法律法规。', '本指引自印发之日起施行。'],
};
const forward: Act = {
  title: '湖南省数据局关于转发《国家数据局 国家发展改革委关于印发〈公共语料共享实施方案〉的通知》的通知',
  number: '湘数发〔2026〕12号',
  issuers: ['湖南省数据局'],
  signed: '2026-06-09',
  published: '2026-06-10',
  lines: [
    '各市州数据局：',
    '现将《国家数据局 国家发展改革委关于印发〈公共语料共享实施方案〉的通知》（国数资源〔2026〕77号）转发给你们，请报送人工智能语料清单。',
  ],
};
const news: Act = {
  title: '公共语料三年要到五百万亿词元',
  issuers: ['样报'],
  published: '2026-06-09',
  lines: [
    '本报讯（记者李样）国家数据局、国家发展改革委近日联合印发《公共语料共享实施方案》（国数资源〔2026〕77号），提出扩大公共语料的规模。',
    '业内人士认为，方案将缓解人工智能训练语料不足的问题。',
  ],
};
const local = (issuer: string): Act => ({
  title: '支持人工智能语料产业若干措施',
  issuers: [issuer],
  signed: '2026-06-01',
  published: '2026-06-05',
  lines: [`为支持人工智能语料产业，${issuer}制定以下措施。`, '一、发放语料券。'],
});

/** What else the lists of the act show: a list without entries would be no list. */
const beside: Act = {
  title: '国家发展改革委关于人工智能算力电价的通知',
  number: '发改价格〔2024〕31号',
  issuers: ['国家发展改革委'],
  signed: '2024-02-05',
  published: '2024-02-09',
  lines: ['各省发展改革委：', '人工智能算力中心用电执行大工业电价。'],
};
const shelf: Act = {
  title: '国务院办公厅关于智能网联汽车的意见',
  number: '国办发〔2024〕12号',
  issuers: ['国务院办公厅'],
  signed: '2024-02-06',
  published: '2024-02-10',
  lines: ['各省人民政府：', '支持自动驾驶人工智能模型上车测试。'],
};

const at = {
  ministry: 'https://www.nda.gov.cn/tz/202606/a1.html',
  joint: 'https://www.ndrc.gov.cn/tz/202606/t20260609_1.html',
  library: 'https://www.gov.cn/zhengce/zhengceku/202606/content_7080077.htm',
  gateway: 'https://big5.www.gov.cn/gate/big5/www.gov.cn/zhengce/zhengceku/202606/content_7080077.htm',
  wire: 'https://www.news.cn/politics/20260608/abc123abc123/c.html',
  repost: 'https://paper.example/2026/0608/7.html',
  old: 'https://www.nda.gov.cn/tz/202402/a0.html',
  beside: 'https://www.ndrc.gov.cn/tz/202402/t20240209_0.html',
  shelf: 'https://www.gov.cn/zhengce/zhengceku/202402/content_7000001.htm',
  forward: 'https://www.hunan.gov.cn/zw/202606/1.html',
  news: 'https://paper.example/2026/0609/1.html',
  hunan: 'https://www.hunan.gov.cn/zw/202606/2.html',
  hubei: 'https://www.hubei.gov.cn/zw/202606/2.html',
};
const lists = {
  nda: 'https://www.nda.gov.cn/tz/index.html',
  ndrc: 'https://www.ndrc.gov.cn/tz/index.html',
  gov: 'https://www.gov.cn/zhengce/zhengceku/index.html',
  paper: 'https://paper.example/index.html',
  hunan: 'https://www.hunan.gov.cn/zw/index.html',
  hubei: 'https://www.hubei.gov.cn/zw/index.html',
};
const tellers = [
  { id: 'o-nda', publisher: 'nda', url: lists.nda },
  { id: 'o-ndrc', publisher: 'ndrc', url: lists.ndrc },
  { id: 'o-gov', publisher: 'state-council', url: lists.gov, level: 'L1' },
  { id: 'o-paper', publisher: 'sample-paper', url: lists.paper, kind: 'media', level: 'L7' },
  { id: 'o-hunan', publisher: 'hunan', url: lists.hunan, level: 'L4' },
  { id: 'o-hubei', publisher: 'hubei', url: lists.hubei, level: 'L4' },
];
const entry = (href: string, { title, published: day }: Act) => ({ href, title, day });

const world = (more: World = {}, text: Act = act): World => ({
  [lists.nda]: list([entry(at.ministry, act), entry(at.old, old)]),
  [lists.ndrc]: list([entry(at.joint, act), entry(at.beside, beside)]),
  [lists.gov]: list([entry(at.library, act), entry(at.shelf, shelf)]),
  [lists.paper]: list([entry(at.repost, act), entry(at.wire, act), entry(at.gateway, act), entry(at.ministry, act), entry(at.news, news)]),
  [lists.hunan]: list([entry(at.forward, forward), entry(at.hunan, local('湖南省人民政府'))]),
  [lists.hubei]: list([entry(at.hubei, local('湖北省人民政府'))]),
  [at.ministry]: ministry(text),
  [at.joint]: ministry({ ...text, published: '2026-06-09' }, '国家发展和改革委员会'),
  [at.library]: library(text),
  [at.gateway]: gateway(library(text)),
  [at.wire]: wire(act),
  [at.repost]: repost(act),
  [at.old]: ministry(old),
  [at.beside]: ministry(beside, '国家发展和改革委员会'),
  [at.shelf]: library(shelf),
  [at.forward]: ministry(forward, '湖南省人民政府'),
  [at.news]: repost(news),
  [at.hunan]: ministry(local('湖南省人民政府'), '湖南省人民政府'),
  [at.hubei]: ministry(local('湖北省人民政府'), '湖北省人民政府'),
  ...more,
});
const gone = { status: 404, body: '<html><body>404</body></html>' };
/** No list shows the act any more. */
const unlisted = {
  [lists.nda]: list([entry(at.old, old)]),
  [lists.ndrc]: list([entry(at.beside, beside)]),
  [lists.gov]: list([entry(at.shelf, shelf)]),
  [lists.paper]: list([entry(at.news, news)]),
};
const all = {
  ...unlisted,
  [at.ministry]: gone,
  [at.joint]: gone,
  [at.library]: gone,
  [at.gateway]: gone,
  [at.wire]: gone,
  [at.repost]: gone,
};
const edited: Act = { ...act, lines: act.lines.map((line) => line.replace('200万元', '300万元')) };
const told: Told = [
  ['2026-06-11', world()],
  ['2026-06-19', world({}, edited)],
  ['2026-07-20', world(all)],
  ['2026-07-21', world(all)],
  ['2026-07-22', world(all)],
  ['2026-07-24', world({}, edited)],
];

const shuffles = [
  { seed: 2, concurrency: 4 },
  { seed: 5, concurrency: 5, copies: 3 },
];
/** Every message three times, five tasks at once: as many orders as the long form asks for. */
const moreShuffles = long ? Array.from({ length: 19 }, (_, n) => ({ seed: 100 + n, concurrency: 5, copies: 3 })) : [];

describe('whatever the order of concurrent work', () => {
  let first: readonly Left[];
  beforeAll(async () => {
    first = await playShuffled(tellers, told, { seed: 0, concurrency: 1 });
  });

  test('one task after the other: one act on six pages, which is edited once, withdrawn once and returns once', () => {
    expect(first.map(({ documents }) => [documents.new, documents.changed, documents.withdrawn])).toEqual([
      [8, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
    const [held] = first.at(-1)?.exported.filter(({ number }) => number === act.number) ?? [];
    expect(held?.copies).toHaveLength(6);
    expect(held?.canonicalUrl).toBe(at.ministry);
    expect(held?.revisions.filter(({ by }) => by === 'publisher').map(({ what }) => what)).toEqual([
      'new',
      'changed',
      'withdrawn',
      'returned',
    ]);
    expect(held?.citedBy.map(({ relation }) => relation).toSorted()).toEqual(['forwards', 'reports']);
  });

  const figures = { doubled: 0, lost: 0, regressions: 0, orders: 0 };
  test.each([...shuffles, ...moreShuffles])(
    'seed $seed, $concurrency at once: the same documents, copies, links and announcements',
    async (shuffle) => {
      const left = await playShuffled(tellers, told, shuffle);
      figures.orders += shuffle.copies === 3 ? 1 : 0;
      for (const [index, { exported }] of left.entries()) {
        const [is, should] = [settled(exported), settled(first[index]?.exported ?? [])];
        figures.doubled += Math.max(0, is.length - should.length);
        figures.lost += Math.max(0, should.length - is.length);
        figures.regressions += isDeepStrictEqual(is, should) ? 0 : 1;
        expect(is, told[index]?.[0]).toEqual(should);
      }
    },
  );
  afterAll(() => reported(15, figures));
});
