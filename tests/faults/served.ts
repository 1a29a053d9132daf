import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect, createServer as createSocket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A small server, as its owner starts it, and what may stand before it. */

const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));

export async function freePort(): Promise<number> {
  const server = createSocket().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export type Started = {
  readonly said: () => string;
  readonly child: ChildProcess;
  /** The exit status, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
};

/** `hongtou start` in a process of its own, once its pages are there. */
export async function startServer(args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [launcher, 'start', ...args]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
  const there = new Promise<void>((done) => child.stderr.on('data', () => said.includes('Hongtou is at') && done()));
  const gone = ended.then((status) => Promise.reject(new Error(`start ended with ${status}: ${said}`)));
  await Promise.race([there, gone]);
  gone.catch(() => {});
  return { child, ended, said: () => said };
}

export type Answered = { readonly status: number; readonly body: string };

/** Sends bytes as they are and reads what comes until the connection ends. `from`: the address of whoever asks. */
export const sendBytes = (bytes: string, port: number, from = '127.0.0.1'): Promise<Answered> =>
  new Promise((resolve) => {
    let got = '';
    const socket = connect({ host: '127.0.0.1', port, localAddress: from }, () => socket.write(bytes));
    const done = (): void => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(got)?.[1] ?? 0), body: got.split('\r\n\r\n').slice(1).join('\r\n\r\n') });
    };
    socket.setTimeout(60_000, done).on('data', (chunk) => (got += String(chunk)));
    socket.on('error', done).on('close', done);
  });

/** A reverse proxy with TLS, played: it hands on the Host, lengthens X-Forwarded-For and says https. It asks from `address`. */
export async function openProxy(to: number, host: string, address: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((asked, answer) => {
    const known = asked.headers['x-forwarded-for'];
    const client = asked.socket.remoteAddress ?? '';
    const headers = {
      ...asked.headers,
      host,
      'x-forwarded-for': known ? `${String(known)}, ${client}` : client,
      'x-forwarded-proto': 'https',
    };
    const { method, url: path } = asked;
    const onward = request({ host: '127.0.0.1', port: to, localAddress: address, method, path, headers, agent: false }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end());
    asked.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
