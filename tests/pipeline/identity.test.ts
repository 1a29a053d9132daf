import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reported } from '../faults/report.ts';
import { type Act, feed, gateway, gazette, library, list, ministry, repost, wire } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

const act: Act = {
  title: '国家数据局 国家发展改革委关于印发《可信数据空间互联互通实施方案》的通知',
  number: '国数资源〔2026〕961号',
  issuers: ['国家数据局', '国家发展改革委'],
  signed: '2026-09-20',
  published: '2026-09-25',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    '为推动人工智能训练数据在“可信数据空间”之间流动，现将《可信数据空间互联互通实施方案》印发给你们，请认真组织实施。',
    '一、到2028年，互联互通的空间数量应当达到一百个以上，数据目录覆盖率不低于90%。',
    '二、各地数据管理部门应当于每年12月底前报送人工智能数据集建设情况。',
    '三、本方案自2026年11月1日起施行。',
  ],
};

const at = {
  ministry: 'https://www.nda.gov.cn/sjj/zwgk/tzgg/0925/202609250001_pc.html',
  joint: 'https://www.ndrc.gov.cn/xxgk/zcfb/tz/202609/t20260926_1420001.html',
  library: 'https://www.gov.cn/zhengce/zhengceku/202609/content_7040001.htm',
  gazette: 'https://www.gov.cn/gongbao/2026/issue_30/202610/content_7050001.htm',
  gateway: 'https://big5.www.gov.cn/gate/big5/www.gov.cn/zhengce/zhengceku/202609/content_7040001.htm',
  wire: 'https://www.news.cn/politics/20260926/0a1b2c3d4e5f/c.html',
  repost: 'https://news.sample.example/2026/0927/88.html',
};
const tellers = [
  { id: 's-nda', publisher: 'nda', url: 'https://www.nda.gov.cn/feed.xml', feed: true },
  { id: 's-ndrc', publisher: 'ndrc', url: 'https://www.ndrc.gov.cn/xxgk/zcfb/tz/index.html' },
  { id: 's-gov', publisher: 'state-council', url: 'https://www.gov.cn/feed.xml', feed: true, level: 'L1' },
  { id: 's-wire', publisher: 'xinhua', url: 'https://www.news.cn/feed.xml', feed: true, kind: 'media', level: 'L7' },
  { id: 's-media', publisher: 'sample-media', url: 'https://news.sample.example/list.html', kind: 'media', level: 'L8' },
  { id: 's-gz', publisher: 'guizhou', url: 'https://www.guizhou.gov.cn/zwgk/index.html', level: 'L4' },
  { id: 's-gs', publisher: 'gansu', url: 'https://www.gansu.gov.cn/zwgk/index.html', level: 'L4' },
];
const entry = (href: string, title = act.title, day = act.published) => ({ href, title, day });
const none = list([entry('https://news.sample.example/2026/0101/1.html', '样报读者来信摘编专栏', '2026-08-01')]);
const filler: World = {
  'https://news.sample.example/2026/0101/1.html': repost({
    title: '样报读者来信摘编专栏',
    issuers: [],
    published: '2026-08-01',
    lines: ['读者来信若干，谈天气与收成。', '编辑部谢谢各位读者的支持。'],
  }),
};
const idle = (more: World = {}): World => ({
  ...Object.fromEntries(
    tellers.map(({ url, feed: isFeed }) => [
      url,
      isFeed ? feed([entry('https://news.sample.example/2026/0101/1.html', '样报读者来信摘编专栏', '2026-08-01')]) : none,
    ]),
  ),
  ...filler,
  ...more,
});

let story: Story;
beforeAll(async () => {
  story = await openStory(tellers);
});
afterAll(() => story.close());

describe.sequential('one act on many pages', () => {
  test('the media have it first, the issuer later: one document, whose fields become the issuer’s', async () => {
    await story.play('2026-09-26', idle({ 'https://news.sample.example/list.html': list([entry(at.repost)]), [at.repost]: repost(act) }));
    const first = await story.show(at.repost);
    expect(first.number).toBeUndefined();
    const report = await story.play(
      '2026-09-27',
      idle({ 'https://www.nda.gov.cn/feed.xml': feed([entry(at.ministry)]), [at.ministry]: ministry(act), [at.repost]: repost(act) }),
    );
    expect(report.documents).toMatchObject({ new: 0, changed: 0 });
    const now = await story.show(at.ministry);
    expect(now.id).toBe(first.id);
    expect(now.number).toBe(act.number);
    expect(now.canonicalUrl).toBe(at.ministry);
    expect(now.revisions.map(({ by, what }) => [by, what])).toEqual([
      ['publisher', 'new'],
      ['reader', 'reread'],
    ]);
  });

  test('three feeds and listings carry it to seven pages', async () => {
    const report = await story.play(
      '2026-09-28',
      idle({
        'https://www.ndrc.gov.cn/xxgk/zcfb/tz/index.html': list([entry(at.joint)]),
        'https://www.gov.cn/feed.xml': feed([entry(at.library), entry(at.gazette)]),
        'https://news.sample.example/list.html': list([entry(at.repost), entry(at.gateway)]),
        'https://www.news.cn/feed.xml': feed([entry(at.wire)]),
        [at.ministry]: ministry(act),
        [at.joint]: ministry({ ...act, number: undefined } as unknown as Act, '国家发展和改革委员会'),
        [at.library]: library(act),
        [at.gazette]: gazette({ ...act, published: '2026-10-30' }),
        [at.gateway]: gateway(library(act)),
        [at.wire]: wire({ ...act, published: '2026-09-26' }),
        [at.repost]: repost(act),
      }),
    );
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    const document = await story.show(act.number ?? '');
    for (const url of Object.values(at)) expect((await story.show(url)).id, url).toBe(document.id);
    expect(document.copies.map(({ url }) => url).toSorted()).toEqual(Object.values(at).toSorted());
    expect(document.canonicalUrl).toBe(at.ministry);
    expect(document.language).toBe('zh-Hans');
    expect(document.copies.filter(({ differs }) => differs)).toEqual([]);
  });

  test('an official copy that differs is marked, with its differences; the act itself did not change', async () => {
    const other = { ...act, signed: '2026-09-21', lines: act.lines.map((line) => line.replace('不低于90%', '不低于80%')) };
    const report = await story.play(
      '2026-10-05',
      idle({ [at.joint]: ministry(other, '国家发展和改革委员会'), [at.library]: library(act) }),
    );
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    const { copies, revisions } = await story.show(at.ministry);
    expect(copies.filter(({ differs }) => differs).map(({ url }) => url)).toEqual([at.joint]);
    expect(copies.find(({ url }) => url === at.joint)?.differences).toEqual([
      { field: 'dates.signed', before: '2026-09-20', after: '2026-09-21' },
      { field: 'text 一、', before: act.lines[2], after: other.lines[2] },
    ]);
    expect(revisions.filter(({ by }) => by === 'publisher')).toHaveLength(1);
  });
});

const plain = (title: string, issuer: string, signed: string, published: string, more: Partial<Act> = {}): Act => ({
  title,
  issuers: [issuer],
  signed,
  published,
  lines: [
    '各有关单位：',
    '为推动人工智能应用，现就有关事项公告如下，请遵照执行。',
    `一、本期共有${Number(published.slice(5, 7)) * 3}款生成式人工智能服务完成备案，截至${Number(published.slice(5, 7))}月${Number(published.slice(8))}日。`,
    '二、提供者应当在显著位置公示备案编号。',
  ],
  ...more,
});

type Page = readonly [site: string, body: string];
/** Pairs of pages, and how many documents they are. */
const pairs: readonly (readonly [name: string, documents: number, first: Page, second: Page])[] = [
  [
    'two alike titles of different months',
    2,
    ['nda', ministry(plain('关于发布生成式人工智能服务已备案信息的公告', '国家数据局', '2026-08-31', '2026-09-01'))],
    ['nda', ministry(plain('关于发布生成式人工智能服务已备案信息的公告', '国家数据局', '2026-09-30', '2026-10-01'))],
  ],
  [
    'a weekly series without signed days',
    2,
    ['nda', ministry(plain('关于人工智能算力券核销情况的公告', '国家数据局', '', '2026-09-21'))],
    ['nda', ministry(plain('关于人工智能算力券核销情况的公告', '国家数据局', '', '2026-09-28'))],
  ],
  [
    'one title of two issuers on one day',
    2,
    [
      'guizhou',
      ministry(plain('关于印发《人工智能产业发展若干措施》的通知', '贵州省人民政府办公厅', '2026-09-10', '2026-09-12'), '贵州省人民政府'),
    ],
    [
      'gansu',
      ministry(plain('关于印发《人工智能产业发展若干措施》的通知', '甘肃省人民政府办公厅', '2026-09-10', '2026-09-12'), '甘肃省人民政府'),
    ],
  ],
  [
    'an annual notice',
    2,
    ['nda', ministry(plain('关于组织申报2025年度人工智能揭榜挂帅项目的通知', '国家数据局', '2026-01-05', '2026-01-06'))],
    ['nda', ministry(plain('关于组织申报2026年度人工智能揭榜挂帅项目的通知', '国家数据局', '2026-09-05', '2026-09-06'))],
  ],
  [
    'a draft and its final text',
    2,
    ['nda', ministry(plain('关于《智能体分级管理办法（征求意见稿）》公开征求意见的公告', '国家数据局', '2026-05-05', '2026-05-06'))],
    [
      'nda',
      ministry(
        plain('国家数据局关于印发《智能体分级管理办法》的通知', '国家数据局', '2026-09-05', '2026-09-06', {
          number: '国数法〔2026〕971号',
        }),
      ),
    ],
  ],
  [
    'provinces that carry one act out',
    2,
    [
      'guizhou',
      ministry(
        plain('贵州省贯彻落实国家人工智能行动意见的实施方案', '贵州省人民政府', '2026-09-11', '2026-09-13', {
          number: '黔府发〔2026〕91号',
        }),
        '贵州省人民政府',
      ),
    ],
    [
      'gansu',
      ministry(
        plain('甘肃省贯彻落实国家人工智能行动意见的实施方案', '甘肃省人民政府', '2026-09-11', '2026-09-13', {
          number: '甘政发〔2026〕91号',
        }),
        '甘肃省人民政府',
      ),
    ],
  ],
  [
    'two acts under one number, which one of them bears wrongly',
    2,
    [
      'nda',
      ministry(plain('关于加强人工智能语料版权管理的通知', '国家数据局', '2026-09-14', '2026-09-15', { number: '国数法〔2026〕972号' })),
    ],
    [
      'nda',
      ministry(
        plain('关于公布算力网节点建设名单的通知', '国家数据局', '2026-09-16', '2026-09-17', {
          number: '国数法〔2026〕972号',
          lines: [
            '各省数据管理部门：',
            '经评审，现将全国一体化算力网首批节点建设名单予以公布，请认真落实建设任务。',
            '各节点应当于2027年底前建成投用，并接入国家监测平台。',
          ],
        }),
      ),
    ],
  ],
  [
    'a number on one of two sites only',
    1,
    [
      'nda',
      ministry(
        plain('国家数据局关于规范智能算力标识的通知', '国家数据局', '2026-09-18', '2026-09-19', { number: '国数资源〔2026〕973号' }),
      ),
    ],
    ['media', repost(plain('国家数据局关于规范智能算力标识的通知', '国家数据局', '2026-09-18', '2026-09-19'))],
  ],
  [
    'a misprint of a title under one number',
    1,
    [
      'nda',
      ministry(
        plain('关于印发《智能制造大模型应用指引》的通知', '国家数据局', '2026-09-18', '2026-09-19', { number: '国数资源〔2026〕974号' }),
      ),
    ],
    [
      'gov',
      library(
        plain('关于印发《智能制造大模型运用指引》的通知', '国家数据局', '2026-09-18', '2026-09-20', { number: '国数资源[2026]974号' }),
      ),
    ],
  ],
  [
    'the mobile twin',
    1,
    [
      'nda',
      ministry(
        plain('国家数据局关于智能网联数据回传的通知', '国家数据局', '2026-09-19', '2026-09-20', { number: '国数资源〔2026〕975号' }),
      ),
    ],
    [
      'twin',
      ministry(
        plain('国家数据局关于智能网联数据回传的通知', '国家数据局', '2026-09-19', '2026-09-20', { number: '国数资源〔2026〕975号' }),
      ),
    ],
  ],
  [
    'a title with its office on one copy only',
    1,
    ['nda', ministry(plain('关于开展智能体互操作试点的通知', '国家数据局综合司', '2026-09-18', '2026-09-19'))],
    ['media', repost(plain('国家数据局综合司关于开展智能体互操作试点的通知', '国家数据局', '2026-09-18', '2026-09-19'))],
  ],
  [
    'two batches of one day',
    2,
    ['nda', ministry(plain('关于公布第一批智能体试点名单的通知', '国家数据局', '2026-09-18', '2026-09-19'))],
    ['nda', ministry(plain('关于公布第二批智能体试点名单的通知', '国家数据局', '2026-09-18', '2026-09-19'))],
  ],
  [
    'a notice and its bare work in the gazette',
    1,
    ['nda', ministry(plain('国家数据局关于印发《智能体目录方案》的通知', '国家数据局', '2026-09-18', '2026-09-19'))],
    ['gov', gazette(plain('智能体目录方案', '国家数据局', '2026-09-18', '2026-10-05'))],
  ],
  [
    'a forwarded act and the act',
    2,
    [
      'nda',
      ministry(
        plain('国家数据局关于印发《数据流通安全治理方案》的通知', '国家数据局', '2026-09-19', '2026-09-20', {
          number: '国数法〔2026〕976号',
        }),
      ),
    ],
    [
      'guizhou',
      ministry(
        plain(
          '贵州省大数据局关于转发《国家数据局关于印发〈数据流通安全治理方案〉的通知》的通知',
          '贵州省大数据发展管理局',
          '2026-09-25',
          '2026-09-26',
        ),
        '贵州省人民政府',
      ),
    ],
  ],
  [
    'a reading and the act',
    2,
    [
      'nda',
      ministry(
        plain('国家数据局关于印发《智能算力券管理办法》的通知', '国家数据局', '2026-09-19', '2026-09-20', {
          number: '国数法〔2026〕977号',
        }),
      ),
    ],
    ['gov', library(plain('《智能算力券管理办法》解读', '国家数据局', '2026-09-19', '2026-09-20', { number: '国数法〔2026〕977号' }))],
  ],
];
const hosts: Readonly<Record<string, string>> = {
  nda: 'https://www.nda.gov.cn/tz/',
  gov: 'https://www.gov.cn/zhengce/zhengceku/202609/',
  media: 'https://news.sample.example/2026/0930/',
  guizhou: 'https://www.guizhou.gov.cn/tz/',
  gansu: 'https://www.gansu.gov.cn/tz/',
  twin: 'https://m.nda.gov.cn/tz/',
};
const placeOf = (i: number, side: 0 | 1, site: string): string => `${hosts[site]}${site === 'twin' ? `p${i}0` : `p${i}${side}`}.html`;

describe.sequential('pairs of pages', () => {
  test('are merged or kept apart', async () => {
    const pages = pairs.flatMap(([, , first, second], i): (readonly [string, string])[] => [
      [placeOf(i, 0, first[0]), first[1]],
      [placeOf(i, 1, second[0]), second[1]],
    ]);
    const entries = pages.map(([href, page], i) => entry(href, /<title>(.*?)_/.exec(page)?.[1] ?? `${i}`, '2026-10-08'));
    // Two sources list the pages, so that a page and its twin are both asked for.
    const half = (twins: boolean) => entries.filter(({ href }) => href.includes('//m.') === twins);
    await story.play(
      '2026-10-09',
      idle({
        'https://www.nda.gov.cn/feed.xml': feed(half(false)),
        'https://news.sample.example/list.html': list([
          ...half(true),
          entry('https://news.sample.example/2026/0101/1.html', '样报读者来信摘编专栏', '2026-08-01'),
        ]),
        ...Object.fromEntries(pages),
      }),
    );
    const failed: string[] = [];
    const wrongly = { merged: 0, apart: 0 };
    for (const [i, [name, documents, first, second]] of pairs.entries()) {
      const ids = [await story.show(placeOf(i, 0, first[0])), await story.show(placeOf(i, 1, second[0]))].map(({ id }) => id);
      if (new Set(ids).size === documents) continue;
      failed.push(`${name}: ${ids.join(' ')}`);
      wrongly[documents === 1 ? 'apart' : 'merged'] += 1;
    }
    expect(failed).toEqual([]);
    reported(22, { wronglyMerged: wrongly.merged, wronglyApart: wrongly.apart, titles: pairs.length });
  });

  test('a draft and its final text name each other; two acts under one number carry the doubt', async () => {
    const [draft, final] = [await story.show(placeOf(4, 0, 'nda')), await story.show(placeOf(4, 1, 'nda'))];
    expect(draft.links).toContainEqual(expect.objectContaining({ relation: 'draft-of', to: expect.objectContaining({ id: final.id }) }));
    expect(final.links).toContainEqual(expect.objectContaining({ relation: 'final-of', to: expect.objectContaining({ id: draft.id }) }));
    const [one, other] = [await story.show(placeOf(6, 0, 'nda')), await story.show(placeOf(6, 1, 'nda'))];
    expect([one, other].flatMap(({ warnings }) => warnings).filter(({ field }) => field === 'number')).toHaveLength(1);
  });
});
