import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../shared/model/configuration.ts';
import { SourceError, type Trouble } from '../../shared/model/errors.ts';
import type { Web } from '../../shared/model/ports.ts';
import { openWeb, type WebOptions } from '../../shared/net/web.ts';

export type Respond = (request: IncomingMessage, response: ServerResponse) => void;
export type Site = { readonly origin: string; readonly pair: string; readonly asked: string[]; readonly at: number[]; most: number };

const none: Respond = (_request, response) => void response.writeHead(404).end();

/** A web site on a free loopback port for the length of a test. It notes what was asked, when, and how many requests were open at once. */
export async function openSite(respond: Respond, robots: Respond = none): Promise<Site> {
  let open = 0;
  const server = createServer((request, response) => {
    site.asked.push(`${request.method} ${request.url}`);
    site.at.push(performance.now());
    open += 1;
    site.most = Math.max(site.most, open);
    response.on('close', () => {
      open -= 1;
    });
    (request.url === '/robots.txt' ? robots : respond)(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const pair = `127.0.0.1:${port}`;
  const site: Site = { origin: `http://${pair}`, pair, asked: [], at: [], most: 0 };
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return site;
}

export const now = (): Date => new Date('2026-11-25T00:00:00Z');

/** The live web with these sites opened, and quick tries. */
export function webFor(sites: readonly Site[], options: WebOptions = {}, hosts: Settings['fetch']['hosts'] = {}): Web {
  const settings = { fetch: { contact: 'mailto:watch@example.org', allow: sites.map(({ pair }) => pair), hosts } };
  return openWeb(settings, now, { retryPauseMs: 5, ...options });
}

/** The trouble that a request ends in; fails when it ends well, or in a bug. */
export async function troubleOf(web: Web, url: string): Promise<SourceError> {
  const error: unknown = await web.get({ url }).then(
    (page) => new Error(`${url} came with status ${page.status}`),
    (reason: unknown) => reason,
  );
  if (error instanceof SourceError) return error;
  throw error;
}

export const kindOf = async (web: Web, url: string): Promise<Trouble> => (await troubleOf(web, url)).trouble;
