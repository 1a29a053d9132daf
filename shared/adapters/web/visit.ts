import { SourceError, type Trouble } from '../../model/errors.ts';
import type { Page, WebRequest } from '../../model/page.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { readAddress, sameSite } from './address.ts';
import { cookieHop } from './cookie-hop.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Robots } from './robots.ts';
import type { Answer, Ask, Exchange, Trip } from './trip.ts';

export type VisitOptions = {
  readonly exchange: Exchange;
  readonly robots: Robots;
  /** Throws SourceError when the address may not be requested. */
  readonly admit: (url: URL) => void;
  /** Headers of every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly now: () => Date;
};

/** `movedTo`: the last address that permanent redirects led to. */
type Journey = { readonly request: WebRequest; readonly hops: readonly string[]; readonly ask: Ask; readonly movedTo?: string | undefined };

const mostHops = 5;

/** Fetches one page: follows redirects itself, each checked like the first address; statuses as `Page` and SourceError define them. */
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

/** The same trouble under the requested address, with what it cost. */
function withCosts(error: SourceError, url: string, trip: Trip): SourceError {
  const { trouble, detail, status, retryAfter, page, proxy, cause } = error;
  const where = error.url === url ? detail : `${detail} at ${error.url.slice(0, 300)}`;
  return new SourceError(trouble, url, where, {
    ...opt('status', status),
    ...opt('retryAfter', retryAfter),
    ...opt('page', page),
    ...opt('proxy', proxy),
    ...opt('cause', cause),
    requests: trip.requests,
    wireBytes: trip.wireBytes,
  });
}
