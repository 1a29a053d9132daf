import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AsyncIterReader, WARCParser, type WARCRecord } from 'warcio';
import { InputError } from '../../model/errors.ts';
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
const gzipMark = 0x1f8b;

const broken = (file: string, offset: number, why: string, cause?: unknown): InputError =>
  new InputError(`${file}: ${why} at byte ${offset}; record it again, or cut the file there`, { cause });

/** Index of every page and request of a WARC file. InputError names file, offset and remedy when it cannot be read to its end. */
export async function indexFile(file: string): Promise<readonly WarcEntry[]> {
  const { records, enterable } = await readAll(file);
  // A file compressed in one piece has no places to start from: it is unpacked once, to a file beside it.
  return enterable ? records : (await readAll(await unpack(file))).records;
}

async function unpack(file: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hongtou-replay-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const plain = join(folder, basename(file, '.gz'));
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(plain));
  return plain;
}

type FileIndex = { readonly records: readonly WarcEntry[]; readonly enterable: boolean };

async function readAll(file: string): Promise<FileIndex> {
  const records: WarcEntry[] = [];
  const offsets: number[] = [];
  const stream = createReadStream(file);
  const reader = new AsyncIterReader(stream);
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
    body: isRequest ? orEmpty(message?.body.toString()) : '',
    ...(digest ? { digest } : {}),
    ...(refersTo ? { refersTo: { url: keyOf(refersTo), atMs: instantOf(record.warcRefersToDate) } } : {}),
  };
}

export type RecordBlock = { readonly warc: (name: string) => string | undefined; readonly bytes: Buffer };

/** Headers and whole block of a record. It is unpacked here and not by the package, which does that without native code. */
export async function readBlock({ file, offset }: WarcEntry): Promise<RecordBlock> {
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
    return { warc: (name) => record.warcHeader(name) ?? undefined, bytes: Buffer.from(await record.readFully()) };
  } finally {
    plain.destroy();
    stream.destroy();
  }
}
