import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Act, list, ministry, repost } from '../support/sites.ts';
import { openStory, type Story } from '../support/story.ts';

/** A province, a city and a paper that the registry does not know: their names are all there is to tell them by. */
const [province, city, paper] = [
  'https://www.jiangbei.gov.example.cn',
  'https://www.donglin.gov.example.cn',
  'https://www.delta-daily.example',
];
const act: Act = {
  title: '江北省人民政府关于加快发展智能算力产业的意见',
  number: '江北政发〔2026〕12号',
  issuers: ['江北省人民政府'],
  signed: '2026-08-30',
  published: '2026-09-03',
  lines: ['各市人民政府：', '为加快发展人工智能算力产业，提出如下意见。', '一、统筹智能算力布局。', '二、降低中小企业用算成本。'],
};
const news: Act = {
  title: '江北：智能算力产业发展迎来一批新政策',
  issuers: [],
  published: '2026-09-03',
  lines: ['三角洲日报讯 9月3日，江北省人民政府印发《关于加快发展智能算力产业的意见》，对人工智能算力布局作出安排。'],
};
const entry = (href: string, { title, published }: Act) => ({ href, title, day: published });

let story: Story;
beforeAll(async () => {
  story = await openStory([
    { id: 's-city', publisher: 's-city', url: `${city}/list.html`, level: 'L5', zh: '东林市政府' },
    { id: 's-province', publisher: 's-province', url: `${province}/list.html`, level: 'L4', zh: '江北省政府文件' },
    { id: 's-paper', publisher: 's-paper', url: `${paper}/list.html`, level: 'L7', kind: 'media', zh: '三角洲日报' },
  ]);
});
afterAll(() => story.close());

test("the issuer's own site carries the act, and a report that names the issuer finds it", async () => {
  const [copy, own, report] = [`${city}/zc/12.html`, `${province}/zc/77.html`, `${paper}/a/1.html`];
  await story.play('2026-09-05', {
    [`${city}/list.html`]: list([entry(copy, { ...act, published: '2026-09-04' })]),
    [`${province}/list.html`]: list([entry(own, act)]),
    [`${paper}/list.html`]: list([entry(report, news)]),
    [copy]: ministry({ ...act, published: '2026-09-04' }),
    [own]: ministry(act),
    [report]: repost(news, '三角洲日报'),
  });
  const held = await story.show(copy);
  expect(held.canonicalUrl).toBe(own);
  expect(held.copies.map(({ url, authority }) => [url, authority])).toEqual([
    [own, 100],
    [copy, 70],
  ]);
  expect((await story.show(report)).links).toContainEqual(
    expect.objectContaining({ relation: 'reports', state: 'resolved', to: expect.objectContaining({ id: held.id }) }),
  );
});

test('a bureau that its own site names without its place has it in every list, and keeps it when it is read again', async () => {
  const site = 'https://dsj.guizhou.gov.cn';
  const own: Act = {
    title: '数据要素市场培育样例措施',
    number: '黔数样〔2026〕3号',
    issuers: ['省大数据局'],
    signed: '2026-08-30',
    published: '2026-09-03',
    lines: ['各市州数据管理部门：', '为培育数据要素市场，推进公共数据授权运营与人工智能训练数据样例，制定本措施。'],
  };
  const bureau = await openStory([{ id: 's-guizhou', publisher: 'guizhou-data', url: `${site}/list.html`, level: 'L4' }]);
  try {
    await bureau.play('2026-09-05', { [`${site}/list.html`]: list([entry(`${site}/a/1.html`, own)]), [`${site}/a/1.html`]: ministry(own) });
    const { issuers, warnings } = await bureau.show(`${site}/a/1.html`);
    expect(issuers).toEqual([{ id: 'guizhou-data', name: '贵州省大数据局', english: expect.stringContaining('Guizhou') }]);
    expect(warnings).toEqual([]);
  } finally {
    await bureau.close();
  }
});

test('an office that names no place has that of the plan which it issues, on a site that nobody declared', async () => {
  const page = `${city}/zc/31.html`;
  const own: Act = {
    title: '市人民政府办公室关于印发六盘水市智能算力样例行动方案的通知',
    issuers: ['市人民政府办公室'],
    signed: '2026-08-30',
    published: '2026-09-06',
    lines: ['各区人民政府：', '现将《六盘水市智能算力样例行动方案》印发给你们，推进人工智能算力布局。'],
  };
  await story.play('2026-09-07', { [`${city}/list.html`]: list([entry(page, own)]), [page]: ministry(own) });
  expect((await story.show(page)).issuers).toEqual([
    { id: 'liupanshui-government-office', name: '六盘水市人民政府办公室', english: expect.stringContaining('Liupanshui') },
  ]);
});
