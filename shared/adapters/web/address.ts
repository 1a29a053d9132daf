import { SourceError } from '../../model/errors.ts';

/**
 * The address of a request or redirect as a URL, or SourceError 'forbidden-address': http and https only, no user name, no character that URL parsers disagree
 * about. Only WHATWG `URL` parses addresses, so that the checked address is the requested one.
 */
export function readAddress(address: string, base?: URL): URL {
  const refuse = (why: string): never => {
    throw new SourceError('forbidden-address', address, why);
  };
  // A backslash, tab or line feed is a separator to one parser and nothing to another.
  if (/[\\\u0000-\u001f\u007f-\u009f]/.test(address)) return refuse('control character or backslash in the address');
  if (!base && !/^https?:\/\/[^/]/i.test(address)) return refuse('only http:// and https:// addresses are fetched');
  const url = URL.parse(address, base?.href);
  if (!url) return refuse('not an address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse(`scheme ${url.protocol} is not fetched`);
  if (url.username !== '' || url.password !== '') return refuse('user name or password in the address');
  url.hash = '';
  return url;
}

/** Port to connect to, the default of the scheme included. */
export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

const withoutWww = (host: string): string => host.replace(/^www\./, '');

/** Under gov.cn the third label from the right names the body: drc.gd.gov.cn and www.gd.gov.cn belong together. */
const governmentBody = (host: string): string | undefined => (host.endsWith('.gov.cn') ? host.split('.').slice(-3).join('.') : undefined);

/** Whether a redirect stays with the same publisher: same host, with or without www, or the same body under gov.cn. */
export function sameSite(from: URL, to: URL): boolean {
  if (withoutWww(from.hostname) === withoutWww(to.hostname)) return true;
  const body = governmentBody(from.hostname);
  return body !== undefined && body === governmentBody(to.hostname);
}
