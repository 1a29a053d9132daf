import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Hono } from 'hono';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { perSection } from '../../shared/model/digest.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { long, reported } from '../faults/report.ts';
import { memory, sample, shown } from '../support/answers.ts';
import { executable } from '../support/chromium.ts';
import { digest, item } from '../support/digests.ts';
import { fullAnswers } from '../support/full-answers.ts';
import { payloads as mailed, morePayloads } from '../support/payloads.ts';
import { fullWeek } from '../support/weeks.ts';

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

const payloads = [...mailed, ...morePayloads];
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
  good = await listen(createApp(fullAnswers()));
  const answers = memory({ documents: hostile });
  bad = await listen(createApp({ ...answers, thisWeek: async () => attacked }));
});

afterAll(async () => {
  await browser?.close();
  good?.close();
  bad?.close();
});

type Watched = { readonly page: Page; readonly wrong: string[] };

/** A page of the browser that notes what goes wrong in it. */
async function watched(width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('dialog', (dialog) => {
    wrong.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => wrong.push(`error ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && wrong.push(`console ${message.text()}`));
  return { page, wrong };
}

const pages = [
  '/',
  '/digests',
  '/documents/doc_register',
  '/documents/doc_everything',
  '/documents/doc_everything/text',
  '/documents',
  '/documents?q=%E8%AE%AD%E7%BB%83%E6%95%B0%E6%8D%AE&theme=regulation',
  '/documents?q=nowhere',
  '/themes',
  '/themes/regulation',
  '/places',
  '/landmarks',
  '/landmarks/ai-plus',
  '/corrections',
  '/sources',
  '/sources/wire',
  '/calendar',
  '/lineage',
  '/lineage/doc_register',
  '/gaps',
  '/obligations',
  '/obligations?addressee=platforms',
  '/figures',
  '/promises',
  '/trust',
  '/documents/doc_register/v/2',
  '/documents/doc_register?asOf=2026-11-20',
  '/compare',
  '/brief',
  '/compare?a=doc_register&b=doc_news',
  '/api',
  '/subscribe',
  '/signin',
  '/choices',
  '/choices?token=good',
  '/choices/erase?token=good',
  '/unread',
];

/** What axe-core finds wrong with the page as it is now; `rules` alone, where given. */
async function faultsOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(`if (!window.axe) { ${axe.source} }`);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const found = await page.evaluate(
    `axe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
  );
  return found as readonly string[];
}

/** `fallen`: parts of a picture that stand outside it, since the parser of HTML left it where it met an element of HTML. */
const measure =
  '({ scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth, heads: document.querySelectorAll("h1").length, styled: getComputedStyle(document.body).marginTop, ' +
  'fallen: [...document.querySelectorAll("rect, path, text, tspan, line, circle, g")].filter((each) => !each.closest("svg")).length })';
const seen = { scroll: 0, heads: 1, styled: '0px', fallen: 0 };

/**
 * Sentences of one language that are marked as the other: three English words in a row that a reader aloud would take for Chinese, and
 * Chinese that it would take for English. Names, numbers and code are read alike in both.
 */
const misread = `(() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent.trim();
    if (node.parentElement.closest('script, style, code, pre, kbd, svg, select')) continue;
    const { lang } = node.parentElement.closest('[lang]');
    const isHan = /\\p{Script=Han}/u.test(words);
    if (lang.startsWith('zh') ? !isHan && /[A-Za-z]{3,} +[a-z]{2,} +[A-Za-z]{2,}/.test(words) : lang === 'en' && isHan) found.push(lang + ': ' + words);
  }
  return found;
})()`;

/** What depends on colours and widths alone. */
const looks = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

/** A picture for a person to look at, where one is asked for (HONGTOU_SHOTS: a folder). */
async function shoot(page: Page, path: string, kind: string): Promise<void> {
  const folder = process.env['HONGTOU_SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${path.replace(/\W+/g, '_')}-${kind}.png`), fullPage: true });
}

describe('pages in a browser', () => {
  let light: Watched;
  let dark: Watched;
  beforeAll(async () => {
    [light, dark] = [await watched(1440), await watched(320, 'dark')];
  });
  afterEach(() => {
    light.wrong.length = 0;
    dark.wrong.length = 0;
  });

  test.each(pages)('%s: read by everybody at any width, in both languages and colours, without errors', async (path) => {
    const { page } = light;
    const address = `${addressOf(good)}${path}`;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(address, { waitUntil: 'load' });
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate(misread)).toEqual([]);
    for (const width of [1440, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate(measure)]).toEqual([width, seen]);
      await shoot(page, path, String(width));
    }
    const other = `${address}${path.includes('?') ? '&' : '?'}lang=zh`;
    await dark.page.goto(other, { waitUntil: 'load' });
    expect(await dark.page.evaluate(measure)).toEqual(seen);
    expect(await dark.page.evaluate(misread)).toEqual([]);
    expect(await faultsOf(dark.page, looks)).toEqual([]);
    await shoot(dark.page, path, 'zh-dark');
    expect([...light.wrong, ...dark.wrong]).toEqual([]);
  });

  test('the picture of a lineage is whole beside neighbours that have no English names: a box for each, all words within it', async () => {
    const { page, wrong } = await watched(1280);
    for (const language of ['', '?lang=zh']) {
      await page.goto(`${addressOf(good)}/lineage/doc_register${language}`, { waitUntil: 'load' });
      const picture = 'document.querySelector("svg[role=group]")';
      expect(await page.evaluate(`${picture}.querySelectorAll("rect.nd").length`)).toBe(3);
      const words = String(await page.evaluate(`[...${picture}.querySelectorAll("text")].map((each) => each.textContent).join("")`));
      for (const part of language === '' ? ['Words: Agent', 'Corpus'] : ['岭东省智能体应用', '语料登记']) expect(words).toContain(part);
      expect(await page.evaluate(`${picture}.parentElement.textContent.trim() === ${picture}.textContent.trim()`)).toBe(true);
      const spilt =
        '[...document.querySelectorAll("rect.nd")].every((box) => [...box.parentElement.querySelectorAll("text")].every((text) => text.getBBox().x + text.getBBox().width <= box.getBBox().x + box.getBBox().width))';
      expect(await page.evaluate(spilt)).toBe(true);
    }
    await page.setViewportSize({ width: 240, height: 700 });
    await page.goto(`${addressOf(good)}/lineage/doc_register`, { waitUntil: 'load' });
    const inSight =
      '(({ left, right }, around) => left >= around.left && right <= around.right)(...["[aria-current]", ".scroll"].map((name) => document.querySelector(".picture " + name).getBoundingClientRect()))';
    expect(await page.evaluate(inSight)).toBe(true);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  test('keys: / to the search, ? to their list, j and k through documents, e for evidence; none while somebody types, none when switched off', async () => {
    const { page } = await watched(1440);
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.id || document.activeElement.textContent');
    await page.goto(`${addressOf(good)}/documents`);
    await page.keyboard.press('/');
    expect(await focused()).toBe('q');
    await page.keyboard.type('j?/');
    expect(await page.inputValue('#q')).toBe('j?/');
    await page.evaluate('document.activeElement.blur()');
    const titles = await page.locator('.item h3 a').allTextContents();
    await page.keyboard.press('j');
    expect(await focused()).toBe(titles[0]);
    await page.keyboard.press('j');
    expect(await focused()).toBe(titles[1]);
    await page.keyboard.press('k');
    expect(await focused()).toBe(titles[0]);
    await page.keyboard.press('?');
    expect(await page.isVisible('#keys')).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await page.uncheck('#keys-on');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    expect(await focused()).not.toBe('q');
    await page.goto(`${addressOf(good)}/documents/doc_register`);
    await page.keyboard.press('/');
    expect(await focused()).not.toBe('q');
    await page.context().close();
  });

  test('evidence is shaded, not shaded by a box that works without scripts, and the choice is kept by one', async () => {
    const { page } = await watched(1440);
    const shade = (): Promise<unknown> => page.evaluate('getComputedStyle(document.querySelector(".orig mark")).backgroundColor');
    await page.goto(`${addressOf(good)}/documents/doc_register`);
    expect(await shade()).not.toBe('rgba(0, 0, 0, 0)');
    await page.keyboard.press('e');
    expect(await shade()).toBe('rgba(0, 0, 0, 0)');
    await page.reload();
    expect(await shade()).toBe('rgba(0, 0, 0, 0)');
    await page.context().close();
  });

  test('a short act is printed on two sheets with its number, issuer, days, status, address and text', async () => {
    const { page } = await watched(1440);
    await page.goto(`${addressOf(good)}/documents/doc_register`);
    const printed = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(printed.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
    await page.emulateMedia({ media: 'print' });
    const words = String(await page.evaluate('document.body.innerText'));
    for (const part of ['国信办通字〔2026〕901号', '国家互联网信息办公室', '2026-11-09', 'Issued, not yet in force', '处十万元以下罚款'])
      expect(words).toContain(part);
    const official = 'getComputedStyle(document.querySelector(".head a[rel=noreferrer]"), "::after").content';
    expect(await page.evaluate(official)).toContain('https://www.issuer.example/2026/doc_register.html');
    await page.context().close();
  });

  test('an ordinary week is printed on one sheet, with what matters and each act', async () => {
    const { sections: all, ...week } = fullWeek();
    const few = perSection((id) => all[id].slice(0, 2));
    const server = await listen(createApp({ ...memory(), thisWeek: async () => ({ ...week, sections: few }) }));
    const { page } = await watched(1440);
    await page.goto(`${addressOf(server)}/`);
    const printed = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(printed.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    await page.emulateMedia({ media: 'print' });
    const words = String(await page.evaluate('document.body.innerText'));
    for (const part of ['Final text, 90 days after the draft; binding.', 'Providers must keep register 0.', '合成语音标识管理办法（0）'])
      expect(words).toContain(part);
    await page.context().close();
    server.close();
  });

  test('nothing in a hostile document runs, on any page or in the mail', async () => {
    // All are in the lists and the mail; on a page of its own, in a question and in an error each is in the long form.
    const shownAlone = long ? hostile : hostile.filter((_, n) => n % 4 === 0);
    const asked = long ? payloads : payloads.slice(0, 3);
    const places = [
      '/',
      '/documents',
      '/themes/regulation',
      '/calendar',
      '/lineage',
      '/lineage?of=doc_0',
      ...shownAlone.map(({ id }) => `/documents/${id}`),
      ...asked.flatMap((payload) =>
        ['/documents?q=', '/documents?from=', '/documents/', '/resolve?ref='].map((path) => path + encodeURIComponent(payload)),
      ),
    ];
    const found: string[] = [];
    const { page, wrong } = await watched(700);
    for (const path of places) {
      await page.goto(`${addressOf(bad)}${path}`, { waitUntil: 'load' });
      await page.hover('h1');
      const links = await page.evaluate(
        '[...document.querySelectorAll("a[href],form[action],iframe,img,script:not([src^=\'/scripts/\'])")].map((each) => each.href || each.action || each.tagName)',
      );
      if (Array.isArray(links)) found.push(...links.filter((link) => !/^https?:/.test(String(link))).map(String));
    }
    const { html } = digestMail(attacked, { language: 'both', baseUrl: 'https://hongtou.example' });
    await page.setViewportSize({ width: 320, height: 900 });
    await page.goto('about:blank');
    await page.setContent(html);
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    // Questions that are refused, and documents that are not there, are answers with status 4xx.
    const ran = wrong.filter((each) => !/^console Failed to load resource: the server responded with a status of 4/.test(each));
    reported(34, { executed: ran.length, badLinks: found.length, payloads: payloads.length, places: places.length + 1 });
    expect([...found, ...ran]).toEqual([]);
    reported(54, { tooWide: Number(wide) });
    expect(wide).toBe(0);
    await page.context().close();
  });

  test('the sample has something to show', () => expect(sample.length).toBeGreaterThan(2));
});
