import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openNames } from '../../shared/net/guard.ts';
import { openWeb } from '../../shared/net/web.ts';
import { folder } from '../support/folder.ts';
import { type NameAnswer, openNameServer } from '../support/name-server.ts';
import { now, openSite, troubleOf } from './site.ts';

async function namesOf(answers: Readonly<Record<string, NameAnswer>>, limitMs = 5_000) {
  const server = await openNameServer((name, kind) => answers[`${kind} ${name}`] ?? answers[name] ?? 3);
  onTestFinished(() => server.close());
  return { resolve: openNames({ servers: [server.address], limitMs, hostsFile: '/none' }), asked: server.asked };
}

/** Longer than any test runs: whatever ends before it was ended by something else. */
const never = 3_600_000;
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

describe('a name', () => {
  test('has the addresses of both kinds, IPv4 first', async () => {
    const six = '2001:0db8:0000:0000:0000:0000:0000:0001';
    const { resolve } = await namesOf({ 'A www.sample.gov.cn': ['192.0.2.7', '192.0.2.8'], 'AAAA www.sample.gov.cn': [six] });
    expect(await resolve('WWW.sample.gov.cn.')).toEqual([
      { address: '192.0.2.7', family: 4 },
      { address: '192.0.2.8', family: 4 },
      { address: '2001:db8::1', family: 6 },
    ]);
  });

  test('is there although the server keeps silent about IPv6', async () => {
    const { resolve } = await namesOf({ 'A www.sample.gov.cn': ['192.0.2.7'], 'AAAA www.sample.gov.cn': 'silence' }, never);
    expect(await resolve('www.sample.gov.cn')).toEqual([{ address: '192.0.2.7', family: 4 }]);
  });

  test('that does not exist, has no address, or whose server fails, is told from one that nobody answers for', async () => {
    const { resolve } = await namesOf({ 'none.gov.cn': 3, 'empty.gov.cn': [], 'broken.gov.cn': 2, 'silent.gov.cn': 'silence' }, 300);
    const codes = ['none.gov.cn', 'empty.gov.cn', 'broken.gov.cn', 'silent.gov.cn'].map((name) => resolve(name).catch(codeOf));
    expect(await Promise.all(codes)).toEqual(['ENOTFOUND', 'ENOTFOUND', 'ESERVFAIL', 'ETIMEOUT']);
  });

  test('whose server kept silent is not asked for again at once; one that failed is', async () => {
    const { resolve, asked } = await namesOf({ 'silent.gov.cn': 'silence' }, 200);
    for (const name of ['silent.gov.cn', 'none.gov.cn']) await resolve(name).catch(codeOf);
    const before = asked.length;
    expect(await resolve('silent.gov.cn').catch(codeOf)).toBe('ETIMEOUT');
    expect(asked).toHaveLength(before);
    await resolve('none.gov.cn').catch(codeOf);
    expect(asked.length).toBeGreaterThan(before);
  });

  test('stands in the file of hosts before any server is asked; localhost is this machine', async () => {
    const hostsFile = `${folder()}/hosts`;
    writeFileSync(hostsFile, '# own names\n192.0.2.1\tintern.sample  Other.sample # beside it\r\n::1 other.sample\n');
    const resolve = openNames({ servers: ['127.0.0.1:9'], hostsFile, limitMs: 100 });
    expect(await resolve('intern.sample')).toEqual([{ address: '192.0.2.1', family: 4 }]);
    expect((await resolve('other.sample')).map(({ address }) => address)).toEqual(['192.0.2.1', '::1']);
    expect((await resolve('localhost')).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  });

  test('is given up when its page has no time left, and that says nothing of the name', async () => {
    const { resolve, asked } = await namesOf({ 'silent.gov.cn': 'silence' }, never);
    expect(await resolve('silent.gov.cn', AbortSignal.timeout(100)).catch(codeOf)).toBe('ETIMEOUT');
    const [before, end] = [asked.length, new AbortController()];
    const again = resolve('silent.gov.cn', end.signal).catch(codeOf);
    await expect.poll(() => asked.length, { timeout: 300_000 }).toBeGreaterThan(before);
    end.abort();
    expect(await again).toBe('ETIMEOUT');
  });
});

/** The beginning of a record that holds the beginning of a server's hello. */
const hello = Buffer.from([0x16, 3, 3, 0x3f, 0xff, 2, 0, 0x3f, 0xfb, 3, 3, ...Array.from({ length: 100 }, () => 0)]);

test('a TLS hello that never comes, or drips, ends with the deadline: no connection outlives it', async () => {
  const open = new Set<Socket>();
  let dialled = 0;
  const server = createServer((socket) => {
    dialled += 1;
    open.add(socket);
    let at = 0;
    const drip = setInterval(() => socket.write(hello.subarray(at, ++at)), 50);
    socket
      .on('error', () => {})
      .on('close', () => {
        clearInterval(drip);
        open.delete(socket);
      });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const pair = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const web = openWeb({ fetch: { contact: '', allow: [pair], hosts: {} } }, now, { deadlineMs: 600, retryPauseMs: 5 });
  expect((await troubleOf(web, `https://${pair}/`)).detail).toContain('deadline passed');
  // One deadline for all: with one for each connection there would be a second try.
  await expect.poll(() => open.size, { timeout: 300_000 }).toBe(0);
  expect(dialled).toBe(1);
});

test('a connection that an answer came by serves the next request after the deadline of the first', async () => {
  const site = await openSite((_request, response) => void setTimeout(() => response.end('here'), 300));
  const web = openWeb({ fetch: { contact: '', allow: [site.pair], hosts: {} } }, now, { deadlineMs: 500, gapMs: 0 });
  for (const path of ['a', 'b', 'c']) expect((await web.get({ url: `${site.origin}/${path}` })).status).toBe(200);
});
