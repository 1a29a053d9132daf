import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { detailPage, listPage, rssOf } from './pages.ts';
import type { SiteAnswer, SiteCall, SiteOptions, SiteStats } from './site-process.ts';

/**
 * The sites that benches ask: host i is 127.0.1.(i + 1), all on one port, each with a list, an RSS feed and detail pages of 47.5 KB; three
 * of ten answer in GB18030, a quarter name no validators. Runs in a process of its own, which its parent steers.
 */

const kb = 47.5;

type Answer = { readonly bytes: Buffer; readonly type: string; readonly etag: string; readonly modified: string };
type Host = {
  readonly at: number;
  readonly chinese: boolean;
  readonly validators: boolean;
  readonly answers: Map<string, Answer>;
  pages: number;
};

/** Bytes of each character that GB18030 writes in two. */
let pairs: ReadonlyMap<string, number> | undefined;
function pairsOf(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\ufffd') found.set(character, lead * 256 + trail);
    }
  return found;
}

function toChinese(text: string): Buffer {
  pairs ??= pairsOf();
  const bytes = Buffer.alloc(text.length * 2);
  let end = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 128) end = bytes.writeUInt8(code, end);
    else end = bytes.writeUInt16BE(pairs.get(character) ?? 0xa1f5, end);
  }
  return bytes.subarray(0, end);
}

const fromDay = Date.UTC(2026, 10, 1);

function answerOf({ chinese }: Host, text: string, type = 'text/html', edition = 0): Answer {
  const bytes = chinese && type === 'text/html' ? toChinese(text.replace('charset="utf-8"', 'charset="gb2312"')) : Buffer.from(text);
  const charset = type === 'text/html' && chinese ? '' : '; charset=utf-8';
  const etag = `"${createHash('sha1').update(bytes).digest('hex').slice(0, 16)}"`;
  return { bytes, type: `${type}${charset}`, etag, modified: new Date(fromDay + edition * 60_000).toUTCString() };
}

const pathOf = (page: number): string => `/d/${page}.html`;

/** Serves the hosts and says where. */
async function openSite({ hosts: count, docs, latency, files = false }: SiteOptions) {
  const none = (): SiteStats => ({ requests: 0, unchanged: 0, notFound: 0, bytes: 0, mostAtOnce: 0 });
  let [stats, now, editions] = [none(), 0, 0];
  const numberOf = (host: Host, page: number): number => host.at + page * count;
  const put = (host: Host, page: number, edition = 0): void => {
    const whole = detailPage(kb, numberOf(host, page));
    const text = files ? whole : whole.replace(/<p>附件：.{0,200}?<\/p>/, '');
    const said =
      edition === 0 ? text : text.replace('<p>各县', `<p>本件第${edition}次修订，自2026年12月${1 + edition}日起执行。</p><p>各县`);
    host.answers.set(pathOf(page), answerOf(host, said, 'text/html', edition));
  };
  const putLists = (host: Host, base: string): void => {
    const ids = Array.from({ length: host.pages }, (_, at) => host.pages - 1 - at);
    const rows = ids.map((page) => ({ path: pathOf(page), number: numberOf(host, page) }));
    host.answers.set('/', answerOf(host, listPage(rows), 'text/html', host.pages));
    host.answers.set('/rss.xml', answerOf(host, rssOf(base, rows), 'application/rss+xml', host.pages));
  };
  const hosts = Array.from({ length: count }, (_, at): Host => {
    const host = { at, chinese: at % 10 < 3, validators: (at * 3 + 1) % 4 !== 0, answers: new Map(), pages: 0 };
    for (; host.pages < Math.floor(docs / count) + (at < docs % count ? 1 : 0); host.pages += 1) put(host, host.pages);
    return host;
  });
  const serverOf = (host: Host): Server =>
    createServer(({ url = '/', headers }, response) => {
      stats = { ...stats, requests: stats.requests + 1 };
      now += 1;
      stats = { ...stats, mostAtOnce: Math.max(stats.mostAtOnce, now) };
      const send = (): void => {
        now -= 1;
        const answer = host.answers.get(url);
        if (!answer) {
          stats = { ...stats, notFound: stats.notFound + 1 };
          response.writeHead(404, { 'content-type': 'text/plain' }).end('404');
          return;
        }
        const { bytes, type, etag, modified } = answer;
        const named = host.validators ? { etag, 'last-modified': modified } : {};
        const same = host.validators && headers['if-none-match'] === etag;
        stats = { ...stats, unchanged: stats.unchanged + Number(same), bytes: stats.bytes + (same ? 0 : bytes.length) };
        if (same) response.writeHead(304, named).end();
        else response.writeHead(200, { 'content-type': type, 'content-length': bytes.length, ...named }).end(bytes);
      };
      if (latency > 0) setTimeout(send, latency);
      else send();
    });
  let port = 0;
  for (const host of hosts) {
    const server = serverOf(host);
    server.keepAliveTimeout = 30_000;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, `127.0.1.${host.at + 1}`, 1024, resolve));
    port = (server.address() as AddressInfo).port;
  }
  const baseOf = (at: number): string => `http://127.0.1.${at + 1}:${port}`;
  for (const host of hosts) putLists(host, baseOf(host.at));
  const calls: Readonly<Record<SiteCall['call'], (call: SiteCall) => object>> = {
    stats: () => stats,
    reset: () => {
      stats = none();
      return stats;
    },
    edit: ({ host: at = 0, page = 0 }) => {
      const host = hosts[at];
      editions += 1;
      if (host) put(host, page, editions);
      return { url: `${baseOf(at)}${pathOf(page)}` };
    },
    publish: ({ host: at = 0 }) => {
      const host = hosts[at];
      if (!host) return {};
      put(host, host.pages);
      host.pages += 1;
      putLists(host, baseOf(at));
      return { url: `${baseOf(at)}${pathOf(host.pages - 1)}` };
    },
  };
  return { port, calls };
}

const tell = (answer: SiteAnswer): void => void process.send?.(answer);

const options = JSON.parse(process.argv[2] ?? '{}') as SiteOptions;
const { port, calls } = await openSite(options);
process.on('message', (call: SiteCall) => tell({ id: call.id, answer: calls[call.call](call) }));
// Whoever started the sites has ended, however it did.
process.on('disconnect', () => process.exit(0));
tell({ id: 0, answer: { port } });
