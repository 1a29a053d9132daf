import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { bothCalendars, eventsIn } from '../support/calendar.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** Feeds and the calendar file of a real store while its acts are changed and withdrawn. */

const index = 'https://www.nda.gov.cn/sjj/zwgk/tzgg/index.html';
const at = (name: string): string => `https://www.nda.gov.cn/sjj/zwgk/tzgg/0901/${name}.html`;

const act = (title: string, lines: readonly string[], more: Partial<Act> = {}): Act => ({
  title,
  issuers: ['国家数据局'],
  signed: '2026-08-25',
  published: '2026-09-01',
  lines,
  ...more,
});
const call = (until: string): Act =>
  act('关于《算力互联互通规范（征求意见稿）》公开征求意见的公告', [
    '为规范人工智能算力互联互通，现公开征求意见。',
    `意见反馈截止时间为${until}。`,
  ]);
const measures = act(
  '人工智能训练数据登记办法',
  [
    '第一条 为规范人工智能训练数据的登记，制定本办法。',
    '第二条 登记机构应当在十个工作日内完成登记。',
    '第三条 违反本办法的，处十万元以下罚款。',
    '第四条 本办法自2026年12月1日起施行，有效期至2028年11月30日。',
  ],
  { number: '国数综〔2026〕101号' },
);
const funding = act('关于组织开展2026年人工智能算力补贴申报的通知', [
  '各有关单位：',
  '现组织开展人工智能算力补贴申报工作。',
  '申报时间为2026年9月10日至2026年11月15日17:00，逾期不再受理。',
]);

const entries: readonly (readonly [string, Act])[] = [
  ['measures', measures],
  ['funding', funding],
]; // the call is added by each round
const world = (until: string, gone = false): World => {
  const all: readonly (readonly [string, Act])[] = [['call', call(until)], ...entries];
  return {
    [index]: list(
      all
        .filter(([name]) => !gone || name !== 'measures')
        .map(([name, { title, published }]) => ({ href: at(name), title, day: published })),
    ),
    ...Object.fromEntries(all.map(([name, each]) => [at(name), ministry(each)])),
    ...(gone && { [at('measures')]: { status: 404, body: '<html><body>404</body></html>' } }),
  };
};

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index }]);
});
afterAll(() => story.close());

const ask = (now: string, path: string) =>
  story.bench.within({ now: `${now}T10:00:00+08:00`, config: story.config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: true }));
    return (await app.request(`http://127.0.0.1:4180${path}`)).text();
  });
const events = async (now: string) => eventsIn(await ask(now, '/calendar.ics'));
const eventOf = async (now: string, uid: RegExp) => (await events(now)).find((each) => uid.test(each.uid));
const items = async (now: string): Promise<readonly Record<string, string>[]> => JSON.parse(await ask(now, '/feeds/documents.json')).items;

describe.sequential('a site of three acts', () => {
  test('the file holds the days and times of the API, read back by a library', async () => {
    await story.play('2026-09-02', world('2026年10月10日'));
    const { listed, told } = await bothCalendars((path) => ask('2026-09-03', path), '2026-08-04');
    expect(told).toEqual(listed);
    expect(listed.map((each) => each.split(' ')[2]).toSorted()).toEqual(['2026-10-10', '2026-11-15', '2026-12-01', '2028-11-30']);
    const read = (await events('2026-09-03')).filter(({ uid }) => !uid.includes('-open@'));
    expect(read.every(({ sequence, status, reminders }) => sequence === 0 && status === 'CONFIRMED' && reminders.length === 3)).toBe(true);
  });

  test('events and entries tell the English facts of the act with its Chinese words', async () => {
    const effect = await eventOf('2026-09-03', /effective/);
    expect(effect?.description).toMatch(/issued these measures\./);
    expect(effect?.description).toContain('“第三条 违反本办法的，处十万元以下罚款。”');
    const item = (await items('2026-09-03')).find(({ title = '' }) => title.includes('Registration') || title.includes('登记办法'));
    expect(item?.['content_text']).toMatch(/issued these measures\./);
    expect([item?.['date_published'], item?.['date_modified']]).toEqual(['2026-09-02T01:00:00.000Z', '2026-09-02T01:00:00.000Z']);
  });

  test('a moved day moves the same event, under a higher number; the entry keeps its id and is updated', async () => {
    const [before, entry] = [await eventOf('2026-09-03', /commentBy@/), (await items('2026-09-03')).map(({ id }) => id)];
    await story.play('2026-09-20', world('2026年10月25日'));
    const after = await eventOf('2026-09-21', /commentBy@/);
    expect([before?.from, after?.from]).toEqual(['2026-10-10', '2026-10-25']);
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(after?.changed).toBe('2026-09-20T01:00:00.000Z');
    const now = await items('2026-09-21');
    expect(now.map(({ id }) => id).toSorted()).toEqual(entry.toSorted());
    expect(now.filter((each) => each['date_modified'] !== each['date_published']).map((each) => each['date_modified'])).toEqual([
      '2026-09-20T01:00:00.000Z',
    ]);
  });

  test('the events of a withdrawn act are cancelled, without reminders', async () => {
    for (const day of ['2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23', '2026-10-24'])
      await story.play(day, world('2026年10月25日', true));
    const effect = await eventOf('2026-10-25', /effective@/);
    expect(effect).toMatchObject({ status: 'CANCELLED', reminders: [], from: '2026-12-01' });
    expect(effect?.summary).toMatch(/^Withdrawn: Takes effect: /);
    expect(effect?.sequence).toBeGreaterThan(0);
    const item = (await items('2026-10-25')).find(({ content_text = '' }) =>
      content_text.startsWith('withdrawn, no longer on its official page'),
    );
    expect(item).toBeDefined();
  });
});
