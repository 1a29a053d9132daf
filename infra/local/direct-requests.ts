import { crc32 } from 'node:zlib';
import { openSmallObjects, type SmallObjects } from '../../shared/adapters/small-objects.ts';
import type { AskTable } from '../../shared/adapters/table-asking.ts';
import { DamagedError } from '../../shared/model/errors.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import type { Answer, Answering } from './answering.ts';

/**
 * Requests of the process that runs the emulators, written without the SDK, which takes a fifth of a short command's processor time to load. What it guards stays
 * guarded: a sum goes with each object that is put, and is compared when it is got.
 */

const textOf = ({ body }: Answer): string => (typeof body === 'string' ? body : Buffer.from(body).toString());

/** An error as a client throws it. */
const failure = (status: number, name: string, message: string): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

/** Asks the table by what answers for DynamoDB. */
export const tableOf =
  (answering: Answering): AskTable =>
  async (name, input) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${name}` };
    const answer = await answering({ method: 'POST', url: '/', headers, body: Buffer.from(JSON.stringify(input)) });
    const said = JSON.parse(textOf(answer));
    if (answer.status === 200) return said;
    throw failure(answer.status, orEmpty(said.__type).replace(/^.*#/, ''), orEmpty(said.message ?? said.Message));
  };

export const sumHeader = 'x-amz-checksum-crc32';
/** CRC-32 as S3 writes it. */
export function sumOf(bytes: Uint8Array | string): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum.toString('base64');
}

const inXml = (xml: string, part: RegExp): string => orEmpty(part.exec(xml)?.[1]);
function refusal(answer: Answer): Error {
  const xml = textOf(answer);
  return failure(answer.status, inXml(xml, /<Code>([^<]*)/), inXml(xml, /<Message>([^<]*)/));
}

const metaPrefix = 'x-amz-meta-';
const metadataOf = ({ headers }: Answer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (name.startsWith(metaPrefix) ? [[name.slice(metaPrefix.length), value]] : [])),
  );

/** Single objects of a bucket, by what answers for S3. */
export function objectsOf(answering: Answering, bucket: string): SmallObjects {
  const urlOf = (key: string): string => `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  return openSmallObjects({
    async load(key, unless) {
      const headers = { 'x-amz-checksum-mode': 'ENABLED', ...opt('if-none-match', unless) };
      const answer = await answering({ method: 'GET', url: urlOf(key), headers, body: Buffer.alloc(0) });
      if (answer.status === 304) return 'same';
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw refusal(answer);
      // A copy: whoever gets it may hand its memory to a thread.
      const bytes = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : new Uint8Array(answer.body);
      const { etag, [sumHeader]: sum, 'content-encoding': encoding } = answer.headers;
      if (sum !== undefined && sum !== sumOf(bytes))
        throw new DamagedError(key, { cause: new Error('Checksum mismatch: it does not hold the bytes that were put') });
      return { bytes, etag: orEmpty(etag), encoding, metadata: metadataOf(answer) };
    },
    async store({ key, type, metadata = {}, Body, ContentEncoding }, condition) {
      const described = Object.entries(metadata).map(([name, value]) => [`${metaPrefix}${name.toLowerCase()}`, value]);
      const headers = {
        ...Object.fromEntries(described),
        'content-type': type,
        ...opt('content-encoding', ContentEncoding),
        'x-amz-sdk-checksum-algorithm': 'CRC32',
        [sumHeader]: sumOf(Body),
        ...('absent' in condition ? { 'if-none-match': '*' } : { 'if-match': condition.etag }),
      };
      const body = Buffer.from(Body.buffer, Body.byteOffset, Body.byteLength);
      const answer = await answering({ method: 'PUT', url: urlOf(key), headers, body });
      if (answer.status === 412 || (answer.status === 404 && 'etag' in condition)) return false;
      if (answer.status >= 300) throw refusal(answer);
      return true;
    },
  });
}
