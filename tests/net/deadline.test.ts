import { createServer as createHttp } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openWeb, type WebOptions } from '../../shared/net/web.ts';
import { webOf } from '../../shared/pipeline/context.ts';
import { now, troubleOf } from './site.ts';

const deadlineMs = 700;

/** Asks for an address that never answers: whatever ends is ended by the deadline. */
async function expectUnreachable(url: string, pairs: readonly string[], options: WebOptions = {}): Promise<void> {
  const web = openWeb({ fetch: { contact: '', allow: pairs, hosts: {} } }, now, { retryPauseMs: 5, deadlineMs, ...options });
  expect((await troubleOf(web, url)).trouble).toBe('unreachable');
}

/** A raw server that does with each connection as told. */
async function openRaw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port whose queue of connections is full: its owner sleeps, and who knocks hears nothing. */
async function openBlackHole(): Promise<string> {
  const code = `const { parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(code, { eval: true });
  const port = await new Promise<number>((done) => worker.once('message', done));
  const knocks = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await new Promise((done) => setTimeout(done, 200));
  onTestFinished(async () => {
    for (const knock of knocks) knock.destroy();
    await worker.terminate();
  });
  return `127.0.0.1:${port}`;
}

describe('one deadline holds over', () => {
  test.each(['http', 'https'])('a server that accepts and says nothing (%s)', async (scheme) => {
    const pair = await openRaw(() => {});
    await expectUnreachable(`${scheme}://${pair}/`, [pair]);
  });

  test('the pages of a source that may take longer', async () => {
    const pair = await openRaw((socket) => setTimeout(() => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'), 400));
    const open = () => openWeb({ fetch: { contact: '', allow: [pair], hosts: {} } }, now, { retryPauseMs: 5, deadlineMs: 200 });
    expect((await troubleOf(open(), `http://${pair}/`)).trouble).toBe('unreachable');
    expect((await webOf({ seconds: 20 }, open()).get({ url: `http://${pair}/` })).status).toBe(200);
  });

  test('a port that never accepts', async () => {
    const pair = await openBlackHole();
    await expectUnreachable(`http://${pair}/`, [pair]);
  });

  test('a name that is never found, and a dialling that never ends', async () => {
    const never = new Promise<never>(() => {});
    await expectUnreachable('https://www.example.gov.cn/', [], { resolve: () => never });
    const dial = (): undefined => undefined;
    const resolve = async () => [{ address: '8.8.8.8', family: 4 }];
    await expectUnreachable('https://www.example.gov.cn/', [], { resolve, dial });
  });

  test('redirects and bodies that each take their time', async () => {
    const asked: string[] = [];
    const server = createHttp((request, response) => {
      asked.push(String(request.url));
      const n = Number(request.url?.slice(1)) || 0;
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      const go = (): void => void (n < 4 ? response.writeHead(302, { location: `/${n + 1}` }).end() : response.write('a'));
      setTimeout(go, 250);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const pair = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expectUnreachable(`http://${pair}/0`, [pair]);
    // The fourth hop is asked for after a second, later than one deadline for all of them, earlier than one for each.
    expect(asked).toContain('/0');
    expect(asked).not.toContain('/4');
  });
});
