import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from '../shared/model/configuration.ts';
import { orEmpty } from '../shared/model/values.ts';
import { problemOf, problemType } from '../shared/pages/web/route.ts';
import { toPrintableJson } from '../shared/stages/text/printable.ts';
import { clientOf, type Reach, reachOf } from './reach.ts';
import { toldError } from './told-error.ts';

/** The application, which is told the address of who asks. */
export type WebHandler = (request: Request, address: string) => Response | Promise<Response>;
export type Served = { readonly port: number; readonly url: string; close(graceMs?: number): Promise<void> };

// API Gateway takes ten times this; no page of the project sends so much.
const bodyLimit = 1024 * 1024;
/** What is slower to say what it wants is held for no longer; proxies use a connection again for a minute. */
const times = { requestTimeout: 30_000, headersTimeout: 30_000, keepAliveTimeout: 65_000 } as const;

type Serving = {
  readonly port: number;
  readonly handler: WebHandler;
  readonly log?: (line: string) => void;
  /** This machine alone, unless it is said. */
  readonly server?: Server;
  /** Pages of other sites may read it, too. */
  readonly open?: boolean | undefined;
};

/**
 * Serves the pages over HTTP (port 0: a free one). A foreign Host gets 421, a foreign Origin 403, before the handler is called:
 * another site's page, or a name rebound to this machine, gets nothing.
 */
export async function serve({ port, handler, log = () => {}, server: at = onlyHere, open = false }: Serving): Promise<Served> {
  const answering = (request: IncomingMessage, response: ServerResponse): void => {
    answer({ request, response, reach, beyond: at.beyond, open }, handler).catch((error: unknown) => {
      log(toldError(error));
      if (!response.headersSent) plain(response, 500, 'internal error');
      else response.destroy();
    });
  };
  const server = createServer(times, answering);
  server.listen(port, at.address);
  await once(server, 'listening');
  const actual = (server.address() as AddressInfo).port;
  const reach = reachOf(at, actual);
  const close = async (graceMs = 0): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const end = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearInterval(idle);
    clearTimeout(end);
  };
  return { port: actual, url: `${reach.url}/`, close };
}

const onlyHere: Server = { address: '127.0.0.1', proxies: [], beyond: false };

/** In words; to a program that asks the API, as every error of it is told. */
function plain(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>> = {}): void {
  const always = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', connection: 'close' };
  const { url: target = '/' } = response.req;
  const problem = status >= 400 && target.startsWith('/api/') ? problemOf(status, text, target.split('?', 1).join('')) : undefined;
  response.writeHead(status, { ...always, ...(problem && { 'content-type': problemType }), ...headers });
  response.end(problem === undefined ? text : toPrintableJson(problem));
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly reach: Reach;
  readonly beyond: boolean;
  readonly open: boolean;
};

/** What watches whether the instance is well knows it by its address alone. */
const reads = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';
const isHealthCheck = (request: IncomingMessage): boolean => reads(request) && /^\/healthz(?:\?|$)/.test(orEmpty(request.url));

async function answer({ request, response, reach, beyond, open }: Exchange, handler: WebHandler): Promise<void> {
  const { headers, url: target = '/' } = request;
  const { hosts, url } = reach;
  const named = request.headersDistinct['host'] ?? [];
  if (named.length > 1 || !target.startsWith('/')) return plain(response, 400, 'One Host, and a path of it.');
  const check = beyond && isHealthCheck(request);
  if (!check && !hosts.includes(orEmpty(named[0]).toLowerCase())) return plain(response, 421, `This instance answers at ${url} only.`);
  const scheme = url.slice(0, url.indexOf(':'));
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `${scheme}://${host}`) && !(open && reads(request)))
    return plain(response, 403, 'This instance answers to its own pages only.');
  const client = clientOf(orEmpty(request.socket.remoteAddress), headers, reach);
  if (client.plain && !check) return plain(response, 308, 'This instance is read by https.', { location: url + target });
  const body = await read(request);
  if (body === undefined) return plain(response, 413, 'too large');
  const asked = requestOf(request, body, check ? orEmpty(hosts[0]) : orEmpty(headers.host));
  if (!asked) return plain(response, 400, 'Invalid request');
  await write(request, response, await handler(asked, client.address));
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** As API Gateway hands it on: under https. Undefined for what is no request: a method that is not allowed, a body of a GET. */
function requestOf({ method = 'GET', url = '/', headers: given }: IncomingMessage, body: Buffer, host: string): Request | undefined {
  const length = body.length > 0 && { 'content-length': String(body.length) };
  try {
    const headers = Object.entries({ ...given, ...length, host }).map(([name, value]): [string, string] => [name, String(value)]);
    return new Request(`https://${host}${url}`, { method, headers, ...(length && { body: new Uint8Array(body) }) });
  } catch {
    return undefined;
  }
}

async function write({ method }: IncomingMessage, response: ServerResponse, answer: Response): Promise<void> {
  const { status } = answer;
  response.statusCode = status;
  response.setHeaders(answer.headers);
  const body = Buffer.from(await answer.arrayBuffer());
  const bodiless = method === 'HEAD' || [204, 304].includes(status);
  if (!bodiless) response.setHeader('content-length', body.length);
  response.end(bodiless ? undefined : body);
}
