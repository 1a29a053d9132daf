import { SourceError } from '../model/errors.ts';
import type { Web } from '../model/ports.ts';
import { orEmpty } from '../model/values.ts';
import { type HttpMessage, joinChunks, readMessage, statusOf } from './replay/http.ts';
import { indexFile, keyOf, readBlock, type WarcEntry } from './replay/warc-records.ts';
import { decodeBody, maxDecodedBytes, maxWireBytes } from './web/body.ts';
import { openRobots } from './web/robots.ts';
import { type Answer, type Ask, type Exchange, startTrip } from './web/trip.ts';
import { visit } from './web/visit.ts';
import { agentName } from './web.ts';

type RecordedExchange = WarcEntry & { readonly asked: { readonly method: string; readonly body: string } };
type ExchangeIndex = ReadonlyMap<string, readonly RecordedExchange[]>;

/**
 * The web as WARC files hold it, without network and without pauses. Of several records of one address the newest one not later than `now` answers, else the
 * earliest. An address that is not in the files is 'unreachable'; a host without robots.txt in them has none. Throws InputError when a file cannot be read.
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

/** Responses by address, each with the request that it answers. */
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
