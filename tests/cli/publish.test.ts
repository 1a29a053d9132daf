import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize } from 'node:path';
import axe from 'axe-core';
import { load } from 'cheerio';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, newFolder } from '../support/bench.ts';
import { executable } from '../support/chromium.ts';
import { command } from '../support/command.ts';
import { actsOf, openRightsWorld } from '../support/rights-world.ts';

/** A site by the real command: three sources, of which one may be passed on, one quoted briefly, one named with its link. */

const canary = (id: string, n: number): string => `密语${id}${n}甲乙丙`;
const ending = (id: string, act: number, line: number): string => `${canary(id, 10 * act + line)}，${'并按时报送各项材料'.repeat(6)}`;

const baseUrl = 'https://policy.example/h/';
let bench: Bench;
let store: readonly string[];
let dir: string;
const ask = async (folder: string, ...args: readonly string[]) => {
  const { status, out, err } = await command('publish', folder, '--json', '--base-url', baseUrl, ...(args.length > 0 ? args : store));
  if (status !== 0) throw new Error(err);
  return JSON.parse(out);
};
beforeAll(async () => {
  ({ bench, store } = await openRightsWorld(ending));
  dir = join(newFolder(), 'site');
  await ask(dir);
});
afterAll(() => rmSync(bench.folder, { recursive: true, force: true }));

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .toSorted();
const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
const pages = (): readonly string[] => filesOf(dir).filter((file) => file.endsWith('.html'));
const sums = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filesOf(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
const blocks = (page: string): readonly Record<string, unknown>[] =>
  load(page)('script[type="application/ld+json"]')
    .map((_, each) => JSON.parse(load(page)(each).text()))
    .get();

test('every link leads to a file of the site and a place in it; none leaves it but for pages of the sources', () => {
  expect(pages().length).toBeGreaterThan(50);
  const wrong: string[] = [];
  const ids = new Map(pages().map((file) => [join(dir, file), new Set([...read(file).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]));
  for (const file of pages())
    for (const [, address = ''] of read(file).matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
      if (/^https?:\/\/(?!127|localhost|[\w.-]+\.invalid)/.test(address)) continue;
      const [path = '', fragment] = address.split('#');
      const to = path === '' ? join(dir, file) : join(dir, dirname(file), path);
      if (address.startsWith('/') || !existsSync(to)) wrong.push(`${file}: ${address}`);
      else if (fragment !== undefined && !ids.get(to)?.has(decodeURIComponent(fragment))) wrong.push(`${file}: ${address}`);
    }
  expect(wrong).toEqual([]);
  for (const file of filesOf(dir)) if (!file.endsWith('.png')) expect(read(file), file).not.toMatch(/published\.invalid/);
});

test('what a source does not let be passed on is nowhere: no word of a link-only one, 200 characters of an excerpt one in all', () => {
  const whole = filesOf(dir).map(read).join('\n');
  expect(whole).toContain(canary('free', 2));
  expect(whole).toContain('（closed）');
  expect(whole).not.toContain('密语closed');
  const sentences = actsOf('brief', ending).map(({ lines }) => lines.flatMap((line) => line.split(/(?<=。)/)));
  for (const each of sentences)
    expect(
      each.filter((sentence) => sentence.includes('密语') && whole.includes(sentence.slice(0, -1))).join('').length,
    ).toBeLessThanOrEqual(200);
});

test('the same store gives the same bytes, and a second time nothing is written; files of other hands are left alone', async () => {
  const other = join(newFolder(), 'again');
  await ask(other);
  expect(sums(other)).toEqual(sums(dir));
  expect(await ask(other)).toMatchObject({ written: 0, removed: 0 });
  writeFileSync(join(other, 'mine.txt'), 'mine');
  const data = join(newFolder(), 'data');
  cpSync(bench.data, data, { recursive: true });
  const at = ['--data', data, ...store.slice(2)];
  const id = pages().flatMap((file) => /^documents\/([\da-f]{16})\.html$/.exec(file)?.[1] ?? [])[0] ?? '';
  expect((await command('remove', id, '--why', 'it is none', ...at)).status).toBe(0);
  expect((await ask(other, ...at)).removed).toBeGreaterThan(1);
  expect(existsSync(join(other, 'documents', `${id}.html`))).toBe(false);
  expect(readFileSync(join(other, 'mine.txt'), 'utf8')).toBe('mine');
  const strange = newFolder();
  writeFileSync(join(strange, 'thesis.txt'), 'mine');
  const refused = await command('publish', strange, ...store);
  expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('holds other things: give an empty folder')]);
  expect(filesOf(strange)).toEqual(['thesis.txt']);
  writeFileSync(join(strange, '.hongtou-site.json'), '["../thesis.txt"]');
  expect(await command('publish', strange, ...store)).toMatchObject({ status: 2, err: expect.stringContaining('is no list of files') });
  expect(await command('publish', other, '--base-url', 'ftp://h/', ...store)).toMatchObject({ status: 2 });
});

test('sitemap, feeds, calendar and descriptions are in form and name the site', () => {
  const sitemap = load(read('sitemap.xml'), { xml: true });
  const named = sitemap('urlset > url > loc')
    .map((_, each) => sitemap(each).text())
    .get();
  expect(named.toSorted()).toEqual(
    pages()
      .map((file) => `${baseUrl}${file}`)
      .toSorted(),
  );
  expect(read('robots.txt')).toContain(`Sitemap: ${baseUrl}sitemap.xml`);
  for (const [, address = ''] of read('llms.txt').matchAll(/\((https:[^)]*)\)/g))
    expect(existsSync(join(dir, address.slice(baseUrl.length))), address).toBe(true);
  const feed = JSON.parse(read('feeds/documents.json'));
  expect(feed.feed_url).toBe(`${baseUrl}feeds/documents.json`);
  for (const { url } of feed.items) expect(existsSync(join(dir, url.slice(baseUrl.length))), url).toBe(true);
  const lines = read('calendar.ics').split('\r\n');
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  const calendar = lines.join('\r\n').replaceAll('\r\n ', '');
  for (const [, url = ''] of calendar.matchAll(/^URL:(.*?)\r$/gm)) expect(existsSync(join(dir, url.slice(baseUrl.length))), url).toBe(true);
  expect(calendar).toContain('URL:');
  const described = pages().flatMap((file) => blocks(read(file)).map((each) => ({ file, each })));
  expect(described.find(({ file }) => file === 'index.html')?.each).toMatchObject({ '@type': 'Dataset', url: baseUrl });
  const legislation = described.filter(({ each }) => each['@type'] === 'Legislation');
  expect(legislation.length).toBeGreaterThan(0);
  for (const { file, each } of legislation) {
    expect(each).toMatchObject({ '@context': 'https://schema.org', url: `${baseUrl}${file}`, name: expect.stringContaining('国家数据局') });
    for (const field of ['legislationDate', 'datePublished', 'legislationDateOfApplicability'])
      expect(each[field] ?? '2026').toMatch(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
  }
});

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** A plain file server, which puts the site under a folder of its own. */
async function listen(): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const file = join(dir, normalize(decodeURIComponent(new URL(url, 'http://x').pathname).replace('/h/', '/')));
    if (!file.startsWith(dir) || !existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': kinds[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

async function openBrowser(): Promise<Browser> {
  const executablePath = await executable();
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
}

test('in a browser: search finds in both languages, pages ask nobody else, and axe has nothing to say', async () => {
  const server = await listen();
  const browser = await openBrowser();
  try {
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const page = await browser.newPage();
    const wrong: string[] = [];
    page.on('pageerror', ({ message }) => wrong.push(message));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on(
      'request',
      (request) => void (request.url().startsWith(site) || request.url().startsWith('file:') || wrong.push(request.url())),
    );
    for (const [start, words] of [
      ['index.html', '151号'],
      ['zh/index.html', '标注基地'],
      ['zh/sources.html', '算力调度'],
    ] as const) {
      await page.goto(`${site}/h/${start}`);
      await page.fill('#q', words);
      await Promise.all([page.waitForURL(/search\.html\?/), page.press('#q', 'Enter')]);
      await page.locator('#hits a').first().click();
      await page.waitForURL(/\/documents\/[\da-f]{16}\.html/);
    }
    // A folder has no host, and no modules.
    await page.goto(`file://${dir}/search.html?q=151号`);
    expect(await page.locator('#hits a').count()).toBeGreaterThan(0);
    await page.goto(`file://${dir}/search.html`);
    expect(await page.locator('#found').textContent()).toContain('Words or a number above');
    await page.goto(`${site}/h/search.html?q=compute`);
    expect(await page.locator('#hits a').count()).toBeGreaterThan(0);
    const looked = [
      ...new Map(pages().map((file) => [file.replace(/[\da-f]{16}|\d{4}-\w+|(?<=(?:landmarks|themes)\/)[\w-]+/, 'ID'), file])).values(),
    ];
    for (const file of looked) {
      await page.goto(`${site}/h/${file}`);
      await page.evaluate(`${axe.source};0`);
      const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as axe.AxeResults;
      for (const { id, nodes } of violations) wrong.push(`${file}: ${id} ${nodes[0]?.html.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  } finally {
    await browser.close();
    server.close();
  }
});
