import { orEmpty } from '../../model/values.ts';
/** An HTTP message in a WARC record. */
export type HttpMessage = { readonly start: string; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

/** Header lines are ASCII by the standard; real ones are UTF-8 too, or one byte a character. */
function decodeHead(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function endOfHead(block: Buffer): { head: number; body: number } {
  const crlf = block.indexOf('\r\n\r\n');
  const lf = block.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { head: crlf, body: crlf + 4 };
  return lf >= 0 ? { head: lf, body: lf + 2 } : { head: block.length, body: block.length };
}

/** Start line, headers (lower-case, repeated ones joined) and body of a message; line ends may be CRLF or LF. */
export function readMessage(block: Buffer): HttpMessage {
  const { head, body } = endOfHead(block);
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

/** Status of a response's start line, 0 when there is none. */
export const statusOf = (start: string): number => Number(/^HTTP\/\d(?:\.\d)? {1,5}(\d{3})/.exec(start)?.[1] ?? 0);

/**
 * Undoes chunked transfer. Many writers keep the header and store the body already joined: then the first line is no chunk size. `whole` is false when the last
 * chunk is missing.
 */
export function joinChunks(body: Buffer): { bytes: Buffer; whole: boolean } {
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
