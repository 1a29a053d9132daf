import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A translator at loopback, of both forms. */

export type Asked = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, never> & { readonly text?: string[] };
};
type Answer = (response: ServerResponse, asked: Asked) => void;

export const say =
  (text: string): Answer =>
  (response, { path }) =>
    response.end(JSON.stringify(path.endsWith('translate') ? { translations: [{ text }] } : { choices: [{ message: { content: text } }] }));
export const fail =
  (status: number): Answer =>
  (response) => {
    response.statusCode = status;
    response.end('{"error":"sk-secret-key is wrong"}');
  };

export async function server(answer: Answer) {
  const asked: Asked[] = [];
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const one = { path: String(request.url), headers: request.headers, body: JSON.parse(body) };
    asked.push(one);
    answer(response, one);
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return { asked, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1` };
}
