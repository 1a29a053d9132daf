import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';
import type { Hono } from 'hono';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { memory, sample, shown } from '../support/answers.ts';
import { digest, item } from '../support/digests.ts';
import { payloads } from '../support/payloads.ts';

/** Chromium: the one named by CHROME_PATH, one of the system, else the one that came with the packages. */
async function executable(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  return system ?? bundled.executablePath();
}

/** Serves an app on a free loopback port. */
async function listen(app: Hono): Promise<Server> {
  const server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    );
    const answer = await app.request(`http://${request.headers.host}${request.url}`, { headers });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const hostile = payloads.map((payload, index) =>
  shown({
    id: `doc_${index}`,
    title: payload,
    english: { title: payload, by: 'glossary' },
    number: payload,
    issuers: [{ name: payload, english: payload }],
    url: payload,
    text: `${payload}\n${payload}`,
    warnings: [{ field: 'title', reason: payload, quote: payload }],
    subject: payload,
    attachments: [{ url: payload, title: payload, format: payload }],
    links: [{ relation: 'cites', to: { title: payload, id: payload }, state: 'resolved', quote: payload }],
  }),
);

let browser: Browser;
let good: Server;
let bad: Server;
const bodyOf = (week: ReturnType<typeof digest>) => ({
  ...week,
  sections: { ...week.sections, readings: hostile.map(({ id, title, url }) => item({ id, title, english: title, url, quotes: [title] })) },
});
const attacked = bodyOf(digest());

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: await executable(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  good = await listen(createApp(memory()));
  const answers = memory({ documents: hostile });
  bad = await listen(createApp({ ...answers, thisWeek: async () => attacked }));
});

afterAll(async () => {
  await browser?.close();
  good?.close();
  bad?.close();
});

/** Opens an address at a width; gives the page with everything that went wrong in it. */
async function open(address: string, width: number): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('dialog', (dialog) => {
    wrong.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => wrong.push(`error ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && wrong.push(`console ${message.text()}`));
  await page.goto(address, { waitUntil: 'load' });
  return { page, wrong };
}

const paths = [
  '/',
  '/documents/doc_register',
  '/documents',
  '/documents?q=%E8%AE%AD%E7%BB%83%E6%95%B0%E6%8D%AE&theme=regulation',
  '/themes/regulation',
  '/sources',
  '/sources/wire',
  '/calendar',
  '/lineage',
  '/lineage?of=doc_register',
  '/subscribe',
  '/choices',
  '/choices?token=good',
  '/choices/erase?token=good',
  '/unread',
  '/?lang=zh',
  '/documents/doc_register?lang=zh',
];

describe('pages in a browser', () => {
  test.each(paths.flatMap((path) => [1280, 320].map((width) => [path, width] as const)))(
    '%s at %i px: no errors, no sideways scroll, one heading',
    async (path, width) => {
      const { page, wrong } = await open(`${addressOf(good)}${path}`, width);
      const folder = process.env['HONGTOU_SHOTS'] ?? (await mkdtemp(join(tmpdir(), 'hongtou-')));
      await page.screenshot({ path: join(folder, `${path.replace(/\W+/g, '_')}-${width}.png`), fullPage: true });
      const measured = await page.evaluate(
        '({ scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth, heads: document.querySelectorAll("h1").length, styled: getComputedStyle(document.body).marginTop })',
      );
      expect(measured).toEqual({ scroll: 0, heads: 1, styled: '0px' });
      expect(wrong).toEqual([]);
      await page.context().close();
    },
  );

  test('nothing in a hostile document runs, on any page or in the mail', async () => {
    const places = [
      '/',
      '/documents',
      '/themes/regulation',
      '/calendar',
      '/lineage',
      '/lineage?of=doc_0',
      ...hostile.map(({ id }) => `/documents/${id}`),
      ...payloads.slice(0, 6).map((payload) => `/documents?q=${encodeURIComponent(payload)}`),
    ];
    const found: string[] = [];
    for (const path of places) {
      const { page, wrong } = await open(`${addressOf(bad)}${path}`, 700);
      await page.hover('h1');
      const links = await page.evaluate(
        '[...document.querySelectorAll("a[href],form[action],iframe,img,script:not([src^=\'/scripts/\'])")].map((each) => each.href || each.action || each.tagName)',
      );
      if (Array.isArray(links)) found.push(...wrong, ...links.filter((link) => !/^https?:/.test(String(link))).map(String));
      await page.context().close();
    }
    const { html } = digestMail(attacked, { language: 'both', baseUrl: 'https://hongtou.example' });
    const { page, wrong } = await open('about:blank', 320);
    await page.setContent(html);
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect([...found, ...wrong]).toEqual([]);
    expect(wide).toBe(0);
    await page.context().close();
  });

  test('the sample has something to show', () => expect(sample.length).toBeGreaterThan(2));
});
