import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve, type WebHandler } from '../../functions/http.ts';

async function served(handler: WebHandler): Promise<string> {
  const { url, close } = await serve({ port: 0, handler });
  onTestFinished(() => close());
  return url;
}

const echo: WebHandler = async (asked, address) =>
  Response.json({ method: asked.method, url: asked.url, headers: Object.fromEntries(asked.headers), body: await asked.text(), address });

/** Status of a request with headers that fetch does not let one set. */
const status = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { headers, agent: false }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

describe('the local server', () => {
  test('hands a request on with its address, headers and body, and who asks', async () => {
    const url = await served(echo);
    const answer = await fetch(`${url}documents/%E6%96%87?q=a%20b&theme=x&theme=y`, {
      method: 'POST',
      body: '正文',
      headers: { cookie: 'a=1; b=2', 'x-Odd': 'yes' },
    });
    expect(await answer.json()).toMatchObject({
      method: 'POST',
      url: `${url.replace('http:', 'https:')}documents/%E6%96%87?q=a%20b&theme=x&theme=y`,
      headers: { cookie: 'a=1; b=2', 'x-odd': 'yes', 'content-length': '6' },
      body: '正文',
      address: '127.0.0.1',
    });
  });

  test('hands the answer back: status, headers, cookies, bytes and the mark at the head of a table', async () => {
    const bytes = Buffer.from([0, 255, 1]);
    const headers = [
      ...[['content-type', 'application/octet-stream'] as const, ['etag', '"x"'] as const],
      ...['a=1; HttpOnly', 'b=2'].map((cookie) => ['set-cookie', cookie] as const),
    ];
    const url = await served(async (asked) =>
      asked.url.endsWith('.csv')
        ? new Response('\ufeffid')
        : new Response(bytes, { status: 203, headers: headers.map(([...pair]) => pair) }),
    );
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('etag'), answer.headers.getSetCookie()]).toEqual([203, '"x"', ['a=1; HttpOnly', 'b=2']]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Buffer.from(await (await fetch(`${url}a.csv`)).arrayBuffer()).toString()).toBe('\ufeffid');
  });

  test('answers HEAD and 304 without a body', async () => {
    const url = await served((asked) => (asked.url.endsWith('/same') ? new Response(null, { status: 304 }) : new Response('text')));
    expect(await (await fetch(url, { method: 'HEAD' })).text()).toBe('');
    expect((await fetch(`${url}same`)).status).toBe(304);
  });

  test('gives foreign hosts and origins nothing, and the handler does not hear of them', async () => {
    let heard = 0;
    const url = await served(() => new Response(String(++heard)));
    const { port } = new URL(url);
    for (const host of ['example.org', `example.org:${port}`, `127.0.0.1.example.org:${port}`, '127.0.0.1:1', `localhost.:${port}`]) {
      expect(await status(url, { host })).toBe(421);
    }
    for (const origin of [
      'https://example.org',
      'null',
      `https://127.0.0.1:${port}`,
      'http://127.0.0.1',
      `http://127.0.0.1:${port}.example.org`,
    ]) {
      expect(await status(url, { origin })).toBe(403);
    }
    expect(heard).toBe(0);
    expect(await status(url, { host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200);
  });

  test('listens at an address of IPv6, and is asked under it', async () => {
    const server = { address: '::1', proxies: [], beyond: false };
    const { url, close } = await serve({ port: 0, handler: echo, server });
    onTestFinished(() => close());
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+\/$/);
    expect(await (await fetch(url)).json()).toMatchObject({ address: '0:0:0:0:0:0:0:1' });
    expect(await status(url, { host: 'example.org' })).toBe(421);
  });

  test('caps what it reads, and a handler that throws is a plain 500', async () => {
    const url = await served(async () => {
      throw new Error('with a secret in it');
    });
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024) })).status).toBe(413);
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([500, 'internal error']);
  });
});
