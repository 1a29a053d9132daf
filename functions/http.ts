import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from '../shared/model/configuration.ts';
import { orEmpty } from '../shared/model/values.ts';
import { clientOf, type Reach, reachOf } from './reach.ts';
import { toldError } from './told-error.ts';

/** A version 2.0 event of an HTTP API or function URL, as far as the project reads it. */
export type WebEvent = {
  readonly version: '2.0';
  readonly routeKey: '$default';
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
};

export type WebResponse = {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: the event type is the caller's library's (hono has its own)
export type WebHandler = (event: any, context: any) => Promise<unknown>;
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
 * Serves a Lambda handler over HTTP (port 0: a free one). A foreign Host gets 421, a foreign Origin 403, before the handler is called:
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

function plain(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>> = {}): void {
  const always = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', connection: 'close' };
  response.writeHead(status, { ...always, ...headers });
  response.end(text);
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
  const event = eventOf(request, body, { address: client.address, host: check ? orEmpty(hosts[0]) : orEmpty(headers.host) });
  write(request, response, (await handler(event, { awsRequestId: randomUUID() })) as WebResponse);
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

type RequestTarget = { readonly address: string; readonly host: string };

function eventOf(request: IncomingMessage, body: Buffer, asked: RequestTarget): WebEvent {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const rawQueryString = mark < 0 ? '' : target.slice(mark + 1);
  const { cookie, ...others } = request.headers;
  const headers = Object.fromEntries(
    Object.entries({ ...others, host: asked.host }).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : orEmpty(value)]),
  );
  const query = joined(new URLSearchParams(rawQueryString));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers,
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    ...(rawQueryString ? { queryStringParameters: query } : {}),
    requestContext: contextOf(request, rawPath, asked),
    ...(body.length > 0 ? { body: body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0,
  };
}

function contextOf(request: IncomingMessage, path: string, { address, host }: RequestTarget): Readonly<Record<string, unknown>> {
  const now = new Date();
  return {
    accountId: 'anonymous',
    apiId: 'local',
    domainName: host,
    domainPrefix: 'local',
    http: {
      method: request.method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: address,
      userAgent: orEmpty(request.headers['user-agent']),
    },
    requestId: randomUUID(),
    routeKey: '$default',
    stage: '$default',
    time: now.toISOString(),
    timeEpoch: now.getTime(),
  };
}

/** Repeated parameters are joined by commas, as API Gateway does; rawQueryString keeps them apart. */
function joined(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function write(request: IncomingMessage, response: ServerResponse, result: WebResponse): void {
  response.statusCode = result.statusCode ?? 200;
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value));
  if (result.cookies && result.cookies.length > 0) response.setHeader('set-cookie', [...result.cookies]);
  const body = Buffer.from(orEmpty(result.body), result.isBase64Encoded ? 'base64' : 'utf8');
  const bodiless = request.method === 'HEAD' || [204, 304].includes(response.statusCode);
  if (!bodiless) response.setHeader('content-length', body.length);
  response.end(bodiless ? undefined : body);
}
