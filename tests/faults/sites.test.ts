import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { RunReport } from '../../shared/model/run.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { sha256 } from '../../shared/stages/text/hash.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { article, challenge, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { long, reported } from './report.ts';

/** One server that plays every bad site, by the host that it is asked for, in one store over some days. */
type Answer = { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer };
type Play = (path: string, request: IncomingMessage) => Answer;

const [first] = notices as readonly [Notice, Notice, Notice];
/** An act of its own for each site and number. */
const act = (site: string, n: number, more: Partial<Notice> = {}): Notice => ({
  ...first,
  path: `/tz/202611/t20261110_${n}.html`,
  title: `国家数据局关于${site}人工智能训练数据登记事项第${n}批的通知`,
  number: `国数资源〔2026〕${[...site].reduce((sum, char) => sum + char.charCodeAt(0) * 7, 0)}${n}号`,
  ...more,
});

const page = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Answer => ({
  body,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
});
const gone: Answer = { status: 404, body: '<html><body>404</body></html>' };

/** A healthy site of some acts, with an ETag for each answer. */
const healthy =
  (site: string, acts: () => readonly Notice[]): Play =>
  (path, { headers }) => {
    const found = acts().find((each) => each.path === path);
    const body = path === '/tz/index.html' ? listing(acts()) : found && article(found);
    if (body === undefined) return gone;
    const etag = `"${site}${body.length}"`;
    if (headers['if-none-match'] !== etag) return page(body, { etag });
    saved += body.length;
    return { status: 304, headers: { etag } };
  };

let saved = 0;
let day = 1;
const calm = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** What stands in the place of a page, and the trouble that it is. */
const walls: Readonly<Record<string, readonly [trouble: string, answer: Answer]>> = {
  captcha: ['refused', page('<html><title>安全验证</title><body><p>请完成下方验证后继续操作</p><div>向右滑动完成验证</div></body></html>')],
  script: ['refused', page(challenge)],
  'script with 412': ['refused', { ...page(challenge), status: 412 }],
  firewall: [
    'refused',
    page('<html><title>405</title><body><div>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div></body></html>'),
  ],
  login: [
    'refused',
    page('<html><title>统一身份认证平台</title><body><form><label>用户名</label><label>密码</label><a>忘记密码</a></form></body></html>'),
  ],
  'too often': ['refused', page('<html><title>访问受限</title><body><p>您的IP访问频率过高，请稍后再试。</p></body></html>')],
  '403': ['refused', { ...page('<html><title>403 Forbidden</title><body><h1>403 Forbidden</h1></body></html>'), status: 403 }],
  maintenance: [
    'unrecognised',
    page(
      '<html><title>系统维护</title><body><h1>系统维护中</h1><p>本网站将于2026年11月20日进行系统升级维护，期间暂停访问，敬请谅解。</p></body></html>',
    ),
  ],
  empty: ['unrecognised', page('')],
  'not found with 200': [
    'unrecognised',
    page('<html><title>云川市人民政府</title><body><h2>您访问的页面不存在或已被删除</h2><p>页面将在 5 秒后跳转到首页</p></body></html>'),
  ],
  shell: [
    'unrecognised',
    page(
      '<html><head><title>政策法规库</title><script src="/a.js"></script></head><body><noscript>Please enable JavaScript.</noscript><div id="app"></div></body></html>',
    ),
  ],
  'taken away': ['unrecognised', page('<html><body><h2>该内容已被发布者删除</h2></body></html>')],
};
const walled = Object.keys(walls).map((name, n) => ({ ...act('wall', n), name }));

const han = '为规范人工智能训练数据登记，制定本办法。';
/** Texts that a store may choke on: what stands in the page, and what has to be read back of it. */
const odd: readonly (readonly [line: string, back: string])[] = [
  ['试点单位：𠮷田、𫝆川、㐂县。', '𠮷田、𫝆川、㐂县'],
  ['数据\u0000登记办法的空字符测试。', '登记办法的空字符测试'],
  ['数据&#xD800;登记办法的半个字符测试。', '登记办法的半个字符测试'],
  ...(long
    ? ([
        ['The measures apply to training data of models. '.repeat(9_200), 'The measures apply to training data'],
        [han.repeat(7_200), han],
      ] as const)
    : []),
];
const oddActs = odd.map(([line], n) => act('odd', n, { lines: [...first.lines, line] }));
const longPath = `/tz/202611/${'a'.repeat(3_000)}.html`;
const withOthers = (paths: readonly string[], acts: readonly Notice[]): string =>
  listing([...acts, ...paths.map((path, n) => act('more', n, { path }))]);

const sites: Readonly<Record<string, Play>> = {
  ...Object.fromEntries(calm.map((id) => [`${id}.example`, healthy(id, () => (day >= 5 ? [act(id, 1), act(id, 2)] : [act(id, 1)]))])),
  'failing.example': () => ({ status: 500 }),
  'wall.example': (path) => {
    const found = walled.find((each) => each.path === path);
    if (!found) return page(listing(walled));
    return day === 1 && long ? page(article(found)) : (walls[found.name]?.[1] ?? gone);
  },
  // A CDN of two servers: one of them still has the list of the day before.
  'cdn.example': healthy('cdn', () => (day === 2 ? [act('cdn', 1)] : [act('cdn', 1), act('cdn', 2)])),
  'loop.example': (path) => ({ status: 302, headers: { location: path.endsWith('x') ? '/tz/index.html' : `${path}x` } }),
  'chain.example': (path) => ({ status: 302, headers: { location: `/${Number(path.slice(1)) + 1 || 1}` } }),
  'endless.example': (path) => {
    const n = Number(/(\d+)$/.exec(path)?.[1] ?? 1);
    if (path.endsWith('.html') && path !== '/tz/index.html') return gone;
    return page(
      listing([act('endless', n), act('endless', n + 1)]).replace('</ul>', `</ul><a class="next" href="/tz/page?n=${n + 2}">下一页</a>`),
    );
  },
  'calendar.example': (path) => {
    const month = Number(/(\d+)$/.exec(path)?.[1] ?? 0);
    return page(`<html><body><ul></ul><a class="next" href="/tz/month?m=${month + 1}">下个月</a></body></html>`);
  },
  'odd.example': (path) => {
    const found = oddActs.find((each) => each.path === path);
    return found ? page(article(found)) : path === '/tz/index.html' ? page(withOthers([longPath], oddActs)) : gone;
  },
};

const asked: { readonly host: string; readonly path: string }[] = [];
const countOf = (host: string, path?: string): number =>
  asked.filter((each) => each.host === host && (path ?? each.path) === each.path).length;

function serve(request: IncomingMessage, response: ServerResponse): void {
  const { url = '/', headers } = request;
  const host = String(headers.host);
  if (url === '/robots.txt') return void response.writeHead(404).end();
  asked.push({ host, path: url });
  const { status = 200, headers: more = {}, body } = sites[host]?.(url, request) ?? gone;
  response.writeHead(status, more).end(body);
}

// Longer than a label of a name may be: no name server is asked for it.
const nameless = `${'n'.repeat(64)}.example`;
const hosts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(calm.map((id) => [id, `${id}.example`])),
  failing: 'failing.example',
  refusing: 'refusing.example',
  nameless,
  ...Object.fromEntries(['wall', 'cdn', 'loop', 'chain', 'endless', 'calendar', 'odd'].map((id) => [id, `${id}.example`])),
};
const paged = { next: 'a.next' };
const more: Readonly<Record<string, object>> = { endless: paged, calendar: paged, cdn: { complete: true } };

let server: Server;
let bench: Bench;
let config: string;
let report: RunReport;
const at = (n: number): string => `2026-11-${12 + n}T09:00:00+08:00`;
const stateOf = (id: string) => report.sources.find((each) => each.id === id);
const play = async (n: number): Promise<RunReport> => {
  day = n;
  asked.length = 0;
  return bench.run({ now: at(n), config });
};
const documents = async (n: number): Promise<readonly ShownDocument[]> =>
  (await bench.exported({ now: at(n), config }))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ShownDocument);
/** Of the walls, how many have their bytes among the evidence. */
async function keptWalls(): Promise<number> {
  const { objects } = await bench.stored();
  return Object.values(walls).filter(([, { body = '' }]) => objects.has(`evidence/sha256/${sha256(String(body))}`)).length;
}

beforeAll(async () => {
  server = createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dead = createServer();
  await new Promise<void>((done) => dead.listen(0, '127.0.0.1', done));
  const nobody = `127.0.0.1:${(dead.address() as AddressInfo).port}`;
  await new Promise((done) => dead.close(done));
  bench = await openBench();
  const mapped = Object.values(hosts).filter((host) => host !== nameless);
  config = bench.file('config.json', {
    sources: {
      only: Object.keys(hosts),
      extra: Object.entries(hosts).map(([id, host]) =>
        declaration(id, host, { listing: { format: 'dated-links', url: `http://${host}/tz/index.html`, ...more[id] } }),
      ),
    },
    fetch: {
      allow: [address, nobody],
      hosts: Object.fromEntries(mapped.map((host) => [host, host === 'refusing.example' ? nobody : address])),
    },
  });
  report = await play(1);
});
afterAll(async () => {
  await bench.close();
  await new Promise((done) => server.close(done));
});

describe.sequential('bad sites, in one round with good ones', () => {
  test('three of ten sources are dead: the others are complete, the dead are named with their next try', async () => {
    const missing = calm.filter((id) => stateOf(id)?.state !== 'ok' || stateOf(id)?.new !== 1).length;
    const dead = ['failing', 'refusing', 'nameless'].map(stateOf);
    const named = dead.filter((each) => each?.state === 'unreachable' && each.trouble?.nextTryAt !== undefined).length;
    const requestsOfADeadHost = Math.max(countOf('failing.example') + 1, ...dead.map((each) => each?.requests ?? 0));
    reported(1, { missing, requestsOfADeadHost, named });
  });

  test('loops, chains and lists without end stop at their limits and say so', () => {
    const requests = { loop: 6, chain: 6, endless: 10, calendar: 10 };
    const listed = (id: string): number => asked.filter(({ host, path }) => host === `${id}.example` && !/t2026/.test(path)).length;
    const over = Object.entries(requests).filter(([id, most]) => listed(id) > most).length;
    const said =
      ['loop', 'chain', 'calendar'].filter((id) => stateOf(id)?.trouble !== undefined).length + Number(stateOf('endless')?.capped);
    reported(9, { cases: Object.keys(requests).length, overTheLimit: over, said });
  });

  test('odd characters and huge texts are kept and read back, an address that is too long is named', async () => {
    const held = await documents(1);
    const right = odd.filter(([, back], n) =>
      held.some(({ url, text }) => url === `http://odd.example${oddActs[n]?.path}` && text.includes(back)),
    );
    console.log(
      JSON.stringify(stateOf('odd')),
      JSON.stringify(report.failures.filter(({ url }) => url.includes('odd.example'))).slice(0, 600),
    );
    const named = report.failures.filter(({ url }) => url.includes('odd.example') && url.includes('aaaa')).length;
    reported(24, {
      right: right.length + named,
      storeErrors: report.failures.filter(({ detail }) => detail.includes('Validation')).length,
    });
  });

  test('walls in place of pages make no document and no change, and are kept', async () => {
    const second = long ? await play(2) : report;
    const failures = second.failures.filter(({ url }) => url.startsWith('http://wall.example'));
    const right = walled.filter(({ path, name }) =>
      failures.some(({ url, kind }) => url.endsWith(path) && kind === walls[name]?.[0]),
    ).length;
    const state = second.sources.find(({ id }) => id === 'wall');
    const tries = walled.map(({ path }) => countOf('wall.example', path));
    reported(3, {
      falseDocuments: state?.new ?? 0,
      falseChanges: (state?.changed ?? 0) + second.documents.withdrawn,
      rightTrouble: right,
      kept: await keptWalls(),
      secondTries: tries.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    });
  });

  test('a round that starts twice asks each source once; a list of yesterday, and answers that nothing changed, are no news', async () => {
    saved = 0;
    day = 2;
    if (!long) asked.length = 0;
    // Two starts of the same slot at once: the queue takes a task in once. The long form has had its round of the day.
    await bench.within({ now: at(2), config }, async (context) => void (await Promise.all([schedule(context), schedule(context)])));
    const { documents: counted } = await bench.run({ now: at(2), config });
    const ofASlot = Math.max(...calm.map((id) => countOf(`${id}.example`, '/tz/index.html')));
    reported(13, { falseEvents: counted.new + counted.changed + counted.withdrawn });
    reported(14, { visitsOfASlot: ofASlot });
  });

  test('a round after days of silence brings what was missed, once', async () => {
    const later = await play(8);
    const visits = calm.map((id) => countOf(`${id}.example`, '/tz/index.html'));
    const recovered = later.sources.filter(({ id, new: fresh }) => calm.includes(id) && fresh === 1).length;
    expect(Math.min(...visits)).toBe(1);
    const held = (await documents(8)).filter(({ url }) => url.startsWith('http://cdn.example'));
    // The list of the CDN is whole again: its two documents are there, each once, and neither changed.
    const falseEvents = Math.abs(held.length - 2) + (later.sources.find(({ id }) => id === 'cdn')?.changed ?? 0);
    reported(13, { bytesSaved: saved, falseEvents });
    reported(14, { visitsToCatchUp: Math.max(...visits), recovered });
  });
});
