import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, newFolder } from './support/bench.ts';
import { executable } from './support/chromium.ts';
import { command } from './support/command.ts';
import { notices } from './support/pages.ts';
import { canary, openRightsWorld } from './support/rights-world.ts';

/** A static site by the real command, of three sources with different rights, and opened in a browser from a folder and from a host. */

const media: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
let bench: Bench;
let store: readonly string[];
let dir: string;
let server: Server;
let browser: Browser;
const publish = async (folder: string) => command('publish', folder, '--base-url', 'https://policy.example/ai', '--json', ...store);

beforeAll(async () => {
  ({ bench, store } = await openRightsWorld());
  dir = join(newFolder(), 'site');
  const { status, err } = await publish(dir);
  if (status !== 0) throw new Error(err);
  server = createServer((request, response) => {
    const file = join(dir, new URL(String(request.url), 'http://h').pathname);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('content-type', media[extname(file)] ?? 'application/octet-stream').end(readFileSync(file));
  }).listen(0, '127.0.0.1');
  browser = await chromium.launch({
    executablePath: await executable(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(bench.folder, { recursive: true, force: true });
});

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
const pages = (): readonly string[] => filesIn(dir).filter((file) => file.endsWith('.html'));

test('of a link-only source no word of its sentences is anywhere, of an excerpt source at most 200 characters, of the free one all', () => {
  const texts = filesIn(dir).map((file) => readFileSync(file, 'utf8'));
  expect(texts.filter((text) => text.includes(canary('closed')))).toEqual([]);
  expect(texts.some((text) => text.includes(canary('free')))).toBe(true);
  const plain = texts.map((text) => text.replaceAll('&lt;', '<').replaceAll('&quot;', '"'));
  const quoted = new Set(plain.flatMap((text) => [...text.matchAll(/[^<>"“”。]*密语brief[^<>"“”。]*/g)].map(([words]) => words)));
  expect([...quoted].join('').length).toBeLessThanOrEqual(200 * notices.length);
  expect(quoted.size).toBeGreaterThan(0);
  expect(read('search-en.js')).toContain('closed');
});

test('every link of every page leads to a file, and no page asks another site for anything', () => {
  const broken = pages().flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const here = [...text.matchAll(/(?:href|src|action)="([^"#?:]+)(?:[#?][^"]*)?"/g)].map(([, to]) => join(dirname(file), String(to)));
    const asked = [...text.matchAll(/<(?:script|img|link rel="stylesheet")[^>]*(?:src|href)="(https?:[^"]*)"/g)].map(([, to]) =>
      String(to),
    );
    return [...here.filter((to) => !existsSync(normalize(to))), ...asked].map((to) => `${file}: ${to}`);
  });
  expect(broken).toEqual([]);
  expect(pages().length).toBeGreaterThan(100);
});

test('a second time the same bytes, nothing written; what is no more is taken away, and nothing else', async () => {
  const again = join(newFolder(), 'again');
  await publish(again);
  const both = filesIn(again).map((file) => [file.slice(again.length), readFileSync(file)] as const);
  expect(both.filter(([file, bytes]) => !readFileSync(join(dir, file)).equals(bytes)).map(([file]) => file)).toEqual([]);
  writeFileSync(join(dir, 'CNAME'), 'policy.example');
  const list = JSON.parse(read('.hongtou-site.json'));
  writeFileSync(join(dir, 'old.html'), '');
  writeFileSync(join(dir, '.hongtou-site.json'), JSON.stringify([...list, 'old.html']));
  expect(JSON.parse((await publish(dir)).out)).toMatchObject({ written: 0, removed: 1 });
  expect([existsSync(join(dir, 'CNAME')), existsSync(join(dir, 'old.html'))]).toEqual([true, false]);
  rmSync(join(dir, 'CNAME'));
});

test('a folder of other things, a list that names files elsewhere, and an address that is none are refused', async () => {
  const other = newFolder();
  writeFileSync(join(other, 'thesis.txt'), 'mine');
  expect(await publish(other)).toMatchObject({ status: 2, err: expect.stringContaining('holds other things') });
  const bad = newFolder();
  mkdirSync(bad, { recursive: true });
  writeFileSync(join(bad, '.hongtou-site.json'), '["../thesis.txt"]');
  expect(await publish(bad)).toMatchObject({ status: 2, err: expect.stringContaining('is no list of files') });
  expect(await command('publish', join(newFolder(), 'x'), '--base-url', 'ftp://h/', ...store)).toMatchObject({ status: 2 });
});

test('feeds, sitemap and JSON-LD are sound and name the site', async () => {
  const page = await browser.newPage();
  for (const file of ['sitemap.xml', 'feeds/documents.atom', 'feeds/documents.rss']) {
    const isBroken = `new DOMParser().parseFromString(${JSON.stringify(read(file))}, 'application/xml').querySelector('parsererror') !== null`;
    expect([file, await page.evaluate(isBroken)]).toEqual([file, false]);
    expect(read(file)).toContain('https://policy.example/ai/');
  }
  expect(JSON.parse(read('feeds/documents.json')).feed_url).toBe('https://policy.example/ai/feeds/documents.json');
  expect(read('calendar.ics')).toMatch(/^BEGIN:VCALENDAR\r\n/);
  const described = pages().flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, text]) =>
      JSON.parse(String(text)),
    ),
  );
  const acts = described.filter((each) => each['@type'] === 'Legislation');
  expect(acts.length).toBeGreaterThan(4);
  for (const { url, name, legislationJurisdiction } of acts)
    expect({ there: existsSync(join(dir, url.slice('https://policy.example/ai/'.length))), name, legislationJurisdiction }).toEqual({
      ...{ there: true, name: expect.any(String), legislationJurisdiction: 'CN' },
    });
  expect(described.filter((each) => each['@type'] === 'Dataset')).toHaveLength(2);
});

test('from a host and from a folder, in both languages, the search finds and axe finds nothing', async () => {
  const page = await browser.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  const hosts = [`http://127.0.0.1:${(server.address() as AddressInfo).port}`, `file://${dir}`];
  for (const host of hosts)
    for (const [folder, words] of [
      ['', 'labelling'],
      ['zh/', '标识'],
    ] as const) {
      await page.goto(`${host}/${folder}index.html`);
      await page.fill('form[role=search] input', words);
      await page.press('form[role=search] input', 'Enter');
      await page.waitForSelector('#hits a');
      expect(page.url()).toContain('search.html?q=');
      await page.click('#hits a');
      await page.waitForSelector('h1');
      expect(page.url()).toContain(`${folder}documents/`);
      if (host.startsWith('http')) expect(await violations(page)).toEqual([]);
    }
  for (const name of [
    'index',
    'documents',
    'search',
    'themes',
    'landmarks',
    'calendar',
    'digests',
    'obligations',
    'sources',
    'trust',
    'corrections',
  ]) {
    await page.goto(`${hosts[0]}/${name}.html`);
    expect([name, await violations(page)]).toEqual([name, []]);
  }
  expect(wrong).toEqual([]);
});

async function violations(page: Awaited<ReturnType<Browser['newPage']>>): Promise<readonly string[]> {
  await page.evaluate(`if (!window.axe) { ${axe.source} }`);
  return page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`);
}
