import { expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { reprocess } from '../../shared/pipeline/collect/mend.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory } from '../support/story.ts';

const act: Act = {
  title: '国家数据局关于印发《公共语料共享实施方案》的通知',
  number: '国数资源〔2026〕77号',
  issuers: ['国家数据局'],
  signed: '2026-06-03',
  published: '2026-06-08',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    '为扩大人工智能训练语料的供给，现就公共语料的共享作如下安排，请结合实际认真贯彻执行。',
    '一、到2028年，公共语料总规模达到五百万亿词元，覆盖二十个重点领域。',
    '二、对通过验收的语料库，给予不超过200万元的支持。',
  ],
};
const later: Act = { ...act, number: '国数资源〔2026〕91号', signed: '2026-07-02', published: '2026-07-06' };
const more = [...act.lines, '三、本方案由国家数据局解释。'];
const home = 'https://www.nda.gov.cn/index.html';
const at = { first: 'https://www.nda.gov.cn/tz/202606/a1.html', second: 'https://www.nda.gov.cn/tz/202607/a2.html' };

/** What is shown of an act and of a later one of its title, when both are there, after the later page was changed, and after all is read again. */
async function shown(first: Act, second: Act) {
  const story = await openStory([{ id: 's-nda', publisher: 'nda', url: home }]);
  const play = (day: string, acts: Readonly<Record<string, Act>>) =>
    story.play(day, {
      [home]: list(Object.entries(acts).map(([href, { title, published }]) => ({ href, title, day: published }))),
      ...Object.fromEntries(Object.entries(acts).map(([url, each]) => [url, ministry(each)])),
    });
  const both = async (): Promise<readonly ShownDocument[]> => [await story.show(at.first), await story.show(at.second)];
  try {
    await play('2026-06-09', { [at.first]: first });
    await play('2026-07-07', { [at.first]: first, [at.second]: second });
    const there = await both();
    await play('2026-07-20', { [at.first]: first, [at.second]: { ...second, lines: more } });
    const changed = await both();
    const reread = await story.bench.within({ now: '2026-07-21T09:00:00+08:00', config: story.config }, async (context) => {
      const outcomes: string[] = [];
      for await (const { outcome } of reprocess({}, context)) outcomes.push(outcome);
      return outcomes;
    });
    return { there, changed, reread };
  } finally {
    await story.close();
  }
}

test('an act that comes again word for word under another number says so, also when its page is read again', async () => {
  const { there, changed, reread } = await shown(act, later);
  const doubt = { field: 'text', reason: `it came with the words of 国数资源〔2026〕77号 of 2026-06-03: ${at.first}` };
  expect(there.map(({ number, warnings }) => [number, warnings])).toEqual([
    [act.number, []],
    [later.number, [doubt]],
  ]);
  expect(changed.map(({ warnings, revisions }) => [warnings, revisions.length])).toEqual([
    [[], 1],
    [[doubt], 2],
  ]);
  expect(reread).toEqual(['same', 'same']);
});

test.each<[string, Act, Act]>([
  ['other words', act, { ...later, lines: act.lines.map((line) => line.replace('200万元', '300万元')) }],
  ['files whose words nobody knows', act, { ...later, files: [{ href: '/files/list.pdf', title: '语料目录.pdf' }] }],
  [
    'a draft',
    { ...act, title: '公共语料共享实施方案（征求意见稿）', number: undefined } as unknown as Act,
    { ...later, title: '公共语料共享实施方案' },
  ],
])('%s are no such thing', async (_what, first, second) => {
  const { there } = await shown(first, second);
  expect(there.flatMap(({ warnings }) => warnings.filter(({ reason }) => /words of/.test(reason)))).toEqual([]);
});
