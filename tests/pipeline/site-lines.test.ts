import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** What a site puts on all its pages is an amendment of none of them. */

const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const at = (n: number): string => `${host}/tz/202609/p${n}.html`;
const acts = ['算力券', '语料库', '标注基地', '智能体', '评测基准', '开源社区'].map(
  (subject, n): Act => ({
    title: `关于推进人工智能${subject}建设的通知`,
    number: `国数综〔2026〕${401 + n}号`,
    issuers: ['国家数据局'],
    signed: `2026-08-${10 + n}`,
    published: '2026-09-01',
    lines: ['各单位：', `现就人工智能${subject}建设有关事项通知如下。`, `一、${subject}建设分${n + 2}批开展。`, '二、按季度报送进展。'],
  }),
);
const notice = '本网站将于10月20日进行系统维护，届时暂停服务。';
const banner = '【专题】人工智能惠民服务季';
type Lines = (n: number) => readonly string[];
const world = (lines: Lines): World => ({
  [index]: list(acts.map(({ title, published }, n) => ({ href: at(n), title, day: published }))),
  ...Object.fromEntries(acts.map((act, n) => [at(n), ministry({ ...act, lines: [...act.lines, ...lines(n)] })])),
});

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index }]);
  await story.play(
    '2026-09-02',
    world(() => []),
  );
});
afterAll(() => story.close());

const said = async (n: number): Promise<readonly string[]> => {
  const { revisions }: ShownDocument = await story.show(at(n));
  return revisions.map(({ by, what }) => `${by} ${what}`);
};
const changed = async (day: string, lines: Lines): Promise<number> => (await story.play(day, world(lines))).documents.changed;

describe.sequential('lines that a site puts on its pages', () => {
  test('a notice and a banner on all pages change none, nor does their going', async () => {
    expect(await changed('2026-09-03', () => [notice])).toBe(0);
    expect(await changed('2026-09-04', () => [notice, banner])).toBe(0);
    expect(await changed('2026-09-05', () => [notice, banner])).toBe(0);
    expect(await changed('2026-09-09', () => [])).toBe(0);
    for (const n of acts.keys()) expect(await said(n)).toEqual(['publisher new']);
  });

  test('a line that one page alone has is told at the next visit', async () => {
    const one: Lines = (n) => (n === 1 ? ['验收专家由各省推荐并公示。'] : []);
    expect(await changed('2026-10-02', one)).toBe(0);
    expect(await changed('2026-10-03', one)).toBe(1);
    expect(await said(1)).toEqual(['publisher new', 'publisher changed']);
  });

  test('what states a status is told at once of each, beside the site’s line, which is not', async () => {
    const ended: Lines = (n) => [...(n === 1 ? ['验收专家由各省推荐并公示。'] : []), banner, ...(n > 2 ? ['本通知已停止执行。'] : [])];
    expect(await changed('2026-12-01', ended)).toBe(3);
    const { revisions } = await story.show(at(3));
    expect(revisions.at(-1)?.changes.flatMap(({ after = '' }) => after)).not.toContain(banner);
  });
});
