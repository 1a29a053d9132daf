import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { RunNote } from '../../shared/model/run.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { type Act, gazette, library, list, ministry, redesigned, repost, wire } from '../support/sites.ts';
import { declared } from '../support/story.ts';

/** Pages whose text stays and whose surroundings are new with every answer: seen fifty times through the whole pipeline they are no news. */
const titles = ['标注基地', '算力互联', '语料共享', '模型备案', '智能体接口', '评测基准', '中试平台', '开源社区'];
const act = (n: number): Act => ({
  title: `国家数据局关于推进人工智能${titles[n]}建设的通知`,
  number: `国数资源〔2026〕${31 + n}号`,
  issuers: ['国家数据局'],
  signed: '2026-06-03',
  published: '2026-06-08',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    `为推进人工智能${titles[n]}建设，现将有关事项通知如下，请结合实际认真贯彻执行。`,
    `一、到2028年，建成${20 + n}个人工智能${titles[n]}示范项目，训练数据总量年均增长百分之十五以上。`,
    '二、各地应当完善数据安全管理制度，支持企业下载和分享公开的数据目录。',
    '三、本通知自2026年7月1日起施行。',
  ],
});

/** A word that is another one each time, and the same for the same visit and place. */
const token = (visit: number, place: number): string => ((visit + 1) * 2654435761 + place * 40503).toString(36).padStart(12, 'x');
const news = ['某省发布算力地图', '大模型进校园', '数据标注师上岗', '机器人下车间', '语料库开放', '评测榜单更新'];
const related = (visit: number): string =>
  [0, 1, 2, 3].map((i) => `<li><a href="/r/${visit}-${i}.html">${news[(visit + i) % news.length]}（${visit + i}）</a></li>`).join('');
const end = /<\/body>/;

type Frame = (page: string, visit: number) => string;
const inText =
  (html: (visit: number) => string): Frame =>
  (page, visit) =>
    page.replace(/<p style="text-align: right;">/, `${html(visit)}$&`);
const atEnd =
  (html: (visit: number) => string): Frame =>
  (page, visit) =>
    page.replace(end, `${html(visit)}</body>`);
const all =
  (...frames: readonly Frame[]): Frame =>
  (page, visit) =>
    frames.reduce((text, frame) => frame(text, visit), page);

const counters = inText((visit) => `<p>浏览次数：${visit * 137 + 5}次</p><p>点赞 ${visit} 收藏 ${visit * 2}</p>`);
const links = inText((visit) => `<div class="related"><h3>相关阅读</h3><ul>${related(visit)}</ul></div>`);
const neighbours = inText(
  (visit) =>
    `<p>上一篇：<a href="/${visit}">关于第${visit}批的公告</a></p><p>下一篇：<a href="/n${visit}">关于第${visit + 2}批的公告</a></p>`,
);
const tokens = atEnd(
  (visit) =>
    `<form><input type="hidden" name="csrf" value="${token(visit, 1)}"></form><script nonce="${token(visit, 2)}">var sid="${token(visit, 3)}";</script><!-- ${token(visit, 4)} -->`,
);
const clock = atEnd((visit) => `<p>今天是2026年${(visit % 12) + 1}月${(visit % 28) + 1}日</p><p>页面执行时间：0.${100 + visit}秒</p>`);
const sessions: Frame = (page, visit) =>
  page.replaceAll(/href="(\/[^"]*)"/g, `href="$1;jsessionid=${token(visit, 5)}"`).replace('<body', `<body data-trace="${token(visit, 6)}"`);
const picture = inText((visit) => `<p><img src="/img/qr.png?t=${token(visit, 7)}" alt="">扫一扫在手机打开当前页</p>`);
const file = inText(
  (visit) => `<p>附件：<a href="/files/P1.zip?token=${token(visit, 8)}&amp;expires=${1_790_000_000 + visit}">申报表.zip</a></p>`,
);
const hot = atEnd(
  (visit) => `<div class="hot"><h4>热点推荐</h4><ul>${related(visit + 3)}</ul></div><div id="comments">网友评论（${visit}条）</div>`,
);

/** Systems of pages, each with surroundings of its own. */
const families: readonly { readonly id: string; readonly page: (n: Act) => string; readonly frame: Frame }[] = [
  { id: 'plain', page: ministry, frame: all(counters, tokens) },
  { id: 'linked', page: ministry, frame: all(links, neighbours, sessions) },
  { id: 'filed', page: ministry, frame: all(file, picture, clock) },
  { id: 'table', page: redesigned, frame: all(counters, hot, tokens, sessions) },
  { id: 'library', page: library, frame: all(hot, clock, tokens) },
  { id: 'gazette', page: gazette, frame: all(neighbours, picture, tokens) },
  { id: 'wire', page: wire, frame: all(hot, counters) },
  { id: 'repost', page: repost, frame: all(hot, clock, tokens) },
];

/** A wire and a repost leave the number out. */
const withoutNumber = 2;

let visit = 0;
let server: Server;
let bench: Bench;
let config: string;

beforeAll(async () => {
  server = createServer(({ headers, url = '/' }, response) => {
    const host = headers.host ?? '';
    const n = families.findIndex(({ id }) => host === `${id}.example`);
    const family = families[n];
    const title = act(n).title;
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (family && url === '/index.html') response.writeHead(200, html).end(list([{ href: '/a/1.html', title, day: act(n).published }]));
    else if (family && url === '/a/1.html') response.writeHead(200, html).end(family.frame(family.page(act(n)), visit));
    else if (url.startsWith('/files/')) response.writeHead(200, { etag: '"file"', 'content-type': 'application/zip' }).end('PK');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  bench = await openBench();
  const tellers = families.map(({ id }) => ({ id: `f-${id}`, publisher: `p-${id}`, url: `http://${id}.example/index.html` }));
  config = bench.file('config.json', {
    sources: { only: tellers.map(({ id }) => id), extra: tellers.map(declared) },
    fetch: { allow: [address], hosts: Object.fromEntries(families.map(({ id }) => [`${id}.example`, address])) },
  });
});
afterAll(async () => {
  await bench.close();
  await new Promise((resolve) => server.close(resolve));
});

/** Days on which every page is due: its visits grow rare, to one in ninety days. */
const dayOf = (round: number): string => new Date(Date.parse('2026-06-10T01:00:00Z') + round * 91 * 86_400_000).toISOString();

/** One round after the other with one parsing worker, as in a function that stays warm. Gives what each of them saved. */
const visits = (rounds: number): Promise<readonly RunNote[][]> => {
  const notes: RunNote[][] = [];
  return bench.within({ now: dayOf(0), config, note: (note) => void notes.at(-1)?.push(note) }, async (opened) => {
    const context: Context = { ...opened, now: () => new Date(dayOf(visit)) };
    const faults: unknown[] = [];
    for (visit = 0; visit < rounds; visit += 1) {
      notes.push([]);
      await schedule(context);
      await bench.drain('tasks', (event) => collectBatch(event, context, (fault) => void faults.push(fault)), { concurrency: 2 });
    }
    expect(faults).toEqual([]);
    return notes;
  });
};

test('fifty visits, of which every one differs in what surrounds the text: one document a page, one revision each', async () => {
  for (const [round, notes] of (await visits(50)).entries()) {
    const saved = notes.flatMap((note) => note.saved ?? []);
    const failed = notes.flatMap(({ failure }) => failure ?? []);
    expect({ round, saved, failed }).toEqual({ round, saved: families.map(() => (round === 0 ? 'new' : 'same')), failed: [] });
  }
  const held = (await bench.exported({ now: dayOf(50), config }))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ShownDocument);
  expect(held.map(({ number }) => number).filter(Boolean)).toHaveLength(families.length - withoutNumber);
  expect(held).toHaveLength(families.length);
  for (const { title, revisions } of held) expect({ title, revisions: revisions.length }).toEqual({ title, revisions: 1 });
});
