import { spawn } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { Met } from './bombed.ts';
import { long, reported } from './report.ts';

/** Zeros, packed: a gigabyte in the long form. */
const size = long ? 2 ** 30 : 2 ** 25;
const piece = Buffer.alloc(2 ** 22);

async function packed(packer: ReturnType<typeof createGzip>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  packer.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((done) => packer.once('end', done));
  for (let n = 0; n < size / piece.length; n += 1) if (!packer.write(piece)) await new Promise((done) => packer.once('drain', done));
  packer.end();
  await ended;
  return Buffer.concat(chunks);
}

const feed = (items: string): string => `<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
const many = feed(Array.from({ length: 100_000 }, (_, n) => `<item><title>t${n}</title><link>/${n}</link></item>`).join(''));

function pump(response: ServerResponse, words: string): void {
  const more = Buffer.from(words.repeat(Math.ceil(65_536 / words.length)));
  const go = (): void => {
    while (!response.destroyed && response.write(more));
    response.once('drain', go);
  };
  go();
}

type Bomb = (response: ServerResponse) => void;
const sent =
  (encoding: string, bytes: Buffer): Bomb =>
  (response) =>
    void response.writeHead(200, { 'content-encoding': encoding }).end(bytes);

async function bombs(): Promise<Readonly<Record<string, Bomb>>> {
  const gzip = await packed(createGzip());
  const brotli = await packed(
    createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) as unknown as ReturnType<typeof createGzip>,
  );
  return {
    '/gzip': sent('gzip', gzip),
    '/brotli': sent('br', brotli),
    '/twice': sent('gzip, gzip', gzipSync(gzip)),
    '/twenty': sent(Array.from({ length: 20 }, () => 'gzip').join(', '), brotliCompressSync(gzip)),
    '/unknown': sent('zstd', gzip),
  };
}
const floods: Readonly<Record<string, Bomb>> = {
  '/endless': (response) => pump(response.writeHead(200), 'x'),
  '/feed': (response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).write('<rss version="2.0"><channel><title>t</title>');
    pump(response, '<item><title>t</title><link>/1</link></item>');
  },
  '/headers': (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n');
    const lines = Array.from({ length: 5_000 }, (_, n) => `x-${n}: ${'y'.repeat(1_000)}\r\n`).join('');
    response.socket?.end(`${lines}\r\n`);
  },
  '/many': sent('gzip', gzipSync(many)),
};

/** A process that meets them one after the other, with as much memory as a small function has. */
async function metBy(
  all: Readonly<Record<string, Bomb>>,
): Promise<{ met: readonly Met[]; megabytes: number; healthy: string; code: unknown }> {
  const server = createServer((request, response) => {
    response.on('error', () => {});
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    const bomb = all[String(request.url)];
    if (bomb) bomb(response);
    else response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed('<item><title>t</title><link>/1</link></item>'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = fileURLToPath(new URL('./bombed.ts', import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=512', script, address, ...Object.keys(all)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((done) => child.once('close', done));
  const said = await text(child.stdout);
  return { ...(JSON.parse(said) as { met: readonly Met[]; megabytes: number; healthy: string }), code: await closed };
}

test('bombs are refused, cost little, hold nobody up, and the process lives on', async () => {
  const { met, megabytes, healthy, code } = await metBy(await bombs());
  const reasons = /^(?:too-large|unrecognised): /;
  expect(met.map(({ path, outcome }) => (reasons.test(outcome) ? 'refused' : `${path} ${outcome}`))).toEqual(met.map(() => 'refused'));
  expect([code, healthy]).toEqual([0, expect.stringMatching(/^1 /)]);
  reported(30, {
    refused: met.filter(({ outcome }) => reasons.test(outcome)).length,
    seconds: Math.max(...met.map(({ seconds }) => seconds)),
    othersHeldMs: Math.max(...met.map(({ heldMs }) => heldMs)),
    megabytes,
  });
});

test('bodies, headers and feeds without end are cut off, and it is said', async () => {
  const { met, megabytes, healthy, code } = await metBy(floods);
  const said = {
    '/endless': /^too-large: .*bytes/,
    '/feed': /^too-large: .*bytes/,
    '/headers': /^too-large: .*header/i,
    '/many': /^5000 .*capped/,
  };
  const wrong = Object.entries(said).filter(([path, words]) => !words.test(String(met.find((each) => each.path === path)?.outcome)));
  expect(wrong.map(([path]) => met.find((each) => each.path === path))).toEqual([]);
  expect([code, healthy]).toEqual([0, expect.stringMatching(/^1 /)]);
  reported(31, { capped: met.length - wrong.length, seconds: Math.max(...met.map(({ seconds }) => seconds)), megabytes });
});
