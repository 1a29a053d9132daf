import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
        'https://www.gov.cn/feed.xml': feed([entry(at.library), entry(at.gazette), entry(at.gateway)]),
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
    console.log(
      document.copies.map((c) => [c.url, c.authority, c.differs]),
      document.canonicalUrl,
      (await story.all()).map((d) => [d.title, d.number, d.type]),
    );
    for (const url of Object.values(at)) expect((await story.show(url)).id, url).toBe(document.id);
    expect(document.copies.filter(({ differs }) => differs)).toEqual([]);
  });
});
