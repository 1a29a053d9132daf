import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Digest, sectionItems } from '../../shared/model/digest.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** What happened in a week from Monday to Sunday, and what its digest says. */

const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const at = (name: string): string => `${host}/tz/202609/${name}.html`;
const act = (n: number, subject: string): Act => ({
  title: `关于开展人工智能${subject}的通知`,
  number: `国数综〔2026〕${500 + n}号`,
  issuers: ['国家数据局'],
  signed: `2026-08-${10 + n}`,
  published: `2026-08-${12 + n}`,
  lines: [
    '各单位：',
    `现就人工智能${subject}有关事项通知如下，${'请结合实际认真组织，'.repeat(20)}确保取得实效。`,
    `一、${subject}经费不超过300万元。`,
    `二、${subject}由第${n + 3}工作组承办。`,
    '三、鼓励第三方机构参与评测。',
  ],
});
const acts = { undone: act(1, '语料登记'), twice: act(2, '算力普查'), back: act(3, '模型评测'), calm: act(4, '人才培训') };
const names = Object.keys(acts) as (keyof typeof acts)[];
const edited = (name: keyof typeof acts, from: string, to: string): string =>
  ministry({ ...acts[name], lines: acts[name].lines.map((line) => line.replace(from, to)).filter(Boolean) });
const gone = { status: 404, body: '<html><body>404</body></html>' };
const world = (more: World = {}, without?: string): World => ({
  [index]: list(
    names.filter((name) => name !== without).map((name) => ({ href: at(name), title: acts[name].title, day: acts[name].published })),
  ),
  ...Object.fromEntries(names.map((name) => [at(name), ministry(acts[name])])),
  ...more,
});
const away = { [at('back')]: gone };
const cut = edited('undone', '三、鼓励第三方机构参与评测。', '');
const [five, eight] = [edited('twice', '300万元', '500万元'), edited('twice', '300万元', '800万元')];

let story: Story;
let digest: Digest;
const withdrawn: number[] = [];
beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index }]);
  const rounds: readonly (readonly [string, World])[] = [
    ['2026-09-05', world()],
    ['2026-09-06', world(away, 'back')],
    ['2026-09-07', world(away, 'back')],
    ['2026-09-08', world({ ...away, [at('undone')]: cut, [at('twice')]: five }, 'back')],
    ['2026-09-09', world({ ...away, [at('undone')]: cut, [at('twice')]: five }, 'back')],
    ['2026-09-12', world({ [at('twice')]: eight })],
  ];
  for (const [day, each] of rounds) withdrawn.push((await story.play(day, each, 'once')).documents.withdrawn);
  digest = await story.bench.within({ now: '2026-09-14T08:30:00+08:00', config: story.config }, (context) =>
    composeWeek('2026-W37', context),
  );
});
afterAll(() => story.close());

test('the steps are kept', async () => {
  const said = async (name: string) =>
    (await story.show(at(name))).revisions.filter(({ by }) => by === 'publisher').map(({ what }) => what);
  expect(await said('undone')).toEqual(['new', 'changed', 'changed']);
  expect(await said('twice')).toEqual(['new', 'changed', 'changed']);
  expect(await said('back')).toEqual(['new', 'withdrawn', 'returned']);
  expect(withdrawn.reduce((sum, count) => sum + count)).toBe(1);
});

test('the digest tells what they came to: one change, from its beginning to its end', () => {
  const told = sectionItems(digest).filter(({ what }) => what !== 'effect');
  expect(told.map(({ title, what, changes }) => [title, what, changes])).toEqual([
    [acts.twice.title, 'changed', [{ field: 'text 一、', before: '算力普查经费不超过300万元', after: '算力普查经费不超过800万元' }]],
  ]);
  expect(digest.counts).toMatchObject({ new: 0, changed: 1, withdrawn: 0 });
  expect(digest.highlights?.map(({ reasons }) => reasons.map(({ kind }) => kind))).toEqual([['changed']]);
});
