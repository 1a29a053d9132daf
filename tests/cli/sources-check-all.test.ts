import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, challenge, declaration, listing, notices } from '../support/pages.ts';

const now = '2026-11-18T09:00:00+08:00';
const rows = notices.map(({ path, title, published }) => ({ topic: title, infourl: path, pubtime: `${published} 10:00:00.0`, remark: '' }));

/** What each host answers: kinds of listing, and failures. */
const hosts: Readonly<Record<string, (path: string) => { status?: number; headers?: Record<string, string>; body?: string }>> = {
  well: () => ({ body: listing(notices) }),
  moved: (path) => (path === '/tz/index.html' ? { status: 301, headers: { location: '/new/' } } : { body: listing(notices) }),
  gone: () => ({ status: 404, body: 'not here' }),
  walled: () => ({ status: 403, body: challenge }),
  ill: () => ({ status: 500, body: 'ill' }),
  renamed: () => ({ body: JSON.stringify({ list: rows }) }),
  rebuilt: (path) =>
    path === '/tz/index.html'
      ? {
          body: `<html><head><title>通知_样例局</title></head><body><a href="/">首页</a><div id="list"></div><script>var channelCode = 'A1'; $.get('/api/list', { channelCode: channelCode, page: 1 }, draw);</script></body></html>`,
        }
      : { body: JSON.stringify({ list: rows }) },
  pageless: () => ({ body: listing(notices) }),
};

let bench: Bench;
let store: readonly string[];
let closing: () => void;
const asked: string[] = [];

beforeAll(async () => {
  bench = await openBench();
  const server = createServer((request, response) => {
    const name = String(request.headers.host).split('.')[0] ?? '';
    asked.push(`${name} ${request.url}`);
    const notice = name === 'pageless' ? undefined : notices.find(({ path }) => path === request.url);
    const known = request.url === '/robots.txt' ? { status: 404 } : notice ? { body: article(notice) } : hosts[name]?.(String(request.url));
    const shown = name === 'pageless' && request.url?.includes('/202611/') ? { status: 403, body: challenge } : known;
    response.writeHead(shown?.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...shown?.headers }).end(shown?.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing = () => void server.close();
  const port = (server.address() as AddressInfo).port;
  const all = [...Object.keys(hosts), 'silent'];
  const extra = all.map((name) => {
    const url = `http://${name}.sample.example/tz/index.html`;
    const odd = {
      renamed: { format: 'json', url, items: 'data.rows', link: 'href', title: 'name', date: 'day' },
      rebuilt: { format: 'html', url, items: 'ul.old li', link: 'a' },
    };
    return declaration(
      name,
      `${name}.sample.example`,
      name in odd ? { listing: odd[name as keyof typeof odd], evidence: 'old', certainty: 'reported' } : {},
    );
  });
  const barred = { ...declaration('barred', 'barred.sample.example'), needs: 'the address of its JSON' };
  const to = Object.fromEntries(all.map((name) => [`${name}.sample.example`, name === 'silent' ? '127.0.0.1:9' : `127.0.0.1:${port}`]));
  const config = bench.file('all.json', {
    sources: { only: [...all, 'barred'], extra: [...extra, barred] },
    fetch: { hosts: to, allow: [`127.0.0.1:${port}`, '127.0.0.1:9'] },
  });
  store = ['--config', config, '--now', now];
});
afterAll(async () => {
  closing();
  await bench.close();
});

test('check --all prints one table: what answered, what was read, what to change; and drafts what is another page', async () => {
  const said = await command('sources', 'check', '--all', ...store);
  expect(said.status).toBe(3);
  const lineOf = (name: string): string => said.out.split(/\n(?! )/).find((line) => line.startsWith(`${name} `)) ?? '';
  expect(lineOf('well')).toMatch(/^well +ok +200 +3 +2026-11-12 +国数资源〔2026〕951号 国家数据局关于/);
  expect(lineOf('moved')).toMatch(/^moved +ok +200 +3[\s\S]*change: declare it at http:\/\/moved\.sample\.example\/new\//);
  expect(lineOf('gone')).toMatch(/^gone +unrecognised +404 +0[\s\S]*change: no list was found there/);
  expect(lineOf('walled')).toMatch(/^walled +refused +403 +0[\s\S]*change: refused from here: assign it to a collector or a proxy/);
  expect(lineOf('ill')).toMatch(/^ill +unreachable +500 +0[\s\S]*change: try again/);
  expect(lineOf('silent')).toMatch(/^silent +unreachable +- +0/);
  expect(lineOf('pageless')).toMatch(/^pageless +ok +200 +3 .*page refused[\s\S]*change: its list is read, its pages are refused/);
  expect(lineOf('renamed')).toMatch(/^renamed +unrecognised +200[\s\S]*change: take the declaration drafted below/);
  expect(lineOf('barred')).toMatch(/^barred +skipped/);
  expect(said.out).toMatch(/10 sources: .*; of \d a page was read\./);
  expect(said.out).toMatch(/Not read, by cause:\n(?: +1 .+\n)+/);
  expect(said.out).toContain('   1 refused: status 403\n');
  expect(said.out).toContain('   1 unreachable: the host refuses the connection (ECONNREFUSED)\n');
  expect(said.err).toMatch(/\d of 10 done/);

  const drafts = JSON.parse(said.out.slice(said.out.indexOf('\n[') + 1));
  expect(drafts).toMatchObject([
    { id: 'renamed', listing: { format: 'json', items: 'list', link: 'infourl', title: 'topic', date: 'pubtime' } },
    { id: 'rebuilt', listing: { format: 'json', url: 'http://rebuilt.sample.example/api/list?channelCode=A1&page=1', items: 'list' } },
  ]);
  expect(drafts[0]).not.toHaveProperty('evidence');
  const fetch = JSON.parse((await import('node:fs')).readFileSync(store[1] ?? '', 'utf8')).fetch;
  const config = bench.file('mended.json', { sources: { extra: drafts, only: ['renamed', 'rebuilt'] }, fetch });
  const mended = await command('sources', 'check', '--all', '--config', config, '--now', now);
  expect([mended.status, mended.out]).toEqual([
    0,
    expect.stringMatching(/renamed +ok[\s\S]*rebuilt +ok[\s\S]*2 sources: 2 ok; of 2 a page was read/),
  ]);
});

test('check --all --json says the same', async () => {
  const said = await command('sources', 'check', '--all', '--json', ...store);
  const byId = new Map((JSON.parse(said.out) as { id: string }[]).map((row) => [row.id, row]));
  expect(said.out.trim().split('\n')).toHaveLength(12);
  expect(byId.get('walled')).toMatchObject({ cause: 'status 403' });
  expect(byId.get('gone')).toMatchObject({ state: 'unrecognised', status: 404, listed: 0, change: expect.any(String) });
  expect(byId.get('renamed')).toMatchObject({ draft: { id: 'renamed', listing: { items: 'list' } } });
  expect(new Set(asked.filter((each) => each.endsWith('/robots.txt'))).size).toBeGreaterThan(5);
});
