import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { type Act, library, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const guide = 'https://www.gov.cn/zhengce/index.html';
const complete = 'https://www.guizhou.gov.cn/gz/index.html';
const at = (name: string): string => `${host}/tz/202609/${name}.html`;
const gz = (name: string): string => `https://www.guizhou.gov.cn/gz/202609/${name}.html`;
const gov = (name: string): string => `https://www.gov.cn/zhengce/202609/${name}.htm`;

const act = (n: number, title: string, more: Partial<Act> = {}): Act => ({
  title,
  number: `国数综〔2026〕${n}号`,
  issuers: ['国家数据局'],
  signed: '2026-08-25',
  published: '2026-09-01',
  lines: [
    '各单位：',
    `为推动人工智能发展，现就${title.replace(/^关于|的通知$/g, '')}有关事项通知如下。`,
    '一、各单位应当明确责任，按期完成。',
    '二、请于每季度末报送进展。',
  ],
  ...more,
});
const acts: Readonly<Record<string, Act>> = {
  moved: act(201, '关于建设人工智能中试基地的通知'),
  elsewhere: act(202, '关于做好智能算力普查的通知'),
  gone: act(203, '关于开展智能体备案试点的通知'),
  back: act(204, '关于推广智能办公应用的通知'),
  brief: act(205, '关于公开征集人工智能案例的通知'),
  hidden: act(206, '关于治理人工智能虚假信息的通知'),
  walled: act(207, '关于发放训力券的通知'),
  home: act(208, '关于报送智能网联汽车数据的通知'),
  unlisted: act(209, '关于设立数据标注培训点的通知'),
  carried: act(210, '关于建立算力监测月报制度的通知'),
  first: act(212, '关于公布人工智能语料目录的通知'),
  second: act(213, '关于评选智能体优秀案例的通知'),
  third: act(214, '关于开展人工智能伦理培训的通知'),
  fourth: act(215, '关于调整智能算力券标准的通知'),
};
const held: Act = { ...act(211, '贵州省关于发展智能算力的若干措施', { issuers: ['贵州省人民政府'] }), number: '黔府发〔2026〕21号' };

const missing = (status: 404 | 410 = 404) => ({ status, body: '<html><body>404</body></html>' });
const to = (location: string) => ({ status: 301, headers: { location }, body: '' });
const soft = '<html><head><meta charset="utf-8"><title>提示</title></head><body><div>您访问的页面不存在或已删除</div></body></html>';
const wall = '<html><head><meta charset="utf-8"><title>安全验证</title></head><body><div>请完成安全验证后继续访问</div></body></html>';
const front = `<html><head><meta charset="utf-8"><title>国家数据局</title></head><body><div class="nav"><a href="/a">首页</a></div><h1>国家数据局门户网站首页</h1><div class="content"><p>本网站提供人工智能、数据要素、算力等方面的要闻和公开信息，欢迎浏览。联系我们请发邮件。本站由国家数据局主办，信息中心承办，数据每日更新。</p><p>今日要闻：各地推进数据基础设施建设，智能算力规模持续增长，数据标注产业加快发展。</p></div></body></html>`;

const entriesOf = (names: readonly string[]) =>
  names.map((name) => ({ href: at(name), title: acts[name]?.title ?? '', day: '2026-09-01' }));
const names = Object.keys(acts);

/** The site as it was, but for what `more` says. */
const world = (more: World = {}, listed: readonly string[] = names): World => ({
  [index]: list(entriesOf(listed)),
  [guide]: list([{ href: gov('carried'), title: acts['carried']?.title ?? '', day: '2026-09-02' }]),
  [complete]: list([{ href: gz('held'), title: held.title, day: '2026-09-01' }]),
  ...Object.fromEntries(names.map((name) => [at(name), ministry(acts[name] as Act)])),
  [gov('carried')]: library(acts['carried'] as Act),
  [gz('held')]: ministry(held, '贵州省人民政府'),
  ...more,
});

let story: Story;
beforeAll(async () => {
  story = await openStory([
    { id: 's-nda', publisher: 'nda', url: index },
    { id: 's-gov', publisher: 'state-council', url: guide, level: 'L1' },
    { id: 's-gz', publisher: 'guizhou', url: complete, level: 'L4', complete: true },
  ]);
});
afterAll(() => story.close());

const said = ({ revisions }: ShownDocument): readonly string[] => revisions.map(({ by, what }) => `${by} ${what}`);
const day = (n: number): string => new Date(Date.UTC(2026, 8, n, 1)).toISOString();

const newPlace = `${host}/zwgk/2026/moved.html`;
const newHome = `${host}/zwgk/2026/elsewhere.html`;
/** From the second day on. */
const changed: World = {
  [at('moved')]: to(newPlace),
  [newPlace]: ministry(acts['moved'] as Act),
  [at('elsewhere')]: missing(),
  [newHome]: ministry(acts['elsewhere'] as Act),
  [at('gone')]: missing(410),
  [at('back')]: missing(),
  [at('hidden')]: soft,
  [at('walled')]: wall,
  [at('home')]: to(`${host}/`),
  [`${host}/`]: front,
  [at('carried')]: missing(),
  [gz('held')]: missing(),
};
const listed = ['moved', 'brief', 'hidden', 'walled', 'home', 'carried', 'first', 'second', 'third', 'fourth'];
const later = (more: World = {}): World => ({
  ...world({ ...changed, ...more }, listed),
  [index]: list([...entriesOf(listed), { href: newHome, title: acts['elsewhere']?.title ?? '', day: '2026-09-01' }]),
});

describe.sequential('pages that move and go', () => {
  test('the first reading', async () => {
    expect((await story.play(day(2), world())).documents).toMatchObject({ new: 15 });
  });

  test('misses that do not last, walls, soft errors and redirects to the front page are no withdrawal and no change', async () => {
    const withdrawn: number[] = [];
    for (const n of [3, 4, 5]) {
      const report = await story.play(day(n), later(n < 5 ? { [at('brief')]: missing() } : {}));
      expect(report.documents).toMatchObject({ new: 0, changed: 0 });
      withdrawn.push(report.documents.withdrawn);
    }
    expect(withdrawn).toEqual([0, 0, 2]);
    for (const name of ['brief', 'hidden', 'walled', 'home', 'unlisted']) {
      const document = await story.show(at(name));
      expect([name, document.withdrawnAt, said(document)]).toEqual([name, undefined, ['publisher new']]);
      expect(document.title).toBe(acts[name]?.title);
    }
  });

  test('a page that is gone, with 404 or 410, is withdrawn on the third day', async () => {
    for (const name of ['gone', 'back']) expect(said(await story.show(at(name))), name).toEqual(['publisher new', 'publisher withdrawn']);
    expect((await story.show(at('gone'))).withdrawnAt).toBe(new Date(day(5)).toISOString());
  });

  test('a page that moved is the same document, with a redirect or without', async () => {
    for (const [name, place] of [
      ['moved', newPlace],
      ['elsewhere', newHome],
    ] as const) {
      const document = await story.show(at(name));
      expect([name, document.withdrawnAt, said(document)]).toEqual([name, undefined, ['publisher new']]);
      expect((await story.show(place)).id).toBe(document.id);
      expect(document.canonicalUrl).toBe(place);
    }
  });

  test('the State Council’s copy carries an act on whose first page went', async () => {
    const document = await story.show(at('carried'));
    expect(document.withdrawnAt).toBeUndefined();
    expect(document.canonicalUrl).toBe(gov('carried'));
  });

  test('a complete list that still holds the page says that it is not withdrawn; when it no longer does, it is', async () => {
    expect((await story.show(gz('held'))).withdrawnAt).toBeUndefined();
    const other = list([{ href: gz('other'), title: '贵州省关于数据要素的通知', day: '2026-09-05' }]);
    const page = ministry({ ...held, title: '贵州省关于数据要素的通知', number: '黔府发〔2026〕22号' }, '贵州省人民政府');
    const report = await story.play(day(6), later({ [complete]: other, [gz('other')]: page }));
    expect(report.documents.withdrawn).toBe(1);
    expect((await story.show(gz('held'))).withdrawnAt).toBeDefined();
  });

  test('a withdrawn page that comes back is seen within days, and an edit at a new address is a change', async () => {
    const mended = { ...(acts['moved'] as Act), lines: (acts['moved'] as Act).lines.map((line) => line.replace('按期完成', '按月完成')) };
    const report = await story.play(day(9), later({ [at('back')]: ministry(acts['back'] as Act), [newPlace]: ministry(mended) }));
    expect(report.documents).toMatchObject({ new: 0, changed: 2, withdrawn: 0 });
    expect(said(await story.show(at('back')))).toEqual(['publisher new', 'publisher withdrawn', 'publisher returned']);
    expect((await story.show(at('back'))).withdrawnAt).toBeUndefined();
    expect(said(await story.show(newPlace))).toEqual(['publisher new', 'publisher changed']);
  });
});
