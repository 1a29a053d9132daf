import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { orEmpty } from '../shared/model/values.ts';
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
export type Served = { readonly port: number; readonly url: string; close(): Promise<void> };

// API Gateway takes ten times this; no page of the project sends so much.
const bodyLimit = 1024 * 1024;

/**
 * Serves a Lambda handler over HTTP at 127.0.0.1 alone (port 0: a free one). A foreign Host gets 421, a foreign Origin 403, before the
 * handler is called: another site's page, or a name rebound to this machine, gets nothing.
 */
export async function serve({
  port,
  handler,
  log = () => {},
}: {
  port: number;
  handler: WebHandler;
  log?: (line: string) => void;
}): Promise<Served> {
  const server = createServer((request, response) => {
    answer(request, response, handler).catch((error: unknown) => {
      log(toldError(error));
      if (!response.headersSent) plain(response, 500, 'internal error');
      else response.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const actual = (server.address() as AddressInfo).port;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { port: actual, url: `http://127.0.0.1:${actual}/`, close };
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', connection: 'close' });
  response.end(text);
}

/** Whether a Host header names this machine's loopback at this port. A name that was rebound to 127.0.0.1 does not. */
const ownHost = (host: string | undefined, port: number): boolean => host === `127.0.0.1:${port}` || host === `localhost:${port}`;
const ownOrigin = (origin: string, port: number): boolean => origin.startsWith('http://') && ownHost(origin.slice('http://'.length), port);

async function answer(request: IncomingMessage, response: ServerResponse, handler: WebHandler): Promise<void> {
  const port = request.socket.localPort ?? 0;
  const { host, origin } = request.headers;
  if (!ownHost(host, port)) return plain(response, 421, 'This instance answers to 127.0.0.1 and localhost only.');
  if (origin !== undefined && !ownOrigin(origin, port)) return plain(response, 403, 'This instance answers to its own pages only.');
  const body = await read(request);
  if (body === undefined) return plain(response, 413, 'too large');
  write(request, response, (await handler(eventOf(request, body), { awsRequestId: randomUUID() })) as WebResponse);
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

function eventOf(request: IncomingMessage, body: Buffer): WebEvent {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const rawQueryString = mark < 0 ? '' : target.slice(mark + 1);
  const { cookie, ...others } = request.headers;
  const headers = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : orEmpty(value)]),
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
    requestContext: contextOf(request, rawPath, headers),
    ...(body.length > 0 ? { body: body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0,
  };
}

function contextOf(request: IncomingMessage, path: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const now = new Date();
  return {
    accountId: 'anonymous',
    apiId: 'local',
    domainName: headers['host'],
    domainPrefix: 'local',
    http: {
      method: request.method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: '127.0.0.1',
      userAgent: orEmpty(headers['user-agent']),
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
