import { createReadStream, createWriteStream, type ReadStream, rmSync } from 'node:fs';
import { mkdtemp, open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AsyncIterReader, WARCParser, type WARCRecord } from 'warcio';
import { handHeader } from '../model/article.ts';
import { InputError, messageOf, SourceError, UsageError } from '../model/errors.ts';
import type { Web } from '../model/ports.ts';
import { opt, orEmpty } from '../model/values.ts';
import { codeOf, decodeBody, maxDecodedBytes, maxWireBytes } from './exchange.ts';
import { openRobots } from './robots.ts';
import { type Answer, type Ask, agentName, type Exchange, startTrip, visit } from './web.ts';

type HttpMessage = { readonly start: string; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

/** Header lines are ASCII by the standard; real ones are UTF-8 too, or one byte a character. */
function decodeHead(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function readMessage(block: Buffer): HttpMessage {
  const end = /\r?\n\r?\n/.exec(block.toString('latin1', 0, headBytes));
  const [head, body] = end ? [end.index, end.index + end[0].length] : [block.length, block.length];
  const [start = '', ...lines] = decodeHead(block.subarray(0, head)).split(/\r?\n/);
  const headers: Record<string, string> = {};
  let last = '';
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line)) {
      if (last !== '') headers[last] = `${orEmpty(headers[last])} ${line.trim()}`;
    } else if (colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase();
      const value = line.slice(colon + 1).trim();
      headers[last] = Object.hasOwn(headers, last) ? `${headers[last]}, ${value}` : value;
    }
  }
  return { start, headers, body: block.subarray(body) };
}

const statusOf = (start: string): number => Number(/^HTTP\/\d(?:\.\d)? {1,5}(\d{3})/.exec(start)?.[1] ?? 0);

/**
 * Undoes chunked transfer. Many writers store the body already joined: then the first line is no chunk size. `whole`: the last chunk is
 * there.
 */
function joinChunks(body: Buffer): { bytes: Buffer; whole: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = /^([0-9a-f]{1,8}) {0,10}(?:;.{0,200})?$/i.exec(body.toString('latin1', at, Math.min(end, at + 220)))?.[1];
    if (end < 0 || size === undefined) return at === 0 ? { bytes: body, whole: true } : { bytes: Buffer.concat(parts), whole: false };
    const length = Number.parseInt(size, 16);
    if (length === 0) return { bytes: Buffer.concat(parts), whole: true };
    const chunk = body.subarray(end + 2, end + 2 + length);
    const after = body.subarray(end + 2 + length, end + 4 + length).toString('latin1');
    if (at === 0 && after !== '\r\n' && end + 2 + length < body.length) return { bytes: body, whole: true };
    parts.push(chunk);
    if (after !== '\r\n') return { bytes: Buffer.concat(parts), whole: false };
    at = end + 4 + length;
  }
}

type WarcEntry = {
  readonly file: string;
  readonly offset: number;
  readonly type: string;
  readonly id: string;
  readonly concurrentTo: readonly string[];
  readonly url: string;
  readonly atMs: number;
  readonly status: number;
  readonly method: string;
  readonly body: string;
  readonly digest?: string;
  readonly refersTo?: { readonly url: string; readonly atMs: number };
};

const kept = ['response', 'request', 'resource', 'revisit'];
const headBytes = 1_000_000;
/** Of the body of a request, by which it is told from others. */
const mostAsked = 100_000;
const gzipMark = 0x1f8b;

const broken = (file: string, offset: number, why: string, cause?: unknown): InputError =>
  new InputError(`${file}: ${why} at byte ${offset}; record it again, or cut the file there`, { cause });

async function indexFile(file: string): Promise<readonly WarcEntry[]> {
  const { records, enterable } = await readAll(file);
  // A file compressed in one piece has no places to start from: it is unpacked once, to a file beside it.
  return enterable ? records : (await readAll(await unpack(file))).records;
}

/** What a file may hold, unpacked: pages and files come to five or ten times what they have packed. */
const mostUnpacked = async (file: string): Promise<number> => {
  const found = await stat(file).catch(() => undefined);
  return Math.max(64_000_000, 100 * (found?.size ?? 0));
};
const bomb = (file: string, most: number): InputError =>
  new InputError(`${file} would unpack to more than ${Math.round(most / 1e6)} MB, which no recording of its size does; it is not read`);

async function unpack(file: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hongtou-replay-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const plain = join(folder, basename(file, '.gz'));
  const most = await mostUnpacked(file);
  let size = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > most) throw bomb(file, most);
      yield chunk;
    }
  };
  await pipeline(createReadStream(file), createGunzip(), counted, createWriteStream(plain));
  return plain;
}

class BoundedReader extends AsyncIterReader {
  readonly #file: string;
  readonly #most: number;
  constructor(stream: ReadStream, file: string, most: number) {
    super(stream);
    this.#file = file;
    this.#most = most;
  }
  override async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, unknown> {
    for await (const chunk of super[Symbol.asyncIterator]()) {
      if (this.getReadOffset() > this.#most) throw bomb(this.#file, this.#most);
      yield chunk;
    }
  }
}

async function readAll(file: string) {
  const records: WarcEntry[] = [];
  const offsets: number[] = [];
  const most = await mostUnpacked(file);
  const stream = createReadStream(file);
  const reader = new BoundedReader(stream, file, most);
  const parser = new WARCParser(reader, { parseHttp: false });
  try {
    for (let record = await parser.parse(); record !== null; record = await parser.parse()) {
      offsets.push(parser.offset);
      const found = await readRecord(record, file, parser.offset);
      if (found) records.push(found);
    }
    const rest = (await reader.readSize(1_000)).length;
    if (rest > 0) throw broken(file, parser.offset, 'there is something that is no WARC record');
    if (stream.bytesRead === 0) throw new InputError(`${file} is empty; give a .warc or .warc.gz file`);
    // The package takes a compressed record without end for the end of the file.
    if (reader.getRawOffset() < stream.bytesRead) throw broken(file, reader.getRawOffset(), 'a record is cut short');
    return { records, enterable: new Set(offsets).size === offsets.length && offsets.every((offset) => offset < stream.bytesRead) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = codeOf(error);
    if (['ENOENT', 'EACCES', 'EISDIR'].includes(code))
      throw new UsageError(`--replay: ${file} cannot be read (${code}); give a .warc or .warc.gz file`, { cause: error });
    throw broken(file, parser.offset, `unreadable (${messageOf(error)})`, error);
  } finally {
    stream.destroy();
  }
}

async function readRecord(record: WARCRecord, file: string, offset: number): Promise<WarcEntry | undefined> {
  if (!record.warcHeaders.statusline.startsWith('WARC/')) throw broken(file, offset, 'no WARC record');
  const head: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of record.reader) {
    if (size < headBytes) head.push(chunk);
    size += chunk.length;
  }
  record.consumed = 'skipped';
  const length = Number(record.warcHeader('content-length'));
  if (size !== length) throw broken(file, offset, `a record of ${length} bytes ends after ${size}`);
  const type = record.warcType;
  return kept.includes(type) ? describe(record, Buffer.concat(head), { file, offset, type }) : undefined;
}

const withoutBrackets = (address: string): string => address.replace(/^<|>$/g, '');
const keyOf = (address: string): string => withoutBrackets(URL.parse(withoutBrackets(address))?.href ?? address).replace(/#.*$/s, '');
const instantOf = (date: string | null | undefined): number => Date.parse(orEmpty(date)) || 0;

function describe(record: WARCRecord, head: Buffer, where: Pick<WarcEntry, 'file' | 'offset' | 'type'>): WarcEntry {
  const message = where.type === 'resource' ? undefined : readMessage(head);
  const isRequest = where.type === 'request';
  const digest = record.warcPayloadDigest || undefined;
  const refersTo = record.warcRefersToTargetURI;
  return {
    ...where,
    id: orEmpty(record.warcHeader('warc-record-id')),
    concurrentTo: orEmpty(record.warcHeader('warc-concurrent-to'))
      .split(/,\s{0,5}/)
      .filter((id) => id !== ''),
    url: keyOf(orEmpty(record.warcTargetURI)),
    atMs: instantOf(record.warcDate),
    status: message ? statusOf(message.start) : 200,
    method: isRequest ? (message?.start.split(' ')[0] ?? 'GET') : 'GET',
    body: isRequest ? orEmpty(message?.body.subarray(0, mostAsked).toString()) : '',
    ...opt({ digest, refersTo: refersTo ? { url: keyOf(refersTo), atMs: instantOf(record.warcRefersToDate) } : undefined }),
  };
}

/**
 * Headers and whole block of a record; 'too-large' beyond so many bytes. It is unpacked here and not by the package, which does that
 * without native code.
 */
async function readBlock({ file, offset, url }: WarcEntry, most: number) {
  const handle = await open(file);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, offset);
  const stream = handle.createReadStream({ start: offset });
  const plain = buffer.readUInt16BE() === gzipMark ? stream.pipe(createGunzip()) : stream;
  stream.on('error', (error) => plain.destroy(error));
  plain.on('error', () => {});
  try {
    const record = await new WARCParser(plain, { parseHttp: false }).parse();
    if (!record) throw broken(file, offset, 'no WARC record');
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of record.reader) {
      size += piece.length;
      if (size > most) throw new SourceError('too-large', url, `a record of more than ${most} bytes`);
      pieces.push(piece);
    }
    return { warc: (name: string) => record.warcHeader(name) ?? undefined, bytes: Buffer.concat(pieces) };
  } finally {
    plain.destroy();
    stream.destroy();
  }
}

type RecordedExchange = WarcEntry & { readonly asked: { readonly method: string; readonly body: string } };
type ExchangeIndex = ReadonlyMap<string, readonly RecordedExchange[]>;

/**
 * The web as WARC files hold it, without network and without pauses. Of several records of one address the newest one not later than `now`
 * answers, else the earliest. An address that is not in the files is 'unreachable'; a host without robots.txt in them has none. Throws
 * InputError when a file cannot be read.
 */
export async function openReplay(files: readonly string[], now: () => Date): Promise<Web> {
  const records: WarcEntry[] = [];
  for (const file of files) records.push(...(await indexFile(file)));
  const shelf = indexExchanges(records);
  const exchange = replayExchange(shelf, now);
  const robots = openRobots({ exchange: orNone(exchange, shelf), agent: agentName, headers: {}, now });
  return {
    get: (request) => visit(request, startTrip(Number.POSITIVE_INFINITY), { exchange, robots, admit: () => {}, headers: {}, now }),
    holds: (url) => isHeld(shelf, url),
    rest: async () => {},
  };
}

function indexExchanges(records: readonly WarcEntry[]): ExchangeIndex {
  const requests = new Map<string, WarcEntry>();
  records.forEach((record, index) => {
    if (record.type !== 'request') return;
    for (const id of record.concurrentTo) requests.set(id, record);
    requests.set(record.id, record);
    // Some writers put a request beside its response without a link.
    for (const beside of [records[index - 1], records[index + 1]]) {
      if (beside && beside.type !== 'request' && beside.url === record.url && !requests.has(beside.id)) requests.set(beside.id, record);
    }
  });
  const shelf = new Map<string, RecordedExchange[]>();
  for (const record of records) {
    if (record.type === 'request') continue;
    const linked = record.concurrentTo.map((id) => requests.get(id)).find((request) => request?.type === 'request');
    const { method, body } = linked ?? requests.get(record.id) ?? { method: 'GET', body: '' };
    const candidate: RecordedExchange = { ...record, asked: { method, body } };
    const beside = shelf.get(record.url);
    if (beside) beside.push(candidate);
    else shelf.set(record.url, [candidate]);
  }
  return shelf;
}

const isHeld = (shelf: ExchangeIndex, url: string): boolean => shelf.has(keyOf(url)) || shelf.has(otherScheme(keyOf(url)));

const otherScheme = (address: string): string =>
  address.startsWith('https:') ? `http:${address.slice(6)}` : address.replace(/^http:/, 'https:');

function findExchange(shelf: ExchangeIndex, ask: Ask, nowMs: number): RecordedExchange | undefined {
  const key = keyOf(ask.url.href);
  const conditional = ask.headers['if-none-match'] !== undefined || ask.headers['if-modified-since'] !== undefined;
  for (const address of [key, otherScheme(key)]) {
    const fitting = (shelf.get(address) ?? []).filter(({ asked }) => answersRequest(asked, ask));
    // A recorded 304 is no answer to a request without validators when there is another record.
    const full = fitting.filter(({ status }) => status !== 304);
    const among = (conditional || full.length === 0 ? fitting : full).toSorted((a, b) => a.atMs - b.atMs);
    const choose = (from: typeof among): RecordedExchange | undefined => from.findLast(({ atMs }) => atMs <= nowMs) ?? from[0];
    const chosen = choose(among);
    // A request that brings a cookie comes after the answer that set it: another record.
    if (chosen) return ask.headers['cookie'] === undefined ? chosen : (choose(among.filter((each) => each !== chosen)) ?? chosen);
  }
  return undefined;
}

const answersRequest = (asked: RecordedExchange['asked'], ask: Ask): boolean =>
  ask.method === 'POST' ? asked.method === 'POST' && asked.body.trim() === orEmpty(ask.body).trim() : asked.method !== 'POST';

function replayExchange(shelf: ExchangeIndex, now: () => Date): Exchange {
  return async (ask, trip) => {
    const url = ask.url.href;
    const chosen = findExchange(shelf, ask, now().getTime());
    if (!chosen) throw new SourceError('unreachable', url, 'not in the replayed files');
    const message = await readResponse(chosen, shelf, ask);
    trip.requests += 1;
    if (isUnchanged(ask, message)) return { status: 304, headers: message.headers, bytes: new Uint8Array() };
    trip.wireBytes += message.body.length;
    return readAnswer(message, url, ask.maxBytes);
  };
}

/** A robots.txt that is not in the files does not exist. */
const orNone =
  (exchange: Exchange, shelf: ExchangeIndex): Exchange =>
  async (ask, trip) =>
    isHeld(shelf, ask.url.href) ? exchange(ask, trip) : { status: 404, headers: {}, bytes: new Uint8Array() };

/** Headers, and what chunks add to a body, beside as much as the live web takes in of one answer. */
const blockOf = ({ maxBytes = maxWireBytes }: Ask): number => 2 * maxBytes + 100_000;

async function readResponse(record: RecordedExchange, shelf: ExchangeIndex, ask: Ask): Promise<HttpMessage> {
  const url = ask.url.href;
  const block = await readBlock(record, blockOf(ask));
  if (block.warc('warc-truncated') !== undefined) throw new SourceError('truncated', url, 'the record was cut short when it was made');
  if (record.type === 'resource') {
    return { start: 'HTTP/1.1 200 OK', headers: { 'content-type': orEmpty(block.warc('content-type')) }, body: block.bytes };
  }
  const message = readMessage(block.bytes);
  if (record.type !== 'revisit') return message;
  const original = originalOf(record, shelf);
  if (!original) throw new SourceError('unreachable', url, 'the files hold a revisit record without its original');
  const first = readMessage((await readBlock(original, blockOf(ask))).bytes);
  const own = statusOf(message.start) > 0 && statusOf(message.start) !== 304;
  return { start: own ? message.start : first.start, headers: { ...first.headers, ...message.headers }, body: first.body };
}

function originalOf(record: RecordedExchange, shelf: ExchangeIndex): RecordedExchange | undefined {
  const same = (shelf.get(record.refersTo?.url ?? record.url) ?? []).filter(({ type }) => type === 'response');
  const byDate = same.find(({ atMs }) => atMs === record.refersTo?.atMs);
  if (byDate) return byDate;
  const all = [...same, ...[...shelf.values()].flat()];
  return all.find(({ type, digest }) => type === 'response' && digest !== undefined && digest === record.digest) ?? same[0];
}

const withoutWeakMark = (etag: string): string => etag.trim().replace(/^W\//, '');

function isUnchanged(ask: Ask, { start, headers }: HttpMessage): boolean {
  if (statusOf(start) !== 200) return false;
  const etag = ask.headers['if-none-match'];
  if (etag !== undefined) return headers['etag'] !== undefined && withoutWeakMark(etag) === withoutWeakMark(headers['etag']);
  const since = ask.headers['if-modified-since'];
  return since !== undefined && since === headers['last-modified'];
}

async function readAnswer({ start, headers, body }: HttpMessage, url: string, most = maxWireBytes): Promise<Answer> {
  const status = statusOf(start);
  if (status === 0) throw new SourceError('unrecognised', url, 'the record is no HTTP response');
  const chunked = /\bchunked\b/i.test(orEmpty(headers['transfer-encoding']));
  const joined = chunked ? joinChunks(body) : { bytes: body, whole: true };
  if (!joined.whole) throw new SourceError('truncated', url, 'the last chunk is missing');
  const declared = Number(headers['content-length']);
  if (!chunked && status !== 304 && body.length < declared) throw new SourceError('truncated', url, `${body.length} of ${declared} bytes`);
  if (joined.bytes.length > most) throw new SourceError('too-large', url, `more than ${most} bytes`);
  return {
    status,
    headers,
    bytes: await decodeBody(joined.bytes, storedEncoding(headers, joined.bytes), url, Math.max(most, maxDecodedBytes)),
  };
}

/** Some writers store the decoded body and keep the header; gzip bytes show whether they are still encoded. */
function storedEncoding(headers: Readonly<Record<string, string>>, bytes: Uint8Array): string {
  const encoding = orEmpty(headers['content-encoding']);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return /^\s{0,5}(x-)?gzip\s{0,5}$/i.test(encoding) && !isGzip ? '' : encoding;
}

/** The web, but for one page that a person saved, whose evidence says so. */
export const openSavedPage = (url: string, bytes: Uint8Array, now: () => Date, live?: Web): Web => ({
  ...live,
  get: async (request) => {
    if (request.url !== url && live) return live.get(request);
    if (request.url !== url) throw new SourceError('unreachable', request.url, 'only the saved page is at hand');
    const fetchedAt = now().toISOString();
    const headers = { [handHeader]: 'by hand' };
    return { url, finalUrl: url, hops: [], status: 200, headers, bytes, wireBytes: 0, requests: 0, fetchedAt };
  },
  rest: async () => live?.rest(),
});
