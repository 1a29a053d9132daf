import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Digest, sectionItems } from '../../shared/model/digest.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import { addDays } from '../../shared/model/time.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** A site of forty pages is made anew: for a fortnight nothing is there, then everything stands at new addresses. Beside it one that takes three pages of ten down. */

const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const small = 'https://www.guizhou.gov.cn/gz/index.html';
const subjects = [
  ...['算力券发放', '语料库验收', '标注基地评估', '智能体备案', '模型评测', '数据流通', '开源社区', '伦理审查', '中试平台', '人才培训'],
  ...[
    '芯片适配',
    '终端推广',
    '机器人应用',
    '自动驾驶测试',
    '医疗大模型',
    '教育大模型',
    '政务大模型',
    '工业大模型',
    '金融大模型',
    '农业大模型',
  ],
];
/** The lines of each act are its own, so that none is taken for another one. */
const act = (n: number, issuer: string, number: string): Act => {
  const subject = `${subjects[n % subjects.length]}${n < subjects.length ? '' : '（第二批）'}`;
  const [month, date] = [String(6 + Math.floor(n / 20)).padStart(2, '0'), String((n % 20) + 5).padStart(2, '0')];
  return {
    title: `${issuer}关于组织人工智能${subject}的通知`,
    number: `${number}〔2026〕${100 + n}号`,
    issuers: [issuer],
    signed: `2026-${month}-${date}`,
    published: `2026-${month}-${date}`,
    lines: [
      '各有关单位：',
      `现就人工智能${subject}有关事项通知如下。`,
      `一、${subject}由第${n + 3}工作组承办，经费${(n + 2) * 13}万元。`,
      `二、${subject}结果于每季度末报送，联系电话第${n + 40}号分机。`,
    ],
  };
};
const pages = 40;
const acts = Array.from({ length: pages }, (_, n) => act(n, '国家数据局', '国数综'));
const kept = Array.from({ length: 10 }, (_, n) => act(n, '贵州省人民政府', '黔府发'));
const old = (n: number): string => `${host}/tz/2026/old-${n}.html`;
const fresh = (n: number): string => `${host}/zwgk/wj/2026/item_${n}.html`;
const other = (n: number): string => `https://www.guizhou.gov.cn/gz/2026/p${n}.html`;

const gone = { status: 404, body: '<html><body>404 Not Found</body></html>' };
const listed = (all: readonly Act[], at: (n: number) => string, left: (n: number) => boolean = () => true): string =>
  list(all.flatMap(({ title, published }, n) => (left(n) ? [{ href: at(n), title, day: published }] : [])));
const each = (all: readonly Act[], at: (n: number) => string, page: (one: Act, n: number) => World[string]): World =>
  Object.fromEntries(all.map((one, n) => [at(n), page(one, n)]));

const before: World = { [index]: listed(acts, old), ...each(acts, old, (one) => ministry(one)) };
/** The list still shows what is gone. */
const emptied: World = { ...before, ...each(acts, old, () => gone) };
const down: World = { ...emptied, [index]: gone };
/** Old addresses stay dead; the new list is filled by and by. */
const filled = (so: number): World => ({
  ...each(acts, old, () => gone),
  [index]: listed(acts, fresh, (n) => n < so),
  ...each(acts, fresh, (one) => ministry(one)),
});

const isDown = (n: number): boolean => n >= 3 && n < 6;
const beside = (taken: boolean): World => ({
  [small]: listed(kept, other, (n) => !taken || !isDown(n)),
  ...each(kept, other, (one, n) => (taken && isDown(n) ? gone : ministry(one, '贵州省人民政府'))),
});

let story: Story;
beforeAll(async () => {
  story = await openStory([
    { id: 's-nda', publisher: 'nda', url: index },
    { id: 's-gz', publisher: 'guizhou', url: small, level: 'L4', complete: true },
  ]);
});
afterAll(() => story.close());

const first = '2026-09-07';
const weekOf = (n: number): string => `2026-W${37 + n}`;
const dayOf = (n: number): string => addDays(first, n);
/** Five weeks: whole, emptied, its list away too, and at new addresses. */
const scenes: readonly (readonly [days: readonly number[], nda: World])[] = [
  [[0], before],
  [[3, 4, 5, 9], emptied],
  [[10, 13, 15], down],
  [[17, 18], filled(12)],
  [[20, 23, 27, 34], filled(pages)],
];
const days = scenes.flatMap(([on, nda]) => on.map((n) => ({ n, nda })));
const within = <T>(n: number, work: (context: Context) => Promise<T>): Promise<T> =>
  story.bench.within({ now: `${dayOf(n)}T08:30:00+08:00`, config: story.config }, work);
const said = ({ revisions }: ShownDocument): readonly string[] => revisions.filter(({ by }) => by === 'publisher').map(({ what }) => what);

describe.sequential('a site of forty pages is made anew in five weeks', () => {
  const withdrawn = new Map<number, number>();
  const away: number[] = [];
  const weeks: Digest[] = [];

  beforeAll(async () => {
    for (let n = 0; n <= 35; n += 1) {
      // On Monday the week before is composed.
      if (n > 0 && n % 7 === 0) weeks.push(await within(n, (context) => composeWeek(weekOf(n / 7 - 1), context)));
      const nda = days.find((each) => each.n === n)?.nda;
      if (!nda) continue;
      withdrawn.set(n, (await story.play(dayOf(n), { ...nda, ...beside(n >= 3) }, 'once')).documents.withdrawn);
      const told = await within(n, alarms);
      away.push(...told.filter(({ source, state }) => source === 's-nda' && state === 'away').map(() => n));
    }
  });

  test('no act of it is withdrawn, every act is found at its new address, none became another one', async () => {
    const all = await story.all();
    const own = all.filter(({ number = '' }) => number.startsWith('国数综'));
    expect(own).toHaveLength(pages);
    expect(own.flatMap((document) => said(document))).toEqual(own.map(() => 'new'));
    expect(own.filter(({ withdrawnAt }) => withdrawnAt !== undefined)).toEqual([]);
    expect(own.map(({ canonicalUrl }) => canonicalUrl).toSorted()).toEqual(acts.map((_, n) => fresh(n)).toSorted());
  });

  test('no week has a headline, an item or a count of it; one line says that the site moved or is down', async () => {
    const titles = new Set(acts.map(({ title }) => title));
    expect(weeks).toHaveLength(5);
    for (const [n, { sections, highlights = [], counts }] of weeks.entries()) {
      const told = sectionItems({ sections }).filter(({ what, title }) => what !== 'effect' && what !== 'new' && titles.has(title));
      const named = highlights.flatMap(({ reasons }) => reasons).filter(({ kind, quote }) => kind === 'withdrawn' && titles.has(quote));
      expect([n, told, named, counts.changed, counts.withdrawn]).toEqual([n, [], [], 0, n === 0 ? 3 : 0]);
    }
    expect(weeks.map(({ unseen }) => unseen.map(({ sourceId, away: pagesAway, condition }) => [sourceId, pagesAway ?? condition]))).toEqual(
      [[['s-nda', pages]], [['s-nda', 'unrecognised']], [['s-nda', 28]], [], []],
    );
  });

  test('the alarm of the source says so while its list is read', () => {
    expect(away).toEqual([5, 9, 17, 18, 20, 23]);
  });

  test('three pages of ten that a complete list no longer shows are withdrawn', async () => {
    const all = (await story.all()).filter(({ number = '' }) => number.startsWith('黔府发'));
    expect(
      all
        .filter(({ withdrawnAt }) => withdrawnAt !== undefined)
        .map(({ canonicalUrl }) => canonicalUrl)
        .toSorted(),
    ).toEqual([3, 4, 5].map(other));
    expect([...withdrawn.values()].reduce((sum, count) => sum + count)).toBe(3);
  });
});
