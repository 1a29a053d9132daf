import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { packed } from '../shared/adapters/packed.ts';
import { openReader } from '../shared/adapters/reader.ts';
import { openWeb } from '../shared/adapters/web.ts';
import type { Reading } from '../shared/model/article.ts';
import type { Page } from '../shared/model/page.ts';
import type { Reader, Web } from '../shared/model/ports.ts';
import { opt } from '../shared/model/values.ts';
import { sha256 } from '../shared/stages/text/hash.ts';
import { listing, now } from './site-sources.ts';

/** The product's own way to fetch and to read, with bodies and fields in files: what it costs without AWS. Does the same work as peers/scrapy_peer.py. */

/** What is remembered of an address; of a list, the addresses that it names. */
type Known = { readonly sha: string; readonly etag?: string; readonly lastModified?: string; readonly urls?: readonly string[] };
type Crawl = {
  readonly web: Web;
  readonly reader: () => Reader;
  readonly folder: string;
  /** The open file of documents, a line each. */
  readonly lines: number;
  readonly before: Readonly<Record<string, Known>>;
  readonly found: Record<string, Known>;
  readonly counts: { docs: number; new: number; changed: number; unchanged: number; firstAt?: number };
};

/** A host has one request under way; while it is answered the page before is read. */
const lanes = 2;
const today = now.slice(0, 10);

const read = async ({ reader }: Crawl, page: Page, as: 'article' | 'listing'): Promise<Reading> =>
  reader().read({
    as,
    url: page.finalUrl,
    bytes: page.bytes,
    today,
    ...opt('contentType', page.headers['content-type']),
    ...(as === 'listing' && { listing: { ...listing, url: page.url } }),
  });

/** Asks with the validators of last time. Undefined when the bytes are the same, by the word of the server or by their hash. */
async function changedPage(url: string, { web, before, counts }: Crawl): Promise<(Page & { readonly known: Known }) | undefined> {
  const kept = before[url];
  const page = await web.get({ url, ...opt('etag', kept?.etag), ...opt('lastModified', kept?.lastModified) });
  if (page.status === 304) counts.unchanged += 1;
  const sha = page.status === 304 ? kept?.sha : sha256(page.bytes);
  if (sha === undefined || sha === kept?.sha) return undefined;
  return { ...page, known: { sha, ...opt('etag', page.headers['etag']), ...opt('lastModified', page.headers['last-modified']) } };
}

async function visitPage(url: string, crawl: Crawl): Promise<void> {
  const { folder, lines, before, found, counts } = crawl;
  const page = await changedPage(url, crawl);
  counts.docs += 1;
  if (!page) return;
  counts.firstAt ??= Date.now() / 1000;
  const reading = await read(crawl, page, 'article');
  const { sha } = page.known;
  const { Body, ContentEncoding = 'plain' } = await packed(page.bytes);
  // A small file is written in a tenth of the time that the way to another thread and back takes.
  writeFileSync(join(folder, 'bodies', `${sha}.${ContentEncoding}`), Body);
  writeSync(lines, `${JSON.stringify({ ...reading, sha })}\n`);
  counts[before[url] ? 'changed' : 'new'] += 1;
  found[url] = page.known;
}

async function urlsOf(list: string, crawl: Crawl): Promise<readonly string[]> {
  const page = await changedPage(list, crawl);
  if (!page) return crawl.before[list]?.urls ?? [];
  const reading = await read(crawl, page, 'listing');
  const urls = 'entries' in reading ? reading.entries.map(({ url }) => url) : [];
  crawl.found[list] = { ...page.known, urls };
  return urls;
}

async function visitHost(address: string, newOnly: boolean, crawl: Crawl): Promise<void> {
  const urls = await urlsOf(`http://${address}/`, crawl);
  const waiting = urls.filter((url) => !newOnly || !crawl.before[url]);
  const lane = async (): Promise<void> => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) await visitPage(url, crawl);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** One turn over all hosts. `hosts`: their addresses, with commas between. */
export async function toDisk(hosts: string, folder: string, newOnly = ''): Promise<object> {
  const allow = hosts.split(',');
  const index = join(folder, 'index.json');
  mkdirSync(join(folder, 'bodies'), { recursive: true });
  const before: Readonly<Record<string, Known>> = existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')) : {};
  let opened: Reader | undefined;
  const reader = (): Reader => {
    opened ??= openReader({ threads: 1 });
    return opened;
  };
  const web = openWeb({ fetch: { contact: '', allow, hosts: {} } }, () => new Date());
  const counts = { docs: 0, new: 0, changed: 0, unchanged: 0 };
  const lines = openSync(join(folder, 'documents.jsonl'), 'a');
  const crawl: Crawl = { web, reader, folder, lines, before, found: { ...before }, counts };
  const begun = Date.now() / 1000;
  await Promise.all(allow.map((address) => visitHost(address, newOnly !== '', crawl)));
  writeFileSync(index, JSON.stringify(crawl.found));
  closeSync(lines);
  await opened?.close();
  return { ...counts, begun, ended: Date.now() / 1000 };
}
