import { expect, test } from 'vitest';
import { type PackBudget, verifyPack } from '../../shared/pipeline/keep/verify-pack.ts';
import { type Manifest, sumsOf } from '../../shared/stages/pack/manifest.ts';
import { type PackFile, toZip } from '../../shared/stages/pack/zip.ts';
import { sha256 } from '../../shared/stages/text/hash.ts';

/** Packs that a stranger made to hold whoever checks them: small as files, whole by their hashes. */

const fileOf = (name: string, content: string): PackFile => ({ name, bytes: Buffer.from(content) });
const said = ({ name, bytes }: PackFile) => ({ name, bytes: bytes.length, sha256: sha256(bytes) });

async function zipOf(files: readonly PackFile[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const given = (async function* () {
    yield* files;
  })();
  for await (const piece of toZip(given)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A pack of these files and documents, with its manifest and sums. */
function packOf(files: readonly PackFile[], documents: Manifest['documents']): Promise<Buffer> {
  const manifest: Manifest = {
    ...{ format: 'hongtou-evidence-pack', version: 1, writer: { name: 'hongtou' }, asOf: '2026-11-25' },
    ...{ documents, leftOut: [], files: files.map(said) },
  };
  const own = fileOf('manifest.json', JSON.stringify(manifest));
  return zipOf([...files, own, fileOf('sha256sums.txt', sumsOf([...manifest.files, said(own)]))]);
}

async function checked(pack: Buffer, budget?: PackBudget) {
  const parts = { size: pack.length, read: async (from: number, length: number) => pack.subarray(from, from + length) };
  const before = process.cpuUsage();
  const { findings, quotes } = await verifyPack(parts, budget);
  const { user, system } = process.cpuUsage(before);
  return { quotes, seconds: (user + system) / 1e6, lines: findings.map(({ file, detail }) => `${file}: ${detail}`) };
}

const words = '第一条 为了规范样例活动，制定本办法。';
const text = fileOf(`texts/${sha256(words)}.txt`, words);
const record = (id: string) => ({ id, title: '样例办法', number: '样发〔2026〕1号', held: { textHash: sha256(words) } });
const document = (id: string, more: Partial<Manifest['documents'][number]> = {}): Manifest['documents'][number] => ({
  ...{ id, title: '样例办法', file: `documents/${id}.json`, read: { by: 'conventions', charset: 'utf-8', language: 'zh' } },
  ...{ text: text.name, texts: [text.name], pages: [], quotes: [] },
  ...more,
});
const recordFile = (id: string): PackFile => fileOf(`documents/${id}.json`, JSON.stringify(record(id)));

test('an honest pack is whole', async () => {
  const quotes = [{ field: 'number', quote: '样发〔2026〕1号' }];
  const { lines, quotes: counted } = await checked(await packOf([recordFile('a'), text], [document('a', { quotes })]));
  expect([lines, counted]).toEqual([[], { found: 0, elsewhere: 1 }]);
});

test('a document that is named again and again is read once', async () => {
  const big = fileOf('documents/a.json', JSON.stringify({ ...record('a'), more: '样'.repeat(4_000_000) }));
  const pack = await packOf(
    [big, text],
    Array.from({ length: 20_000 }, () => document('a')),
  );
  const { lines, seconds } = await checked(pack);
  expect(lines).toContain('documents/a.json: the manifest names it as two documents');
  expect(lines.at(-1)).toBe('the pack: checking stopped: 1000 findings are enough');
  expect(seconds).toBeLessThan(10);
});

test('a field in a list of a million, asked for by every quote, costs nothing', async () => {
  const list = Array.from({ length: 1_000_000 }, () => 0);
  const big = fileOf('documents/a.json', JSON.stringify({ ...record('a'), list }));
  const quotes = Array.from({ length: 10_000 }, () => ({ field: 'list.999999.x', quote: 'x' }));
  const { seconds } = await checked(await packOf([big, text], [document('a', { quotes })]));
  expect(seconds).toBeLessThan(10);
});

test('pages and texts that are named again and again are read once', async () => {
  const hash = sha256('x');
  const headers = fileOf(`evidence/${hash}/${'0'.repeat(32)}.json`, JSON.stringify({ more: 'x'.repeat(10_000_000) }));
  const page = {
    url: 'http://a.test/',
    fetchedAt: '2026-11-25',
    status: 200,
    sha256: hash,
    body: `evidence/${hash}/body`,
    headers: headers.name,
  };
  const pages = Array.from({ length: 50_000 }, () => page);
  const texts = Array.from({ length: 50_000 }, () => text.name);
  const { lines, seconds } = await checked(await packOf([recordFile('a'), headers, text], [document('a', { pages, texts })]));
  expect(lines.at(-1)).toBe('the pack: checking stopped: 1000 findings are enough');
  expect(seconds).toBeLessThan(10);
});

test('words that are looked for again and again in a long text end with the budget', async () => {
  const long = fileOf('texts/long.txt', 'a'.repeat(5_000_000));
  const quotes = Array.from({ length: 20_000 }, () => ({ field: 'number', quote: `b${'a'.repeat(300)}`, file: long.name }));
  const pack = await packOf([recordFile('a'), long], [document('a', { texts: [long.name], quotes })]);
  const few = await checked(pack, { characters: 50_000_000, seconds: 60, findings: 100_000 });
  expect(few.lines).toContain('documents/a.json: it has more than 10000 quotes');
  expect(few.lines.at(-1)).toBe('the pack: checking stopped: its words would have to be looked for in more than 50000000 characters');
  const short = await checked(pack, { characters: 1e12, seconds: 0.5, findings: 100_000 });
  expect(short.lines.at(-1)).toMatch(/^the pack: checking stopped: it took more than/);
  expect(few.seconds + short.seconds).toBeLessThan(10);
});

test('words that are too long for a long text are not looked for', async () => {
  const long = fileOf('texts/long.txt', 'a'.repeat(5_000_000));
  const quotes = [{ field: 'number', quote: `b${'a'.repeat(100_000)}`, file: long.name }];
  const { lines, seconds } = await checked(await packOf([recordFile('a'), long], [document('a', { texts: [long.name], quotes })]));
  expect(lines).toContain('texts/long.txt: the words of number of a are too long to be looked for');
  expect(seconds).toBeLessThan(5);
});

test('a pack that would unpack to far more than its size is refused before anything is unpacked', async () => {
  const pack = await zipOf(Array.from({ length: 9 }, (_, n) => fileOf(`f${n}.txt`, 'x'.repeat(100))));
  const sizes = { local: 22, central: 24 };
  let at = pack.readUInt32LE(pack.length - 6);
  for (let n = 0; n < 9; n += 1) {
    pack.writeUInt32LE(120 * 1024 * 1024, at + sizes.central);
    pack.writeUInt32LE(120 * 1024 * 1024, pack.readUInt32LE(at + 42) + sizes.local);
    at += 46 + 6;
  }
  const { lines, seconds } = await checked(pack);
  expect(lines).toEqual(['the pack: it would unpack to 1080 MB, more than a pack of its size can hold']);
  expect(seconds).toBeLessThan(1);
});
