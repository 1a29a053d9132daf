import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ProxyEgress } from '../../shared/model/configuration.ts';
import type { Web } from '../../shared/model/ports.ts';
import { openWeb, type WebOptions } from '../../shared/net/web.ts';
import { now, openSite, type Site, troubleOf } from './site.ts';

type OwnProxy = { readonly url: string; readonly seen: string[]; readonly credentials: (string | undefined)[] };
type Rules = {
  readonly password?: string;
  readonly tunnel?: number;
  readonly answer?: { status: number; headers?: Record<string, string> };
  readonly names?: Record<string, string>;
};

/** A proxy as tinyproxy or squid: whole addresses for http, CONNECT for https. `names`: what it takes names for. */
async function openProxy({ password, tunnel, answer, names = {} }: Rules = {}): Promise<OwnProxy> {
  const seen: string[] = [];
  const credentials: (string | undefined)[] = [];
  const isWelcome = ({ headers }: IncomingMessage): boolean => {
    credentials.push(headers['proxy-authorization']);
    return password === undefined || headers['proxy-authorization'] === `Basic ${Buffer.from(password).toString('base64')}`;
  };
  const server = createServer((asked, response) => {
    seen.push(`${asked.method} ${asked.url}`);
    if (!isWelcome(asked)) return void response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
    if (answer) return void response.writeHead(answer.status, answer.headers).end('of the proxy');
    const { 'proxy-authorization': _, ...headers } = asked.headers;
    const url = new URL(String(asked.url));
    const onward = request(
      {
        host: names[url.hostname]?.split(':')[0] ?? url.hostname,
        port: names[url.hostname]?.split(':')[1] ?? url.port,
        path: url.pathname,
        method: asked.method,
        maxHeaderSize: 65_536,
        headers,
      },
      (came) => {
        response.writeHead(came.statusCode ?? 500, came.headers);
        came.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    asked.pipe(onward);
  });
  server.on('connect', (asked, socket) => {
    seen.push(`CONNECT ${asked.url}`);
    const status = isWelcome(asked) ? tunnel : 407;
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [host = '', port = ''] = (names[String(asked.url)] ?? String(asked.url)).split(':');
    const onward = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward.on('error', () => socket.end('HTTP/1.1 502 No\r\n\r\n'));
    socket.on('error', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, credentials };
}

function webBy(way: ProxyEgress, sites: readonly Site[] = [], options: WebOptions = {}): Web {
  const settings = { fetch: { contact: '', allow: sites.map(({ pair }) => pair), hosts: {} }, egress: { tokyo: way } };
  const web = openWeb(settings, now, { retryPauseMs: 1, ...options }).by?.('tokyo');
  if (!web) throw new Error('no way');
  return web;
}

describe('by a proxy of one’s own', () => {
  test('page, redirect and robots.txt go by it, each address is checked before it hears of it', async () => {
    const site = await openSite((asked, response) => {
      if (asked.url === '/old') return void response.writeHead(301, { location: '/new' }).end();
      if (asked.url === '/trap') return void response.writeHead(302, { location: 'http://10.0.0.7/' }).end();
      response.writeHead(200, { 'x-via': String(asked.headers.via), 'x-auth': String(asked.headers['proxy-authorization']) }).end('abc');
    });
    const proxy = await openProxy();
    const web = webBy({ proxy: proxy.url }, [site]);
    const page = await web.get({ url: `${site.origin}/old` });
    expect([page.finalUrl, Buffer.from(page.bytes).toString(), page.headers['x-auth']]).toEqual([`${site.origin}/new`, 'abc', 'undefined']);
    expect(proxy.seen).toEqual(['/robots.txt', '/old', '/new'].map((path) => `GET ${site.origin}${path}`));
    expect(await troubleOf(web, `${site.origin}/trap`)).toMatchObject({ trouble: 'off-site' });
    expect(await troubleOf(web, 'http://127.0.0.1:9001/2018-06-01/runtime')).toMatchObject({ trouble: 'forbidden-address' });
    expect(proxy.seen.slice(3)).toEqual([`GET ${site.origin}/trap`]);
  });

  test('a name that leads to a private address, alone or among others, is never handed over', async () => {
    const proxy = await openProxy();
    for (const addresses of [['10.0.0.1'], ['203.0.113.9', '169.254.169.254'], ['::1'], []]) {
      const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      for (const scheme of ['http', 'https'])
        expect(await troubleOf(webBy({ proxy: proxy.url }, [], { resolve }), `${scheme}://www.example.gov.cn/`)).toMatchObject({
          trouble: 'forbidden-address',
        });
    }
    const unknown = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await troubleOf(webBy({ proxy: proxy.url }, [], { resolve: unknown }), 'https://www.example.gov.cn/')).toMatchObject({
      trouble: 'unreachable',
    });
    expect(proxy.seen).toEqual([]);
  });

  test('the proxy is given the name; https goes through a tunnel, and its certificate is checked all the same', async () => {
    const site = await openSite((asked, response) => response.end(asked.headers.host));
    const resolve = async () => [{ address: '93.184.215.14', family: 4 }];
    const proxy = await openProxy({ names: { 'www.example.gov.cn': site.pair, 'www.example.gov.cn:443': site.pair } });
    const web = webBy({ proxy: proxy.url }, [], { resolve, gapMs: 0 });
    expect(Buffer.from((await web.get({ url: 'http://www.example.gov.cn/a' })).bytes).toString()).toBe('www.example.gov.cn');
    // The site speaks no TLS: the handshake, which is ours and not the proxy's, fails.
    const error = await troubleOf(web, 'https://www.example.gov.cn/a');
    expect([error.trouble, error.proxy]).toEqual(['unreachable', undefined]);
    expect(proxy.seen.filter((each) => each.startsWith('CONNECT'))[0]).toBe('CONNECT www.example.gov.cn:443');
  });

  test('what fails at the proxy is said of the proxy, and what fails behind it of the site', async () => {
    const resolve = async () => [{ address: '93.184.215.14', family: 4 }];
    const said = async (way: ProxyEgress, scheme = 'https', options: WebOptions = {}) => {
      const { trouble, proxy, detail } = await troubleOf(
        webBy(way, [], { resolve, gapMs: 0, ...options }),
        `${scheme}://www.example.gov.cn/`,
      );
      return [trouble, proxy, detail];
    };
    const down = await said({ proxy: 'http://127.0.0.1:9' });
    expect(down).toEqual(['unreachable', 'tokyo', expect.stringMatching(/^the proxy "tokyo" failed, and not the site: the host refuses/)]);
    expect(await said({ proxy: 'http://127.0.0.1:9' }, 'http')).toEqual(down);
    const closed = await openProxy({ password: 'me:right' });
    for (const scheme of ['http', 'https'])
      expect(await said({ proxy: closed.url }, scheme)).toEqual([
        'unreachable',
        'tokyo',
        expect.stringContaining('other credentials (407)'),
      ]);
    const barred = await openProxy({ tunnel: 403 });
    expect(await said({ proxy: barred.url })).toEqual(['unreachable', 'tokyo', expect.stringContaining('does not lead there')]);
    const blind = await openProxy({ tunnel: 502, answer: { status: 502, headers: { 'proxy-status': 'own; error=connection_refused' } } });
    for (const scheme of ['http', 'https'])
      expect(await said({ proxy: blind.url }, scheme)).toEqual([
        'unreachable',
        undefined,
        expect.stringContaining('does not reach the site (502)'),
      ]);
  });

  test('credentials come from the secret by its name, once; without it nothing is asked', async () => {
    const site = await openSite((_asked, response) => response.end('in'));
    const proxy = await openProxy({ password: 'me:right' });
    let read = 0;
    const secrets = {
      isMissing: async () => false,
      read: async (name: string) => {
        read += 1;
        return name === 'proxy-tokyo' ? 'me:right' : undefined;
      },
    };
    const web = webBy({ proxy: proxy.url, secretParameter: 'proxy-tokyo' }, [site], { secrets });
    await web.get({ url: `${site.origin}/a` });
    await web.get({ url: `${site.origin}/b` });
    expect([read, new Set(proxy.credentials)]).toEqual([1, new Set([`Basic ${Buffer.from('me:right').toString('base64')}`])]);
    const without = webBy({ proxy: proxy.url, secretParameter: 'other' }, [site], { secrets });
    const error = await troubleOf(without, `${site.origin}/c`);
    expect([error.proxy, error.detail]).toEqual(['tokyo', expect.stringContaining('there is no secret other')]);
    expect(JSON.stringify(error) + error.message).not.toContain('right');
    expect(proxy.seen).toHaveLength(3);
  });

  test('a proxy by name may not lie in the own network; limits and pauses are those of the direct way', async () => {
    const site = await openSite((_asked, response) => response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end('a'));
    const proxy = await openProxy();
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const named = webBy({ proxy: proxy.url.replace('127.0.0.1', 'proxy.example.org') }, [site], { resolve });
    const error = await troubleOf(named, `${site.origin}/`);
    expect([error.proxy, error.detail]).toEqual(['tokyo', expect.stringContaining('may not be dialled')]);
    expect(await troubleOf(webBy({ proxy: proxy.url }, [site]), `${site.origin}/`)).toMatchObject({ trouble: 'too-large' });
    const silent = createServer(() => {});
    silent.on('connect', () => {});
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const slow = webBy({ proxy: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` }, [site], {
      deadlineMs: 150,
      resolve: async () => [{ address: '93.184.215.14', family: 4 }],
    });
    for (const scheme of ['http', 'https'])
      expect(await troubleOf(slow, `${scheme}://www.example.gov.cn/`)).toMatchObject({ trouble: 'unreachable' });
  });
});
