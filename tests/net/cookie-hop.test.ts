import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openReplay } from '../../shared/net/replay.ts';
import { writeWarcFile } from '../support/warc.ts';
import { now, openSite, troubleOf, webFor } from './site.ts';

const list = '<ul><li><a href="/1.html">关于某办法公开征求意见的通知</a> 2026-11-20</li></ul>';

type Asked = { readonly path: string; readonly cookie: string | undefined };

/** A site that gives its list only to a request with the cookie that its first answer set. */
async function openHop(first: (response: ServerResponse, request: IncomingMessage) => void, wanted = 'CT6T=a1') {
  const seen: Asked[] = [];
  const site = await openSite((request, response) => {
    seen.push({ path: String(request.url), cookie: request.headers.cookie });
    if (request.headers.cookie?.includes(wanted)) response.writeHead(200, { 'content-type': 'text/html' }).end(list);
    else first(response, request);
  });
  return { site, seen, web: webFor([site]) };
}

const cookies = ['CT6T=a1; path=/; HttpOnly', 'CT6TS=b,2; Expires=Wed, 30 Dec 2026 10:00:00 GMT'];
const refresh = (content: string) => `<html><head><meta http-equiv="refresh" content="${content}"></head><body></body></html>`;

describe('a cookie that the first answer sets and the second request brings', () => {
  test.each<[string, (response: ServerResponse, request: IncomingMessage) => void]>([
    [
      '302 to itself, absolute',
      (response, { headers, url }) => response.writeHead(302, { location: `http://${headers.host}${url}`, 'set-cookie': cookies }).end(),
    ],
    ['302 to itself, relative', (response, { url }) => response.writeHead(302, { location: url, 'set-cookie': cookies }).end()],
    ['307 to itself', (response) => response.writeHead(307, { location: '?', 'set-cookie': cookies }).end()],
    ['200 with a refresh in the page', (response) => response.writeHead(200, { 'set-cookie': cookies }).end(refresh('0'))],
    [
      '200 with a refresh to its address',
      (response, { url }) => response.writeHead(200, { 'set-cookie': cookies }).end(refresh(`1; URL='${url}'`)),
    ],
    ['200 with a refresh header', (response, { url }) => response.writeHead(200, { 'set-cookie': cookies, refresh: `0;url=${url}` }).end()],
  ])('%s', async (name, first) => {
    const { site, seen, web } = await openHop(first);
    const url = `${site.origin}/lfyjzj/${name.startsWith('307') ? '?' : ''}`;
    const page = await web.get({ url });
    expect(Buffer.from(page.bytes).toString()).toBe(list);
    expect(page).toMatchObject({ status: 200, finalUrl: url, hops: [], requests: 3 });
    expect(seen.map(({ cookie }) => cookie)).toEqual([undefined, expect.stringContaining('CT6T=a1')]);
    expect(page.headers).not.toHaveProperty('set-cookie');
  });

  test('is not kept: the next page begins without it', async () => {
    const { site, seen, web } = await openHop((response, { url }) =>
      response.writeHead(302, { location: url, 'set-cookie': cookies }).end(),
    );
    await web.get({ url: `${site.origin}/a` });
    await web.get({ url: `${site.origin}/a` });
    await web.get({ url: `${site.origin}/b` });
    expect(seen.map(({ cookie }) => cookie === undefined)).toEqual([true, false, true, false, true, false]);
  });

  test('comes again with a POST and its body', async () => {
    const bodies: string[] = [];
    const site = await openSite((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        bodies.push(`${request.method} ${body}`);
        if (request.headers.cookie === 'k=1') response.end('[]');
        else response.writeHead(302, { location: '/list', 'set-cookie': 'k=1' }).end();
      });
    });
    expect((await webFor([site]).get({ url: `${site.origin}/list`, method: 'POST', body: 'page=1' })).status).toBe(200);
    expect(bodies).toEqual(['POST page=1', 'POST page=1']);
  });

  test('goes to no other address, also not on the same host', async () => {
    const seen: (string | undefined)[] = [];
    const other = await openSite((request, response) => {
      seen.push(request.headers.cookie);
      response.end('there');
    });
    const site = await openSite((request, response) => {
      seen.push(request.headers.cookie);
      if (request.url === '/near') response.writeHead(302, { location: `${other.origin}/far` }).end();
      else if (request.headers.cookie === undefined) response.writeHead(302, { location: '/start', 'set-cookie': 'k=1' }).end();
      else response.writeHead(302, { location: '/near' }).end();
    });
    const page = await webFor([site, other]).get({ url: `${site.origin}/start` });
    expect(Buffer.from(page.bytes).toString()).toBe('there');
    expect(seen).toEqual([undefined, 'k=1', undefined, undefined]);
  });
});

describe('what stays refused', () => {
  const endless = (response: ServerResponse, { url }: IncomingMessage, cookie: string | string[]) =>
    void response.writeHead(302, { location: url, 'set-cookie': cookie }).end();
  test.each<[string, string | string[], number]>([
    ['a site that asks again and again', 'other=1', 2],
    ['a cookie of another host', 'CT6T=a1; Domain=example.org', 1],
    ['a cookie of another path', 'CT6T=a1; Path=/elsewhere', 1],
    ['a cookie for https alone', 'CT6T=a1; Secure', 1],
    ['a cookie that is over', ['CT6T=a1; Max-Age=0', 'CT6T=a1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], 1],
    ['a cookie of more than 4 KB', `CT6T=a1; path=/`.replace('a1', `a1${'x'.repeat(4100)}`), 1],
    ['many cookies of more than 4 KB', Array.from({ length: 9 }, (_, n) => `CT6T${n}=a1${'x'.repeat(600)}`), 1],
    ['no cookie', ['=', 'CT6T'], 1],
  ])('%s', async (_, cookie, requests) => {
    const { site, seen, web } = await openHop((response, request) => endless(response, request, cookie), 'CT6T=a1');
    expect(await troubleOf(web, `${site.origin}/lfyjzj/`)).toMatchObject({ trouble: 'refused', requests: requests + 1 });
    expect(seen).toHaveLength(requests);
  });

  test('a script that makes the cookie is not run, and a page that reloads for news is read once', async () => {
    const script = `<script>document.cookie='CT6T=a1';location.reload()</script><meta http-equiv="refresh" content="0">`;
    const pages = [script, refresh('300'), refresh('0;url=/home'), `${refresh('0')}${list.repeat(100)}`, list];
    for (const body of pages) {
      const { site, seen, web } = await openHop((response) => response.writeHead(200, { 'set-cookie': cookies }).end(body));
      expect(Buffer.from((await web.get({ url: `${site.origin}/x/` })).bytes).toString()).toBe(body);
      expect(seen).toHaveLength(1);
    }
  });
});

test('a recording of both answers is read as the live site', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-hop-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const url = 'http://www.moj.example/lfyjzj/';
  const headers = { location: url, 'set-cookie': 'CT6T=a1; path=/' };
  const hop = { url, at: '2026-11-20T00:00:00Z', status: 302, headers, body: '' };
  const page = { url, at: '2026-11-20T00:00:01Z', body: list };
  for (const [answers, at] of [
    [[hop, page], '2026-11-20T00:00:00Z'],
    [[hop, page], '2026-11-25T00:00:00Z'],
    [[page, { ...hop, at: '2026-11-20T00:00:02Z' }], '2026-11-25T00:00:00Z'],
  ] as const) {
    const web = await openReplay([writeWarcFile(join(folder, 'both.warc.gz'), answers)], () => new Date(at));
    expect(Buffer.from((await web.get({ url })).bytes).toString()).toBe(list);
  }
  const alone = await openReplay([writeWarcFile(join(folder, 'alone.warc.gz'), [hop])], now);
  expect((await troubleOf(alone, url)).trouble).toBe('refused');
});
