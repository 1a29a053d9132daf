import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { isSigned } from './signature.ts';

/** Header by which a later process of the same folder proves that it knows the secret, without sending it: a stranger on the port learns nothing. */
export const proofHeader = 'x-hongtou-instance';
export const probePath = '/.hongtou';
/** Held open by a process that uses another's emulators, so that it notices when the other ends. */
export const leasePath = '/.hongtou/lease';

const proof = (token: string, words: string): string => createHmac('sha256', token).update(words).digest('hex');

/** Asks a port whether it still belongs to this instance. */
export function askingProof(token: string): string {
  const nonce = randomBytes(16).toString('hex');
  return `${nonce}.${proof(token, `ask ${nonce}`)}`;
}

/** The instance's answer to that question. */
export const answeringProof = (token: string, asking: string): string => proof(token, `answer ${asking}`);

function proven(token: string, asking: string | string[] | undefined): string | undefined {
  if (typeof asking !== 'string' || !/^[\da-f]{32}\.[\da-f]{64}$/.test(asking)) return undefined;
  const [nonce = '', given = ''] = asking.split('.');
  return timingSafeEqual(Buffer.from(given), Buffer.from(proof(token, `ask ${nonce}`))) ? asking : undefined;
}

const refuse = (response: ServerResponse, status: number, why: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(why);
};

/** Whether a Host header names this machine's loopback at this port. A name that was rebound to 127.0.0.1 does not. */
export const ownHost = (host: string | undefined, port: number): boolean => host === `127.0.0.1:${port}` || host === `localhost:${port}`;

const portOf = (request: IncomingMessage): number => request.socket.localPort ?? 0;

/**
 * Closes an emulator to other users of the machine, who can reach its port but cannot sign with the secret in the folder, and to web pages: browsers send Origin or
 * Sec-Fetch-Site with requests of a page, SDKs never do, and a rebound name shows in Host.
 */
const guarded =
  (token: string, inner: RequestListener, leases: Set<ServerResponse>): RequestListener =>
  (request, response) => {
    const { headers, url = '/', method = 'GET' } = request;
    if (!ownHost(headers.host, portOf(request))) return refuse(response, 421, 'not this host');
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return refuse(response, 403, 'not for browsers');
    const asking = proven(token, headers[proofHeader]);
    if (asking !== undefined && url === probePath) return refuse(response, 200, answeringProof(token, asking));
    if (asking !== undefined && url === leasePath) return lease(response, leases);
    if (!isSigned({ method, url, headers }, token))
      return refuse(response, 403, 'sign the request with the secret access key of this instance (instance.json in its folder)');
    return inner(request, response);
  };

function lease(response: ServerResponse, leases: Set<ServerResponse>): void {
  leases.add(response);
  response.on('close', () => leases.delete(response));
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
}

/** Puts the guard before every listener that a server has. */
export function guardServer(server: Server, token: string, leases: Set<ServerResponse> = new Set()): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  const all: RequestListener = (request, response) => {
    for (const listener of listeners) listener(request, response);
  };
  server.on('request', guarded(token, all, leases));
}
