import { registerS3Routes } from '../../node_modules/fauxqs/dist/s3/s3Router.js';
import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { Answer, Answering, Asked } from './answering.ts';
import type { GroupCommits } from './group-commits.ts';
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
export function openObjectService(store: S3Store, commits: GroupCommits): Answering {
  const handlers = handlersOf(store);
  const unsettled = new Map<string, Promise<void>>();
  return async ({ method, url, headers, body }) => {
    const [path = '', search = ''] = url.split('?', 2);
    const place = decodeURIComponent(path);
    const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(place) ?? [];
    const query = new URLSearchParams(search);
    // What is not durable yet is neither read nor compared with.
    while (unsettled.has(place)) await unsettled.get(place);
    const early = answeredEarly(store, { method, bucket, key, query, headers });
    if (early) return early;
    const handler = handlers.get(method);
    if (!handler) return xml(405, errorXml('MethodNotAllowed', `The local instance has no ${method}.`));
    // Same tick as the conditions above, so that of many racing writers one wins.
    const said = answerOf((reply) => handler({ headers, body, params: { bucket, '*': key }, query: Object.fromEntries(query) }, reply));
    if (method === 'GET' || method === 'HEAD') return said;
    const all = await Promise.allSettled([said, settled(unsettled, place, commits)]);
    const failed = all.find(({ status }) => status === 'rejected');
    return failed?.status === 'rejected' ? xml(507, errorXml('DiskFull', `the local instance cannot write: ${failed.reason}`)) : said;
  };
}

/** Holds up other requests to a place until what was written there is durable. */
async function settled(unsettled: Map<string, Promise<void>>, place: string, commits: GroupCommits): Promise<void> {
  const durable = commits.durable();
  const end = (): void => void unsettled.delete(place);
  unsettled.set(place, durable.then(end, end));
  await durable;
}

type Early = Pick<Asked, 'method' | 'headers'> & { readonly bucket: string; readonly key: string; readonly query: URLSearchParams };

/** The answer to a request that the emulator would misread, or that the policy of the bucket or a condition refuses. */
function answeredEarly(store: S3Store, { method, bucket, key, query, headers }: Early): Answer | undefined {
  const unknown = unknownSubresource(method, query);
  if (unknown !== undefined) return xml(501, errorXml('NotImplemented', `The local instance has no "${unknown}" of ${method}.`));
  const versions = method === 'GET' ? versionsAsked(store, bucket, query) : undefined;
  if (versions !== undefined) return xml(200, versions);
  const finishes = method === 'PUT' || (method === 'POST' && query.has('uploadId'));
  const refusal = key === '' ? undefined : refusalOf(store, { method, bucket, key, finishes, ...conditions(headers) });
  return refusal && xml(refusal.status, errorXml(refusal.code, refusals[refusal.code]));
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
