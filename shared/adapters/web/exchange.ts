import { type Dispatcher, request } from 'undici';
import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { decodeBody, maxDecodedBytes, maxWireBytes, readWire } from './body.ts';
import { dialWithin } from './connect.ts';
import { codeOf, networkWords } from './network-errors.ts';
import type { Answer, Ask, Exchange, Trip } from './trip.ts';

type Headers = Record<string, string | string[] | undefined>;

const flatten = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : orEmpty(value)]),
  );

const errorMessage = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error)).slice(0, 200);

/** One exchange over undici. Its time, from connecting to the last byte, is taken off the trip's deadline. */
export function liveExchange(dispatcher: Dispatcher): Exchange {
  return async (ask, trip) => {
    const url = ask.url.href;
    if (trip.leftMs <= 0) throw new SourceError('unreachable', url, 'deadline passed');
    const started = performance.now();
    let answered = false;
    try {
      trip.requests += 1;
      const response = await sendWithin(trip.leftMs, ask, dispatcher);
      answered = true;
      return await receive(response, ask, trip);
    } catch (error) {
      throw asSourceError(error, url, answered);
    } finally {
      trip.leftMs -= performance.now() - started;
    }
  };
}

/**
 * undici obeys the signal only once it is connected; here it also covers the lookup, the connection and the TLS hello, and what is dialled then ends with it. Rejects
 * with its TimeoutError.
 */
export async function sendWithin(leftMs: number, ask: Ask, dispatcher: Dispatcher): Promise<Dispatcher.ResponseData> {
  const { url, method, headers, body } = ask;
  const signal = AbortSignal.timeout(Math.ceil(leftMs));
  const { promise: passed, reject } = Promise.withResolvers<never>();
  // Of its own, since a connection that an answer came by may serve another request when this deadline passes.
  const dialling = new AbortController();
  const onPassed = (): void => {
    reject(signal.reason);
    dialling.abort();
  };
  signal.addEventListener('abort', onPassed);
  const answer = dialWithin(dialling.signal, () => request(url, { dispatcher, method, headers, body: body ?? null, signal }));
  // The result of a cancelled request is ignored, errors too.
  answer.catch(() => {});
  try {
    return await Promise.race([answer, passed]);
  } finally {
    signal.removeEventListener('abort', onPassed);
  }
}

async function receive(response: Dispatcher.ResponseData, { url: { href: url }, firstBytes, maxBytes }: Ask, trip: Trip): Promise<Answer> {
  const headers = flatten(response.headers);
  // An unread body would hold the connection; destroying it makes undici report an abort, which is ignored.
  response.body.on('error', () => {});
  if (firstBytes === undefined && Number(headers['content-length']) > (maxBytes ?? maxWireBytes)) {
    response.body.destroy();
    throw new SourceError('too-large', url, `content-length ${headers['content-length']}`);
  }
  const onBytes = (count: number): void => {
    trip.wireBytes += count;
  };
  const wire = await readWire(response.body, { url, onBytes, firstBytes, maxBytes });
  return {
    status: response.statusCode,
    headers,
    bytes: await decodeBody(wire, orEmpty(headers['content-encoding']), url, Math.max(maxBytes ?? 0, maxDecodedBytes)),
  };
}

/** Turns a failure of network or TLS into a SourceError; any other error is a bug and is returned as it is. */
export function asSourceError(error: unknown, url: string, answered: boolean): unknown {
  if (error instanceof SourceError) return error;
  const code = codeOf(error);
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError') return new SourceError('unreachable', url, 'deadline passed', { cause: error });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new SourceError('too-large', url, 'headers of more than 16 KB', { cause: error });
  if (/^UND_ERR_(BODY|HEADERS|CONNECT)_TIMEOUT$/.test(code))
    return new SourceError('unreachable', url, networkWords(error), { cause: error });
  if (code.startsWith('HPE_')) return new SourceError('unrecognised', url, `not HTTP: ${errorMessage(error)}`, { cause: error });
  if (answered && code !== '')
    return new SourceError('truncated', url, `the connection ended early: ${errorMessage(error)}`, { cause: error });
  if (code !== '' || error instanceof AggregateError) return new SourceError('unreachable', url, networkWords(error), { cause: error });
  return error;
}
