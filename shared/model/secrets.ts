/** Parts of addresses and headers that are neither shown nor stored. */

const authority = /\b(https?:[\\/]{0,8})[^\s/?#\\"'<>]{0,1000}@/gi;

export function hasUser(address: string): boolean {
  const url = URL.parse(address.trim());
  return url !== null && (url.username !== '' || url.password !== '');
}

/** Addresses within a text without user name and password: `http://***@host/`. */
export const withoutUser = (text: string): string => text.replaceAll(authority, '$1***@');

/**
 * An address from a person without user name and password, also when it is no valid address: then everything before the last `@` is
 * removed.
 */
export function withoutUserAt(given: string): string {
  if (/^\s{0,100}https?:/i.test(given) && URL.canParse(given.trim())) return withoutUser(given);
  const at = given.lastIndexOf('@');
  return at > 0 && given.slice(0, at).includes(':') ? `***${given.slice(at)}` : withoutUser(given);
}

const names = [
  '(?:access|refresh|auth|id|csrf|xsrf|session)?[_-]?token|api[_-]?key|app[_-]?(?:key|secret)|secret(?:[_-]?key)?|pass(?:word|wd)?|pwd',
  'auth(?:orization)?|signature|sig|j?session[_-]?id|credential|x-amz-(?:signature|credential|security-token)',
].join('|');

const inQuery = new RegExp(`([?&;](?:${names})=)[^&#;\\s"'<>）)]{1,2000}`, 'gi');

const inJson = new RegExp(`("(?:${names})"\\s{0,5}:\\s{0,5}")[^"]{1,2000}(?=")`, 'gi');

/** `key` is a search word at some sites; a secret key is long and without separators. */
const longKey = /([?&;]key=)(?=[\w-]{16})[^&#;\s"'<>）)]{1,2000}/gi;

/** A text whose addresses and request bodies show no token, key or password: `?token=***`. */
export const withoutSecrets = (text: string): string =>
  withoutUser(text).replaceAll(inQuery, '$1***').replaceAll(inJson, '$1***').replaceAll(longKey, '$1***');

const secret = /^(?:(?:set-)?cookie2?|auth(?:orization|enticate|entication-info)|www-authenticate|x-api-key|x-[\w-]{0,40}token)$|^proxy-/i;

/** The same of every text of a value that is shown. */
export const withoutSecretsIn = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, each: unknown) => (typeof each === 'string' ? withoutSecrets(each) : each));

export const withoutCookies = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.test(name)));
