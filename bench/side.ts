/**
 * One side of a measurement, alone in its process, so that neither pays for what the other leaves in memory. Prints JSON. Started by reading.ts:
 *   node bench/side.ts ours|cheerio KB      invented pages of about so many KB, read in this thread
 *   node bench/side.ts ours|cheerio FOLDER  the .html files of 30 to 125 KB in a folder that are documents, the same
 *   node bench/side.ts worker PAGES         pages of 62 and 122 KB through the reading worker, and the memory of it all
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { SourceError } from '../shared/model/errors.ts';
import { detailPage } from './pages.ts';

const [side = 'ours', size = '62'] = process.argv.slice(2);
const url = 'https://www.hewan.example/zwgk/202611/t20261101_1.html';
const today = '2026-11-25';
const contentType = 'text/html; charset=utf-8';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Only what is measured is loaded: the other side's code takes memory too. `cheerio` is told the charset that we have to find. */
async function readerOf(name: string): Promise<(page: Uint8Array) => unknown> {
  if (name === 'cheerio') {
    const { readWithCheerio } = await import('./peer.ts');
    const [plain, chinese] = [new TextDecoder(), new TextDecoder('gb18030')];
    const charsets = new Map<Uint8Array, boolean>();
    return (page) => {
      const known = charsets.get(page) ?? isUtf8(page);
      charsets.set(page, known);
      return readWithCheerio((known ? plain : chinese).decode(page), url);
    };
  }
  const { decode } = await import('../shared/stages/text/decode/decode.ts');
  const { readArticle } = await import('../shared/stages/article/article.ts');
  const { identify } = await import('../shared/stages/identity/identify.ts');
  return (page) => identify(readArticle({ url, decoded: decode(page, Number.isNaN(Number(size)) ? undefined : contentType), today }));
}

/** The pages of a folder and the folders in it that are read as documents. */
async function documentsIn(folder: string): Promise<Uint8Array[]> {
  const read = await readerOf('ours');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  const files = names.map((name) => new Uint8Array(readFileSync(join(folder, name))));
  return files.filter((page) => page.length >= 30_000 && page.length <= 125_000 && isRead(() => read(page)));
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

/** Milliseconds a page, once the compiler is warm: `cpuMs` processor time of the process, collector and compiler threads included; `ms` on the clock. The least of the rounds. */
async function pages(name: string, of: string) {
  const set = Number.isNaN(Number(of)) ? await documentsIn(of) : Array.from({ length: 24 }, (_, i) => bytesOf(detailPage(Number(of), i)));
  const read = await readerOf(name);
  const found = { pages: set.length, cpuMs: Number.POSITIVE_INFINITY, ms: Number.POSITIVE_INFINITY };
  for (let turn = -20; turn < 12; turn += 1) {
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    for (let again = 0; again < 2; again += 1) for (const page of set) read(page);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    if (turn < 0) continue;
    found.cpuMs = Math.min(found.cpuMs, (user + system) / 1000 / set.length / 2);
    found.ms = Math.min(found.ms, ms / set.length / 2);
  }
  return found;
}

/** Pages through the worker, one after the other; `rssMb` is the most memory of the whole process at any time. */
async function worker(count: number) {
  const { openReader } = await import('../shared/adapters/reader.ts');
  const reader = openReader();
  const set = Array.from({ length: 24 }, (_, i) => bytesOf(detailPage(i % 2 === 0 ? 62 : 122, i)));
  const read = (at: number): Promise<unknown> =>
    reader.read({ as: 'article', url, bytes: set[at % set.length] ?? new Uint8Array(), contentType, today });
  const found = { perSecond: 0, perCpuSecond: 0 };
  for (let done = 0; done < count; done += 100) {
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    await Promise.all(Array.from({ length: 100 }, (_, at) => read(at)));
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    found.perSecond = Math.max(found.perSecond, Math.round(100 / seconds));
    found.perCpuSecond = Math.max(found.perCpuSecond, Math.round(100 / ((user + system) / 1e6)));
  }
  await reader.close();
  return { pages: count, kb: '62 and 122', ...found, rssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

const answer = side === 'worker' ? await worker(Number(size)) : await pages(side, size);
process.stdout.write(JSON.stringify(answer));
