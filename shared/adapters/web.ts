import type { ConnectionOptions } from 'node:tls';
import { Agent } from 'undici';
import { SourceError } from '../model/errors.ts';
import { politeGapSeconds } from '../model/page.ts';
import type { Web } from '../model/ports.ts';
import type { Settings } from '../model/settings.ts';
import { portOf } from './web/address.ts';
import { type Dial, guardedConnect, type Resolve } from './web/connect.ts';
import { liveExchange } from './web/exchange.ts';
import { openGuard } from './web/guard.ts';
import { takingTurns } from './web/host-queue.ts';
import { retrying } from './web/retry.ts';
import { openRobots, type RobotsMemory } from './web/robots.ts';
import { startTrip } from './web/trip.ts';
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
  readonly tls?: Readonly<Record<string, ConnectionOptions>>;
};

export const agentName = 'Hongtou';

const printable = (text: string): string => text.replace(/[^\u0020-\u007e]/g, '').slice(0, 200);

/** Headers of every request; `contact` is where a webmaster can complain. */
const requestHeaders = (contact: string): Readonly<Record<string, string>> => ({
  'user-agent': `${agentName}/0.2${contact === '' ? '' : ` (+${printable(contact)})`}`,
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5',
  'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
  'accept-encoding': 'gzip, br, deflate',
});

/**
 * The live web: checks the address that it connects to, limits time and bytes, obeys robots.txt, and sends one request at a time to a host. `settings.fetch.allow`
 * opens exact `address:port` pairs; `settings.fetch.hosts` maps hosts to addresses to connect to, for http.
 */
export function openWeb(settings: Pick<Settings, 'fetch'>, now: () => Date, options: WebOptions = {}): Web {
  const { allow, hosts, contact } = settings.fetch;
  const { gapMs = politeGapSeconds * 1_000, deadlineMs = 20_000 } = options;
  const guard = openGuard(allow);
  const agent = new Agent({
    connect: guardedConnect({ ...options, guard, hosts }),
    connections: 1,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
    maxHeaderSize: 16_384,
  });
  const isTest = (url: URL): boolean => (url.protocol === 'http:' && Object.hasOwn(hosts, url.hostname)) || allow.includes(url.host);
  const turns = takingTurns(liveExchange(agent), (url) => (isTest(url) ? 0 : gapMs), now);
  const exchange = retrying(turns.exchange, options.retryPauseMs);
  const headers = requestHeaders(contact);
  const robots = openRobots({ exchange, agent: agentName, headers, now, onDelay: turns.slowDown, memory: options.robots });
  const admit = (url: URL): void => {
    if (guard.permitsPort(portOf(url))) return;
    throw new SourceError('forbidden-address', url.href, `port ${portOf(url)} is not dialled`);
  };
  return { get: (request) => visit(request, startTrip(deadlineMs), { exchange, robots, admit, headers, now }), rest: turns.rest };
}
