import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openReplay } from '../shared/adapters/replay.ts';
import { writeWarc } from '../shared/adapters/warc.ts';
import type { Page } from '../shared/model/page.ts';
import { aside, type Bench, bytesOf, type Cost, costOf, least, type Options, round, rssMb } from './measure.ts';
import { detailPage } from './pages.ts';

const host = 'http://www.hewan.gov.cn';
const listUrl = `${host}/zwgk/tzgg/`;
const now = '2026-11-30T09:00:00+08:00';
const kb = 62;
const turns = 2;
const pageUrl = (at: number): string => `${host}/zwgk/tzgg/202611/t${20261101 + at}_${at}.html`;
const ids = (docs: string): number[] => Array.from({ length: Number(docs) }, (_, at) => at);

const pageOf = (url: string, bytes: Uint8Array): Page => ({
  url,
  finalUrl: url,
  hops: [],
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  bytes,
  wireBytes: bytes.length,
  requests: 1,
  fetchedAt: '2026-11-29T00:00:00Z',
});

/** The list and its pages as a replay file: the same for both sides, without the network. Attached files are not part of it. */
async function writeSite(folder: string, docs: string): Promise<string> {
  const list = ids(docs).map(
    (at) => `<li><a href="${pageUrl(at)}">河湾市人工智能政策文件第${at + 1}号</a><span>2026-11-${10 + (at % 19)}</span></li>`,
  );
  const texts: [string, string][] = [[listUrl, `<html><head><title>通知公告</title></head><body><ul>${list.join('')}</ul></body></html>`]];
  for (const at of ids(docs)) texts.push([pageUrl(at), detailPage(kb, at).replace(/<p>附件：.{0,200}?<\/p>/, '')]);
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWarc(texts.map(([url, text]) => pageOf(url, bytesOf(text))))) pieces.push(piece);
  const file = join(folder, 'site.warc');
  writeFileSync(file, Buffer.concat(pieces));
  return file;
}

/** One round of a fresh local instance: listed, fetched, kept, read, understood, stored, indexed. Emulators run in this process, and their time is in it. */
async function pipeline(site: string, docs: string): Promise<object> {
  const { openBench } = await import('../tests/support/bench.ts');
  const bench = await openBench();
  const declaration = {
    id: 'bench',
    publisher: 'bench',
    names: { zh: '河湾市', en: 'Hewan' },
    level: 'L5',
    kind: 'official',
    every: 'day',
    listing: { format: 'dated-links', url: listUrl },
    expect: { atLeast: 1, freshWithinDays: 90 },
    rights: { use: 'full-text', reason: 'invented' },
  };
  const config = bench.file('config.json', { sources: { only: ['bench'], extra: [declaration] } });
  let stored = 0;
  const cost = await costOf(async () => {
    const { documents } = await bench.run({ now, config, replay: [site] });
    stored = documents.new;
  });
  await bench.close();
  if (stored !== Number(docs)) throw new Error(`${stored} of ${docs} pages became documents`);
  return { ...cost, rssMb: rssMb() };
}

/** A scraper that knows the selectors: fetches the same pages, reads them with cheerio.load, keeps each page packed and its fields as a line. */
async function scraper(site: string, docs: string): Promise<object> {
  const { readWithCheerio } = await import('./peer.ts');
  const folder = mkdtempSync(join(tmpdir(), 'bench-scraper-'));
  const web = await openReplay([site], () => new Date(now));
  const cost = await costOf(async () => {
    for (const url of [listUrl, ...ids(docs).map(pageUrl)]) {
      const { bytes } = await web.get({ url });
      writeFileSync(join(folder, `${url.replace(/\W/g, '-')}.gz`), gzipSync(bytes));
      appendFileSync(join(folder, 'documents.jsonl'), `${JSON.stringify(readWithCheerio(new TextDecoder().decode(bytes), url))}\n`);
    }
  });
  rmSync(folder, { recursive: true });
  return { ...cost, rssMb: rssMb() };
}

async function run({ documents: docs = '300' }: Options): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  const site = await writeSite(folder, docs);
  const found: Record<'pipeline' | 'scraper', (Cost & { rssMb: number })[]> = { pipeline: [], scraper: [] };
  for (let turn = 0; turn < turns; turn += 1)
    for (const name of ['pipeline', 'scraper'] as const) found[name].push(await aside('ingest', name, site, docs));
  rmSync(folder, { recursive: true });
  const [ours, peer] = [found.pipeline, found.scraper].map((costs) => {
    const { cpuMs, ms } = least(costs, Number(docs));
    return { cpuMs, ms, perSecond: Math.round(1000 / ms), rssMb: Math.min(...costs.map((cost) => cost.rssMb)) };
  });
  const { cpuMs: readingAlone } = await aside<Cost>('reading', 'ours', String(kb));
  return {
    documents: Number(docs),
    kb,
    turns,
    ours: { ...ours, readingAlone },
    scraper: peer,
    ratio: round((ours?.cpuMs ?? 0) / (peer?.cpuMs ?? 1)),
  };
}

export const ingest: Bench = { sides: { pipeline, scraper }, run };
