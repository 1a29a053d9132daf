import { Agent } from 'undici';
import { SourceError } from '../model/errors.ts';
import { politeGapSeconds } from '../model/page.ts';
import type { Web } from '../model/ports.ts';
import type { Settings } from '../model/settings.ts';
import { orEmpty } from '../model/values.ts';
import type { Secrets } from '../model/webhook.ts';
import { portOf } from './web/address.ts';
import { type Dial, guardedConnect } from './web/connect.ts';
import { liveExchange } from './web/exchange.ts';
import { openGuard } from './web/guard.ts';
import { takingTurns } from './web/host-queue.ts';
import type { Resolve } from './web/names.ts';
import { proxyExchange } from './web/proxy.ts';
import { retrying } from './web/retry.ts';
import { openRobots, type RobotsMemory } from './web/robots.ts';
import { type HostTls, tlsOf } from './web/tls-profiles.ts';
import { type Exchange, startTrip } from './web/trip.ts';
import { visit } from './web/visit.ts';

export type WebOptions = {
  /** Pause between two requests to a host of the real network; private addresses that the settings open have none. */
  readonly gapMs?: number;
  /** Network time of one page over all its hops and tries. */
  readonly deadlineMs?: number;
  readonly retryPauseMs?: number;
  /** Rules of sites that other processes read. */
  readonly robots?: RobotsMemory;
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  readonly tls?: Readonly<Record<string, HostTls>>;
  /** Of the program, as sites are told it. */
  readonly version?: string;
  /** For proxies that want credentials. */
  readonly secrets?: Secrets;
};

export const agentName = 'Hongtou';

const printable = (text: string): string => text.replace(/[^\u0020-\u007e]/g, '').slice(0, 200);

/** `0.14.0+1a2b3c4` without its commit, which concerns nobody else. */
const released = (version: string): string => orEmpty(/^\d{1,4}(?:\.\d{1,4}){0,2}/.exec(version)?.[0]);

/** Headers of every request; `contact` is where a webmaster can complain. */
const requestHeaders = (contact: string, version: string): Readonly<Record<string, string>> => ({
  'user-agent': `${[agentName, released(version)].filter(Boolean).join('/')}${contact === '' ? '' : ` (+${printable(contact)})`}`,
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5',
  'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
  'accept-encoding': 'gzip, br, deflate',
});

const limits = { headersTimeout: 10_000, bodyTimeout: 10_000, maxHeaderSize: 16_384 };

type WebSettings = Pick<Settings, 'fetch'> & Partial<Pick<Settings, 'egress'>>;

/** Sends a request by the way that it names: this machine itself, a proxy, or (a machine that collects) itself. */
function exchangeByWay({ fetch: { allow, hosts, tls }, egress = {} }: WebSettings, options: WebOptions): Exchange {
  const dialling = { ...options, guard: openGuard(allow), hosts, tls: tlsOf(tls, options.tls) };
  const direct = liveExchange(new Agent({ connect: guardedConnect(dialling), connections: 1, ...limits }));
  const proxies = Object.entries(egress).flatMap(([name, way]) =>
    'proxy' in way ? [[name, proxyExchange(way, { ...dialling, name, limits })] as const] : [],
  );
  const ways = new Map(proxies);
  return (ask, trip) => (ways.get(orEmpty(ask.via)) ?? direct)(ask, trip);
}

/** Rules of sites as they are read by one way: a site may answer another address differently. */
const memoryOf = (memory: RobotsMemory, via: string): RobotsMemory => ({
  read: (origin) => memory.read(`${origin} by ${via}`),
  write: (origin, rules) => memory.write(`${origin} by ${via}`, rules),
});

/**
 * The live web: checks the address that it connects to, limits time and bytes, obeys robots.txt, and sends one request at a time to a host, by whichever way.
 * `settings.fetch.allow` opens exact `address:port` pairs; `settings.fetch.hosts` maps hosts to addresses to connect to, for http; `settings.fetch.tls` forgives a host
 * what its TLS lacks.
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
      get: (request) => visit(request, startTrip(deadlineMs), { exchange: asked, robots, admit, headers, now }),
      by: memoized(web),
      rest: turns.rest,
    };
  };
  return web(undefined);
}

/** One value for each name, made when first asked for. */
function memoized<Made>(make: (name: string) => Made): (name: string) => Made {
  const made = new Map<string, Made>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}
