import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../shared/model/settings.ts';

export type Respond = (request: IncomingMessage, response: ServerResponse) => void;
export type Site = { readonly origin: string; readonly pair: string; readonly asked: string[]; readonly at: number[]; most: number };

/** A web site on a free loopback port for the length of a test. It notes what was asked, when, and how many requests were open at once. */
export async function openSite(respond: Respond): Promise<Site> {
  let open = 0;
  const server = createServer({ keepAlive: true }, (request, response) => {
    site.asked.push(`${request.method} ${request.url}`);
    site.at.push(performance.now());
    open += 1;
    site.most = Math.max(site.most, open);
    response.on('close', () => {
      open -= 1;
    });
    if (request.url === '/robots.txt' && !site.asked.includes('own-robots')) response.writeHead(404).end();
    else respond(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const site: Site = { origin: `http://127.0.0.1:${port}`, pair: `127.0.0.1:${port}`, asked: [], at: [], most: 0 };
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return site;
}

export const settingsFor = (...allow: string[]): Pick<Settings, 'fetch'> => ({
  fetch: { contact: 'mailto:watch@example.org', allow, hosts: {} },
});
export const now = (): Date => new Date('2026-11-25T00:00:00Z');
