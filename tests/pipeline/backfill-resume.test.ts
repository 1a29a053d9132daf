import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, acts, list, pageOf, siteOf } from '../support/lists.ts';
import { roundsOfTests } from '../support/rounds.ts';

const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));
const [size, pages] = [4, 26];
const total = size * pages;
const { source, site, at, numbered } = siteOf('data');
const now = '2026-11-21T09:00:00+08:00';

let server: Server;
let folder: string;
let config: string;
/** What was asked for, in order, and whom it kills at which request. */
const asked: string[] = [];
let killAt: { readonly count: number; readonly kill: () => void } | undefined;

const answerOf = (path: string): string | undefined => {
  const page = /^\/tz\/index(?:_(\d+))?\.html$/.exec(path);
  const n = Number(page?.[1] ?? 1);
  if (page) return n > pages ? undefined : list(acts((n - 1) * size, n * size));
  const found = /\/a(\d+)\.html$/.exec(path);
  return found ? pageOf(act(Number(found[1]))) : undefined;
};

beforeAll(async () => {
  server = createServer((request, answer) => {
    const path = request.url ?? '';
    if (path !== '/robots.txt') asked.push(path);
    if (killAt && asked.length === killAt.count) return killAt.kill();
    const body = answerOf(path);
    answer.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    answer.end(body ?? 'none');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'hongtou-backfill-'));
  config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      sources: { only: ['data'], extra: [source({ next: `${site}/tz/index_{n}.html` })] },
      fetch: { allow: [address], hosts: { 'data.sample.example': address } },
    }),
  );
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command in a process of its own; it is killed when the server has been asked so many times. */
async function backfill(killedAt?: number) {
  const words = ['backfill', '--since', '2026-08', '--json', '--config', config, '--data', join(folder, 'data'), '--now', now];
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  const child = spawn(process.execPath, [launcher, ...words], { env: environment });
  killAt = killedAt === undefined ? undefined : { count: killedAt, kill: () => child.kill('SIGKILL') };
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code, signal] = await closed;
  killAt = undefined;
  return { code, signal, out, err };
}

describe.sequential('a backfill', () => {
  test('that is killed anywhere goes on where it was: nothing is lost, and only what was under way is asked for again', async () => {
    const kills = [1, 31, 101];
    for (const count of kills) expect((await backfill(count)).signal).toBe('SIGKILL');
    const done = await backfill();
    expect(done.err).toContain('in all:');
    const report = JSON.parse(done.out);
    expect(report.sources[0].backfill).toEqual({ since: '2026-08-01', reached: act(total - 1).published, pages, capped: false });
    // One page more than there is shows the end of the list.
    const listings = asked.filter((path) => path.includes('/index'));
    expect(new Set(listings).size).toBe(pages + 1);
    expect(new Set(asked).size).toBe(pages + 1 + total);
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(kills.length);
  });

  test('that is done asks for nothing again, and its documents are there', async () => {
    asked.length = 0;
    const again = await backfill();
    expect([asked, JSON.parse(again.out).documents.new]).toEqual([[], 0]);
    expect(JSON.parse(again.out).sources[0].backfill).toMatchObject({ pages, capped: false });
    expect(JSON.parse(again.out).plan.sources).toMatchObject([{ id: 'data', basis: 'done' }]);
    const words = ['export', '--format', 'jsonl', '--config', config, '--data', join(folder, 'data'), '--now', now];
    const child = spawn(process.execPath, [launcher, ...words]);
    expect((await text(child.stdout)).trim().split('\n')).toHaveLength(total);
  });
});

const open = roundsOfTests();

describe('the plan of a backfill', () => {
  test('asks nothing, and tells pages, documents, hours and cost by what was read before', async () => {
    const { one, ask } = open(source({ next: `${site}/tz/index_{n}.html` }));
    const unread = JSON.parse((await ask('2026-11-21', [], 'backfill', '--since', '2026-10', '--plan', '--json')).out);
    expect(unread.sources).toMatchObject([{ id: 'data', basis: 'declared' }]);
    const world = [
      ...numbered(2, 10),
      at('/tz/index_3.html', '', { status: 404 }),
      ...acts(0, 20).map((each) => at(each.path, pageOf(each))),
    ];
    await one('2026-11-21', world);
    const said = await ask('2026-11-21', [], 'backfill', '--since', '2026-10', '--plan', '--json');
    // One document a day from 2026-10-01 to 2026-11-01, ten a page, behind the two pages that are known.
    expect(JSON.parse(said.out)).toMatchObject({
      since: '2026-10-01',
      sources: [{ id: 'data', basis: 'read', documents: 31, listingPages: 6 }],
      total: { documents: 31, listingPages: 6, requests: 37, hours: 0.04 },
    });
    const words = (await ask('2026-11-21', [], 'backfill', '--since', '2026-10', '--plan')).out;
    expect(words).toContain('in all: 31 documents, 6 listing pages');
    expect(words).toContain('general knowledge, not looked up');
  });

  test('a month that does not exist is wrong usage', async () => {
    const { ask } = open(source({}));
    for (const since of ['2023-13', 'soon', '2027-01']) {
      const said = await ask('2026-11-21', [], 'backfill', '--since', since);
      expect([since, said.status, said.err.includes('--since')]).toEqual([since, 2, true]);
    }
  });
});

test('an earlier day goes on where entries were left out, and what is old is no news of the week', async () => {
  const { ask, say } = open(source({ next: `${site}/tz/index_{n}.html` }));
  const world = [...numbered(14, 2), ...acts(0, 28).map((each) => at(each.path, pageOf(each)))];
  const first = JSON.parse((await ask('2026-11-21', world, 'backfill', '--since', '2026-11-10', '--json')).out);
  expect(first.sources[0]).toMatchObject({ new: 11, backfill: { reached: '2026-11-07', pages: 7, capped: false } });
  const second = JSON.parse((await ask('2026-11-21', world, 'backfill', '--since', '2026-11-01', '--json')).out);
  expect(second.sources[0]).toMatchObject({ new: 9, backfill: { since: '2026-11-01', reached: '2026-10-30', pages: 13, capped: false } });
  const digest = JSON.parse((await say('2026-11-24', 'digest', '--week', '2026-W47', '--json')).out);
  // What was put out in the seven days before it was read is news of the week.
  expect(digest.counts).toMatchObject({ new: 7, older: 13 });
});
