import { STATUS_CODES } from 'node:http';
import { WARCRecord, WARCSerializer } from 'warcio';
import type { Page, WebRequest } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Web } from '../model/ports.ts';
import { withoutCookies } from '../model/secrets.ts';
import { orEmpty } from '../model/values.ts';

const version = 'WARC/1.1';

/** The stored bytes are decoded, so the headers about their encoding are kept under another name. */
function headersOf({ headers, bytes }: Page): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(withoutCookies(headers))) {
    const undone = name === 'content-encoding' || name === 'transfer-encoding' || name === 'content-length';
    kept[undone ? `x-archive-orig-${name}` : name] = value.replace(/[\r\n]/g, ' ');
  }
  return { ...kept, 'content-length': String(bytes.length) };
}

type Response = { url: string; status: number; headers: Record<string, string>; bytes: Uint8Array; at: string };

const responseOf = ({ url, status, headers, bytes, at }: Response): WARCRecord => {
  const statusline = `HTTP/1.1 ${status} ${orEmpty(STATUS_CODES[status])}`;
  return WARCRecord.create({ url, date: at, type: 'response', warcVersion: version, httpHeaders: headers, statusline }, [bytes]);
};

const bodyHeaders = (body: string): Record<string, string> => ({
  'content-type': /^\s{0,100}[[{]/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded',
  'content-length': String(Buffer.byteLength(body)),
});

function requestOf(answer: WARCRecord, posted?: string): WARCRecord {
  const url = orEmpty(answer.warcTargetURI);
  const { pathname, search, host } = new URL(url);
  return WARCRecord.create(
    {
      url,
      date: orEmpty(answer.warcDate),
      type: 'request',
      warcVersion: version,
      httpHeaders: { host, ...(posted !== undefined && bodyHeaders(posted)) },
      statusline: `${posted === undefined ? 'GET' : 'POST'} ${pathname}${search} HTTP/1.1`,
      warcHeaders: { 'WARC-Concurrent-To': orEmpty(answer.warcHeader('WARC-Record-ID')) },
    },
    posted === undefined ? [] : [Buffer.from(posted)],
  );
}

function* recordsOf(page: Page & { readonly posted?: string }): Generator<WARCRecord> {
  const at = page.fetchedAt;
  const answered = page.readAt ?? page.finalUrl;
  const answers: WARCRecord[] = [];
  for (const [index, url] of page.hops.entries()) {
    const location = page.hops[index + 1] ?? answered;
    answers.push(responseOf({ url, status: 302, headers: { location, 'content-length': '0' }, bytes: new Uint8Array(), at }));
  }
  answers.push(responseOf({ url: answered, status: page.status, headers: headersOf(page), bytes: page.bytes, at }));
  for (const [index, answer] of answers.entries()) {
    yield answer;
    yield requestOf(answer, index === 0 ? page.posted : undefined);
  }
}

/**
 * Writes pages of the evidence as a WARC file, record by record, so that `--replay` of it gives them again. Of a redirect only the target
 * is known: it becomes a 302 without body. `posted`: the body of the POST that a page answers.
 */
export async function* writeWarc(
  pages: AsyncIterable<Page & { readonly posted?: string }> | Iterable<Page & { readonly posted?: string }>,
  { gzip = true } = {},
): AsyncGenerator<Uint8Array> {
  const info = WARCRecord.createWARCInfo(
    { warcVersion: version },
    {
      software: 'Hongtou',
      format: 'WARC File Format 1.1',
      conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
      description:
        'Bodies have their encoding undone: x-archive-orig- marks headers about it. Known of a redirect is its target, of a request its method, address and body.',
    },
  );
  yield await WARCSerializer.serialize(info, { gzip });
  for await (const page of pages) {
    for (const record of recordsOf(page)) yield await WARCSerializer.serialize(record, { gzip });
  }
}

type RecordedPage = Page & { readonly posted?: string };

export function recordingWeb(web: Web): { readonly web: Web; readonly pages: () => readonly RecordedPage[] } {
  const kept = new Map<string, RecordedPage>();
  const keep = (request: WebRequest, page: Page): void => {
    const { method, body = '' } = request;
    const name = `${page.finalUrl}\n${method === 'POST' ? body : ''}`;
    if (!kept.has(name)) kept.set(name, { ...page, ...(method === 'POST' ? { posted: body } : {}) });
  };
  const recorded = (from: Web): Web => ({
    ...from,
    by: (egress) => recorded(from.by?.(egress) ?? from),
    async get(request) {
      try {
        const page = await from.get(request);
        keep(request, page);
        return page;
      } catch (error) {
        if (error instanceof SourceError && error.page) keep(request, error.page);
        throw error;
      }
    },
  });
  return { pages: () => [...kept.values()], web: recorded(web) };
}
