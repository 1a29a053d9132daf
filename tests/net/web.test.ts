import { createServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { politeGapSeconds } from '../../shared/model/article.ts';
import { openWeb } from '../../shared/net/web.ts';
import { long, reported } from '../faults/report.ts';
import { kindOf, now, openSite, troubleOf, webFor } from './site.ts';

const text = '<html><body>某市算力券管理办法</body></html>'.repeat(200);

describe('a page', () => {
  test('comes with its bytes, headers, hops and costs', async () => {
    const site = await openSite((request, response) => {
      if (request.url === '/old') return void response.writeHead(302, { location: '/new' }).end();
      response.writeHead(200, { 'content-type': 'text/html', etag: '"1"', 'X-Agent': request.headers['user-agent'] ?? '' }).end('abc');
    });
    const page = await webFor([site], { version: '0.14.0+1a2b3c4' }).get({ url: `${site.origin}/old#part` });
    expect(page).toMatchObject({
      url: `${site.origin}/old#part`,
      finalUrl: `${site.origin}/new`,
      hops: [`${site.origin}/old`],
      status: 200,
      requests: 3,
      wireBytes: 3,
    });
    expect(page.headers).toMatchObject({
      etag: '"1"',
      'content-type': 'text/html',
      'x-agent': 'Hongtou/0.14.0 (+mailto:watch@example.org)',
    });
    expect(page.fetchedAt).toBe(now().toISOString());
    expect(Buffer.from(page.bytes).toString()).toBe('abc');
  });

  test('is asked for with the validators of last time; 304, 404 and 410 are answers', async () => {
    const site = await openSite((request, response) => {
      const known = request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] !== undefined;
      response.writeHead(known ? 304 : request.url === '/gone' ? 410 : 404).end(known ? undefined : 'no');
    });
    const web = webFor([site]);
    expect((await web.get({ url: `${site.origin}/`, etag: '"1"', lastModified: 'Mon, 02 Nov 2026 00:00:00 GMT' })).status).toBe(304);
    expect((await web.get({ url: `${site.origin}/`, etag: '"1"\r\nx: y' })).status).toBe(404);
    expect((await web.get({ url: `${site.origin}/gone` })).status).toBe(410);
  });

  test('a POST carries its body and its kind', async () => {
    const seen: unknown[] = [];
    const site = await openSite((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        seen.push([request.method, request.headers['content-type'], body]);
        response.end('{}');
      });
    });
    const web = webFor([site]);
    await web.get({ url: `${site.origin}/list`, method: 'POST', body: 'page=1' });
    await web.get({ url: `${site.origin}/list`, method: 'POST', body: '{"page":1}' });
    expect(seen).toEqual([
      ['POST', 'application/x-www-form-urlencoded', 'page=1'],
      ['POST', 'application/json', '{"page":1}'],
    ]);
  });

  test('a mapped host is dialled where the map says, for http alone', async () => {
    const site = await openSite((request, response) => response.end(request.headers.host));
    const web = webFor([site], {}, { 'www.example.gov.cn': site.pair });
    const page = await web.get({ url: 'http://www.example.gov.cn/a' });
    expect(Buffer.from(page.bytes).toString()).toBe('www.example.gov.cn');
    const other = webFor([site], { resolve: async () => [{ address: '127.0.0.1', family: 4 }] }, { 'www.example.gov.cn': site.pair });
    expect(await kindOf(other, 'https://www.example.gov.cn/a')).toBe('forbidden-address');
  });
});

describe('statuses', () => {
  test('each ends in its trouble, with the page as evidence', async () => {
    const site = await openSite((request, response) => response.writeHead(Number(request.url?.slice(1))).end('why not'));
    const expected = {
      401: 'refused',
      403: 'refused',
      412: 'refused',
      429: 'refused',
      521: 'refused',
      400: 'unrecognised',
      418: 'unrecognised',
      206: 'unrecognised',
      500: 'unreachable',
      501: 'unreachable',
      503: 'unreachable',
    };
    for (const [status, trouble] of Object.entries(expected)) {
      const error = await troubleOf(webFor([site]), `${site.origin}/${status}`);
      expect(error).toMatchObject({ trouble, status: Number(status), page: { status: Number(status), url: `${site.origin}/${status}` } });
      expect(Buffer.from(error.page?.bytes ?? []).toString()).toBe('why not');
    }
  });

  test('Retry-After is read in both forms, clamped, and honoured', async () => {
    const values: Record<string, string> = {
      '/seconds': '120',
      '/date': 'Wed, 25 Nov 2026 00:10:00 GMT',
      '/past': 'Wed, 25 Nov 2020 00:10:00 GMT',
      '/ever': '315360000',
      '/garbage': 'soon 5',
      '/negative': '-3',
    };
    const date = 'Wed, 25 Nov 2026 00:00:00 GMT';
    const site = await openSite((request, response) =>
      response.writeHead(429, { 'retry-after': values[request.url ?? ''] ?? '', date }).end(),
    );
    const waitOf = async (path: string) => (await troubleOf(webFor([site]), site.origin + path)).retryAfter;
    expect(await waitOf('/seconds')).toBe(120);
    expect(await waitOf('/date')).toBe(600);
    expect(await waitOf('/past')).toBe(0);
    expect(await waitOf('/ever')).toBe(86_400);
    expect(await waitOf('/garbage')).toBeUndefined();
    expect(await waitOf('/negative')).toBeUndefined();
    const web = webFor([site]);
    await troubleOf(web, `${site.origin}/seconds`);
    const before = site.asked.length;
    expect(await troubleOf(web, `${site.origin}/other`)).toMatchObject({ trouble: 'refused', status: 429 });
    expect(site.asked.length).toBe(before);
  });
});

describe('dead and slow hosts', () => {
  test('a host that is down or only fails is asked three times at most', async () => {
    const failing = await openSite(
      (_request, response) => response.writeHead(500).end(),
      (_request, response) => response.writeHead(500).end(),
    );
    const half = await openSite((_request, response) => response.writeHead(502).end());
    const web = webFor([failing, half]);
    expect(await troubleOf(web, `${failing.origin}/`)).toMatchObject({ trouble: 'unreachable', requests: 3 });
    expect(await troubleOf(web, `${half.origin}/`)).toMatchObject({ trouble: 'unreachable', requests: 3 });
    expect([failing.asked.length, half.asked.length]).toEqual([3, 3]);
    await troubleOf(web, `${failing.origin}/again`);
    expect(failing.asked.length).toBe(3);
    let refused = 0;
    const resets = createServer((socket) => {
      refused += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => resets.listen(0, '127.0.0.1', done));
    onTestFinished(() => void resets.close());
    const address = resets.address();
    const pair = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    expect(await kindOf(webFor([{ ...half, pair }]), `http://${pair}/`)).toBe('unreachable');
    expect(refused).toBe(3);
  });

  test('a name without address is unreachable, and asked once', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    expect(await kindOf(webFor([], { resolve }), 'https://nowhere.example/')).toBe('unreachable');
    expect(asked).toBe(1);
  });

  test('one deadline holds for headers and body together', async () => {
    const drip = await openSite((request, response) => {
      if (request.url === '/headers') return;
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    for (const path of ['/headers', '/body']) {
      // It drips for ever: whatever ends is ended by the deadline.
      expect(await kindOf(webFor([drip], { deadlineMs: 300 }), drip.origin + path)).toBe('unreachable');
    }
  });

  test('one request at a time to a host, and a pause between on real networks', async () => {
    const site = await openSite((_request, response) => void setTimeout(() => response.end('x'), 10));
    const web = webFor([site]);
    await Promise.all(Array.from({ length: 10 }, (_, n) => web.get({ url: `${site.origin}/${n}` })));
    expect(site.most).toBe(1);
    expect(site.asked).toHaveLength(11);
  });
});

describe('as the server sees it', () => {
  const here = async () => [{ address: '127.0.0.1', family: 4 }];
  const asReal = (pair: string, gapMs: number) =>
    openWeb({ fetch: { contact: '', allow: [pair], hosts: {} } }, now, { resolve: here, gapMs, retryPauseMs: 1 });

  test('pages of a host come one at a time, with the pause between them', async () => {
    const site = await openSite((_request, response) => void setTimeout(() => response.end('x'), 10));
    const [pages, gapMs] = long ? [30, politeGapSeconds * 1_000] : [6, 60];
    const web = asReal(site.pair, gapMs);
    const host = `http://www.example.test:${site.pair.split(':')[1]}`;
    await Promise.all(Array.from({ length: pages }, (_, n) => web.get({ url: `${host}/${n}` })));
    const gaps = site.at.slice(1).map((at, n) => at - (site.at[n] ?? 0));
    reported(10, { pages: site.asked.length - 1, mostAtOnce: site.most, smallestGapOverAsked: Math.min(...gaps) / gapMs });
  });

  test('who is asked to come later does, as far as that is reasonable', async () => {
    const asks: Readonly<Record<string, string>> = {
      seconds: '1',
      date: 'Wed, 25 Nov 2026 00:00:01 GMT',
      years: '315360000',
      garbage: 'soon',
    };
    const seen: Record<string, number[]> = {};
    const site = await openSite((request, response) => {
      const host = String(request.headers.host).split('.')[0] ?? '';
      const times = [...(seen[host] ?? []), performance.now()];
      seen[host] = times;
      const wait = { 'retry-after': asks[host] ?? '', date: 'Wed, 25 Nov 2026 00:00:00 GMT' };
      response.writeHead(times.length === 1 ? 429 : 200, times.length === 1 ? wait : {}).end('x');
    });
    const web = asReal(site.pair, 0);
    await Promise.all(
      Object.keys(asks).map(async (name) => {
        const url = `http://${name}.example.test:${site.pair.split(':')[1]}/`;
        await troubleOf(web, url);
        await web.get({ url }).catch(() => undefined);
      }),
    );
    const gap = (name: string): number => (seen[name]?.[1] ?? Number.POSITIVE_INFINITY) - (seen[name]?.[0] ?? 0);
    const honoured = [gap('seconds') >= 990, gap('date') >= 990, gap('years') === Number.POSITIVE_INFINITY, gap('garbage') < 60_000];
    expect(honoured).toEqual([true, true, true, true]);
    reported(10, { honoured: honoured.filter(Boolean).length });
  });
});

describe('bodies', () => {
  const encoders: Record<string, (bytes: Buffer) => Buffer> = {
    gzip: gzipSync,
    br: brotliCompressSync,
    deflate: deflateSync,
    raw: deflateRawSync,
  };
  const serve = (bytes: Buffer, encoding: string) =>
    openSite((_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bytes));

  test('one layer of gzip, brotli and both kinds of deflate is undone', async () => {
    for (const [name, encode] of Object.entries(encoders)) {
      const bytes = encode(Buffer.from(text));
      const site = await serve(bytes, name === 'raw' ? 'deflate' : name);
      const page = await webFor([site]).get({ url: site.origin });
      expect(Buffer.from(page.bytes).toString()).toBe(text);
      expect(page.wireBytes).toBe(bytes.length);
    }
  });

  test('more layers, other encodings and bytes that are none of it are refused', async () => {
    const twice = gzipSync(gzipSync(Buffer.from(text)));
    for (const [bytes, encoding] of [
      [twice, 'gzip, gzip'],
      [Buffer.from(text), 'zstd'],
      [Buffer.from(text), 'gzip'],
      [Buffer.from(text), 'br'],
    ] as const) {
      const site = await serve(bytes, encoding);
      expect(await kindOf(webFor([site]), site.origin)).toBe('unrecognised');
    }
  });

  test('a stream that ends early is truncated, encoded or plain', async () => {
    for (const name of ['gzip', 'br', 'deflate']) {
      const bytes = encoders[name]?.(Buffer.from(text)) ?? Buffer.alloc(0);
      const site = await serve(bytes.subarray(0, bytes.length - 5), name);
      expect(await kindOf(webFor([site]), site.origin)).toBe('truncated');
    }
    const cut = await openSite((request, response) => {
      response.writeHead(200, request.url === '/length' ? { 'content-length': '50000' } : {});
      response.write(text, () => response.destroy());
    });
    for (const path of ['/length', '/chunked']) expect(await kindOf(webFor([cut]), cut.origin + path)).toBe('truncated');
  });

  // Bombs and floods: tests/faults/bombs.test.ts.
  test('a body whose length is said to be too large is not begun', async () => {
    const flood = await openSite((_request, response) => void response.writeHead(200, { 'content-length': '700000000' }).write('x'));
    expect(await kindOf(webFor([flood]), flood.origin)).toBe('too-large');
  });
});

test('a redirect to itself that sets a cookie is a challenge, not a loop', async () => {
  const site = await openSite(
    (request, response) =>
      void response.writeHead(302, { location: request.url ?? '/', ...(request.url === '/wall' ? { 'set-cookie': 'CT6T=1' } : {}) }).end(),
  );
  expect(await kindOf(webFor([site]), `${site.origin}/wall`)).toBe('refused');
  expect(await kindOf(webFor([site]), `${site.origin}/loop`)).toBe('unrecognised');
});
