import { STATUS_CODES } from 'node:http';
import { WARCRecord, WARCSerializer } from 'warcio';
import type { Page } from '../model/page.ts';

const version = 'WARC/1.1';

/** Encodings were undone before the bytes were kept, so the headers that speak of them are set aside under another name. */
function headersOf({ headers, bytes }: Page): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const undone = name === 'content-encoding' || name === 'transfer-encoding' || name === 'content-length';
    kept[undone ? `x-archive-orig-${name}` : name] = value.replace(/[\r\n]/g, ' ');
  }
  return { ...kept, 'content-length': String(bytes.length) };
}

type Response = { url: string; status: number; headers: Record<string, string>; bytes: Uint8Array; at: string };

function serialize({ url, status, headers, bytes, at }: Response, gzip: boolean): Promise<Uint8Array> {
  const statusline = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  const record = WARCRecord.create({ url, date: at, type: 'response', warcVersion: version, httpHeaders: headers, statusline }, [bytes]);
  return WARCSerializer.serialize(record, { gzip });
}

/**
 * Pages of the evidence as a WARC file, record by record, so that `--replay` of it gives them again. Of a redirect only its target
 * is known: it becomes a 302 without body.
 */
export async function* writeWarc(pages: AsyncIterable<Page> | Iterable<Page>, { gzip = true } = {}): AsyncGenerator<Uint8Array> {
  const info = WARCRecord.createWARCInfo({ warcVersion: version }, { software: 'Hongtou', format: 'WARC File Format 1.1' });
  yield await WARCSerializer.serialize(info, { gzip });
  for await (const page of pages) {
    const at = page.fetchedAt;
    for (const [index, url] of page.hops.entries()) {
      const location = page.hops[index + 1] ?? page.finalUrl;
      yield await serialize({ url, status: 302, headers: { location, 'content-length': '0' }, bytes: new Uint8Array(), at }, gzip);
    }
    yield await serialize({ url: page.finalUrl, status: page.status, headers: headersOf(page), bytes: page.bytes, at }, gzip);
  }
}
