import ipaddr from 'ipaddr.js';

/** Decides whether an address and port may be connected to. */
export type Guard = {
  permits(address: string, port: number): boolean;
  /** Whether a port may occur in an address at all, before any name is looked up. */
  permitsPort(port: number): boolean;
};

/**
 * Public unicast only. `process` unwraps ::ffff:a.b.c.d first; naming the one good range forgets no bad one. For IPv6 that is 2000::/3: outside it the package calls
 * even ::127.0.0.1 unicast.
 */
export function isPublic(address: string): boolean {
  try {
    const parsed = ipaddr.process(address);
    const global = parsed instanceof ipaddr.IPv4 || ((parsed as ipaddr.IPv6).parts[0] ?? 0) >> 13 === 1;
    return global && parsed.range() === 'unicast';
  } catch {
    return false;
  }
}

/** "127.0.0.1:8081" or "[::1]:8081" as its parts; undefined when it is neither. */
export function readPair(pair: string): { address: string; port: number } | undefined {
  const match = /^\[?([0-9a-f:.]{2,45})\]?:(\d{1,5})$/i.exec(pair);
  const [, address = '', port = ''] = match ?? [];
  if (!ipaddr.isValid(address) || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { address: ipaddr.process(address).toString(), port: Number(port) };
}

/** A guard that opens exactly the given private `address:port` pairs beside the public web on 80 and 443. */
export function openGuard(allow: readonly string[]): Guard {
  const pairs = allow.map(readPair).filter((pair) => pair !== undefined);
  const standard = (port: number): boolean => port === 80 || port === 443;
  const allowed = (address: string, port: number): boolean =>
    ipaddr.isValid(address) && pairs.some((pair) => pair.port === port && pair.address === ipaddr.process(address).toString());
  return {
    permits: (address, port) => allowed(address, port) || (standard(port) && isPublic(address)),
    permitsPort: (port) => standard(port) || pairs.some((pair) => pair.port === port),
  };
}
