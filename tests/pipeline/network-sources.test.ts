import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { reported } from '../faults/report.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';

const now = (day: string, time = '09:00') => `2026-11-${day}T${time}:00+08:00`;
const instant = (text: string) => new Date(text).toISOString();
const [first, second] = notices as readonly [Notice, Notice, Notice];

/** What the sites do today; each test may change it. */
const sites = { busy: false, ailing: false, gone: false };
const asked: { readonly host: string; readonly path: string; readonly etag: string | undefined; readonly status: number }[] = [];

type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

function answerOf({ headers, url = '/' }: IncomingMessage): Answer {
  const host = headers.host ?? '';
  if (url === '/robots.txt') return { status: 404 };
  if (host === 'busy.example' && sites.busy) return { status: 429, headers: { 'retry-after': '7200' } };
  if (host === 'dead.example') return { status: 503, headers: { 'retry-after': '60' } };
  if (url === second.path && sites.ailing) return { status: 503, headers: { 'retry-after': '60' } };
  if (url === second.path && sites.gone) return { status: 404, body: '<html><body>404</body></html>' };
  if (url === '/old/1.html') return { status: 302, headers: { location: first.path } };
  const shown = sites.gone ? first : second;
  const acts = host === 'moved.example' ? [{ ...first, path: '/old/1.html' }] : [shown];
  const body = url === '/tz/index.html' ? listing(acts) : article(url === first.path ? first : second);
  const etag = `"${host}-${url}-${url === '/tz/index.html' ? shown.path : 1}"`;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { etag, 'content-type': 'text/html; charset=utf-8' }, body };
}

let server: Server;
let bench: Bench;
let config: string;
const askedOf = (host: string) =>
  asked.filter((each) => each.host === host && each.path !== '/robots.txt').map(({ path, status }) => `${status} ${path}`);
const run = async (at: string) => {
  asked.length = 0;
  return bench.run({ now: at, config });
};
const stateOf = (report: Awaited<ReturnType<typeof run>>, id: string) => report.sources.find((each) => each.id === id);

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answerOf(request);
    asked.push({
      host: request.headers.host ?? '',
      path: request.url ?? '',
      etag: request.headers['if-none-match'],
      status: answer.status,
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  bench = await openBench();
  const ids = ['calm', 'busy', 'dead', 'moved'];
  config = bench.file('config.json', {
    sources: { only: ids, extra: ids.map((id) => declaration(id, `${id}.example`)) },
    fetch: { allow: [address], hosts: Object.fromEntries(ids.map((id) => [`${id}.example`, address])) },
  });
});
afterAll(async () => {
  await bench.close();
  await new Promise((resolve) => server.close(resolve));
});

// One story: each test goes on from where the last one left the store.
describe.sequential('sources over the network', () => {
  test('a dead source does not hide news of the others', async () => {
    const report = await run(now('13'));
    expect(report.sources.map(({ id, state }) => [id, state])).toEqual([
      ['calm', 'ok'],
      ['busy', 'ok'],
      ['dead', 'unreachable'],
      ['moved', 'ok'],
    ]);
    expect(report.documents.new).toBe(2);
    expect(stateOf(report, 'dead')?.trouble).toMatchObject({ kind: 'unreachable', url: 'http://dead.example/tz/index.html' });
    const found = await bench.within({ now: now('13'), config }, alarms);
    expect(found.map(({ source, state }) => [source, state])).toEqual([['dead', 'unreachable']]);
  });

  test('a redirected page is one document, whose address is kept and looked at again', async () => {
    const exported = (await bench.exported({ now: now('13'), config }))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const moved = exported.filter(({ number }) => number === first.number);
    expect(moved).toHaveLength(1);
    expect(moved[0].url).toBe(`http://moved.example${first.path}`);
    expect((await bench.within({ now: now('13'), config }, verify)).findings).toEqual([]);
  });

  test('listings and pages that did not change answer 304, and cost nothing that is stored', async () => {
    const before = await bench.stored();
    const report = await run(now('14'));
    expect(askedOf('calm.example')).toEqual(['304 /tz/index.html', `304 ${second.path}`]);
    expect(stateOf(report, 'calm')).toMatchObject({ state: 'ok', listed: 1, new: 0, changed: 0, same: 1 });
    const after = await bench.stored();
    // What an hour came to is counted in an item that goes after a week.
    const lasting = ({ items }: typeof after) => [...items.keys()].filter((key) => !key.startsWith('COUNTED#'));
    expect(lasting(after)).toEqual(lasting(before));
    expect([...after.objects.keys()]).toEqual([...before.objects.keys()]);
  });

  test('a source that asks for patience is not asked again before, and is asked then', async () => {
    sites.busy = true;
    const report = await run(now('16'));
    expect(stateOf(report, 'busy')).toMatchObject({
      state: 'refused',
      trouble: { kind: 'refused', nextTryAt: instant(now('16', '11:00')) },
    });
    expect(stateOf(report, 'calm')?.state).toBe('ok');
    sites.busy = false;
    await run(now('16', '10:30'));
    expect(askedOf('busy.example')).toEqual([]);
    const later = await run(now('16', '11:05'));
    expect(stateOf(later, 'busy')?.state).toBe('ok');
    expect(stateOf(later, 'calm')?.state).toBe('skipped');
  });

  test('a page that fails makes its source partial at once, and an alarm when it goes on', async () => {
    sites.ailing = true;
    const named = async (at: string) => (await bench.within({ now: at, config }, alarms)).find(({ source }) => source === 'calm');
    const report = await run(now('20'));
    expect(stateOf(report, 'calm')).toMatchObject({ state: 'partial', failed: 1 });
    expect(report.failures).toContainEqual({ url: `http://calm.example${second.path}`, kind: 'unreachable', detail: 'status 503' });
    expect(await named(now('20'))).toBeUndefined();
    await run(now('21'));
    expect(await named(now('21'))).toMatchObject({ state: 'partial', since: instant(now('20')) });
    sites.ailing = false;
    expect(stateOf(await run(now('22')), 'calm')?.state).toBe('ok');
    expect(await named(now('22'))).toBeUndefined();
  });

  test('an act is withdrawn when its last page is gone, and back when a page returns as it was', async () => {
    sites.gone = true;
    const withdrawn: number[] = [];
    for (const day of ['14', '15', '16']) withdrawn.push((await run(`2026-12-${day}T09:00:00+08:00`)).documents.withdrawn);
    expect(withdrawn).toEqual([0, 0, 1]);
    reported(23, { withdrawnAtTheThirdMiss: withdrawn[2] ?? 0, withdrawnBefore: (withdrawn[0] ?? 0) + (withdrawn[1] ?? 0) });
    sites.gone = false;
    await run('2027-03-01T09:00:00+08:00');
    const exported = await bench.exported({ now: '2027-03-01T09:00:00+08:00', config });
    const document = exported
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .find(({ number }) => number === second.number);
    expect(document.revisions.map(({ what }: { what: string }) => what)).toEqual(['new', 'withdrawn', 'returned']);
    expect(document.withdrawnAt).toBeUndefined();
  });
});
