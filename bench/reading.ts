import { isUtf8 } from 'node:buffer';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openReader } from '../functions/reading-threads.ts';
import { SourceError } from '../shared/model/errors.ts';
import { succeeded } from './child.ts';
import {
  aside,
  type Bench,
  bytesOf,
  type Cost,
  costOf,
  type Figure,
  isWanted,
  least,
  type Options,
  peersOf,
  type Report,
  round,
  rssMb,
} from './measure.ts';
import { detailPage, feedOf, linkPage } from './pages.ts';
import { pythonWith } from './scrapy.ts';

const today = '2026-11-25';
const url = 'https://www.hewan.example/zwgk/202611/t20261101_1.html';
const contentType = 'text/html; charset=utf-8';
const turns = 2;
const made = (size: string): boolean => !Number.isNaN(Number(size));

/** `cheerio` is given the charset that our side has to find. */
async function cheerioReader(): Promise<(page: Uint8Array) => unknown> {
  const { readWithCheerio } = await import('./peer.ts');
  const [plain, chinese] = [new TextDecoder(), new TextDecoder('gb18030')];
  const charsets = new Map<Uint8Array, boolean>();
  return (page) => {
    const known = charsets.get(page) ?? isUtf8(page);
    charsets.set(page, known);
    return readWithCheerio((known ? plain : chinese).decode(page), url);
  };
}

async function ownReader(size: string): Promise<(page: Uint8Array) => unknown> {
  const { decode } = await import('../shared/stages/text/decode/decode.ts');
  const { readArticle } = await import('../shared/stages/article/article.ts');
  const { identify } = await import('../shared/stages/identity/identify.ts');
  return (page) => identify(readArticle({ url, decoded: decode(page, made(size) ? contentType : undefined), today }));
}

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}

/** Invented pages of about so many KB, or the pages of 30 to 125 KB in a folder and below it that are read as documents. */
async function pagesOf(size: string, count = '24'): Promise<readonly Uint8Array[]> {
  if (made(size)) return Array.from({ length: Number(count) }, (_, i) => bytesOf(detailPage(Number(size), i)));
  const read = await ownReader(size);
  const names = readdirSync(size, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  const files = names.map((name) => new Uint8Array(readFileSync(join(size, name))));
  return files.filter((page) => page.length >= 30_000 && page.length <= 125_000 && isRead(() => read(page)));
}

/** Cost of a page in this thread, once the compiler is warm: the least of twelve rounds. */
async function pages(read: (page: Uint8Array) => unknown, size: string, count?: string): Promise<Cost> {
  const set = await pagesOf(size, count);
  const costs: Cost[] = [];
  for (let turn = -20; turn < 12; turn += 1) {
    const cost = await costOf(() => {
      for (let again = 0; again < 2; again += 1) for (const page of set) read(page);
    });
    if (turn >= 0) costs.push(cost);
  }
  return least(costs, set.length * 2);
}

/** Pages of 62 and 122 KB through the worker, and the memory of it all. */
async function worker(count: string): Promise<object> {
  const reader = openReader();
  const set = Array.from({ length: 24 }, (_, i) => bytesOf(detailPage(i % 2 === 0 ? 62 : 122, i)));
  const read = (at: number): Promise<unknown> =>
    reader.read({ as: 'article', url, bytes: set[at % set.length] ?? new Uint8Array(), contentType, today });
  const costs: Cost[] = [];
  const portion = Math.min(100, Number(count));
  for (let done = 0; done < Number(count); done += portion)
    costs.push(await costOf(() => Promise.all(Array.from({ length: portion }, (_, at) => read(at)))));
  await reader.close();
  const { cpuMs, ms } = least(costs, portion);
  return { pages: Number(count), perSecond: Math.round(1000 / ms), perCpuSecond: Math.round(1000 / cpuMs), rssMb: rssMb() };
}

type Compared = { readonly ours: Cost; readonly cheerio: Cost; readonly ratio: number; readonly ratioOnTheClock: number };

async function compare(size: string, ...count: readonly string[]): Promise<Compared> {
  const costs: Record<'ours' | 'cheerio', Cost[]> = { ours: [], cheerio: [] };
  for (let turn = 0; turn < turns; turn += 1)
    for (const name of ['ours', 'cheerio'] as const) costs[name].push(await aside('read', name, size, ...count));
  const [ours, cheerio] = [least(costs.ours), least(costs.cheerio)];
  return { ours, cheerio, ratio: round(ours.cpuMs / cheerio.cpuMs), ratioOnTheClock: round(ours.ms / cheerio.ms) };
}

async function feed(items: number): Promise<object> {
  const { readFeed } = await import('../shared/stages/listing/feed.ts');
  const decoded = { text: feedOf(items), charset: 'utf-8', lossy: false };
  const costs: Cost[] = [];
  // A day of reading of its own for each turn, so that nothing is remembered from the turn before.
  for (let turn = 0; turn < 12; turn += 1)
    costs.push(await costOf(() => readFeed({ url: 'https://www.hewan.example/rss.xml', decoded, today: `2026-11-${10 + turn}` })));
  return { items, kb: Math.round(decoded.text.length / 1000), first: round(costs[0]?.ms ?? 0), ms: least(costs.slice(1)).ms };
}

const hostileShapes = {
  depth: '<div>'.repeat(20_000),
  attributes: `<div ${'a="b" '.repeat(16_000)}>`,
  links: linkPage(2400),
  quotes: '《“（'.repeat(11_000),
  names: `<p>${'国家部委局厅办公室'.repeat(3700)}</p>`,
  rows: `<table>${'<tr><td>发文字号：</td><td>河政发〔2026〕1号</td></tr>'.repeat(1300)}</table>`,
};

/** What a hostile page costs in the worker, and how much later than alone a healthy one behind it comes. */
async function hostile(): Promise<object> {
  const reader = openReader();
  const healthy = bytesOf(detailPage(62, 0));
  const timed = async (page: Uint8Array): Promise<number> =>
    (await costOf(() => reader.read({ as: 'article', url, bytes: page, contentType, today }).catch(() => undefined))).ms;
  for (let turn = 0; turn < 40; turn += 1) await timed(healthy);
  const found: Record<string, { costMs: number; delayMs: number }> = {};
  for (const [name, shape] of Object.entries(hostileShapes)) {
    const alone = await timed(healthy);
    const [costMs, healthyMs] = await Promise.all([timed(bytesOf(`<html><body>${shape}</body></html>`)), timed(healthy)]);
    found[name] = { costMs: Math.round(costMs), delayMs: Math.max(0, Math.round(healthyMs - alone)) };
  }
  await reader.close();
  return found;
}

/** A page of nothing but links: how long until it is refused or read. */
async function links(count: number): Promise<object> {
  const bytes = bytesOf(linkPage(count));
  const { readPage } = await import('../shared/stages/read.ts');
  let answer = 'read';
  const { ms } = await costOf(() =>
    readPage({ as: 'article', url, bytes, today }).catch((error: unknown) => {
      answer = error instanceof Error ? error.message.slice(0, 60) : 'no error';
    }),
  );
  return { links: count, mb: round(bytes.length / 1e6), ms: Math.round(ms), answer };
}

/** The same fields of the same pages by lxml and by parsel, Scrapy's own reader, beside ours; undefined where no Python has them. */
async function lxmlOf(size: string, ours: Cost): Promise<object | undefined> {
  const python = await pythonWith('parsel');
  if (python === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'bench-lxml-'));
  for (const [at, page] of (await pagesOf(size)).entries()) writeFileSync(join(folder, `${at}.html`), page);
  const { stdout } = await succeeded([python, fileURLToPath(new URL('peers/lxml_peer.py', import.meta.url)), folder]);
  rmSync(folder, { recursive: true });
  const found = JSON.parse(stdout) as { readonly lxml: number; readonly parsel: number };
  return { ...found, 'ratio to lxml': round(ours.cpuMs / found.lxml), 'ratio to parsel': round(ours.cpuMs / found.parsel) };
}

const figureOf = (size: string, { ratio }: Compared): Figure => ({
  figure: `${size} : cheerio.load, processor`,
  measured: ratio,
  atMost: 0.5,
});

async function run(options: Options): Promise<Report> {
  const { pages: folder, docs = '24' } = options;
  if (folder !== undefined) {
    const compared = await compare(folder);
    return { figures: [figureOf('pages of the folder', compared)], ...compared };
  }
  const found: Record<string, Compared> = {};
  for (const size of ['62', '122'].filter((kb) => isWanted(`${kb} KB`, options))) found[`${size} KB`] = await compare(size, docs);
  const small = found['62 KB'];
  const lxml = small && peersOf({ peer: options.peer ?? 'lxml' }).includes('lxml') ? await lxmlOf('62', small.ours) : undefined;
  const rows: Readonly<Record<string, () => Promise<object>>> = {
    worker: () => aside('read', 'worker', String(Number(docs) * 20)),
    feed: () => feed(1000),
    hostile,
    links: () => links(50_000),
  };
  const more: Record<string, object> = {};
  for (const [name, measure] of Object.entries(rows)) if (isWanted(name, options)) more[name] = await measure();
  return {
    figures: Object.entries(found).map(([size, compared]) => figureOf(size, compared)),
    pages: found,
    ...(lxml
      ? { 'lxml, 62 KB, ms of the processor': lxml }
      : { missing: 'lxml: not asked for, or no Python here has parsel (Debian: python3-parsel)' }),
    ...more,
  };
}

export const reading: Bench = {
  sides: {
    ours: async (size = '62', count) => pages(await ownReader(size), size, count),
    cheerio: async (size = '62', count) => pages(await cheerioReader(), size, count),
    worker: (count = '500') => worker(count),
  },
  run,
};
