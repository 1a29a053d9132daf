import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { request as ask } from 'undici';
import { numbersOf } from '../support/shuffle.ts';

type Service = 's3' | 'sqs' | 'dynamodb';
type Asked = { readonly service: Service; readonly operation: string; readonly request: IncomingMessage; readonly body: Buffer };
type Came = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly bytes: Buffer };

/** What can go wrong with one request. `true`: it is answered, or never will be. */
const faults = {
  'lost request': ({ request }: Asked) => void request.socket.destroy(),
  unavailable: ({ service }: Asked, response: ServerResponse) => refuse(response, service, 503),
  throttled: ({ service }: Asked, response: ServerResponse) => refuse(response, service, service === 's3' ? 503 : 400),
} as const;
/** What can go wrong with the answer of a request that was done. */
const answers = {
  'lost answer': (response: ServerResponse) => void response.destroy(),
  'cut answer': (response: ServerResponse, { status, headers, bytes }: Came) => {
    response.writeHead(status, { ...kept(headers), 'content-length': String(Math.max(bytes.length, 2)) });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  },
} as const;
type FaultName = keyof typeof faults | keyof typeof answers | 'delayed' | 'part refused';

const throttles = { s3: 'SlowDown', sqs: 'ThrottlingException', dynamodb: 'ProvisionedThroughputExceededException' } as const;

function refuse(response: ServerResponse, service: Service, status: number): void {
  const code = status === 503 && service !== 's3' ? 'ServiceUnavailable' : throttles[service];
  if (service === 's3') response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
  else response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ __type: code, message: 'busy' }));
}

const kept = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:connection|transfer-encoding|content-length|keep-alive)$/.test(name)),
  );

/** Takes one entry out of a batch and says of it what the service says of what it could not do now; undefined where a request is no batch. */
function splitBatch({ operation, body }: Asked): { readonly body: Buffer; readonly join: (answer: object) => object } | undefined {
  const asked = /^(?:SendMessageBatch|BatchGetItem|BatchWriteItem)$/.test(operation) ? JSON.parse(String(body)) : undefined;
  if (operation === 'SendMessageBatch' && asked.Entries.length > 1) {
    const [{ Id }] = asked.Entries.splice(0, 1);
    const failed = { Id, Code: 'ServiceUnavailable', SenderFault: false, Message: 'busy' };
    return { body: Buffer.from(JSON.stringify(asked)), join: (answer) => ({ ...answer, Failed: [failed] }) };
  }
  const [table, inTable] = Object.entries<unknown[] | { Keys: unknown[] }>(asked?.RequestItems ?? {})[0] ?? [];
  if (table === undefined || inTable === undefined) return undefined;
  const writes = Array.isArray(inTable);
  const all = writes ? inTable : inTable.Keys;
  if (all.length < 2) return undefined;
  const first = all.splice(0, 1);
  const left = writes ? { UnprocessedItems: { [table]: first } } : { UnprocessedKeys: { [table]: { ...inTable, Keys: first } } };
  return { body: Buffer.from(JSON.stringify(asked)), join: (answer) => ({ ...answer, ...left }) };
}

/** Headers as they came, for the next connection. */
const passed = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      /^(?:host|connection|content-length|transfer-encoding|expect|keep-alive)$/.test(name) ? [] : [[name, String(value)]],
    ),
  );

export type FaultyStores = {
  /** For the SDK's clients of this process: they are opened after it, and go by the socket since no emulator of theirs is here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  /** The share of requests to which something happens; none to begin with. */
  rate: number;
  close(): Promise<void>;
};

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Sends a request on to the emulator. */
async function forward({ request, body }: Asked, target: string): Promise<Came> {
  const url = new URL(request.url ?? '/', target).href;
  const method = request.method ?? 'GET';
  const headers = passed(request.headers);
  // Not fetch: it would unpack what lies packed.
  const came = await ask(url, { method: method as 'GET', headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) });
  return { status: came.statusCode, headers: came.headers, bytes: Buffer.from(await came.body.arrayBuffer()) };
}

/** A proxy before the emulators of an instance; the seed decides which requests meet which fault. */
export async function openFaultyStores(environment: Readonly<Record<string, string>>, seed: number): Promise<FaultyStores> {
  const random = numbersOf(seed);
  const counts: Record<string, number> = {};
  const names: readonly FaultName[] = ['lost request', 'unavailable', 'throttled', 'lost answer', 'cut answer', 'delayed', 'part refused'];
  const pick = (): FaultName | undefined => (random() < stores.rate ? names[Math.floor(random() * names.length)] : undefined);

  async function answer(asked: Asked, response: ServerResponse, target: string): Promise<void> {
    const fault = pick();
    const part = fault === 'part refused' ? splitBatch(asked) : undefined;
    if (fault !== undefined && (fault !== 'part refused' || part)) counts[fault] = (counts[fault] ?? 0) + 1;
    if (fault !== undefined && fault in faults) return faults[fault as keyof typeof faults](asked, response);
    if (fault === 'delayed') await pause(40);
    const came = await forward(part ? { ...asked, body: part.body } : asked, target);
    if (fault !== undefined && fault in answers) return answers[fault as keyof typeof answers](response, came);
    const bytes = part && came.status === 200 ? Buffer.from(JSON.stringify(part.join(JSON.parse(String(came.bytes))))) : came.bytes;
    response.writeHead(came.status, part ? { 'content-type': 'application/x-amz-json-1.0' } : kept(came.headers)).end(bytes);
  }

  const open = async (target: string, serviceOf: (request: IncomingMessage) => Service) => {
    const server = createServer((request, response) => {
      const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      response.on('error', () => {});
      readBody(request)
        .then((body) => answer({ service: serviceOf(request), operation, request, body }, response, target))
        .catch(() => response.destroy());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };
  const objects = String(environment['AWS_ENDPOINT_URL_S3']);
  const queues = String(environment['AWS_ENDPOINT_URL_SQS']);
  const table = String(environment['AWS_ENDPOINT_URL_DYNAMODB']);
  const [s3, sqs, dynamodb] = await Promise.all([open(objects, () => 's3'), open(queues, () => 'sqs'), open(table, () => 'dynamodb')]);
  const before = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace(objects, s3.url).replace(queues, sqs.url).replace(table, dynamodb.url),
  ]);
  const stores: FaultyStores = {
    environment: Object.fromEntries(before),
    counts,
    rate: 0,
    async close() {
      for (const { server } of [s3, sqs, dynamodb]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
  return stores;
}
