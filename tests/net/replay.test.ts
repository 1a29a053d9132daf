import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Page } from '../../shared/model/article.ts';
import { InputError } from '../../shared/model/errors.ts';
import { openReplay } from '../../shared/net/replay.ts';
import { writeWarc } from '../../shared/net/warc.ts';
import { sha256 } from '../../shared/stages/text/hash.ts';
import { kindOf, now, troubleOf } from './site.ts';

type Part = { type?: string; url?: string; date?: string; http?: string; head?: string; body?: string | Buffer; extra?: string };

let ids = 0;
/** One record, written by hand so that a test can get it wrong. */
function record({
  type = 'response',
  url = 'https://www.example.gov.cn/',
  date = '2026-11-20T00:00:00Z',
  http = 'HTTP/1.1 200 OK',
  head = 'Content-Type: text/html',
  body = 'page',
  extra = '',
}: Part): Buffer {
  ids += 1;
  const block =
    type === 'resource'
      ? Buffer.from(body)
      : Buffer.concat([Buffer.from(`${http}\r\n${head ? `${head}\r\n` : ''}\r\n`), Buffer.from(body)]);
  const warc = [
    `WARC/1.1`,
    `WARC-Type: ${type}`,
    `WARC-Record-ID: <urn:uuid:${ids}>`,
    `WARC-Date: ${date}`,
    `WARC-Target-URI: ${url}`,
    `Content-Length: ${block.length}`,
  ];
  if (extra !== '') warc.push(extra);
  return Buffer.concat([Buffer.from(`${warc.join('\r\n')}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]);
}

async function file(name: string, bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hongtou-warc-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
const open = async (parts: readonly Part[], clock = now) => openReplay([await file('a.warc', Buffer.concat(parts.map(record)))], clock);
const textOf = (page: Page): string => Buffer.from(page.bytes).toString();

describe('which record answers', () => {
  const url = 'https://www.example.gov.cn/list/';
  const three: Part[] = [
    { url, date: '2026-11-22T00:00:00Z', body: 'second' },
    { url, date: '2026-11-21T00:00:00Z', body: 'first' },
    { url, date: '2026-12-01T00:00:00Z', body: 'later' },
  ];

  test('the newest that is not later than the clock, else the earliest', async () => {
    const at = async (instant: string) => textOf(await (await open(three, () => new Date(instant))).get({ url }));
    expect(await at('2026-11-25T00:00:00Z')).toBe('second');
    expect(await at('2026-11-21T12:00:00Z')).toBe('first');
    expect(await at('2026-01-01T00:00:00Z')).toBe('first');
    expect(await at('2026-12-01T00:00:00Z')).toBe('later');
  });

  test('the exact address, else its twin of the other scheme; what is not there is unreachable', async () => {
    const web = await open([
      { url: 'http://www.example.gov.cn/a', body: 'http' },
      { url: 'https://www.example.gov.cn/b', body: 'https' },
      { url: '<https://www.example.gov.cn/c>', body: 'wget' },
    ]);
    expect(textOf(await web.get({ url: 'https://www.example.gov.cn/a' }))).toBe('http');
    expect(textOf(await web.get({ url: 'https://WWW.example.gov.cn/b#x' }))).toBe('https');
    expect(textOf(await web.get({ url: 'https://www.example.gov.cn/c' }))).toBe('wget');
    expect(await troubleOf(web, 'https://www.example.gov.cn/d')).toMatchObject({ trouble: 'unreachable', requests: 0 });
    expect(await kindOf(web, 'file:///etc/hostname')).toBe('forbidden-address');
  });

  test('a POST by the body of its request record, linked or beside', async () => {
    const ask = (body: string, extra = ''): Part => ({
      type: 'request',
      url,
      http: 'POST /list/ HTTP/1.1',
      head: 'Host: www.example.gov.cn',
      body,
      extra,
    });
    const linked = ids + 2;
    const web = await open([
      ask('page=1', `WARC-Concurrent-To: <urn:uuid:${linked}>`),
      { url, body: 'one' },
      { url, body: 'two' },
      ask('page=2'),
    ]);
    const post = (body: string) => web.get({ url, method: 'POST', body });
    expect(textOf(await post('page=1'))).toBe('one');
    expect(textOf(await post('page=2'))).toBe('two');
    await expect(post('page=3')).rejects.toMatchObject({ trouble: 'unreachable' });
    await expect(web.get({ url })).rejects.toMatchObject({ trouble: 'unreachable' });
  });

  test('validators that are the record\u2019s own get 304, others the page', async () => {
    const head = 'ETag: W/"7"\r\nLast-Modified: Mon, 02 Nov 2026 00:00:00 GMT';
    const web = await open([{ url, head, body: 'page' }]);
    const status = async (more: object) => (await web.get({ url, ...more })).status;
    expect(await status({ etag: '"7"' })).toBe(304);
    expect(await status({ lastModified: 'Mon, 02 Nov 2026 00:00:00 GMT' })).toBe(304);
    expect(await status({ etag: '"8"', lastModified: 'Mon, 02 Nov 2026 00:00:00 GMT' })).toBe(200);
    expect(await status({})).toBe(200);
  });

  test('resource and revisit records answer too', async () => {
    const web = await open([
      { url, date: '2026-11-01T00:00:00Z', body: 'kept once', extra: 'WARC-Payload-Digest: sha1:X' },
      {
        type: 'revisit',
        url,
        date: '2026-11-20T00:00:00Z',
        body: '',
        head: 'Date: now',
        extra: 'WARC-Payload-Digest: sha1:X\r\nWARC-Refers-To-Date: 2026-11-01T00:00:00Z',
      },
      { type: 'resource', url: `${url}x`, body: 'a file', extra: 'Content-Type: text/plain' },
    ]);
    expect(await web.get({ url })).toMatchObject({ status: 200, headers: { date: 'now' } });
    expect(textOf(await web.get({ url }))).toBe('kept once');
    expect(await web.get({ url: `${url}x` })).toMatchObject({ headers: { 'content-type': 'text/plain' } });
  });
});

describe('the same rules as on the live web', () => {
  const site = 'https://www.example.gov.cn';

  test('robots.txt of the files holds; a host without one is open', async () => {
    const web = await open([
      { url: `${site}/robots.txt`, head: 'Content-Type: text/plain', body: 'User-agent: *\nDisallow: /x' },
      { url: `${site}/x` },
      { url: `${site}/y` },
      { url: 'https://other.example.cn/x' },
    ]);
    expect(await kindOf(web, `${site}/x`)).toBe('robots');
    expect((await web.get({ url: `${site}/y` })).requests).toBe(1);
    expect((await web.get({ url: 'https://other.example.cn/x' })).requests).toBe(1);
  });

  test('redirects, refusals and statuses', async () => {
    const web = await open([
      { url: `${site}/old`, http: 'HTTP/1.1 301 Moved', head: 'Location: /new', body: '' },
      { url: `${site}/new`, body: 'new' },
      { url: `${site}/away`, http: 'HTTP/1.1 302 Found', head: 'Location: https://login.example.com/', body: '' },
      { url: `${site}/no`, http: 'HTTP/1.1 412 Precondition Failed', body: '<script>' },
      { url: `${site}/gone`, http: 'HTTP/1.1 404 Not Found', body: '' },
      { url: `${site}/down`, http: 'HTTP/1.1 502 Bad Gateway', body: '' },
    ]);
    expect(await web.get({ url: `${site}/old` })).toMatchObject({ finalUrl: `${site}/new`, hops: [`${site}/old`] });
    expect(await kindOf(web, `${site}/away`)).toBe('off-site');
    expect(await troubleOf(web, `${site}/no`)).toMatchObject({ trouble: 'refused', status: 412, page: { status: 412 } });
    expect((await web.get({ url: `${site}/gone` })).status).toBe(404);
    expect(await kindOf(web, `${site}/down`)).toBe('unreachable');
  });

  test('chunks and encodings are undone, also where the writer has undone them already', async () => {
    const body = '某市算力券'.repeat(300);
    const zipped = gzipSync(body);
    const half = Math.floor(zipped.length / 2);
    const chunked = Buffer.concat([
      Buffer.from(`${half.toString(16)}\r\n`),
      zipped.subarray(0, half),
      Buffer.from(`\r\n${(zipped.length - half).toString(16)};x=1\r\n`),
      zipped.subarray(half),
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const both = 'Content-Encoding: gzip\r\nTransfer-Encoding: chunked';
    const web = await open([
      { url: `${site}/both`, head: both, body: chunked },
      { url: `${site}/undone`, head: both, body },
      { url: `${site}/zipped`, head: both, body: zipped },
      { url: `${site}/br`, head: 'Content-Encoding: br', body: brotliCompressSync(body) },
      { url: `${site}/lf`, http: 'HTTP/1.0 200 OK', head: 'X-Folded: one\r\n two', body },
    ]);
    for (const path of ['both', 'undone', 'zipped', 'br', 'lf']) expect(textOf(await web.get({ url: `${site}/${path}` }))).toBe(body);
    expect((await web.get({ url: `${site}/lf` })).headers['x-folded']).toBe('one two');
  });

  test('what was cut short is truncated, what is too large too large', async () => {
    const zipped = gzipSync('x'.repeat(5_000));
    const web = await open([
      { url: `${site}/length`, head: 'Content-Length: 50', body: 'short' },
      { url: `${site}/chunks`, head: 'Transfer-Encoding: chunked', body: '5\r\nabcde\r\n5\r\nabc' },
      { url: `${site}/gzip`, head: 'Content-Encoding: gzip', body: zipped.subarray(0, 20) },
      { url: `${site}/marked`, extra: 'WARC-Truncated: time' },
      { url: `${site}/bomb`, head: 'Content-Encoding: gzip', body: gzipSync(Buffer.alloc(20_000_000)) },
    ]);
    for (const path of ['length', 'chunks', 'gzip', 'marked']) expect(await kindOf(web, `${site}/${path}`)).toBe('truncated');
    expect(await kindOf(web, `${site}/bomb`)).toBe('too-large');
  });
});

describe('files', () => {
  const url = 'https://www.example.gov.cn/';
  const plain = () =>
    Buffer.concat([
      record({ url, body: 'a' }),
      record({ url: `${url}b`, body: '二'.repeat(100_000) }),
      record({ url: `${url}c`, body: 'c' }),
    ]);

  test('plain, compressed by record, and compressed in one piece', async () => {
    const byRecord = Buffer.concat(
      [record({ url, body: 'a' }), record({ url: `${url}b`, body: '二'.repeat(100_000) }), record({ url: `${url}c`, body: 'c' })].map(
        (each) => gzipSync(each),
      ),
    );
    for (const [name, bytes] of [
      ['a.warc', plain()],
      ['a.warc.gz', byRecord],
      ['b.warc.gz', gzipSync(plain())],
    ] as const) {
      const web = await openReplay([await file(name, bytes)], now);
      expect(textOf(await web.get({ url: `${url}c` }))).toBe('c');
      expect(textOf(await web.get({ url: `${url}b` }))).toBe('二'.repeat(100_000));
      expect(textOf(await web.get({ url }))).toBe('a');
    }
  });

  test('one page behind a record about the file, compressed in one piece', async () => {
    const info = record({ type: 'warcinfo', url: 'x', body: 'software: x' });
    const web = await openReplay([await file('c.warc.gz', gzipSync(Buffer.concat([info, record({ url, body: 'a' })])))], now);
    expect(textOf(await web.get({ url }))).toBe('a');
  });

  test('several files are one web', async () => {
    const files = [await file('a.warc', record({ url, body: 'a' })), await file('b.warc', record({ url: `${url}b`, body: 'b' }))];
    const web = await openReplay(files, now);
    expect(textOf(await web.get({ url })) + textOf(await web.get({ url: `${url}b` }))).toBe('ab');
  });

  test('a file that cannot be read says which, where, and what to do', async () => {
    const whole = plain();
    const second = record({ url, body: 'a' }).length;
    const broken: (readonly [string, Buffer, RegExp])[] = [
      ['cut.warc', whole.subarray(0, second + 500), /cut\.warc: .*at byte \d+; record it again/],
      ['cut.warc.gz', gzipSync(whole).subarray(0, 200), /cut\.warc\.gz: .*at byte/],
      ['page.warc', Buffer.from('<html>not a warc</html>\n\n'), /no WARC record at byte 0/],
      ['tail.warc', Buffer.concat([whole, Buffer.from('garbage that is no record\r\n\r\n')]), /tail\.warc: .*at byte/],
      ['empty.warc', Buffer.alloc(0), /empty/],
    ];
    for (const [name, bytes, message] of broken) {
      const error: unknown = await openReplay([await file(name, bytes)], now).then(
        () => name,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(InputError);
      expect((error as Error).message).toMatch(message);
    }
    await expect(openReplay(['nowhere.warc'], now)).rejects.toThrow(/nowhere\.warc cannot be read/);
  });

  /** Peak memory of this process, with a mark of its own. */
  const added = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.memoryUsage().rss;
    let most = before;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    await work().finally(() => clearInterval(timer));
    return Math.round((Math.max(most, process.memoryUsage().rss) - before) / 1e6);
  };

  test('a record of zeros costs no more memory than a page may have', async () => {
    const zeros = record({ url: `${url}b`, body: Buffer.alloc(50_000_000) });
    const bomb = await file('zeros.warc.gz', Buffer.concat([gzipSync(record({ url, body: 'a' })), gzipSync(zeros)]));
    const web = await openReplay([bomb], now);
    const mb = await added(async () => expect(await kindOf(web, `${url}b`)).toBe('too-large'));
    expect(mb).toBeLessThan(80);
    expect(textOf(await web.get({ url }))).toBe('a');
  });

  test('a file that unpacks to far more than a recording does is refused, compressed by record, in one piece, or in its headers', async () => {
    const zeros = Buffer.alloc(20_000_000);
    const many = Array.from({ length: 4 }, (_, n) => record({ url: `${url}${n}`, body: zeros }));
    const lines = Buffer.from('WARC/1.1\r\nWARC-Type: response\r\nX: ');
    for (const [name, bytes] of [
      ['bomb.warc.gz', Buffer.concat(many.map((each) => gzipSync(each)))],
      ['piece.warc.gz', gzipSync(Buffer.concat(many))],
      ['headers.warc.gz', gzipSync(Buffer.concat([lines, Buffer.alloc(70_000_000, 'x')]))],
    ] as const)
      await expect(openReplay([await file(name, bytes)], now)).rejects.toThrow(/would unpack to more than 64 MB/);
  });

  test('what is written from evidence replays as it was', async () => {
    const page: Page = {
      url,
      finalUrl: `${url}new`,
      hops: [url],
      status: 200,
      headers: { 'content-type': 'text/html', 'content-encoding': 'gzip', 'content-length': '3' },
      bytes: Buffer.from('解开的正文'),
      wireBytes: 3,
      requests: 2,
      fetchedAt: '2026-11-20T00:00:00.000Z',
    };
    for (const gzip of [true, false]) {
      const parts: Uint8Array[] = [];
      for await (const part of writeWarc([page], { gzip })) parts.push(part);
      const web = await openReplay([await file(gzip ? 'e.warc.gz' : 'e.warc', Buffer.concat(parts))], now);
      const again = await web.get({ url });
      expect(again).toMatchObject({ finalUrl: `${url}new`, hops: [url], status: 200, headers: { 'content-type': 'text/html' } });
      expect(textOf(again)).toBe('解开的正文');
    }
  });

  test('what is written is WARC 1.1: each answer with its request, sizes and digests of what is there', async () => {
    const page: Page = {
      ...{ url, finalUrl: `${url}new`, hops: [url], status: 200, headers: { 'content-type': 'text/html', 'transfer-encoding': 'chunked' } },
      ...{ bytes: Buffer.from('正文\r\n\r\nWARC/1.1\r\n'), wireBytes: 3, requests: 2, fetchedAt: '2026-11-20T00:00:00.000Z' },
    };
    const records: { head: Map<string, string>; block: Buffer }[] = [];
    for await (const part of writeWarc([page], { gzip: false })) {
      const bytes = Buffer.from(part);
      const end = bytes.indexOf('\r\n\r\n');
      const [first, ...lines] = bytes.subarray(0, end).toString().split('\r\n');
      const head = new Map(lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const));
      const block = bytes.subarray(end + 4, end + 4 + Number(head.get('Content-Length')));
      expect([first, bytes.subarray(end + 4 + block.length).toString()]).toEqual(['WARC/1.1', '\r\n\r\n']);
      records.push({ head, block });
    }
    expect(records.map(({ head }) => head.get('WARC-Type'))).toEqual(['warcinfo', 'response', 'request', 'response', 'request']);
    expect(new Set(records.map(({ head }) => head.get('WARC-Record-ID'))).size).toBe(records.length);
    for (const [index, { head, block }] of records.slice(1).entries()) {
      const payload = block.subarray(block.indexOf('\r\n\r\n') + 4);
      expect(head.get('WARC-Block-Digest')).toBe(`sha256:${sha256(block)}`);
      expect(head.get('WARC-Payload-Digest')).toBe(`sha256:${sha256(payload)}`);
      expect(head.get('WARC-Date')).toBe('2026-11-20T00:00:00.000Z');
      expect(head.get('Content-Type')).toBe(`application/http; msgtype=${head.get('WARC-Type')}`);
      if (head.get('WARC-Type') === 'request') expect(head.get('WARC-Concurrent-To')).toBe(records[index]?.head.get('WARC-Record-ID'));
    }
    const [, , asked, answered] = records;
    expect(asked?.block.toString()).toMatch(/^GET \/\S* HTTP\/1\.1\r\nhost: \S+\r\n\r\n$/);
    expect(answered?.block.toString()).toContain('x-archive-orig-transfer-encoding: chunked\r\n');
    expect(answered?.block.toString()).toContain(`content-length: ${page.bytes.length}\r\n`);
  });

  test('two answers to two POSTs of one address replay apart', async () => {
    const page = (word: string): Page & { posted: string } => ({
      url,
      finalUrl: url,
      hops: [],
      status: 200,
      headers: { 'content-type': 'application/json' },
      bytes: Buffer.from(`{"list":"${word}"}`),
      wireBytes: 3,
      requests: 1,
      fetchedAt: '2026-11-20T00:00:00.000Z',
      posted: `channel=${word}&page=1`,
    });
    const parts: Uint8Array[] = [];
    for await (const part of writeWarc([page('规则'), page('草案')])) parts.push(part);
    const web = await openReplay([await file('post.warc.gz', Buffer.concat(parts))], now);
    for (const word of ['草案', '规则']) {
      const again = await web.get({ url, method: 'POST', body: `channel=${word}&page=1` });
      expect(textOf(again)).toBe(`{"list":"${word}"}`);
    }
    await expect(web.get({ url })).rejects.toThrow(/not in the replayed files/);
  });
});
