import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRobotsMemory } from '../../shared/net/robots.ts';
import { openWeb } from '../../shared/net/web.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration, listing, type Notice } from '../support/pages.ts';

/** Two hundred sources on sixty-four public hosts, whose names lead to a server on loopback. Each host has a pause of its own, short so that the test is. */
const gapMs = 40;
const [hosts, sources] = [64, 200];
/** So many lists have an entry; the others say that they are empty, which costs the test less. */
const withEntry = 24;
const longRows = 1000;

const hostOf = (n: number): string => `s${n % hosts}.sample.gov.cn`;
const noticeOf = (n: number | string): Notice => ({
  path: `/tz/202611/t20261110_${n}.html`,
  title: `样例数据局关于第${n}批算力券发放的通知`,
  published: '2026-11-10',
  lines: [`各区：现发放第${n}批算力券，请认真组织实施。`],
});
const long = Array.from({ length: longRows }, (_, n) => noticeOf(`9${n}`));

const empty = listing([]).replace('</ul>', '</ul><p>暂无数据</p><a href="/map/">网站地图</a><a href="/help/">帮助</a>');

type Asked = { readonly host: string; readonly path: string; readonly at: number; readonly status: number };
const asked: Asked[] = [];
let stop: AbortController | undefined;
let stopAt = Number.POSITIVE_INFINITY;
let bench: Bench;
let config: string;
let port: number;
let close: () => void;

function bodyOf(host: string, path: string): string | undefined {
  const source = /^\/s(\d+)\//.exec(path)?.[1];
  if (host === 'long.sample.gov.cn')
    return path === '/tz/' ? listing(long) : article(noticeOf(path.replace(/\D*20261110_(\d+)\.html$/, '$1')));
  if (source !== undefined) return Number(source) < withEntry ? listing([noticeOf(source)]) : empty;
  return article(noticeOf(path.replace(/\D*20261110_(\d+)\.html$/, '$1')));
}

beforeAll(async () => {
  const server = createServer((request, response) => {
    const [host, path] = [request.headers.host ?? '', request.url ?? ''];
    const etag = `"${host}${path}"`;
    const status = path === '/robots.txt' ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    asked.push({ host, path, at: performance.now(), status });
    if (host === 'long.sample.gov.cn' && asked.filter((each) => each.host === host).length >= stopAt) stop?.abort();
    response.writeHead(status, { etag, 'content-type': 'text/html; charset=utf-8' }).end(status === 200 ? bodyOf(host, path) : undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  bench = await openBench();
  const extra = Array.from({ length: sources }, (_, n) =>
    declaration(`s${n}`, hostOf(n), {
      every: 'hour',
      listing: { format: 'dated-links', url: `http://${hostOf(n)}/s${n}/` },
      expect: { atLeast: 0, freshWithinDays: 90 },
    }),
  );
  const far = declaration('long', 'long.sample.gov.cn', {
    every: 'hour',
    listing: { format: 'dated-links', url: 'http://long.sample.gov.cn/tz/' },
  });
  config = bench.file('config.json', { sources: { only: [...extra, far].map(({ id }) => id), extra: [...extra, far] } });
});
afterAll(async () => {
  close();
  await bench.close();
});

/** One round in a process of its own: nothing is remembered but what the store holds. */
const round = (now: string, only?: readonly string[]): Promise<void> =>
  bench.within({ now, config }, async (context) => {
    asked.length = 0;
    stop = new AbortController();
    const web = openWeb(context.settings, context.now, {
      gapMs,
      robots: openRobotsMemory(bench.store.table),
      resolve: async () => [{ address: '93.184.216.34', family: 4 }],
      dial: (_options, _addresses, _tls, callback) => {
        const socket = connect(port, '127.0.0.1', () => callback(null, socket));
        return socket.on('error', (error) => callback(error, null));
      },
    });
    await schedule(context, only);
    const failures: unknown[] = [];
    await bench.drain('tasks', (event) => collectBatch(event, { ...context, web }, (error) => void failures.push(error)), {
      concurrency: 16,
      signal: stop.signal,
    });
    expect(failures).toEqual([]);
  });

/** Shortest time between two requests at any host, as the server saw them. */
function shortestGap(): number {
  const byHost = Map.groupBy(asked, ({ host }) => host);
  return Math.min(...[...byHost.values()].flatMap((all) => all.slice(1).map(({ at }, n) => at - (all[n]?.at ?? 0))));
}

const countOf = (of: (each: Asked) => string | false): readonly number[] =>
  [...Map.groupBy(asked.filter(of), of).values()].map((all) => all.length);
const lists = (): readonly number[] => countOf(({ path }) => /^\/s\d+\/$/.test(path) && path);
const robots = (): readonly number[] => countOf(({ path, host }) => path === '/robots.txt' && host);
const short = Array.from({ length: sources }, (_, n) => `s${n}`);

test('the first round asks no host for more than one thing in its pause', async () => {
  await round('2026-11-11T09:00:00+08:00', short);
  expect(lists()).toHaveLength(sources);
  expect(asked.filter(({ path }) => path.includes('/202611/'))).toHaveLength(withEntry);
  expect(robots()).toEqual(Array.from({ length: hosts }, () => 1));
  expect(asked).toHaveLength(sources + withEntry + hosts);
  // The server sees a request somewhat later than it is sent.
  expect(shortestGap()).toBeGreaterThan(gapMs * 0.9);
});

test('when nothing changed an hour later, one conditional request a source, and no robots.txt', async () => {
  await round('2026-11-11T10:30:00+08:00', short);
  expect(asked.filter(({ status }) => status !== 304)).toEqual([]);
  expect(asked).toHaveLength(sources);
  expect(lists()).toEqual(Array.from({ length: sources }, () => 1));
  expect(shortestGap()).toBeGreaterThan(gapMs * 0.9);
});

test('a day later, robots.txt once a host and the list once a source', async () => {
  await round('2026-11-12T11:00:00+08:00', short);
  expect(lists()).toEqual(Array.from({ length: sources }, () => 1));
  expect(robots()).toEqual(Array.from({ length: hosts }, () => 1));
  expect(asked.length).toBeLessThanOrEqual(sources + hosts + withEntry);
  expect(shortestGap()).toBeGreaterThan(gapMs * 0.9);
});

test('a list of a thousand rows: its pages come one in each pause', async () => {
  stopAt = 24;
  await round('2026-11-12T12:30:00+08:00');
  const far = asked.filter(({ host }) => host === 'long.sample.gov.cn');
  expect(far.length).toBeGreaterThanOrEqual(stopAt);
  expect(far.length).toBeLessThan(stopAt + 10);
  expect(shortestGap()).toBeGreaterThan(gapMs * 0.9);
});
