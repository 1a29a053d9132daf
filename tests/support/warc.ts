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
};

const record = ({ url, at = '2026-11-01T00:00:00Z', status = 200, headers = {}, body }: Recorded): Uint8Array => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
  const fields = { 'Content-Type': 'text/html; charset=utf-8', ...headers, 'Content-Length': String(bytes.length) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const http = Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), bytes]);
  const id = createHash('sha256').update(`${url} ${at}`).digest('hex');
  const uuid = `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`;
  const head = [
    'WARC/1.1',
    'WARC-Type: response',
    `WARC-Record-ID: <urn:uuid:${uuid}>`,
    `WARC-Date: ${at}`,
    `WARC-Target-URI: ${url}`,
    'Content-Type: application/http; msgtype=response',
    `Content-Length: ${http.length}`,
  ];
  return gzipSync(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), http, Buffer.from('\r\n\r\n')]));
};

/** Writes a `.warc.gz` of the answers and gives its path back. */
export function writeWarcFile(path: string, answers: readonly Recorded[]): string {
  writeFileSync(path, Buffer.concat(answers.map(record)));
  return path;
}
