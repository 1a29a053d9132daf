import { registerS3Routes } from '../../node_modules/fauxqs/dist/s3/s3Router.js';
import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { Answer, Answering, Asked } from './answering.ts';
import { errorXml, type Precondition, type Refusal, refusalByPolicy, refusalOfWrite, unknownSubresource } from './s3-rules.ts';
import { versionsAsked } from './versions.ts';

type ObjectRequest = Pick<Asked, 'headers' | 'body'> & {
  readonly params: { readonly bucket: string; readonly '*': string };
  readonly query: Readonly<Record<string, string>>;
};

/** What the emulator's handlers use of their framework's reply. */
type Reply = { header(name: string, value: unknown): Reply; status(code: number): Reply; send(body?: Uint8Array | string): Reply };
type Handler = (request: ObjectRequest, reply: Reply) => Promise<unknown>;

/** The handlers of fauxqs, by method. Each knows the requests to a bucket by their empty key. */
function handlersOf(store: S3Store): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>();
  const note = (method: string) => (url: string, handler: Handler) => url === '/:bucket/*' && handlers.set(method, handler);
  const route = ({ method, url, handler }: { method: string; url: string; handler: Handler }) => note(method)(url, handler);
  registerS3Routes({ route, put: note('PUT'), head: note('HEAD'), delete: note('DELETE'), post: note('POST') } as never, store);
  return handlers;
}

/** Runs a handler of the emulator, which answers in the tick in which it is called. */
export async function answerOf(run: (reply: Reply) => Promise<unknown>): Promise<Answer> {
  const headers: Record<string, string> = {};
  let [status, body]: [number, Uint8Array | string] = [200, ''];
  const reply: Reply = {
    header(name, value) {
      headers[name] = String(value);
      return reply;
    },
    status(code) {
      status = code;
      return reply;
    },
    send(sent = '') {
      body = sent;
      return reply;
    },
  };
  await run(reply);
  return { status, headers, body };
}

const xml = (status: number, body: string): Answer => ({ status, headers: { 'content-type': 'application/xml' }, body });

/** S3 of fauxqs, with what it lacks: conditional writes, the refusals of the bucket's policy, and those of requests that it would misread. */
export function openObjectService(store: S3Store): Answering {
  const handlers = handlersOf(store);
  return async ({ method, url, headers, body }) => {
    const [path = '', search = ''] = url.split('?', 2);
    const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(path)) ?? [];
    const query = new URLSearchParams(search);
    const unknown = unknownSubresource(method, query);
    if (unknown !== undefined) return xml(501, errorXml('NotImplemented', `The local instance has no "${unknown}" of ${method}.`));
    const versions = method === 'GET' ? versionsAsked(store, bucket, query) : undefined;
    if (versions !== undefined) return xml(200, versions);
    const finishes = method === 'PUT' || (method === 'POST' && query.has('uploadId'));
    const refusal = key === '' ? undefined : refusalOf(store, { method, bucket, key, finishes, ...conditions(headers) });
    if (refusal) return xml(refusal.status, errorXml(refusal.code, refusals[refusal.code]));
    const handler = handlers.get(method);
    if (!handler) return xml(405, errorXml('MethodNotAllowed', `The local instance has no ${method}.`));
    // Same tick as the conditions above, so that of many racing writers one wins.
    return answerOf((reply) => handler({ headers, body, params: { bucket, '*': key }, query: Object.fromEntries(query) }, reply));
  };
}

const refusals: Readonly<Record<Refusal['code'], string>> = {
  AccessDenied: 'The policy of the bucket refuses it: what lies there is written once.',
  NoSuchKey: 'The specified key does not exist.',
  PreconditionFailed: 'At least one of the preconditions did not hold.',
};

type Write = Precondition & { readonly method: string; readonly bucket: string; readonly key: string; readonly finishes: boolean };

function refusalOf(store: S3Store, { method, bucket, key, finishes, ...condition }: Write): Refusal | undefined {
  const byPolicy = finishes || method === 'DELETE' ? refusalByPolicy(method, key, condition.ifNoneMatch) : undefined;
  return byPolicy ?? (finishes ? refusalOfWrite(store, bucket, key, condition) : undefined);
}

const conditions = (headers: Asked['headers']): Precondition => ({ ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] });
