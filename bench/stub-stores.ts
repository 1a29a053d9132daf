import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { reachServicesBy } from '../shared/adapters/client-options.ts';
import { openStubTable } from './stub-table.ts';

/** Table, bucket and queue that answer at once, from memory: what is left is what the clients of the SDK cost, signatures included. */

type Sent = {
  readonly hostname: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
type Said = { readonly statusCode: number; readonly headers: Readonly<Record<string, string>>; readonly body: Readable };
type Entry = { readonly Id: string; readonly MessageBody: string; readonly MessageGroupId?: string };

/** A body that is there at once: `Readable.from` would take ten turns of the event loop for it. */
function said(statusCode: number, body: string | Uint8Array = '', headers: Readonly<Record<string, string>> = {}): Said {
  const stream = new Readable({ read() {} });
  if (body.length > 0) stream.push(Buffer.from(body));
  stream.push(null);
  return { statusCode, headers, body: stream };
}
const json = (body: object): Said => said(200, JSON.stringify(body), { 'content-type': 'application/x-amz-json-1.0' });

const conditionFailed = JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'refused' });

const bytesOf = (body: unknown): Buffer =>
  body instanceof Uint8Array
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    : Buffer.from(typeof body === 'string' ? body : '');

const preconditionFailed = '<?xml version="1.0"?><Error><Code>PreconditionFailed</Code><Message>held</Message></Error>';
const noSuchKey = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>';

function openBucketStub(): (sent: Sent, body: Buffer) => Said {
  const objects = new Map<string, Uint8Array>();
  return ({ method, path, headers }, body) => {
    if (method === 'PUT') {
      if (headers['if-none-match'] === '*' && objects.has(path))
        return said(412, preconditionFailed, { 'content-type': 'application/xml' });
      // A copy with memory of its own: what zlib packs lies in 16 KB, however small it is, and a small Buffer in the 64 KB that many short-lived ones share.
      objects.set(path, new Uint8Array(body));
      return said(200, '', { etag: '"stub"' });
    }
    const held = objects.get(path);
    if (!held) return said(404, method === 'HEAD' ? '' : noSuchKey, { 'content-type': 'application/xml' });
    return said(200, method === 'HEAD' ? '' : held, { etag: '"stub"', 'content-length': String(held.length) });
  };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Messages that were sent, by their groups. */
export type Sending = Map<string, string[]>;

function answerQueue(entries: readonly Entry[], sending: Sending): Said {
  for (const { MessageBody, MessageGroupId = '' } of entries)
    sending.set(MessageGroupId, [...(sending.get(MessageGroupId) ?? []), MessageBody]);
  const Successful = entries.map(({ Id, MessageBody }) => ({ Id, MessageId: Id, MD5OfMessageBody: md5(MessageBody) }));
  return json({ Successful, Failed: [] });
}

/** Lets every client of this process reach the stubs in place of AWS; gives what is sent to the queue, and how many calls came. */
export function openStubs(): { readonly sending: Sending; readonly calls: () => number } {
  const [table, bucket] = [openStubTable(), openBucketStub()];
  const sending: Sending = new Map();
  let calls = 0;
  const requestHandler = {
    async handle(sent: Sent): Promise<{ response: Said }> {
      calls += 1;
      const body = bytesOf(sent.body);
      const operation = (sent.headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
      if (sent.hostname.startsWith('dynamodb')) {
        const answer = table(operation, JSON.parse(body.toString()));
        return { response: answer ? json(answer) : said(400, conditionFailed, { 'content-type': 'application/x-amz-json-1.0' }) };
      }
      if (sent.hostname.startsWith('sqs')) {
        const { Entries = [] } = JSON.parse(body.toString()) as { readonly Entries?: readonly Entry[] };
        return { response: operation === 'SendMessageBatch' ? answerQueue(Entries, sending) : json({ Successful: [], Failed: [] }) };
      }
      return { response: bucket(sent, body) };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
  reachServicesBy(() => ({ options: { requestHandler: requestHandler as never } }));
  return { sending, calls: () => calls };
}
