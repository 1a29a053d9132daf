import { isIP } from 'node:net';
import { type buildConnector, Client, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { ProxyEgress } from '../model/configuration.ts';
import { SourceError } from '../model/errors.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { Secrets } from '../model/webhook.ts';
import { type ConnectOptions, checkTarget, guardedConnect, type HostTls, liveExchange, networkWords, tlsFor } from './exchange.ts';
import { type Guard, isPublic } from './guard.ts';
import type { Ask, Exchange, Trip } from './web.ts';

type ProxyOptions = ConnectOptions & {
  readonly name: string;
  readonly limits: Pick<Client.Options, 'headersTimeout' | 'bodyTimeout' | 'maxHeaderSize'>;
  readonly secrets?: Secrets | undefined;
};

const bare = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * The proxy may have any port. Its address may be private only where the owner wrote the address itself: a name that leads into the own
 * network may be somebody's trick.
 */
const proxyGuard = (proxy: URL): Guard => ({
  permits: (address) => (isIP(bare(proxy)) ? address === bare(proxy) : isPublic(address)),
  permitsPort: () => true,
});

/**
 * The one word of SourceError for it is `unreachable`; `proxy` says which way failed, so that an alarm names it once and not each of its
 * sources.
 */
function proxyFailure(name: string, url: string, why: string, cause?: unknown): SourceError {
  return new SourceError('unreachable', url, `the proxy "${name}" failed, and not the site: ${why}`, {
    proxy: name,
    ...opt('cause', cause),
  });
}

function dialProxy(proxy: URL, { name, resolve, dial }: ProxyOptions): buildConnector.connector {
  const connect = guardedConnect({ guard: proxyGuard(proxy), hosts: {}, ...opt({ resolve, dial }) });
  return (asked, callback) =>
    connect({ ...asked, port: proxy.port || asked.port }, (...[error, socket]) => {
      if (!error) return callback(null, socket);
      const why =
        error instanceof SourceError ? `${error.detail}; only an address written in the configuration may be private` : networkWords(error);
      callback(proxyFailure(name, proxy.origin, why, error), null);
    });
}

async function authorization({ secretParameter }: ProxyEgress, { name, secrets }: ProxyOptions, url: string): Promise<string | undefined> {
  if (secretParameter === undefined) return undefined;
  const secret = await secrets?.read(secretParameter).catch((error: unknown) => {
    throw proxyFailure(name, url, `its secret ${secretParameter} may not be read`, error);
  });
  if (secret === undefined) throw proxyFailure(name, url, `there is no secret ${secretParameter}`);
  return `Basic ${Buffer.from(secret).toString('base64')}`;
}

/** undici's agent: a tunnel (CONNECT) for https, the whole address in the request for http. Both keep the limits of the direct way. */
async function openAgent(egress: ProxyEgress, options: ProxyOptions, requestTls: HostTls): Promise<Dispatcher> {
  const proxy = new URL(egress.proxy);
  const token = await authorization(egress, options, proxy.origin);
  const connect = dialProxy(proxy, options);
  const factory = (origin: URL | string, given: object): Dispatcher => {
    const toProxy = new URL(origin).origin === proxy.origin;
    return new Client(origin, { ...given, ...options.limits, ...(toProxy ? { connect } : {}) });
  };
  return new ProxyAgent({
    uri: proxy.origin,
    ...opt('token', token),
    proxyTunnel: false,
    // As long as undici gives it without settings.
    requestTls: { ...requestTls, timeout: 10_000 },
    factory,
    clientFactory: (origin) => new Pool(origin, { ...options.limits, connect }),
  });
}

const refusedTunnel = /^Proxy response \((\d{3})\)/;
const forThisProxy: Readonly<Record<string, string>> = {
  403: 'it does not lead there (403)',
  405: 'it opens no tunnel (405)',
  407: 'it wants other credentials (407): "secretParameter" names the secret with user:password',
};

function answerOfProxy(name: string, url: string, status: string, cause?: unknown): SourceError {
  const own = forThisProxy[status];
  if (own !== undefined) return proxyFailure(name, url, own, cause);
  return new SourceError('unreachable', url, `the proxy "${name}" does not reach the site (${status})`, { ...opt('cause', cause) });
}

function proxyWords(name: string, url: string, error: unknown): unknown {
  const cause = error instanceof SourceError ? error.cause : error;
  const said = cause instanceof Error ? cause.message : '';
  const status = refusedTunnel.exec(said)?.[1] ?? (said.startsWith('Proxy Authentication Required') ? '407' : undefined);
  return status === undefined ? error : answerOfProxy(name, url, status, cause);
}

async function checked({ url }: Ask, trip: Trip, options: ProxyOptions): Promise<void> {
  const started = performance.now();
  try {
    await checkTarget(url, options, { every: true, signal: AbortSignal.timeout(Math.max(0, Math.ceil(trip.leftMs))) });
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError('unreachable', url.href, networkWords(error), { cause: error });
  } finally {
    trip.leftMs -= performance.now() - started;
  }
}

/**
 * Exchanges by a proxy of one's own. A name is looked up and checked here before the proxy hears of it, and the proxy is given the name: it
 * may lie where the site answers with other addresses. Throws SourceError; `proxy` in it says that the way failed.
 */
export function proxyExchange(egress: ProxyEgress, options: ProxyOptions): Exchange {
  // An agent has one set of TLS settings for all that it reaches: a host with settings of its own has an agent of its own.
  const agents = new Map<string, Promise<Exchange>>();
  const open = (host: string): Promise<Exchange> => {
    const key = Object.hasOwn(options.tls ?? {}, host) ? host : '';
    const agent =
      agents.get(key) ??
      openAgent(egress, options, tlsFor(host, options))
        .then(liveExchange)
        .catch((error: unknown) => {
          agents.delete(key);
          throw error;
        });
    agents.set(key, agent);
    return agent;
  };
  return async (ask, trip) => {
    await checked(ask, trip, options);
    try {
      const answer = await (await open(ask.url.hostname))(ask, trip);
      const { status, headers } = answer;
      if (status === 407 || /\berror=/.test(orEmpty(headers['proxy-status'])))
        throw answerOfProxy(options.name, ask.url.href, String(status));
      return answer;
    } catch (error) {
      throw proxyWords(options.name, ask.url.href, error);
    }
  };
}
