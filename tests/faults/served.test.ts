import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestUrl } from '../../shared/pipeline/read/reader-links.ts';
import { callTool } from '../support/assistant.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { stopwatch } from '../support/stopwatch.ts';
import { writeWarcFile } from '../support/warc.ts';
import { reported } from './report.ts';
import { type Answered, freePort, openProxy, type Started, sendBytes, startServer } from './served.ts';

const source = 'data.sample.example';
const name = 'hongtou.example';
const site = `https://${name}`;
const now = '2026-11-18T09:00:00+08:00';
/** The address of the reverse proxy that the configuration names; 127.0.0.1 is none. */
const proxyAddress = '127.0.0.9';

let bench: Bench;
let config: string;
let warc: string;
let port: number;
let running: Started;
let id: string;
const tokens: Record<string, string> = {};
const store = (at = now): readonly string[] => ['--config', config, '--data', bench.data, '--now', at];

async function newToken(...args: readonly string[]): Promise<string> {
  const said = await command('tokens', 'create', ...args, ...store('2026-11-12T09:00:00+08:00'), '--json');
  return JSON.parse(said.out).token;
}

beforeAll(async () => {
  bench = await openBench();
  port = await freePort();
  const server = { listen: `127.0.0.1:${port}`, baseUrl: site, proxies: [proxyAddress, '127.8.0.0/16'] };
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', source)] }, server });
  warc = writeWarcFile(`${bench.folder}/good.warc.gz`, [
    { url: `http://${source}/tz/index.html`, body: listing(notices) },
    ...notices.map((act) => ({ url: `http://${source}${act.path}`, body: article(act) })),
  ]);
  await bench.run({ now: '2026-11-12T09:00:00+08:00', config, replay: [warc] });
  id = JSON.parse((await bench.exported({ now, config })).split('\n')[0] ?? '').id;
  tokens['read'] = await newToken('a reader');
  tokens['label'] = await newToken('an editor', '--scope', 'label');
  tokens['expired'] = await newToken('a guest', '--expires', '2026-11-13');
  tokens['revoked'] = await newToken('who left');
  expect((await command('tokens', 'revoke', 'who left', ...store())).status).toBe(0);
  running = await startServer([...store(), '--replay', warc]);
});
afterAll(async () => {
  running?.child.kill('SIGTERM');
  await running?.ended;
  await bench.close();
});

let asker = 0;
/** Every request from an address of its own: who asks too often is turned away before anything is looked at. */
const nextAddress = (): string => {
  asker += 1;
  return `127.${1 + (asker >> 16)}.${(asker >> 8) & 255}.${asker & 255}`;
};

const bytesOf = (method: string, target: string, headers: readonly string[], body = ''): string =>
  [`${method} ${target} HTTP/1.1`, ...headers, 'Connection: close', ...(body ? [`Content-Length: ${body.length}`] : []), '', body].join(
    '\r\n',
  );

const ownHost = `Host: ${name}`;
const ask = (target: string, headers: readonly string[] = [], from = nextAddress()): Promise<Answered> =>
  sendBytes(bytesOf('GET', target, [ownHost, ...headers]), port, from);
const bearer = (kind: string): string => `Authorization: Bearer ${tokens[kind]}`;

/** What shows data, and what would change it. */
const targets = (): readonly string[] => [
  ...['/', '/documents', `/documents/${id}`, `/documents/${id}/text`, '/documents?q=AI', '/sources', '/digests', '/digests/2026-W46'],
  ...['/calendar', '/landmarks', '/api/v1/documents', `/api/v1/documents/${id}`, '/api/v1/changes', '/api/v1/stats', '/api/openapi.json'],
  ...['/api/v1/documents.csv', '/feeds/documents.atom', '/feeds/hongtou.opml', '/calendar.ics', '/metrics', '/scripts/keys.js'],
];
/** Other ways to spell one. */
const spellings: readonly string[] = [
  ...[
    '//documents',
    '///documents',
    '/./documents',
    '/%2e/documents',
    '/%2e%2e/documents',
    '/healthz/../documents',
    '/healthz/%2e%2e/documents',
  ],
  ...[
    '/healthz/..;/documents',
    '/healthz%2f..%2fdocuments',
    '/hongtou.css/../documents',
    '/signin/..%2fdocuments',
    '/DOCUMENTS',
    '/Documents/',
  ],
  ...[
    '/documents/',
    '/documents%20',
    '/documents%00',
    '/documents;x=1',
    '/\\documents',
    '/documents?x=/healthz',
    '/%64ocuments',
    '/api%2fv1%2fdocuments',
  ],
  ...[
    '/api/v1//documents',
    '/api/v1/documents/',
    '/metrics/',
    '/METRICS',
    '/icon.svg/../metrics',
    '/digests/2026-W46?key=x',
    '/mcp',
    '/MCP',
  ],
  ...[`http://${name}/documents`, `${site}/documents`, 'http://evil.example/documents', `//${name}/documents`, '*', `${name}:443`, ''],
];
/** Who asks, without what opens anything. */
const strangers = (): readonly (readonly string[])[] => [
  [],
  ['Authorization: Bearer ht_guess'],
  [bearer('expired')],
  [bearer('revoked')],
  ['Authorization: Basic b3duZXI6b3duZXI='],
  [`Authorization: ${tokens['read']}`],
  [`X-Api-Key: ${tokens['read']}`],
  [`Cookie: __Host-hongtou=${tokens['read']}`],
  [`Cookie: hongtou=${tokens['read']}; __Host-hongtou=x`],
  [`Authorization: Bearer x${tokens['read']}`],
];
/** What a proxy might say, from who is none. */
const forged: readonly (readonly string[])[] = [
  [],
  ['X-Forwarded-For: 127.0.0.1', 'X-Real-IP: 127.0.0.1', 'X-Forwarded-Proto: https'],
  ['Forwarded: for=127.0.0.1;host=localhost;proto=https', 'X-Forwarded-Host: 127.0.0.1:4180', 'X-Client-IP: ::1'],
  ['X-Original-URL: /healthz', 'X-Rewrite-URL: /healthz', 'X-HTTP-Method-Override: GET', 'X-Forwarded-Prefix: /healthz'],
  [`X-Forwarded-User: owner`, 'X-Remote-User: owner', 'Remote-User: owner', 'Via: 1.1 localhost'],
];
/** A name that is not the instance's, or two. */
const hosts = (): readonly (readonly string[])[] => [
  ...['evil.example', `${name}.`, `${name}.evil.example`, `evil.${name}`, `${name}:8443`, `${name}:4180`, `${name}@evil.example`, ''].map(
    (host) => [`Host: ${host}`],
  ),
  ...[`127.0.0.1:${port}`, `localhost:${port}`, '127.0.0.1', 'localhost', `[::1]:${port}`, '0.0.0.0'].map((host) => [`Host: ${host}`]),
  ...[[], [ownHost, 'Host: evil.example'], ['Host: evil.example', ownHost], [ownHost, ownHost], [`Host: ${name}, evil.example`]],
  ...[
    ['Host: evil.example', `X-Forwarded-Host: ${name}`],
    ['Host: evil.example', `Forwarded: host=${name}`],
    [`Host: ${name}/`, 'X: 1'],
  ],
];
const methods = ['HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'GETT', 'CONNECT'];

type Hostile = { readonly why: string; readonly bytes: string };
const hostile = (why: string, method: string, target: string, headers: readonly string[]): Hostile => ({
  why,
  bytes: bytesOf(method, target, headers),
});

function hostileRequests(): readonly Hostile[] {
  const all = [...targets(), ...spellings];
  return [
    ...all.flatMap((target) =>
      strangers().flatMap((who) => forged.map((said) => hostile('no good token', 'GET', target, [ownHost, ...who, ...said]))),
    ),
    // A good token does not help under a foreign name, or from a page of another site.
    ...targets().flatMap((target) => hosts().map((host) => hostile('foreign host', 'GET', target, [...host, bearer('label')]))),
    ...targets().flatMap((target) =>
      ['https://evil.example', 'null', `http://${name}`, `${site}.evil.example`, `${site}:8443`].map((origin) =>
        hostile('foreign origin', 'GET', target, [ownHost, bearer('label'), `Origin: ${origin}`]),
      ),
    ),
    ...all.flatMap((target) => methods.map((method) => hostile('odd method', method, target, [ownHost, ...(strangers()[2] ?? [])]))),
    ...targets().map((target) => hostile('huge header', 'GET', target, [ownHost, bearer('read'), `X-Huge: ${'x'.repeat(70_000)}`])),
    ...['', '/take-back'].flatMap((more) =>
      forged.map((said) => ({
        why: 'scope read labels',
        bytes: bytesOf(
          'POST',
          `/documents/${id}/label${more}`,
          [ownHost, bearer('read'), 'Content-Type: application/x-www-form-urlencoded', ...said],
          'theme-chips=yes&why=mine',
        ),
      })),
    ),
  ];
}

/** Whether anything was given: what only a reader may see, or a good answer that is not the word of /healthz. */
const letIn = ({ status, body }: Answered): boolean =>
  notices.some(({ title }) => body.includes(title)) || (status > 0 && status < 400 && body !== 'ok\n');

describe('beyond loopback', () => {
  test('thousands of hostile requests: none is let in', async () => {
    for (const target of targets()) expect([target, (await ask(target, [bearer('read')])).status]).toEqual([target, 200]);
    const all = hostileRequests();
    const wrong: string[] = [];
    const broken: string[] = [];
    const waiting = [...all];
    const one = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const answer = await sendBytes(next.bytes, port, nextAddress());
        const said = `${next.why}: ${answer.status} ${next.bytes.slice(0, 200)}`;
        if (letIn(answer)) wrong.push(said);
        if (answer.status >= 500) broken.push(said);
      }
    };
    await Promise.all(Array.from({ length: 16 }, one));
    expect(wrong).toEqual([]);
    expect(broken).toEqual([]);
    expect((await ask(`/api/v1/documents/${id}`, [bearer('read')])).body).not.toContain('"by":"person"');
    reported(75, { letIn: wrong.length, requests: all.length });
  });

  test('who asks too often is counted by the address that connects; a named proxy says whose, and only its own word counts', async () => {
    const turnedAway = async (from: string, headers: (n: number) => readonly string[]): Promise<number> => {
      const all = await Promise.all(Array.from({ length: 90 }, (_, n) => ask('/api/v1/themes', headers(n), from)));
      expect(all.filter(({ status }) => status !== 401 && status !== 429)).toEqual([]);
      return all.filter(({ status }) => status === 429).length;
    };
    const other = (n: number): string => `203.0.113.${n + 1}`;
    const strange = (n: number) => [`X-Forwarded-For: ${other(n)}`, `X-Real-IP: ${other(n)}`, `Forwarded: for=${other(n)}`];
    expect(await turnedAway('127.40.0.1', strange)).toBeGreaterThan(0);
    expect(await turnedAway(proxyAddress, (n) => [`X-Forwarded-For: ${other(n)}`])).toBe(0);
    expect(await turnedAway('127.8.1.1', (n) => [`Forwarded: for="[2001:db8:${n + 1}::7]:4711";proto=https`])).toBe(0);
    // What stands to the left was written by the client itself; a second header by it makes both worthless.
    expect(await turnedAway(proxyAddress, (n) => [`X-Forwarded-For: ${other(n)}, 198.51.100.9, 127.8.0.3`])).toBeGreaterThan(0);
    expect(await turnedAway('127.8.1.2', (n) => ['X-Forwarded-For: 198.51.100.10', `Forwarded: for=${other(n)}`])).toBeGreaterThan(0);
    expect(await turnedAway('127.8.1.3', (n) => [`X-Forwarded-For: ${other(n)}, unknown`])).toBeGreaterThan(0);
    expect(await turnedAway(proxyAddress, (n) => [`X-Forwarded-For: 2001:db8:aaaa:1::${n + 1}`])).toBeGreaterThan(0);
  });

  test('a health check needs no name, and a request by plain http is led to https', async () => {
    const check = (method: string, host: string, target = '/healthz') => sendBytes(bytesOf(method, target, [host]), port, nextAddress());
    for (const host of [ownHost, `Host: 127.0.0.1:${port}`, 'Host: 10.0.0.7']) {
      expect(await check('GET', host)).toEqual({ status: 200, body: 'ok\n' });
      expect((await check('HEAD', host)).status).toBe(200);
    }
    expect((await check('POST', 'Host: 10.0.0.7')).status).toBe(421);
    expect((await ask('/documents', ['X-Forwarded-Proto: http', bearer('read')], proxyAddress)).status).toBe(308);
    expect((await ask('/documents', ['X-Forwarded-Proto: https', bearer('read')], proxyAddress)).status).toBe(200);
    expect((await ask('/documents', ['X-Forwarded-Proto: http', bearer('read')])).status).toBe(200);
  });
});

describe('behind a reverse proxy with TLS', () => {
  let proxy: Awaited<ReturnType<typeof openProxy>>;
  beforeAll(async () => {
    proxy = await openProxy(port, name, proxyAddress);
  });
  afterAll(() => proxy.close());
  const go = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(proxy.url + path.replace(site, ''), { redirect: 'manual', ...init, headers: { accept: 'text/html', ...init.headers } });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    go(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: site, ...headers } });

  test('its owner signs in, reads, and signs out', async () => {
    const first = await go('/');
    expect([first.status, await first.text()]).toEqual([401, expect.stringContaining('action="/signin"')]);
    expect(first.headers.get('strict-transport-security')).toContain('max-age');
    expect((await post('/signin', { token: 'ht_guess' })).status).toBe(401);
    const signed = await post('/signin', { token: tokens['read'] ?? '', next: '/documents' });
    const cookie = signed.headers.get('set-cookie') ?? '';
    expect([signed.status, signed.headers.get('location')]).toEqual([303, '/documents']);
    expect(cookie).toMatch(/^__Host-hongtou=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    const mine = { cookie: cookie.split(';')[0] ?? '' };
    expect(await (await go('/documents', { headers: mine })).text()).toContain(notices[0]?.title);
    expect((await post('/signout', {}, { ...mine, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/signout', {}, mine)).status).toBe(303);
    expect((await go('/documents', { headers: mine })).status).toBe(401);
  });

  test('feeds and calendar name the address of the pages; strangers may not sign up; nothing speaks of 127.0.0.1', async () => {
    const headers = { authorization: `Bearer ${tokens['read']}` };
    for (const path of ['/feeds/documents.atom', '/feeds/documents.json', '/feeds/hongtou.opml', '/calendar.ics']) {
      const body = await (await go(path, { headers })).text();
      expect([path, body]).toEqual([path, expect.not.stringContaining('127.0.0.1')]);
      expect(body).toContain(site);
    }
    expect((await go('/subscribe')).status).toBe(403);
    expect((await post('/subscribe', { mail: 'who@example.org' })).status).toBe(403);
  });

  test('whom the owner invites confirms, chooses and reads the digest by the links in the mails', async () => {
    const added = await command('subscribers', 'add', 'reader@example.org', ...store());
    const link = /https:\/\/\S+/.exec(added.out)?.[0] ?? '';
    expect(link).toContain(`${site}/subscribe?token=`);
    expect((await go(link)).status).toBe(200);
    const token = new URL(link).searchParams.get('token') ?? '';
    const confirmed = await (await post('/confirm', { token })).text();
    const choices = /href="(\/choices\?token=[^"]+)"/.exec(confirmed)?.[1] ?? '';
    expect(await (await go(choices)).text()).toContain('reader@example.org');
    const digest = await bench.within({ now, config }, (context) => digestUrl('2026-W46', context));
    expect(digest).toContain(`${site}/digests/2026-W46?key=`);
    expect((await go(digest)).status).toBe(200);
    expect((await go('/digests/2026-W46')).status).toBe(401);
  });

  test('an assistant asks with a token', async () => {
    const connected = async (given: string): Promise<Client> => {
      const client = new Client({ name: 'tests', version: '1.0.0' });
      const requestInit = { headers: { authorization: `Bearer ${given}` } };
      await client.connect(new StreamableHTTPClientTransport(new URL(`${proxy.url}/mcp`), { requestInit }));
      return client;
    };
    await expect(connected('ht_guess')).rejects.toThrow();
    const client = await connected(tokens['read'] ?? '');
    expect((await callTool(client, 'search', { q: notices[0]?.title ?? '' })).text).toContain(id);
    await client.close();
  });

  test('what watches it gets figures with a token', async () => {
    expect((await go('/metrics')).status).toBe(401);
    const answer = await go('/metrics', { headers: { authorization: `Bearer ${tokens['read']}` } });
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) [a-z_]+ \S.*|[a-z_]+(?:\{[a-z]+="[a-z-]+"\})? [-+.\de]+)$/);
    expect(text).toContain('hongtou_documents 2\n');
    expect(text).toMatch(/hongtou_sources\{state="\w+"\} 1\n/);
  });
});

describe('starting and stopping', () => {
  test('a first start without a token makes one for the owner and says where it lies, not what it is', async () => {
    const data = mkdtempSync(join(tmpdir(), 'hongtou-served-'));
    const args = ['--data', data, '--config', config, '--now', now, '--replay', warc, '--port', String(await freePort())];
    try {
      const file = join(data, 'secrets', 'first-token');
      const first = await startServer(args);
      const token = readFileSync(file, 'utf8').trim();
      expect([token, statSync(file).mode & 0o777]).toEqual([expect.stringMatching(/^ht_.{32}$/), 0o600]);
      expect(first.said()).toContain(file);
      expect(first.said()).not.toContain(token);
      const headers = [ownHost, `Authorization: Bearer ${token}`];
      expect((await sendBytes(bytesOf('GET', '/documents', headers), Number(args.at(-1)))).status).toBe(200);
      first.child.kill('SIGINT');
      expect(await first.ended).toBe(0);
      const again = await startServer(args);
      expect([readFileSync(file, 'utf8').trim(), again.said()]).toEqual([token, expect.not.stringContaining('first-token')]);
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

  test('what hangs keeps it for less than ten seconds, and what was under way comes again at the next start', async () => {
    const asked: string[] = [];
    let hangs = true;
    const site = createServer(({ url = '' }, answer) => {
      asked.push(url);
      const page = url === '/tz/index.html' ? listing(notices) : notices.filter(({ path }) => path === url).map(article)[0];
      if (page === undefined) answer.writeHead(404).end();
      else if (!hangs) answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    const pair = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    const sources = { only: ['sample'], extra: [declaration('sample', source)] };
    const live = bench.file('live.json', { sources, fetch: { allow: [pair], hosts: { [source]: pair } } });
    const data = mkdtempSync(join(tmpdir(), 'hongtou-served-'));
    const own = await freePort();
    const args = ['--data', data, '--config', live, '--now', now, '--port', String(own)];
    try {
      const first = await startServer(args);
      await expect.poll(() => asked, { timeout: 300_000 }).toContain('/tz/index.html');
      const stuck = connect(own, '127.0.0.1').on('error', () => {});
      stuck.write(`POST /signin HTTP/1.1\r\nHost: 127.0.0.1:${own}\r\nContent-Length: 7\r\n\r\ntok`);
      const tooLate = stopwatch(10);
      first.child.kill('SIGTERM');
      expect(await Promise.race([first.ended, tooLate])).toBe(0);
      hangs = false;
      const again = await startServer(args);
      await expect.poll(() => asked, { timeout: 300_000 }).toContain(notices[0]?.path);
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);
    } finally {
      site.closeAllConnections();
      site.close();
      rmSync(data, { recursive: true, force: true });
    }
  });

  test('a signal lets requests end and takes no new one; a second signal ends at once', async () => {
    const own = await freePort();
    const data = mkdtempSync(join(tmpdir(), 'hongtou-served-'));
    const args = ['--data', data, '--config', config, '--now', now, '--replay', warc, '--port', String(own)];
    const half = () => {
      const socket = connect(own, '127.0.0.1');
      let got = '';
      socket.on('data', (chunk) => (got += String(chunk))).on('error', () => {});
      socket.write(
        `POST /signin HTTP/1.1\r\n${ownHost}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\ntok`,
      );
      return { socket, got: () => got };
    };
    try {
      const first = await startServer(args);
      const slow = half();
      await new Promise((done) => setTimeout(done, 300));
      first.child.kill('SIGTERM');
      await expect.poll(async () => (await sendBytes(bytesOf('GET', '/healthz', [ownHost]), own)).status, { timeout: 300_000 }).toBe(0);
      slow.socket.write('en=x');
      await expect.poll(slow.got, { timeout: 300_000 }).toContain('HTTP/1.1 401');
      expect(await first.ended).toBe(0);
      const second = await startServer(args);
      const held = half();
      await new Promise((done) => setTimeout(done, 300));
      second.child.kill('SIGTERM');
      await expect.poll(() => second.said(), { timeout: 300_000 }).toContain('stopping after what is under way');
      second.child.kill('SIGINT');
      expect(await second.ended).toBe('SIGINT');
      held.socket.destroy();
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });
});
