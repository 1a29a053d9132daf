import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { SourceError } from '../../model/errors.ts';

export const maxWireBytes = 5_000_000;
export const maxDecodedBytes = 10_000_000;

type Limit = { readonly maxOutputLength: number; readonly chunkSize: number };
type Decoder = (bytes: Uint8Array, limit: Limit) => Promise<Uint8Array>;

// zlib counts its output chunk by chunk and stops at the limit: a bomb costs no more than the limit.
const limitOf = (most: number): Limit => ({ maxOutputLength: most, chunkSize: 65_536 });
const inflateAny: Decoder = (bytes, limit) => {
  // "deflate" is a zlib stream by the standard and often a raw one in practice; the first two bytes show which.
  const [first = 0, second = 0] = bytes;
  const zlib = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
  return zlib ? promisify(inflate)(bytes, limit) : promisify(inflateRaw)(bytes, limit);
};
const decoders: Readonly<Record<string, Decoder>> = {
  identity: async (bytes) => bytes,
  '': async (bytes) => bytes,
  gzip: (bytes, limit) => promisify(gunzip)(bytes, limit),
  'x-gzip': (bytes, limit) => promisify(gunzip)(bytes, limit),
  br: (bytes, limit) => promisify(brotliDecompress)(bytes, limit),
  deflate: inflateAny,
};

/**
 * Undoes one layer of content-encoding. Throws SourceError: 'too-large' above the limit of decoded bytes, 'truncated' when the stream ends early, 'unrecognised' for
 * another encoding, more than one layer, or bytes that are not of the named encoding.
 */
export async function decodeBody(bytes: Uint8Array, encoding: string, url: string, most = maxDecodedBytes): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase();
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (!decode) throw new SourceError('unrecognised', url, `content-encoding "${name.slice(0, 60)}"`);
  if (bytes.length === 0) return bytes;
  try {
    const decoded = await decode(bytes, limitOf(most));
    if (decoded.length > most) throw tooLarge(url, most);
    return decoded;
  } catch (error) {
    throw error instanceof SourceError ? error : bodyError(error, name, url, most);
  }
}

const tooLarge = (url: string, most: number): SourceError => new SourceError('too-large', url, `more than ${most} bytes after decoding`);

function bodyError(error: unknown, encoding: string, url: string, most: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(url, most);
  if (code === 'Z_BUF_ERROR') return new SourceError('truncated', url, `the ${encoding} stream ends early`, { cause: error });
  if (/^(Z_|ERR__?BROTLI|ERR_BROTLI|ERR_.{0,40}FORMAT)/.test(code)) {
    return new SourceError('unrecognised', url, `the body is not ${encoding}`, { cause: error });
  }
  return error;
}

export type BodyLimits = {
  readonly url: string;
  readonly onBytes: (count: number) => void;
  readonly firstBytes: number | undefined;
  readonly maxBytes?: number | undefined;
};

/** Reads a whole body, or its first bytes. Throws SourceError 'too-large' above the limit of wire bytes. */
export async function readWire(
  body: AsyncIterable<Uint8Array>,
  { url, onBytes, firstBytes, maxBytes = maxWireBytes }: BodyLimits,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    onBytes(chunk.length);
    if (firstBytes === undefined && size > maxBytes) throw new SourceError('too-large', url, `more than ${maxBytes} bytes`);
    chunks.push(chunk);
    if (firstBytes !== undefined && size >= firstBytes) break;
  }
  // Most pages come whole: a copy of each would be twice the bytes that V8 counts until it collects.
  const [first = new Uint8Array()] = chunks;
  return (chunks.length < 2 ? first : Buffer.concat(chunks)).subarray(0, firstBytes);
}
