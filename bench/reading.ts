/**
 * Measures the reading of pages and feeds on this machine, invented material, and prints JSON with both sides of every ratio:
 *   node bench/reading.ts
 *   node bench/reading.ts --pages FOLDER    only the ratio, of the pages (.html, 30 to 125 KB) that are in a folder
 * Each side runs in a process of its own, in turns; of each the best turn counts, since other work on the machine only ever adds.
 * `cpuMs` is processor time (collector included), `ms` time on the clock.
 */
import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { openReader } from '../shared/adapters/reader.ts';
import { readFeed } from '../shared/stages/listing/feed.ts';
import { detailPage, feedOf, linkPage } from './pages.ts';

const today = '2026-11-25';
const url = 'https://www.hewan.example/zwgk/202611/t20261101_1.html';
const turns = 2;
const round = (n: number): number => Math.round(n * 100) / 100;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const side = (...words: readonly string[]): Record<string, number> =>
  JSON.parse(execFileSync(process.execPath, [fileURLToPath(new URL('./side.ts', import.meta.url)), ...words], { encoding: 'utf8' }));

function compare(pages: string) {
  const best = {
    ours: { cpuMs: Number.POSITIVE_INFINITY, ms: Number.POSITIVE_INFINITY },
    cheerio: { cpuMs: Number.POSITIVE_INFINITY, ms: Number.POSITIVE_INFINITY },
  };
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of ['ours', 'cheerio'] as const) {
      const { cpuMs = 0, ms = 0 } = side(name, pages);
      best[name] = { cpuMs: Math.min(best[name].cpuMs, round(cpuMs)), ms: Math.min(best[name].ms, round(ms)) };
    }
  }
  return { ...best, ratio: round(best.ours.cpuMs / best.cheerio.cpuMs), ratioOnTheClock: round(best.ours.ms / best.cheerio.ms) };
}

async function feed(items: number) {
  const decoded = { text: feedOf(items), charset: 'utf-8', lossy: false };
  const times: number[] = [];
  let entries = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    const start = performance.now();
    // A day of reading of its own for each turn, so that nothing is remembered from the turn before.
    entries = (await readFeed({ url: 'https://www.hewan.example/rss.xml', decoded, today: `2026-11-${10 + turn}` })).entries.length;
    times.push(performance.now() - start);
  }
  return {
    items: entries,
    kb: Math.round(decoded.text.length / 1000),
    first: round(times[0] ?? 0),
    ms: round(Math.min(...times.slice(1))),
  };
}

async function hostile() {
  const reader = openReader();
  const read = (page: Uint8Array) => reader.read({ as: 'article', url, bytes: page, contentType: 'text/html; charset=utf-8', today });
  const healthy = bytesOf(detailPage(62, 0));
  for (let turn = 0; turn < 40; turn += 1) await read(healthy);
  const found = await behind(read, healthy);
  await reader.close();
  return found;
}

/** What a hostile page costs, and how much later than alone a healthy one behind it comes. */
async function behind(read: (page: Uint8Array) => Promise<unknown>, healthy: Uint8Array) {
  const shapes = {
    depth: '<div>'.repeat(20_000),
    attributes: `<div ${'a="b" '.repeat(16_000)}>`,
    links: linkPage(2400),
    quotes: '《“（'.repeat(11_000),
    names: `<p>${'国家部委局厅办公室'.repeat(3700)}</p>`,
    rows: `<table>${'<tr><td>发文字号：</td><td>河政发〔2026〕1号</td></tr>'.repeat(1300)}</table>`,
  };
  const timed = async (page: Uint8Array): Promise<number> => {
    const start = performance.now();
    await read(page).catch(() => undefined);
    return performance.now() - start;
  };
  const found: Record<string, { costMs: number; delayMs: number }> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const alone = await timed(healthy);
    const [costMs, healthyMs] = await Promise.all([timed(bytesOf(`<html><body>${shape}</body></html>`)), timed(healthy)]);
    found[name] = { costMs: Math.round(costMs), delayMs: Math.max(0, Math.round(healthyMs - alone)) };
  }
  return found;
}

async function links(count: number) {
  const bytes = bytesOf(linkPage(count));
  const { readPage } = await import('../shared/stages/read.ts');
  const start = performance.now();
  const answer = await readPage({ as: 'article', url, bytes, today }).then(
    () => 'read',
    (error: unknown) => (error instanceof Error ? error.message.slice(0, 60) : 'no error'),
  );
  return { links: count, mb: round(bytes.length / 1e6), ms: Math.round(performance.now() - start), answer };
}

const [flag, folder] = process.argv.slice(2);

const whole = async () => ({
  pages: Object.fromEntries([62, 122].map((kb) => [`${kb} KB`, compare(String(kb))])),
  worker: side('worker', '500'),
  feed: await feed(1000),
  hostile: await hostile(),
  links: await links(50_000),
});
const result = flag === '--pages' && folder !== undefined ? compare(folder) : await whole();
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
