/**
 * Measures the reading of pages and feeds on this machine, invented material, and prints JSON with both sides of every ratio:
 *   node bench/reading.ts
 * `cpuMs` is processor time of the whole process (collector included), `ms` the best time on the clock; ratios are of processor time,
 * which other work on the machine disturbs less. Both sides take turns page by page.
 */
import { performance } from 'node:perf_hooks';
import { openReader } from '../shared/adapters/reader.ts';
import { readArticle } from '../shared/stages/article.ts';
import { decode } from '../shared/stages/decode.ts';
import { readFeed } from '../shared/stages/feed.ts';
import { identify } from '../shared/stages/identify.ts';
import { detailPage, feedOf, linkPage } from './pages.ts';
import { readWithCheerio } from './peer.ts';

const today = '2026-11-25';
const url = 'https://www.hewan.example/zwgk/202611/t20261101_1.html';
const round = (n: number): number => Math.round(n * 100) / 100;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

type Cost = { cpuMs: number; ms: number };

function costOf(work: () => unknown): Cost {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, ms };
}

/** Mean processor time and best time of a page; the first rounds warm the compiler. */
function compare(pages: readonly Uint8Array[]) {
  const ours = (page: Uint8Array) => identify(readArticle({ url, decoded: decode(page, 'text/html; charset=utf-8'), today }));
  const peer = (page: Uint8Array) => readWithCheerio(new TextDecoder().decode(page), url);
  const sums = { ours: 0, peer: 0 };
  const best = { ours: Number.POSITIVE_INFINITY, peer: Number.POSITIVE_INFINITY };
  const rounds = 12;
  for (let turn = -3; turn < rounds; turn += 1) {
    for (const name of ['ours', 'peer'] as const) {
      const { cpuMs, ms } = costOf(() => (name === 'ours' ? pages.map(ours) : pages.map(peer)));
      if (turn < 0) continue;
      sums[name] += cpuMs / pages.length / rounds;
      best[name] = Math.min(best[name], ms / pages.length);
    }
  }
  return {
    ours: { cpuMs: round(sums.ours), ms: round(best.ours) },
    cheerio: { cpuMs: round(sums.peer), ms: round(best.peer) },
    ratio: round(sums.ours / sums.peer),
    ratioOfBest: round(best.ours / best.peer),
  };
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

async function worker() {
  const pages = Array.from({ length: 24 }, (_, i) => bytesOf(detailPage(i % 2 === 0 ? 62 : 122, i)));
  const reader = openReader();
  const read = (page: Uint8Array) => reader.read({ as: 'article', url, bytes: page, contentType: 'text/html; charset=utf-8', today });
  for (let turn = 0; turn < 4; turn += 1) for (const page of pages) await read(page);
  let best = Number.POSITIVE_INFINITY;
  const cpu = process.cpuUsage();
  const rounds = 6;
  for (let turn = 0; turn < rounds; turn += 1) {
    const start = performance.now();
    await Promise.all(pages.map(read));
    best = Math.min(best, (performance.now() - start) / pages.length);
  }
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000 / pages.length / rounds;
  const hostile = await behind(read, pages[0] ?? new Uint8Array());
  await reader.close();
  return { pages: { kb: '62 and 122', perSecond: Math.round(1000 / best), perCpuSecond: Math.round(1000 / cpuMs) }, hostile };
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

const pages = Object.fromEntries(
  [62, 122, 200].map((kb) => [`${kb} KB`, compare(Array.from({ length: 8 }, (_, i) => bytesOf(detailPage(kb, i))))]),
);
const result = {
  pages,
  feed: await feed(1000),
  worker: await worker(),
  links: await links(50_000),
  rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
