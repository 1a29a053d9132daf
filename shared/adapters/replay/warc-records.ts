import { createReadStream, createWriteStream, type ReadStream, rmSync } from 'node:fs';
import { mkdtemp, open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AsyncIterReader, WARCParser, type WARCRecord } from 'warcio';
import { InputError, SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { readMessage, statusOf } from './http.ts';

/** Where a record is, and what is needed to choose among records; its bytes are read on demand. */
export type WarcEntry = {
  readonly file: string;
  readonly offset: number;
  readonly type: string;
  readonly id: string;
  readonly concurrentTo: readonly string[];
  readonly url: string;
  readonly atMs: number;
  /** Of a response. */
  readonly status: number;
  /** Of a request. */
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

/** Index of every page and request of a WARC file. InputError names file, offset and remedy when it cannot be read to its end. */
export async function indexFile(file: string): Promise<readonly WarcEntry[]> {
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

/** Headers and blocks of records, up to what the file may hold. */
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

type FileIndex = { readonly records: readonly WarcEntry[]; readonly enterable: boolean };

async function readAll(file: string): Promise<FileIndex> {
  const records: WarcEntry[] = [];
  const offsets: number[] = [];
  const stream = createReadStream(file);
  const reader = new BoundedReader(stream, file, await mostUnpacked(file));
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
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['ENOENT', 'EACCES', 'EISDIR'].includes(code))
      throw new InputError(`--replay: ${file} cannot be read (${code}); give a .warc or .warc.gz file`, { usage: true, cause: error });
    throw broken(file, parser.offset, `unreadable (${error instanceof Error ? error.message : String(error)})`, error);
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
/** Key of an address: as `URL` writes it, without its fragment. */
export const keyOf = (address: string): string =>
  withoutBrackets(URL.parse(withoutBrackets(address))?.href ?? address).replace(/#.*$/s, '');
const instantOf = (date: string | null | undefined): number => Date.parse(orEmpty(date)) || 0;

function describe(record: WARCRecord, head: Buffer, where: Pick<WarcEntry, 'file' | 'offset' | 'type'>): WarcEntry {
  const message = where.type === 'resource' ? undefined : readMessage(head);
  const isRequest = where.type === 'request';
  const digest = record.warcPayloadDigest;
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
    ...(digest ? { digest } : {}),
    ...(refersTo ? { refersTo: { url: keyOf(refersTo), atMs: instantOf(record.warcRefersToDate) } } : {}),
  };
}

export type RecordBlock = { readonly warc: (name: string) => string | undefined; readonly bytes: Buffer };

/** Headers and whole block of a record; 'too-large' beyond so many bytes. It is unpacked here and not by the package, which does that without native code. */
export async function readBlock({ file, offset, url }: WarcEntry, most: number): Promise<RecordBlock> {
  const handle = await open(file);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, offset);
  const stream = handle.createReadStream({ start: offset });
  const plain = buffer.readUInt16BE() === gzipMark ? stream.pipe(createGunzip()) : stream;
  stream.on('error', (error) => plain.destroy(error));
  // Who reads hears of it; what lies behind the record is nobody's.
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
    return { warc: (name) => record.warcHeader(name) ?? undefined, bytes: Buffer.concat(pieces) };
  } finally {
    plain.destroy();
    stream.destroy();
  }
}
