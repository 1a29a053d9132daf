import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type OpenedClient, type Reached, reachServicesBy } from '../../shared/adapters/client-options.ts';
import type { Answering, Emulator } from './answering.ts';
import { objectsOf, sumHeader, sumOf, tableOf } from './direct-requests.ts';

/**
 * The emulators of this process, by their address. Its clients hand their requests straight to them: no stranger is in the process, so nothing is signed. Who opens a
 * client at another address (a proxy before the emulator), or runs in another process, goes by the guarded socket.
 */
const running = new Map<string, Answering>();

/** The emulator that this process runs at an address. */
export const emulatorAt = (url: string): Answering | undefined => running.get(url);

/** Lets clients of this process reach an emulator without its socket; returns what ends that. */
export function answersHere({ endpoint, answering }: Emulator): () => void {
  if (!answering) return () => {};
  running.set(endpoint, answering);
  reachServicesBy((service) => reachedAt(process.env[`AWS_ENDPOINT_URL_${service}`]));
  return () => {
    if (running.get(endpoint) === answering) running.delete(endpoint);
  };
}

/** The emulator at an address for as long as it runs. */
const answeringAt =
  (url: string): Answering =>
  async (asked) => {
    const answering = running.get(url);
    if (!answering) throw Object.assign(new Error(`connect ECONNREFUSED ${url}`), { code: 'ECONNREFUSED' });
    return answering(asked);
  };

/** How a client reaches the emulator at an address: without its socket, where this process runs one there. */
export const reachedAt = (url: string | undefined): Reached =>
  url !== undefined && running.has(url)
    ? {
        options: { ...direct, endpoint: url },
        prepare: (client) => goStraight(client, url),
        table: tableOf(answeringAt(url)),
        objects: (bucket) => objectsOf(answeringAt(url), bucket),
      }
    : { options: {} };

/** A request as the SDK hands it to its handler. */
type SentRequest = {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

function urlOf({ path, query = {} }: SentRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each) => (each === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(each)}`)),
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return buffer(body as Readable);
}

/** The SDK reads an object as a stream, every other answer whole. */
function bodyOf(body: Uint8Array | string, isObject: boolean): Readable | Uint8Array {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return isObject ? Readable.from(bytes.length > 0 ? [bytes] : []) : bytes;
}

/** What the SDK sends of itself: sums that are kept with what is put, and asked for with what is got. */
const sumsOf: Readonly<Record<string, (body: Buffer) => Readonly<Record<string, string>>>> = {
  PutObjectCommand: (body) => ({ 'x-amz-sdk-checksum-algorithm': 'CRC32', [sumHeader]: sumOf(body) }),
  GetObjectCommand: () => ({ 'x-amz-checksum-mode': 'ENABLED' }),
};

async function answered(request: SentRequest, url: string, command: string): Promise<object> {
  const body = await bytesOf(request.body);
  const headers = { ...request.headers, ...sumsOf[command]?.(body) };
  const said = await answeringAt(url)({ method: request.method, url: urlOf(request), headers, body });
  const isObject = command === 'GetObjectCommand';
  const sum = isObject && said.status === 200 ? said.headers[sumHeader] : undefined;
  if (sum !== undefined && sum !== sumOf(said.body))
    throw new Error(`Checksum mismatch: ${urlOf(request)} does not hold the bytes that were put`);
  return { statusCode: said.status, headers: said.headers, body: bodyOf(said.body, isObject) };
}

/** What the SDK puts between a command and its request, as far as a request to this process needs it. */
type Protocol = {
  serializeRequest(operation: Operation, input: object, context: object): Promise<SentRequest>;
  deserializeResponse(operation: Operation, context: object, response: object): Promise<object>;
};
type Operation = {
  readonly namespace: string;
  readonly name: string;
  readonly traits: unknown;
  readonly input: unknown;
  readonly output: unknown;
};
type CommandContext = {
  readonly commandName: string;
  readonly __smithy_context: {
    readonly operationSchema: readonly [unknown, string, string, unknown, unknown, unknown];
    readonly abortSignal?: AbortSignal;
  };
};
type Step = (
  context: CommandContext,
) => (args: { readonly input: { readonly Bucket?: string } }) => Promise<{ response: object; output: object }>;
type Client = OpenedClient & {
  readonly config: { readonly protocol: Protocol };
  readonly middlewareStack: { add(step: (next: unknown, context: CommandContext) => ReturnType<Step>, at: object): void };
};

/**
 * Lets a client write its requests and read its answers, and nothing else: no address is looked up, nothing is signed, nobody is told which program asks, and nothing is
 * tried again, since no network can fail.
 */
function goStraight(opened: OpenedClient, url: string): void {
  const { config, middlewareStack } = opened as Client;
  const { protocol } = config;
  const { protocol: scheme, hostname, port } = new URL(url);
  const straight: Step = (context) => {
    const [, namespace, name, traits, input, output] = context.__smithy_context.operationSchema;
    const operation = { namespace, name, traits, input, output };
    const given = { ...config, ...context };
    return async (args) => {
      if (context.__smithy_context.abortSignal?.aborted) throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
      // A bucket is a part of the path, as an address without a name has no other place for it.
      const path = args.input.Bucket === undefined ? '/' : `/${args.input.Bucket}`;
      const endpoint = async () => ({ protocol: scheme, hostname, port: Number(port), path });
      const request = await protocol.serializeRequest(operation, args.input, { ...given, endpoint });
      const response = await answered(request, url, context.commandName);
      return { response, output: await protocol.deserializeResponse(operation, given, response) };
    };
  };
  middlewareStack.add((_next, context) => straight(context), { step: 'initialize', priority: 'high', name: 'straight' });
}

/**
 * Nobody reads what the SDK logs. Were there `info`, `error` or `debug`, it would copy the input and the output of every call for them. What looks for credentials calls
 * `debug` without asking whether there is one: so a client that has to find its own keeps the SDK's logger.
 */
const logger = { warn: () => {} } as unknown as NonNullable<Reached['options']['logger']>;

const direct = { logger, credentials: { accessKeyId: 'local', secretAccessKey: 'nothing is signed' } };
