import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'undici';
import { type Page, politeGapSeconds, type WebRequest } from '../model/article.ts';
import type { Settings } from '../model/configuration.ts';
import { SourceError, type Trouble } from '../model/errors.ts';
import type { Web } from '../model/ports.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { Secrets } from '../model/webhook.ts';
import { codeOf, cookieHop, type Dial, guardedConnect, type HostTls, liveExchange, tlsOf } from './exchange.ts';
import { openGuard, portOf, type Resolve, readAddress, sameSite } from './guard.ts';
import { proxyExchange } from './proxy.ts';
import { openRobots, type Robots, type RobotsMemory } from './robots.ts';

const day = 86_400;

/**
 * Seconds of a Retry-After header (seconds or HTTP date), at most 24 h; undefined when it is neither. `clock` is the server's Date header.
 */
export function readRetryAfter(value: string | undefined, clock: string | undefined, now: Date): number | undefined {
  const text = orEmpty(value?.trim());
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text), day);
  // Only dates with a weekday and GMT: Date.parse takes "2" or "soon 5" for years.
  if (!/^[A-Z][a-z]{2,8},? .{8,30}( GMT|\d{4})$/.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const from = Date.parse(orEmpty(clock));
  return Math.min(Math.max(0, Math.ceil((at - (Number.isNaN(from) ? now.getTime() : from)) / 1000)), day);
}

export type Turns = {
  readonly exchange: Exchange;
  slowDown(host: string, seconds: number): void;
  rest(): Promise<void>;
};

type HostQueue = { tail: Promise<unknown>; freeAt: number; gapMs: number; closed?: { untilMs: number; status: number } };

/** Longest wait for a server that asked for patience; beyond it the caller gets the refusal again, without a request. */
const patienceMs = 10_000;

/**
 * One request at a time to a host, with a pause between the end of one and the start of the next. Waiting does not count against a trip's
 * deadline. A host that answered 429 or 503 with Retry-After gets no request for that long.
 */
export function takingTurns(exchange: Exchange, gapMsOf: (url: URL) => number, now: () => Date): Turns {
  const lines = new Map<string, HostQueue>();
  const lineOf = (url: URL): HostQueue => {
    const line = lines.get(url.host) ?? { tail: Promise.resolve(), freeAt: 0, gapMs: gapMsOf(url) };
    lines.set(url.host, line);
    return line;
  };
  const inTurn: Exchange = (ask, trip) => {
    const line = lineOf(ask.url);
    const mine = line.tail.then(async () => {
      await waitFor(line, ask.url.href);
      try {
        const answer = await exchange(ask, trip);
        remember(line, answer, now());
        return answer;
      } finally {
        line.freeAt = performance.now() + line.gapMs;
      }
    });
    line.tail = mine.catch(() => {});
    return mine;
  };
  return {
    exchange: inTurn,
    slowDown(host, seconds) {
      const line = lines.get(host);
      if (line && line.gapMs > 0) line.gapMs = Math.max(line.gapMs, Math.min(seconds, 10) * 1000);
    },
    async rest() {
      const waitMs = Math.max(0, ...[...lines.values()].map(({ freeAt }) => freeAt - performance.now()));
      if (waitMs > 0) await pause(waitMs);
    },
  };
}

async function waitFor(line: HostQueue, url: string): Promise<void> {
  const closedMs = (line.closed?.untilMs ?? 0) - performance.now();
  if (line.closed && closedMs > patienceMs) {
    const { status } = line.closed;
    const more = { status, retryAfter: Math.ceil(closedMs / 1000) };
    throw new SourceError(status === 429 ? 'refused' : 'unreachable', url, `the host answered ${status} with Retry-After`, more);
  }
  const waitMs = Math.max(closedMs, line.freeAt - performance.now());
  if (waitMs > 0) await pause(waitMs);
}

function remember(line: HostQueue, answer: Answer, now: Date): void {
  delete line.closed;
  if (answer.status !== 429 && answer.status !== 503) return;
  const seconds = readRetryAfter(answer.headers['retry-after'], answer.headers['date'], now);
  if (seconds !== undefined) line.closed = { untilMs: performance.now() + seconds * 1000, status: answer.status };
}

const mostRequests = 3;
const passing = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|UND_ERR_SOCKET|UND_ERR_CONNECT_TIMEOUT)$/;

function mayPass(error: unknown): boolean {
  if (!(error instanceof SourceError) || error.trouble !== 'unreachable') return false;
  const { cause } = error;
  return passing.test(codeOf(cause)) || (cause instanceof AggregateError && cause.errors.some((each) => passing.test(codeOf(each))));
}

/** A server that names a time, or refuses for good, is not asked again now; 521 is a challenge of Chinese sites. */
const asksAgain = (answer: Answer): boolean =>
  answer.status >= 500 && ![501, 505, 511, 521].includes(answer.status) && answer.headers['retry-after'] === undefined;

function retrying(exchange: Exchange, pauseMs = 300): Exchange {
  const again = async (trip: Trip, turn: number): Promise<boolean> => {
    const restMs = pauseMs * 2 ** turn * (0.5 + Math.random());
    if (trip.requests >= mostRequests || trip.leftMs <= restMs) return false;
    trip.leftMs -= restMs;
    await pause(restMs);
    return true;
  };
  return async (ask, trip) => {
    for (let turn = 0; ; turn += 1) {
      try {
        const answer = await exchange(ask, trip);
        if (!asksAgain(answer) || !(await again(trip, turn))) return answer;
      } catch (error) {
        if (!mayPass(error) || !(await again(trip, turn))) throw error;
      }
    }
  };
}

export type Trip = { leftMs: number; requests: number; wireBytes: number };

export type Ask = {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly firstBytes?: number;
  readonly via?: string;
  readonly maxBytes?: number;
};

/** An answer with content-encoding undone. Header names are lower-case. */
export type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array };

export type Exchange = (ask: Ask, trip: Trip) => Promise<Answer>;

export const startTrip = (deadlineMs: number): Trip => ({ leftMs: deadlineMs, requests: 0, wireBytes: 0 });

export type VisitOptions = {
  readonly exchange: Exchange;
  readonly robots: Robots;
  readonly admit: (url: URL) => void;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: () => Date;
};

type Journey = { readonly request: WebRequest; readonly hops: readonly string[]; readonly ask: Ask; readonly movedTo?: string | undefined };

const mostHops = 5;

export async function visit(request: WebRequest, trip: Trip, visiting: VisitOptions): Promise<Page> {
  try {
    let journey: Journey = { request, hops: [], ask: firstAsk(request, visiting.headers) };
    for (;;) {
      const { url } = journey.ask;
      visiting.admit(url);
      await visiting.robots(url, trip);
      let answer = await visiting.exchange(journey.ask, trip);
      const again = cookieHop(journey.ask, answer, visiting.now());
      if (again) {
        answer = await visiting.exchange(again, trip);
        cookieHop(again, answer, visiting.now());
      }
      const location = [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers['location'] : undefined;
      if (location === undefined) return toPage(journey, answer, trip, visiting.now());
      journey = follow(journey, answer, location, visiting);
    }
  } catch (error) {
    throw error instanceof SourceError ? withCosts(error, request.url, trip) : error;
  }
}

function firstAsk(request: WebRequest, headers: Readonly<Record<string, string>>): Ask {
  const url = readAddress(request.url);
  const own: Record<string, string> = { ...headers };
  if (request.etag !== undefined && isHeaderValue(request.etag)) own['if-none-match'] = request.etag;
  if (request.lastModified !== undefined && isHeaderValue(request.lastModified)) own['if-modified-since'] = request.lastModified;
  if (request.method !== 'POST') return { url, method: 'GET', headers: own, ...opt('maxBytes', request.maxBytes) };
  const body = orEmpty(request.body);
  own['content-type'] = /^\s{0,100}[[{]/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded';
  return { url, method: 'POST', headers: own, body };
}

/** Validators come from strangers and are sent back; a line break in one would be a header of theirs. */
const isHeaderValue = (value: string): boolean => /^[\u0020-\u007e]{1,1000}$/.test(value);

function follow(journey: Journey, { status, headers: answered }: Answer, location: string, { headers }: VisitOptions): Journey {
  const from = journey.ask.url;
  const to = readAddress(location, from);
  const hops = [...journey.hops, from.href];
  const stop = (trouble: Trouble, why: string): never => {
    throw new SourceError(trouble, from.href, `${why}: ${to.href.slice(0, 300)}`, { status });
  };
  if (hops.length > mostHops) stop('unrecognised', `more than ${mostHops} redirects`);
  // A cookie is kept for the one exchange of cookie-hop.ts, not for a way over several addresses.
  if (hops.includes(to.href) && answered['set-cookie'] !== undefined) stop('refused', 'redirect loop with a cookie, a challenge');
  if (hops.includes(to.href)) stop('unrecognised', 'redirect loop');
  if (!sameSite(from, to)) stop('off-site', 'redirect to another site');
  if (from.protocol === 'https:' && to.protocol === 'http:') stop('off-site', 'redirect from https to http');
  const keepsMethod = journey.ask.method === 'GET' || status === 307 || status === 308;
  const method = keepsMethod ? journey.ask.method : 'GET';
  const ask: Ask = {
    url: to,
    method,
    ...opt('maxBytes', journey.ask.maxBytes),
    // Another origin gets none of the caller's headers.
    headers: to.origin === from.origin && keepsMethod ? journey.ask.headers : headers,
    ...(method === 'POST' && journey.ask.body !== undefined ? { body: journey.ask.body } : {}),
  };
  const forGood = (status === 301 || status === 308) && (hops.length === 1 || journey.movedTo === from.href);
  return { request: journey.request, hops, ask, movedTo: forGood ? to.href : journey.movedTo };
}

const pageStatuses = [200, 304, 404, 410];
const refusals = [401, 403, 412, 429, 521];

function troubleOf(status: number): Trouble {
  if (refusals.includes(status)) return 'refused';
  return status >= 500 ? 'unreachable' : 'unrecognised';
}

function toPage(journey: Journey, answer: Answer, trip: Trip, now: Date): Page {
  const { status, headers } = answer;
  const page: Page = {
    url: journey.request.url,
    finalUrl: journey.ask.url.href,
    hops: journey.hops,
    ...opt('movedTo', journey.movedTo),
    status,
    headers,
    bytes: answer.bytes,
    wireBytes: trip.wireBytes,
    requests: trip.requests,
    fetchedAt: now.toISOString(),
  };
  if (pageStatuses.includes(status)) return page;
  const retryAfter = readRetryAfter(headers['retry-after'], headers['date'], now);
  throw new SourceError(troubleOf(status), page.finalUrl, `status ${status}`, {
    status,
    page,
    ...opt('retryAfter', retryAfter),
  });
}

function withCosts(error: SourceError, url: string, trip: Trip): SourceError {
  const { trouble, detail, status, retryAfter, page, proxy, cause } = error;
  const where = error.url === url ? detail : `${detail} at ${error.url.slice(0, 300)}`;
  return new SourceError(trouble, url, where, {
    ...opt({ status, retryAfter, page, proxy, cause }),
    requests: trip.requests,
    wireBytes: trip.wireBytes,
  });
}

export type WebOptions = {
  readonly gapMs?: number;
  readonly deadlineMs?: number;
  readonly retryPauseMs?: number;
  readonly robots?: RobotsMemory;
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  readonly tls?: Readonly<Record<string, HostTls>>;
  readonly version?: string;
  readonly secrets?: Secrets;
};

export const agentName = 'Hongtou';

const printable = (text: string): string => text.replace(/[^\u0020-\u007e]/g, '').slice(0, 200);

/** `0.14.0+1a2b3c4` without its commit, which concerns nobody else. */
const released = (version: string): string => orEmpty(/^\d{1,4}(?:\.\d{1,4}){0,2}/.exec(version)?.[0]);

const requestHeaders = (contact: string, version: string): Readonly<Record<string, string>> => ({
  'user-agent': `${[agentName, released(version)].filter(Boolean).join('/')}${contact === '' ? '' : ` (+${printable(contact)})`}`,
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5',
  'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
  'accept-encoding': 'gzip, br, deflate',
});

const limits = { headersTimeout: 10_000, bodyTimeout: 10_000, maxHeaderSize: 16_384 };

type WebSettings = Pick<Settings, 'fetch'> & Partial<Pick<Settings, 'egress'>>;

function exchangeByWay({ fetch: { allow, hosts, tls }, egress = {} }: WebSettings, options: WebOptions): Exchange {
  const dialling = { ...options, guard: openGuard(allow), hosts, tls: tlsOf(tls, options.tls) };
  const direct = liveExchange(new Agent({ connect: guardedConnect(dialling), connections: 1, ...limits }));
  const proxies = Object.entries(egress).flatMap(([name, way]) =>
    'proxy' in way ? [[name, proxyExchange(way, { ...dialling, name, limits })] as const] : [],
  );
  const ways = new Map(proxies);
  return (ask, trip) => (ways.get(orEmpty(ask.via)) ?? direct)(ask, trip);
}

const memoryOf = (memory: RobotsMemory, via: string): RobotsMemory => ({
  read: (origin) => memory.read(`${origin} by ${via}`),
  write: (origin, rules) => memory.write(`${origin} by ${via}`, rules),
});

/**
 * The live web: checks the address that it connects to, limits time and bytes, obeys robots.txt, and sends one request at a time to a host,
 * by whichever way. `settings.fetch.allow` opens exact `address:port` pairs; `settings.fetch.hosts` maps hosts to addresses to connect to,
 * for http; `settings.fetch.tls` forgives a host what its TLS lacks.
 */
export function openWeb(settings: WebSettings, now: () => Date, options: WebOptions = {}): Web {
  const { allow, hosts, contact } = settings.fetch;
  const { gapMs = politeGapSeconds * 1_000, deadlineMs = 20_000, robots: memory, version = '' } = options;
  const guard = openGuard(allow);
  const isTest = (url: URL): boolean => (url.protocol === 'http:' && Object.hasOwn(hosts, url.hostname)) || allow.includes(url.host);
  const turns = takingTurns(exchangeByWay(settings, options), (url) => (isTest(url) ? 0 : gapMs), now);
  const exchange = retrying(turns.exchange, options.retryPauseMs);
  const headers = requestHeaders(contact, version);
  const admit = (url: URL): void => {
    if (guard.permitsPort(portOf(url))) return;
    throw new SourceError('forbidden-address', url.href, `port ${portOf(url)} is not dialled`);
  };
  const web = (via: string | undefined): Web => {
    const asked: Exchange = via === undefined ? exchange : (ask, trip) => exchange({ ...ask, via }, trip);
    const kept = memory && via !== undefined ? memoryOf(memory, via) : memory;
    const robots = openRobots({ exchange: asked, agent: agentName, headers, now, onDelay: turns.slowDown, memory: kept });
    return {
      get: (request) => visit(request, startTrip(request.deadlineMs ?? deadlineMs), { exchange: asked, robots, admit, headers, now }),
      by: memoized(web),
      rest: turns.rest,
    };
  };
  return web(undefined);
}

function memoized<Made>(make: (name: string) => Made): (name: string) => Made {
  const made = new Map<string, Made>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}
