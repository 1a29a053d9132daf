import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** Pages that end before their text does, and addresses at which another act stands. */

const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const at = (name: string): string => `${host}/tz/202609/${name}.html`;
const act = (n: number, subject: string, more: Partial<Act> = {}): Act => ({
  title: `关于开展${subject}的通知`,
  number: `国数综〔2026〕${n}号`,
  issuers: ['国家数据局'],
  signed: '2026-08-25',
  published: '2026-09-01',
  lines: [
    '各单位：',
    `为规范人工智能发展，现就${subject}有关事项通知如下。`,
    '一、各单位应当明确责任，按期完成。',
    '二、请于每季度末报送进展。',
    '三、鼓励第三方机构参与人工智能评测。',
    '四、各单位应当公开联系方式。',
  ],
  ...more,
});
/** An act that has neither its day nor its words in common with another one. */
const apart = (n: number, subject: string, day: string, ...lines: readonly string[]): Act =>
  act(n, subject, { signed: `2026-${day}`, published: `2026-${day}`, lines });
const acts = {
  short: act(301, '人工智能语料登记'),
  cut: act(302, '智能体互联测试'),
  first: apart(
    303,
    '智能算力普查',
    '08-03',
    '各省数据管理部门：',
    '现组织智能算力普查，摸清机房、芯片和能耗底数。',
    '一、普查对象为投入运行的人工智能算力中心。',
    '二、普查表于每月十日前填报。',
  ),
  second: apart(
    304,
    '模型评测试点',
    '08-11',
    '有关企业：',
    '为检验大模型能力，决定遴选评测机构。',
    '第一批试点面向政务、医疗和教育三个场景。',
    '评测报告应当载明数据来源与方法。',
  ),
  left: apart(
    305,
    '数据标注基地评价',
    '08-17',
    '各标注基地：',
    '评价采取书面审查和现场核验相结合的办法。',
    '评价结果分为三等，未达标的人工智能标注基地限期整改。',
  ),
  came: apart(
    306,
    '人工智能终端推广',
    '08-28',
    '各市商务局：',
    '鼓励商场设置智能眼镜、陪护机器人体验区。',
    '消费者购买人工智能终端的，按规定享受补贴。',
  ),
} as const;
const names = Object.keys(acts) as (keyof typeof acts)[];
const page = (name: keyof typeof acts): string => ministry(acts[name]);
/** What is left of a page whose server stopped in the middle of it. */
const half = (name: keyof typeof acts, line: number): string =>
  page(name)
    .split(acts[name].lines[line] as string, 1)
    .join('');

const world = (more: World = {}, listed: readonly (keyof typeof acts)[] = names): World => ({
  [index]: list(listed.map((name) => ({ href: at(name), title: acts[name].title, day: '2026-09-01' }))),
  ...Object.fromEntries(listed.map((name) => [at(name), page(name)])),
  ...more,
});

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index }]);
  await story.play('2026-09-02', world({}, ['short', 'cut', 'first', 'second', 'left']));
});
afterAll(() => story.close());

const said = ({ revisions }: ShownDocument): readonly string[] => revisions.map(({ by, what }) => `${by} ${what}`);
const gone = ({ copies }: ShownDocument): readonly string[] => copies.flatMap(({ url, state }) => (state === 'gone' ? url : []));

describe.sequential('what stands at an address', () => {
  test('a page that was cut off is a failed visit, and no change', async () => {
    const swapped = { [at('first')]: page('second'), [at('second')]: page('first'), [at('left')]: page('came') };
    const report = await story.play(
      '2026-09-03',
      world({ [at('short')]: half('short', 4), [at('cut')]: half('cut', 3), ...swapped }, ['short', 'cut', 'first', 'second', 'left']),
    );
    expect(report.documents).toMatchObject({ changed: 0, withdrawn: 0 });
    expect(report.failures.map(({ url, kind }) => [url, kind]).toSorted()).toEqual([
      [at('cut'), 'truncated'],
      [at('short'), 'truncated'],
    ]);
    expect((await story.show(at('short'))).text).toContain('四、各单位应当公开联系方式。');
  });

  test('whole again the next day it is as it was; the same end once more is believed', async () => {
    const swapped = { [at('first')]: page('second'), [at('second')]: page('first'), [at('left')]: page('came') };
    const report = await story.play(
      '2026-09-04',
      world({ [at('cut')]: half('cut', 3), ...swapped }, ['short', 'cut', 'first', 'second', 'left']),
    );
    expect(report.documents).toMatchObject({ changed: 1 });
    expect(report.failures).toEqual([]);
    expect(said(await story.show(at('short')))).toEqual(['publisher new']);
    const cut = await story.show('国数综〔2026〕302号');
    expect([said(cut), cut.text.includes('二、')]).toEqual([['publisher new', 'publisher changed'], false]);
  });

  test('two acts that swapped their addresses are each shown with their own', async () => {
    const [first, second] = [await story.show('国数综〔2026〕303号'), await story.show('国数综〔2026〕304号')];
    expect([first.canonicalUrl, second.canonicalUrl]).toEqual([at('second'), at('first')]);
    expect([gone(first), gone(second)]).toEqual([[at('first')], [at('second')]]);
    expect([said(first), said(second)]).toEqual([['publisher new'], ['publisher new']]);
  });

  test('an address that another act took is gone for the one before, which is not called withdrawn; its next page is its own', async () => {
    const left = await story.show('国数综〔2026〕305号');
    expect([gone(left), left.withdrawnAt, said(left)]).toEqual([[at('left')], undefined, ['publisher new']]);
    expect((await story.show('国数综〔2026〕306号')).canonicalUrl).toBe(at('left'));
    const next = `${host}/zwgk/2026/left.html`;
    const entries = [{ href: next, title: acts.left.title, day: '2026-09-01' }];
    await story.play('2026-09-05', { ...world({ [at('left')]: page('came') }), [index]: list(entries), [next]: page('left') });
    const moved = await story.show('国数综〔2026〕305号');
    expect([moved.canonicalUrl, said(moved)]).toEqual([next, ['publisher new']]);
  });

  test('what was believed, and comes back whole, is told as its loss was', async () => {
    await story.play('2026-09-07', world({}, ['cut']));
    const cut = await story.show('国数综〔2026〕302号');
    expect([said(cut), cut.text.includes('四、')]).toEqual([['publisher new', 'publisher changed', 'publisher changed'], true]);
  });
});
