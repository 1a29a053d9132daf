import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/** Header by which a later process of the same folder asks whether a port is still this instance's. */
export const tokenHeader = 'x-hongtou-instance';
export const probePath = '/.hongtou';
/** Held open by a process that uses another's emulators: its end tells the one of the other's end. */
export const leasePath = '/.hongtou/lease';

const refuse = (response: ServerResponse, status: number, why: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(why);
};

/** Whether a Host header names this machine's loopback at this port. A name that was rebound to 127.0.0.1 does not. */
export const ownHost = (host: string | undefined, port: number): boolean => host === `127.0.0.1:${port}` || host === `localhost:${port}`;

const portOf = (request: IncomingMessage): number => request.socket.localPort ?? 0;

/**
 * Shuts an emulator to web pages: browsers send Origin or Sec-Fetch-Site with what they let a page do, SDKs never do, and a rebound name
 * shows in Host. (dynalite answers any Origin with `*`.) The probe path is answered only to who knows the token of the folder.
 */
export const guarded =
  (token: string, inner: RequestListener, leases: Set<ServerResponse>): RequestListener =>
  (request, response) => {
    if (!ownHost(request.headers.host, portOf(request))) return refuse(response, 421, 'not this host');
    if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined)
      return refuse(response, 403, 'not for browsers');
    if (request.url === probePath) return refuse(response, request.headers[tokenHeader] === token ? 200 : 403, '');
    if (request.url === leasePath && request.headers[tokenHeader] === token) return lease(response, leases);
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
