import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ClientOptions, reachServicesBy } from '../../shared/adapters/client-options.ts';
import type { Answering, Emulator } from './answering.ts';

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
  reachServicesBy((service) => optionsAt(process.env[`AWS_ENDPOINT_URL_${service}`]));
  return () => {
    if (running.get(endpoint) === answering) running.delete(endpoint);
  };
}

/** Options of a client that reaches the emulator at an address without its socket; none where this process runs no emulator there. */
export const optionsAt = (url: string | undefined): ClientOptions =>
  url !== undefined && running.has(url) ? { ...direct, endpoint: url } : {};

/** A request as the SDK hands it to its handler. */
type SentRequest = {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
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

/** A body of an object is read as a stream by the SDK, every other one whole. */
function bodyOf(body: Uint8Array | string): Readable {
  const stream = new Readable({ read() {} });
  if (body.length > 0) stream.push(body);
  stream.push(null);
  return stream;
}

const refused = (origin: string): Error => Object.assign(new Error(`connect ECONNREFUSED ${origin}`), { code: 'ECONNREFUSED' });

const requestHandler = {
  async handle(request: SentRequest, { abortSignal }: { readonly abortSignal?: { readonly aborted: boolean } } = {}) {
    if (abortSignal?.aborted) throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
    const origin = `${request.protocol}//${request.hostname}:${request.port}`;
    const answering = running.get(origin);
    if (!answering) throw refused(origin);
    const { method, headers } = request;
    const { status, ...said } = await answering({ method, url: urlOf(request), headers, body: await bytesOf(request.body) });
    return { response: { statusCode: status, headers: said.headers, body: bodyOf(said.body) } };
  },
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
  destroy() {},
};

/**
 * Nobody reads what the SDK logs. Were there `info`, `error` or `debug`, it would copy the input and the output of every call for them. What looks for credentials calls
 * `debug` without asking whether there is one: so a client that has to find its own keeps the SDK's logger.
 */
const logger = { warn: () => {} } as unknown as NonNullable<ClientOptions['logger']>;

const direct: ClientOptions = {
  logger,
  requestHandler: requestHandler as never,
  signer: { sign: async (request: object) => request } as never,
  credentials: { accessKeyId: 'local', secretAccessKey: 'nothing is signed' },
};
