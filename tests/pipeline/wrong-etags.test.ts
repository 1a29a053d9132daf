import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reported } from '../faults/report.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';

const [third, second] = notices as readonly [Notice, Notice, Notice];
const edited = { ...second, lines: second.lines.map((line) => line.replace('12月5日', '12月25日')) };

let server: Server;
let bench: Bench;
let later = false;
const asked: number[] = [];
const lists: number[] = [];

beforeAll(async () => {
  // Its ETag never changes, whatever the page says.
  server = createServer(({ url = '/', headers }, response) => {
    if (url === '/robots.txt') return void response.writeHead(404).end();
    const same = url === second.path && headers['if-none-match'] === '"always"';
    if (url === second.path) asked.push(same ? 304 : 200);
    const list = url === '/tz/index.html';
    if (list) lists.push(headers['if-none-match'] === '"list"' ? 304 : 200);
    if (list && headers['if-none-match'] === '"list"') return void response.writeHead(304).end();
    const body = list ? listing(later ? [second, third] : [second]) : article(url === third.path ? third : later ? edited : second);
    const etag = list ? { etag: '"list"' } : url === second.path ? { etag: '"always"' } : {};
    response.writeHead(same ? 304 : 200, { 'content-type': 'text/html; charset=utf-8', ...etag });
    response.end(same ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  bench = await openBench();
});
afterAll(async () => {
  await bench.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a page is fetched whole every ninety days, though its server answers with an ETag that never changes', async () => {
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const host = 'lying.example';
  const config = bench.file('config.json', {
    sources: { only: ['lying'], extra: [declaration('lying', host)] },
    fetch: { allow: [address], hosts: { [host]: address } },
  });
  const run = async (day: string) => (await bench.run({ now: `${day}T09:00:00+08:00`, config })).documents.changed;
  const changed = [await run('2026-11-13')];
  later = true;
  for (const day of ['2026-11-14', '2026-11-16', '2026-11-20', '2026-12-13']) changed.push(await run(day));
  // The list of the site lies too: it is asked for whole each week.
  expect(lists).toEqual([200, 304, 304, 200, 200]);
  expect([changed, asked]).toEqual([
    [0, 0, 0, 0, 0],
    [200, 304, 304, 304, 304],
  ]);
  const found = await run('2027-02-11');
  expect(found).toBe(1);
  reported(13, { editsMissed: 1 - found });
  later = false;
  expect(await run('2027-03-01')).toBe(0);
  expect(await run('2027-05-12')).toBe(1);
  expect(asked.slice(5)).toEqual([200, 200]);
});
