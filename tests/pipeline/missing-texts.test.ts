import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** A notice names and links the plan it carries out; no listing holds the plan. */
const home = 'https://www.nda.gov.cn/sjj/zwgk/tzgg/index.html';
const noticeAt = 'https://www.nda.gov.cn/sjj/zwgk/tzgg/1009/1_pc.html';
const planAt = 'https://www.nda.gov.cn/sjj/zwgk/zcfb/0901/7_pc.html';
const elsewhere = 'https://files.elsewhere.example/9.html';

const plan: Act = {
  title: '国家数据局关于印发《人工智能训练数据供给行动方案》的通知',
  number: '国数科技〔2026〕61号',
  issuers: ['国家数据局'],
  signed: '2026-08-28',
  published: '2026-09-01',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    '现将《人工智能训练数据供给行动方案》印发给你们。',
    '到2028年，高质量数据集达到500个以上。',
    '鼓励企业开放不低于30%的行业数据。',
  ],
};
const notice: Act = {
  title: '国家数据局关于开展人工智能训练数据供给试点的通知',
  number: '国数科技〔2026〕70号',
  issuers: ['国家数据局'],
  signed: '2026-10-08',
  published: '2026-10-09',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    `为落实<a href="${planAt}">《人工智能训练数据供给行动方案》（国数科技〔2026〕61号）</a>，现开展人工智能训练数据供给试点。`,
    `根据<a href="${elsewhere}">《模型训练数据分级规范》</a>开展分级。`,
    '申报截止时间：2026年12月10日17:00。',
  ],
};
const tellers = [{ id: 'w-nda', publisher: 'nda', url: home }];
const world = (more: World = {}): World => ({
  [home]: list([{ href: noticeAt, title: notice.title, day: notice.published }]),
  [noticeAt]: ministry(notice),
  ...more,
});

let story: Story;
beforeAll(async () => {
  story = await openStory(tellers);
});
afterAll(() => story.close());

test('a linked text that is not held is asked for once, on the hosts of sources alone, and its absence is no fault', async () => {
  const report = await story.play('2026-10-10', world());
  expect(report.documents.new).toBe(1);
  expect(report.sources.map(({ state }) => state)).toEqual(['ok']);
  expect(report.failures).toEqual([]);
  const shown = await story.show(notice.number ?? '');
  expect(shown.citations.find(({ number }) => number === plan.number)?.url).toBe(planAt);
  expect(shown.windows).toMatchObject([{ kind: 'application', until: '2026-12-10', time: '17:00' }]);
});

test('where it answers, it is taken in, and what waited for it is linked', async () => {
  const fresh = await openStory(tellers);
  try {
    const report = await fresh.play('2026-10-10', world({ [planAt]: ministry(plan) }));
    expect(report.documents.new).toBe(2);
    const shown = await fresh.show(notice.number ?? '');
    expect(shown.links.find(({ relation }) => relation === 'implements')).toMatchObject({ state: 'resolved', to: { number: plan.number } });
    const held = await fresh.show(plan.number ?? '');
    expect(held.figures).toMatchObject([
      { value: 500, year: 2028, strength: 'target' },
      { value: 30, unit: '%', strength: 'encourage' },
    ]);
  } finally {
    await fresh.close();
  }
});
