import { readdirSync, readFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, createServer as createRaw, type Server } from 'node:net';
import path from 'node:path';
import type { TlsOptions } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { SourceError } from '../../shared/model/errors.ts';
import type { Web } from '../../shared/model/ports.ts';
import type { TlsProfile } from '../../shared/model/source.ts';
import type { HostTls } from '../../shared/net/exchange.ts';
import { openWeb } from '../../shared/net/web.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';
import { now } from '../net/site.ts';
import { issue } from './certificates.ts';
import { reported } from './report.ts';

/** Listens on a free loopback port for the length of a test. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const secure = (options: TlsOptions): Promise<number> =>
  listen(
    createServer({ ...options }, (request, response) => {
      if (request.url === '/down') return void response.writeHead(302, { location: 'http://down.example.test/' }).end();
      response.writeHead(request.url === '/robots.txt' ? 404 : 200).end('here');
    }),
  );

/** A server of before RFC 5746: its hello says nothing of renegotiation. Whoever goes on from there hears no more of it. */
function openOld(): Promise<number> {
  const hello = Buffer.concat([Buffer.from([2, 0, 0, 38, 3, 3]), Buffer.alloc(32, 7), Buffer.from([0, 0xc0, 0x2f, 0])]);
  const record = Buffer.concat([Buffer.from([22, 3, 3, 0, hello.length]), hello]);
  return listen(
    createRaw((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(record));
    }),
  );
}

const root = issue({ name: 'Root of the tests', authority: true });
const between = issue({ name: 'Intermediate of the tests', by: root, authority: true });
const weak = (name: string) => issue({ name, by: root, hash: 'sha1' });
const leaf = (name: string, by = root, until?: Date) => issue({ name, by, ...(until ? { until } : {}) });
const trusting = { ca: [root.cert] };

type Bad = {
  readonly host: string;
  readonly open: () => Promise<number>;
  /** Words of the reason; by whom the host is trusted before any profile. */
  readonly reason: RegExp;
  readonly before?: HostTls;
  /** What lets it in; absent where nothing may. */
  readonly profile?: TlsProfile;
};

const serving = (certificate: { readonly cert: string; readonly key: string }, more: TlsOptions = {}) => ({
  cert: certificate.cert,
  key: certificate.key,
  ...more,
});
const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
const bad: readonly Bad[] = [
  {
    host: 'expired.example.test',
    open: () => secure(serving(leaf('expired.example.test', root, new Date('2024-01-01T00:00:00Z')))),
    reason: /CERT_HAS_EXPIRED/,
    before: trusting,
  },
  { host: 'other.example.test', open: () => secure(serving(leaf('somebody.example.test'))), reason: /ALTNAME_INVALID/, before: trusting },
  {
    host: 'leaf.example.test',
    open: () => secure(serving(leaf('leaf.example.test', between))),
    reason: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/,
    before: trusting,
    profile: { intermediates: [between.cert] },
  },
  {
    host: 'old.example.test',
    open: () => secure(serving(leaf('old.example.test'), old)),
    reason: /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW/,
    before: trusting,
    profile: { allow: ['old-protocol'] },
  },
  {
    host: 'renegotiating.example.test',
    open: openOld,
    reason: /UNSAFE_LEGACY_RENEGOTIATION/,
    before: trusting,
    profile: { allow: ['old-renegotiation'] },
  },
  {
    host: 'weak.example.test',
    open: () => secure(serving(weak('weak.example.test'))),
    reason: /CA_MD_TOO_WEAK|digest algorithm too weak/i,
    before: trusting,
    profile: { allow: ['weak-signatures'] },
  },
];

/** The web as a configuration sets it; `before`: whom the tests trust, in place of the authorities that the world trusts. */
function webWith(
  ports: readonly number[],
  before: Readonly<Record<string, HostTls>>,
  tls: Readonly<Record<string, TlsProfile>> = {},
  egress = {},
): Web {
  const settings = readSettings({ fetch: { allow: ports.map((port) => `127.0.0.1:${port}`), tls }, egress }, []);
  return openWeb(settings, now, { resolve: async () => [{ address: '127.0.0.1', family: 4 }], tls: before, gapMs: 0, retryPauseMs: 1 });
}
const outcome = (web: Web, url: string): Promise<string> =>
  web.get({ url }).then(
    ({ status }) => String(status),
    ({ trouble, detail }: SourceError) => `${trouble} ${detail}`,
  );

test('bad certificates and old protocols are refused with the reason; a profile lets in its own host alone', async () => {
  const opened = await Promise.all(bad.map(async (each) => ({ ...each, port: await each.open() })));
  const ports = opened.map(({ port }) => port);
  const urlOf = ({ host, port }: { readonly host: string; readonly port: number }): string => `https://${host}:${port}/`;
  const before = Object.fromEntries(opened.flatMap(({ host, before: trust }) => (trust ? [[host, trust]] : [])));
  const first = await Promise.all(opened.map((each) => outcome(webWith(ports, before), urlOf(each))));
  const refused = opened.filter(({ reason }, n) => /^unreachable/.test(String(first[n])) && reason.test(String(first[n]))).length;
  expect(first.map((each, n) => (bad[n]?.reason.test(each) ? 'refused' : each))).toEqual(bad.map(() => 'refused'));
  let others = 0;
  let letIn = 0;
  for (const each of opened.filter(({ profile }) => profile !== undefined)) {
    const web = webWith(ports, before, { [each.host.toUpperCase()]: each.profile ?? {} });
    const outcomes = await Promise.all(opened.map((one) => outcome(web, urlOf(one))));
    const own = outcomes[opened.indexOf(each)];
    // The server without RFC 5746 is a hello and nothing more: it is let in when that is no longer the reason.
    letIn += own === '200' || (each.host.startsWith('renegotiating') && !each.reason.test(String(own))) ? 1 : 0;
    others += outcomes.filter((one, n) => opened[n] !== each && !opened[n]?.reason.test(one)).length;
  }
  const sources = ['shared', 'functions', 'infra'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[jt]s$/.test(name))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  );
  const unchecked = sources.filter((words) => /rejectUnauthorized['"]?\s*[:=]\s*false|NODE_TLS_REJECT_UNAUTHORIZED/.test(words)).length;
  reported(12, { refused, letInByProfile: letIn, otherHostsLetIn: others, uncheckedConnections: unchecked });
});

test('the profile of a host holds behind a proxy, too, and for that host alone', async () => {
  const names = ['leaf.example.test', 'leaf-two.example.test'];
  const ports = await Promise.all(names.map((name) => secure(serving(leaf(name, between)))));
  const proxy = createHttp().on('connect', (asked, socket) => {
    const onward = connect(Number(String(asked.url).split(':')[1]), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  });
  const egress = { home: { proxy: `http://127.0.0.1:${await listen(proxy)}` } };
  const tls = { 'leaf.example.test': { intermediates: [between.cert] } };
  const web = webWith(ports, Object.fromEntries(names.map((name) => [name, trusting])), tls, egress).by?.('home');
  const said = await Promise.all(names.map((name, n) => web && outcome(web, `https://${name}:${ports[n]}/`)));
  expect(said).toEqual(['200', expect.stringMatching(/^unreachable .*UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/)]);
});

test('a site may not step down from https to http', async () => {
  const host = 'down.example.test';
  const port = await secure(serving(leaf(host)));
  const plain: string[] = [];
  const http = await listen(createHttp((request) => void plain.push(String(request.url))));
  const web = webWith([port, http], { [host]: trusting });
  const said = await outcome(web, `https://${host}:${port}/down`);
  reported(9, { steppedDown: plain.length });
  expect([plain, said]).toEqual([[], expect.stringMatching(/^(?:off-site|forbidden-address|unrecognised) /)]);
});

test('an IPv6 address that never answers costs little where an IPv4 one does', async (context) => {
  const server = createHttp((request, response) => response.writeHead(request.url === '/robots.txt' ? 404 : 200).end('here'));
  const port = await listen(server);
  // Its queue of one connection is full, and its owner sleeps: who knocks hears nothing.
  const code = `const { parentPort, workerData } = require('node:worker_threads');
    const server = require('node:net').createServer();
    server.once('error', () => parentPort.postMessage(false));
    server.listen({ port: workerData, host: '::1', backlog: 1 }, () => {
      parentPort.postMessage(true);
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(code, { eval: true, workerData: port });
  const listens = await new Promise<boolean>((done) => worker.once('message', done));
  onTestFinished(() => void worker.terminate());
  if (!listens) return context.skip();
  const knocks = Array.from({ length: 8 }, () => connect(port, '::1').on('error', () => {}));
  onTestFinished(() => {
    for (const knock of knocks) knock.destroy();
  });
  await new Promise((done) => setTimeout(done, 100));
  const secondsOf = async (): Promise<number> => {
    const web = openWeb({ fetch: { contact: '', allow: [`127.0.0.1:${port}`, `[::1]:${port}`], hosts: {} } }, now, {
      resolve: async () => [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ],
      gapMs: 0,
    });
    const start = performance.now();
    expect(await outcome(web, `http://both.example.test:${port}/`)).toBe('200');
    return (performance.now() - start) / 1000;
  };
  // A machine with other work may hold one of them up.
  reported(12, { secondsByTheSecondAddress: Math.min(await secondsOf(), await secondsOf(), await secondsOf()) });
});
