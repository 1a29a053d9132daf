import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../shared/model/time.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** One page of ten is gone on each of three sites, which say different things of it; on a fourth six of ten. */

const act = (n: number, issuer: string, number: string): Act => ({
  title: `${issuer}关于人工智能第${n + 2}批场景开放的通知`,
  number: `${number}〔2026〕${n + 11}号`,
  issuers: [issuer],
  signed: `2026-07-${10 + n}`,
  published: `2026-07-${10 + n}`,
  lines: ['各有关单位：', `开放人工智能场景${(n + 3) * 17}个。`, `一、第${n + 30}工作组承办，联系电话第${n + 50}号分机。`],
});
const site = (host: string, issuer: string, number: string, complete = false) => {
  const acts = Array.from({ length: 10 }, (_, n) => act(n, issuer, number));
  const at = (n: number): string => `https://${host}/zw/2026/p${n}.html`;
  const index = `https://${host}/zw/index.html`;
  const world = (isGone: (n: number) => boolean, isShown: (n: number) => boolean): World => ({
    [index]: list(acts.flatMap(({ title, published }, n) => (isShown(n) ? [{ href: at(n), title, day: published }] : []))),
    ...Object.fromEntries(acts.map((one, n) => [at(n), isGone(n) ? gone : ministry(one, issuer)])),
  });
  return { number, index, world, complete };
};
const gone = { status: 404, body: '<html><body>404 Not Found</body></html>' };
const none = (): boolean => false;
const all = (): boolean => true;
const first = (n: number): boolean => n === 0;
const later = (n: number): boolean => n > 0;

const plain = site('www.hunan.gov.cn', '湖南省人民政府', '湘政发');
const shown = site('www.hubei.gov.cn', '湖北省人民政府', '鄂政发');
const unread = site('www.hainan.gov.cn', '海南省人民政府', '琼府发');
const taken = site('www.guizhou.gov.cn', '贵州省人民政府', '黔府发', true);
const isTaken = (n: number): boolean => n < 6;

const world = (day: number): World => {
  if (day === 0) return Object.assign({}, ...[plain, shown, unread, taken].map((each) => each.world(none, all)));
  return {
    ...plain.world(first, later),
    ...shown.world(first, all),
    ...unread.world(first, later),
    ...(day < 38 ? { [unread.index]: gone } : {}),
    ...taken.world(isTaken, (n) => !isTaken(n)),
  };
};

let story: Story;
const withdrawn = new Map<string, number>();
beforeAll(async () => {
  const tellers = { hunan: plain, hubei: shown, hainan: unread, guizhou: taken };
  story = await openStory(
    Object.entries(tellers).map(([publisher, { index, complete }]) => ({
      id: `s-${publisher}`,
      publisher,
      url: index,
      level: 'L4',
      complete,
    })),
  );
  for (const day of [0, 3, 4, 5, 6, 20, 28, 36, 40]) {
    await story.play(addDays('2026-08-03', day), world(day), 'once');
    for (const { number = '', withdrawnAt } of await story.all())
      if (withdrawnAt !== undefined && !withdrawn.has(number)) withdrawn.set(number, day);
  }
});
afterAll(() => story.close());

const daysOf = (number: string): readonly number[] => [...withdrawn].flatMap(([of, day]) => (of.startsWith(number) ? day : []));

test('a page that its list does not show is withdrawn at the third miss', () => {
  expect(daysOf(plain.number)).toEqual([5]);
});

test('a page that its list still shows is not', () => {
  expect(daysOf(shown.number)).toEqual([]);
});

test('while the list cannot be read nothing is said, for four weeks', () => {
  expect(daysOf(unread.number)).toEqual([36]);
});

test('six of ten that a complete list no longer shows are withdrawn, when it was read twice', () => {
  const days = daysOf(taken.number);
  expect(days).toHaveLength(6);
  expect(days.every((day) => day <= 6)).toBe(true);
});
