import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { article, listing, type Notice } from '../../support/pages.ts';
import type { Site } from './function-process.ts';

/** A site with a list of notices that can change, a receiver of webhooks, and where both seem to be. */
export type Sites = {
  readonly sites: readonly Site[];
  /** A file with the certificate of the receiver. */
  readonly certificates: string;
  readonly asked: string[];
  readonly received: string[];
  notices: readonly Notice[];
  close(): void;
};

export const siteHost = 'site.example';
export const hookHost = 'hook.example';

const portOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** A key and a certificate for a name, by openssl, for one day. */
function certificate(host: string): { readonly key: Buffer; readonly cert: Buffer; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-tls-'));
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', `/CN=${host}`];
  execFileSync('openssl', ['req', '-x509', ...made, '-addext', `subjectAltName=DNS:${host}`, '-keyout', key, '-out', file], {
    stdio: 'ignore',
  });
  return { key: readFileSync(key), cert: readFileSync(file), file };
}

/** Opens both on the loopback. Their public addresses are only what the functions believe (network.mjs). */
export async function openSites(notices: readonly Notice[]): Promise<Sites> {
  const { key, cert, file } = certificate(hookHost);
  const all: Omit<Sites, 'sites' | 'close'> = { certificates: file, asked: [], received: [], notices };
  const pages: RequestListener = ({ url = '/' }, response) => {
    all.asked.push(url);
    const notice = all.notices.find(({ path }) => path === url);
    const body = url === '/tz/index.html' ? listing(all.notices) : notice && article(notice);
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  };
  const hook: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      all.received.push(body);
      response.writeHead(204).end();
    });
  };
  const servers = [createHttp(pages), createHttps({ key, cert }, hook)];
  const [http = 0, https = 0] = await Promise.all(servers.map(portOf));
  return Object.assign(all, {
    sites: [
      { host: siteHost, address: '93.184.215.14', port: 80, to: http },
      { host: hookHost, address: '93.184.215.15', port: 443, to: https },
    ],
    close: () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  });
}
