import type { IncomingHttpHeaders } from 'node:http';
import ipaddr from 'ipaddr.js';
import type { Server } from '../shared/model/configuration.ts';
import { orEmpty } from '../shared/model/values.ts';

/** By which names an instance is asked, and who asks: a reverse proxy that the configuration names may say so, and nobody else. */
export type Reach = {
  readonly url: string;
  readonly hosts: readonly string[];
  isProxy(address: string): boolean;
};

const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** `port`: the one that is listened at. Who sits at this machine may use the names of this machine. */
export function reachOf({ address, baseUrl, proxies, beyond }: Server, port: number): Reach {
  const url = baseUrl ?? `http://${inUrl(address)}:${port}`;
  const { host, hostname, protocol } = new URL(url);
  const named = host === hostname ? [host, `${host}:${protocol === 'https:' ? 443 : 80}`] : [host];
  const own = beyond ? [] : ['127.0.0.1', 'localhost', inUrl(address)].map((name) => `${name}:${port}`);
  return { url, hosts: [...named, ...own], isProxy: within(proxies) };
}

function within(blocks: readonly string[]): Reach['isProxy'] {
  const ranges = blocks.map((block) => ipaddr.parseCIDR(block.includes('/') ? block : `${block}/${block.includes(':') ? 128 : 32}`));
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const given = ipaddr.process(address);
    return ranges.some(([block, bits]) => given.kind() === block.kind() && given.match(block, bits));
  };
}

/** An address as proxies write it: 203.0.113.7, 203.0.113.7:4711, 2001:db8::7, [2001:db8::7]:4711; undefined for anything else. */
function addressOf(said: string): string | undefined {
  const [, six, four = six ?? said] = /^(?:\[([\da-f:.]{2,45})\]|([\d.]{7,15}))(?::\d{1,5})?$/i.exec(said) ?? [];
  return ipaddr.IPv4.isValidFourPartDecimal(four) || ipaddr.IPv6.isValid(four) ? ipaddr.process(four).toNormalizedString() : undefined;
}

/** The parts of a header that proxies lengthen at its end: of `Forwarded` what stands behind `NAME=`. */
const partsOf = (header: string | string[] | undefined, name?: string): readonly string[] =>
  [header ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((part) => (name === undefined ? part : orEmpty(part.split(';').find((pair) => pair.trim().toLowerCase().startsWith(name)))))
    .map((part) =>
      part
        .trim()
        .slice(name?.length ?? 0)
        .replaceAll('"', ''),
    );

/** From the address that is connected, backwards past proxies to the first that is none. What is no address ends it. */
function behindProxies(parts: readonly string[], peer: string, { isProxy }: Reach): string {
  let client = peer;
  for (const part of parts.toReversed()) {
    const before = isProxy(client) ? addressOf(part) : undefined;
    if (before === undefined) break;
    client = before;
  }
  return client;
}

export type Client = { readonly address: string; readonly plain: boolean };

/**
 * A proxy writes one of `X-Forwarded-For` and `Forwarded`, and hands the other on as the client wrote it: where they disagree, neither is
 * believed.
 */
export function clientOf(connected: string, headers: IncomingHttpHeaders, reach: Reach): Client {
  const peer = addressOf(connected) ?? connected;
  if (!reach.isProxy(peer)) return { address: peer, plain: false };
  const said = [partsOf(headers['x-forwarded-for']), partsOf(headers['forwarded'], 'for=')].filter((parts) => parts.length > 0);
  const [client = peer, other = client] = said.map((parts) => behindProxies(parts, peer, reach));
  const schemes = [...partsOf(headers['x-forwarded-proto']), ...partsOf(headers['forwarded'], 'proto=')].filter((scheme) => scheme !== '');
  const plain = reach.url.startsWith('https:') && schemes.length > 0 && !schemes.includes('https');
  return { address: client === other ? client : peer, plain };
}
