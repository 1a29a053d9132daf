import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import type { Answer, Ask } from './trip.ts';

/** A page of a few lines that leads to itself; what is longer is a page of its own that reloads for news. */
const mostPageBytes = 8_000;
const longestDelay = 5;
const mostCookies = 20;
const mostCharacters = 4_096;

/**
 * Some sites set a cookie on their first answer, which leads to itself, and give the page only to a request that brings it (moj.gov.cn, measured 2026-09). Gives that
 * second request: of the same address, with the cookie, which nobody else ever sees. Nothing for any other answer.
 * Throws SourceError `refused` when the site asks again, or sets no cookie that may be sent; a script that makes the cookie is not run.
 */
export function cookieHop(ask: Ask, answer: Answer, now: Date): Ask | undefined {
  const set = answer.headers['set-cookie'];
  if (set === undefined || !leadsToItself(ask.url, answer)) return undefined;
  const refuse = (why: string): never => {
    throw new SourceError('refused', ask.url.href, `leads to itself with a cookie${why}, a challenge`, { status: answer.status });
  };
  if (ask.headers['cookie'] !== undefined) return refuse(' again and again');
  const cookie = cookiesFor(ask.url, set, now);
  if (cookie === '' || cookie.length > mostCharacters) return refuse(cookie === '' ? ' that may not be sent back' : ' of more than 4 KB');
  return { ...ask, headers: { ...ask.headers, cookie } };
}

function leadsToItself(url: URL, { status, headers, bytes }: Answer): boolean {
  const target = [301, 302, 303, 307, 308].includes(status) ? headers['location'] : refreshOf(status, headers, bytes);
  if (target === undefined) return false;
  const to = URL.parse(target === '' ? url.href : target, url.href);
  // A proxy that ends TLS before the site may name the address with http; it is asked with https all the same.
  const sameScheme = to?.protocol === url.protocol || url.protocol === 'https:';
  return to !== null && sameScheme && to.host === url.host && to.pathname === url.pathname && to.search === url.search;
}

const refreshTag = /<meta\s[^<>]{0,200}http-equiv\s{0,3}=\s{0,3}["']?refresh["']?[^<>]{0,600}>/i;

/** Where an answer leads after a moment: by its header, or by a page of nothing else. '' is itself. */
function refreshOf(status: number, headers: Answer['headers'], bytes: Uint8Array): string | undefined {
  if (status !== 200) return undefined;
  const page = bytes.length > mostPageBytes ? '' : Buffer.from(bytes).toString('latin1');
  if (bytes.length > mostPageBytes || /<script[\s>]/i.test(page)) return undefined;
  const written = /content\s{0,3}=\s{0,3}(?:"([^"]{0,500})"|'([^']{0,500})')/i.exec(orEmpty(refreshTag.exec(page)?.[0]));
  const said = headers['refresh'] ?? written?.[1] ?? written?.[2];
  const [, delay, target] =
    /^\s{0,9}(\d{1,4})(?:\.\d{0,3})?\s{0,9}(?:[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?["']?([^"']{0,500}))?/i.exec(orEmpty(said)) ?? [];
  return delay === undefined || Number(delay) > longestDelay ? undefined : orEmpty(target).trim().replaceAll('&amp;', '&');
}

/** The cookies of an answer that a browser would send back to the same address at once, as the value of a header; '' when there are none. */
function cookiesFor(url: URL, set: string, now: Date): string {
  const kept = new Map<string, string>();
  // Several headers are joined by commas, and a day of expiry holds a comma too.
  for (const each of set
    .slice(0, 4 * mostCharacters)
    .split(/,\s{0,9}(?=[^\s;,=]{1,200}=)/)
    .slice(0, mostCookies)) {
    const [pair = '', ...attributes] = each.split(';').map((part) => part.trim());
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]{1,200})=([\u0021-\u002b\u002d-\u003a\u003c-\u007e]{1,4096})$/.exec(pair) ?? [];
    if (name !== undefined && value !== undefined && attributes.every((attribute) => fits(url, attribute, now))) kept.set(name, value);
  }
  return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
}

function fits(url: URL, attribute: string, now: Date): boolean {
  const mark = attribute.indexOf('=');
  const name = (mark < 0 ? attribute : attribute.slice(0, mark)).trim().toLowerCase();
  const value = mark < 0 ? '' : attribute.slice(mark + 1).trim();
  if (name === 'domain') {
    const domain = value.toLowerCase().replace(/^\./, '');
    return domain === '' || url.hostname === domain || url.hostname.endsWith(`.${domain}`);
  }
  if (name === 'path') return !value.startsWith('/') || `${url.pathname}/`.startsWith(value.endsWith('/') ? value : `${value}/`);
  if (name === 'secure') return url.protocol === 'https:';
  if (name === 'max-age') return !(Number(value) <= 0);
  return !(name === 'expires' && Date.parse(value) <= now.getTime());
}
