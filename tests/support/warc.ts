import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** One recorded answer. `at` is an instant in UTC without fractions, as WARC-Date has it. */
export type Recorded = {
  readonly url: string;
  readonly at?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Body of the request that it answers, where that is a POST. */
  readonly posted?: string;
};

const message = (start: string, headers: Readonly<Record<string, string>>, body: string | Uint8Array): Buffer => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
  const lines = Object.entries({ ...headers, 'Content-Length': String(bytes.length) }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${start}\r\n${lines.join('')}\r\n`), bytes]);
};

const idOf = (text: string): string => {
  const id = createHash('sha256').update(text).digest('hex');
  return `<urn:uuid:${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}>`;
};

const record = ({ url, at = '2026-11-01T00:00:00Z', status = 200, headers = {}, body, posted }: Recorded): Uint8Array => {
  const answer = message(`HTTP/1.1 ${status} X`, { 'Content-Type': 'text/html; charset=utf-8', ...headers }, body);
  const id = idOf(`${url} ${at}${posted ?? ''}`);
  const recordOf = (type: string, http: Buffer, own: string): Uint8Array => {
    const head = [
      'WARC/1.1',
      `WARC-Type: ${type}`,
      `WARC-Record-ID: ${own}`,
      ...(type === 'request' ? [`WARC-Concurrent-To: ${id}`] : []),
      `WARC-Date: ${at}`,
      `WARC-Target-URI: ${url}`,
      `Content-Type: application/http; msgtype=${type}`,
      `Content-Length: ${http.length}`,
    ];
    return gzipSync(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), http, Buffer.from('\r\n\r\n')]));
  };
  const asked =
    posted === undefined
      ? []
      : [recordOf('request', message(`POST ${URL.parse(url)?.pathname} HTTP/1.1`, {}, posted), idOf(`${id} asked`))];
  return Buffer.concat([recordOf('response', answer, id), ...asked]);
};

/** Writes a `.warc.gz` of the answers and gives its path back. */
export function writeWarcFile(path: string, answers: readonly Recorded[]): string {
  writeFileSync(path, Buffer.concat(answers.map(record)));
  return path;
}
