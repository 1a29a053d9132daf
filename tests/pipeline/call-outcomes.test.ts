import { expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { declaration } from '../support/pages.ts';
import { roundsOfTests } from '../support/rounds.ts';

/** Calls for comment and what became of them, of all bodies in one list: a final text, what was said of the comments, another last day, silence. */

const openRounds = roundsOfTests();
const today = '2026-03-21';
const site = 'https://sjj.yunchuan.gov.cn/tz';
const body = '云川市数据局';
const page = (title: string, day: string, lines: readonly string[]): string =>
  `<html><head><title>${title}</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"></head><body><h1>${title}</h1>
<div id="zoom">${[...lines, body].map((line) => `<p>${line}</p>`).join('')}</div></body></html>`;
const draft = (name: string): string => `《云川市${name}（征求意见稿）》`;
const call = (name: string, day: string, until: string): string =>
  page(`${body}关于公开征求${draft(name)}意见的公告`, day, [
    `我局起草了${draft(name)}，现向社会公开征求意见，意见反馈截止时间为${until}。`,
  ]);

const [corpora, power, models, robots] = ['人工智能语料登记办法', '智能算力调度办法', '大模型应用指引', '具身智能管理办法'];
const pages: Readonly<Record<string, string>> = {
  corpora: call(corpora, '2026-01-10', '2026年2月10日'),
  longer: page(`${body}关于延长${draft(corpora)}公开征求意见时间的公告`, '2026-02-08', ['现将征求意见截止时间延长至2026年3月1日。']),
  told: page(`关于${draft(corpora)}公开征求意见情况的公告`, '2026-03-20', [
    `我局就${draft(corpora)}公开征求意见，共收到意见32条，采纳20条。`,
  ]),
  power: call(power, '2026-01-12', '2026年2月12日'),
  final: page(`云川市${power}`, '2026-03-01', ['第一条 为规范智能算力调度，制定本办法。', '第二条 本办法自2026年4月1日起施行。']),
  models: call(models, '2026-01-15', '2026年2月15日'),
  robots: call(robots, '2026-03-10', '2026年4月10日'),
};

test('what became of each call is told by command, API and page; the notice that puts a day off is no call of its own', async () => {
  const store = openRounds(declaration('sample', 'data.sample.example'));
  for (const [name, html] of Object.entries(pages))
    expect((await store.ask(today, { [`${site}/${name}.html`]: html }, 'add', `${site}/${name}.html`)).status).toBe(0);
  const ask = async (...words: string[]) => (await store.say(today, 'calendar', ...words)).out.replaceAll(/\s+/g, ' ');
  const closed = await ask('--state', 'closed');
  for (const words of [
    new RegExp(`${power}（征求意见稿）.{0,20}意见的公告 final text: [^\\[]{0,120}《云川市${power}》 \\[\\w+\\], 48 days after the draft`),
    new RegExp(`${models}（征求意见稿）》意见的公告 closed 34 days ago, no final act seen`),
    new RegExp(
      `2026-03-01.{0,300}${corpora}（征求意见稿）》意见的公告 report on the comments: .{0,300}意见情况的公告 \\[\\w+\\] last day put off by: `,
    ),
  ])
    expect(closed).toMatch(words);
  expect(closed).toContain('3 days');
  expect(closed).not.toContain(robots);
  expect(await ask('--state', 'open')).toMatch(new RegExp(`20 days left.{0,200}${robots}.{0,60} 1 day`));
  expect(await ask('--state', 'closed', '--issuer', 'cac')).toContain('Nothing in the calendar');
  expect(await store.say(today, 'calendar', '--state', 'open', '--kind', 'effective')).toMatchObject({ status: 2 });

  await store.within(today, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: true }));
    const get = async (path: string) => (await app.request(`http://127.0.0.1:4180${path}`)).text();
    const { items } = JSON.parse(await get('/api/v1/calendar?kind=comment&state=closed'));
    expect(items).toEqual([
      expect.objectContaining({ day: '2026-02-12', final: expect.objectContaining({ title: `云川市${power}`, days: 48 }) }),
      expect.objectContaining({ day: '2026-02-15', silentDays: 34 }),
      expect.objectContaining({
        day: '2026-03-01',
        results: expect.objectContaining({ day: '2026-03-20' }),
        extended: expect.objectContaining({ day: '2026-02-08' }),
      }),
    ]);
    expect(items.map((each: object) => 'silentDays' in each)).toEqual([false, true, false]);
    const shown = await get('/calendar?state=closed');
    for (const words of ['Final text:', 'Report on the comments:', 'Last day put off by:', 'Closed 34 days ago'])
      expect(shown).toContain(words);
    expect(shown).not.toContain(robots);
    expect(await get('/calendar?state=open&lang=zh')).toContain(robots);
    expect(await get('/calendar?state=closed&lang=zh')).toContain('意见情况公布：');
  });
});
