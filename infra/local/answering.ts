import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardServer } from './guard.ts';

/** A request to an emulator, whichever way it came: by the guarded socket, or from the process that runs the emulator. */
export type Asked = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
};

/** What an emulator says to a request. The same function answers both ways. */
export type Answering = (asked: Asked) => Promise<Answer>;

export type Started = { readonly token: string; readonly port: number; readonly leases?: Set<ServerResponse> };
/** `answering` is absent of an emulator that is reached by its socket alone. */
export type Emulator = { readonly endpoint: string; readonly answering?: Answering; close(): Promise<void> };

// The services take less of everything that the project sends.
const bodyLimit = 16 * 1024 * 1024;
/** Requests that last longer at the end are cut off. */
const longestWaitMs = 2000;

// A killed process lets go of its lock before its ports.
const dyingMs = 1_000;

/** Resolves when the server listens on the loopback port, or on any free one where it is taken for as long as a killed process takes to end. */
export async function listening(server: Server, port: number): Promise<void> {
  for (let waited = 0; ; waited += 10) {
    const last = port === 0 || waited >= dyingMs;
    server.listen(last ? 0 : port, '127.0.0.1');
    try {
      await once(server, 'listening');
      return;
    } catch (error) {
      if (last) throw error;
    }
    await sleep(10);
  }
}

/** An answer with the true length of its body: bytes of a damaged object may be fewer than its description says. */
const measured = ({ method }: Asked, { status, headers, body }: Answer): Answer =>
  method === 'HEAD' || status === 204 || status === 304
    ? { status, headers, body }
    : { status, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, body };

/** Opens the guarded port of an emulator. `close` waits for what is being answered, then ends it with `end`. */
export async function openPort(
  inner: Answering,
  { token, port, leases }: Started,
  end: () => void | Promise<void>,
): Promise<Required<Emulator>> {
  let working = 0;
  let closed = false;
  const answering: Answering = async (asked) => {
    if (closed) throw Object.assign(new Error('the local instance is closed'), { code: 'ECONNREFUSED' });
    working += 1;
    try {
      return measured(asked, await inner(asked));
    } finally {
      working -= 1;
    }
  };
  const server = createServer((request, response) => {
    answerTo(request, answering).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.destroy(),
    );
  });
  guardServer(server, token, leases);
  await listening(server, port);
  const close = async (): Promise<void> => {
    for (let waited = 0; working > 0 && waited < longestWaitMs; waited += 10) await sleep(10);
    closed = true;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await end();
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answering, close };
}

async function answerTo(request: IncomingMessage, answering: Answering): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > bodyLimit) return { status: 413, headers: { connection: 'close' }, body: '' };
    chunks.push(chunk as Buffer);
  }
  const { method = 'GET', url = '/', headers } = request;
  const single = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]));
  return answering({ method, url, headers: single, body: Buffer.concat(chunks, size) });
}
