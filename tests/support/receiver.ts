import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export type Verify = (
  headers: IncomingHttpHeaders,
  body: string,
  secret: string,
  now?: number,
) => { readonly type: string; readonly data: { readonly id: string } };

/** The documented check in JavaScript, as a receiver runs it. */
export async function documentedCheck(): Promise<Verify> {
  const file = join(import.meta.dirname, '../../docs/examples/verify-webhook.mjs');
  return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { verify: Verify }).verify;
}

type Received = { readonly id: string; readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };
export type Receiver = {
  readonly url: string;
  readonly pair: string;
  readonly received: Received[];
  answer: (response: ServerResponse, request: Received) => void;
};

/** A receiver on a free loopback port for the length of a test. It answers 204 until it is told otherwise. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { headers, url: path = '' } = request;
      const one = { id: String(headers['webhook-id']), path, headers, body };
      receiver.received.push(one);
      receiver.answer(response, one);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const pair = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: Receiver = { url: `http://${pair}/hook`, pair, received: [], answer: (response) => void response.writeHead(204).end() };
  return receiver;
}
