import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { signed } from '../../infra/local/signature.ts';

/** What happens to one request: it passes, its answer is lost, it never arrives, or the service answers with this status in its place. */
export type Fault = 'pass' | 'lost answer' | 'lost request' | number;

export type Faulty = { readonly endpoint: string; close(): Promise<void> };

/** A proxy before an emulator, whose faults `decide` chooses by the operation and the body. It signs anew, since the emulator knows its own address alone. */
export async function faulty(
  target: string,
  service: 'dynamodb' | 'ses',
  decide: (operation: string, body: string) => Fault,
): Promise<Faulty> {
  const server: Server = createServer(async (asked, answer) => {
    const body = await text(asked);
    const operation = String(asked.headers['x-amz-target'] ?? asked.url).replace(/^.*\./, '');
    const fault = decide(operation, body);
    if (fault === 'lost request') return void asked.socket.destroy();
    if (typeof fault === 'number') {
      answer.writeHead(fault, { 'content-type': 'application/json', 'x-amzn-errortype': 'MessageRejected' });
      return void answer.end('{"message":"refused by the test"}');
    }
    const url = new URL(asked.url ?? '/', target).href;
    const named = { 'content-type': asked.headers['content-type'], 'x-amz-target': asked.headers['x-amz-target'] };
    const headers = Object.fromEntries(
      Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    const method = asked.method ?? 'POST';
    const signing = { service, region: process.env['AWS_REGION'] ?? '', secret: process.env['AWS_SECRET_ACCESS_KEY'] ?? '' };
    const came = await fetch(url, { method, headers: signed({ method, url, headers }, body, signing), body });
    const said = await came.text();
    if (fault === 'lost answer') return void asked.socket.destroy();
    answer.writeHead(came.status, { 'content-type': came.headers.get('content-type') ?? 'application/json' });
    answer.end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
