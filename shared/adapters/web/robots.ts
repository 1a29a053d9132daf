import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { readAddress } from './address.ts';
import { readRobots } from './robots-rules.ts';
import type { Answer, Exchange, Trip } from './trip.ts';

/** Throws SourceError when the address may not be fetched: 'robots' when it is barred, 'unreachable' when the rules cannot be fetched. */
export type Robots = (url: URL, trip: Trip) => Promise<void>;

/** Rules as they were read at an instant; '' allows everything. */
export type KeptRules = { readonly at: string; readonly text: string };
/** Where rules are kept beside the memory of this process. */
export type RobotsMemory = {
  read(origin: string): Promise<KeptRules | undefined>;
  write(origin: string, rules: KeptRules): Promise<void>;
};

export type RobotsOptions = {
  readonly memory?: RobotsMemory | undefined;
  readonly exchange: Exchange;
  readonly agent: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** Called with the host and seconds of its Crawl-delay. */
  readonly onDelay?: (host: string, seconds: number) => void;
};

type RobotsVerdict = { readonly allows: (url: URL) => boolean; readonly delay?: number };
type CachedVerdict = { verdict: Promise<RobotsVerdict>; untilMs: number };

const maxBytes = 500 * 1024;
/** Rules of more characters are not kept beyond the process. */
const mostKept = 100_000;
const dayMs = 86_400_000;
const failureMs = 300_000;
const everything: RobotsVerdict = { allows: () => true };

/** Rules of robots.txt per origin (RFC 9309), kept for 24 h, a failure for 5 minutes: 4xx allows everything, 5xx and no answer bar everything. */
export function openRobots(options: RobotsOptions): Robots {
  const kept = new Map<string, CachedVerdict>();
  const verdictFor = (url: URL, trip: Trip): Promise<RobotsVerdict> => {
    const nowMs = options.now().getTime();
    const known = kept.get(url.origin);
    if (known && nowMs < known.untilMs && nowMs > known.untilMs - dayMs - 1) return known.verdict;
    const entry: CachedVerdict = { verdict: Promise.resolve(everything), untilMs: nowMs + dayMs };
    entry.verdict = rulesFor(url, options, trip).then(({ at, text }) => {
      entry.untilMs = Date.parse(at) + dayMs;
      return toVerdict(text, options.agent);
    });
    kept.set(url.origin, entry);
    entry.verdict.catch(() => {
      entry.untilMs = nowMs + failureMs;
    });
    return entry.verdict;
  };
  return async (url, trip) => {
    const verdict = await verdictFor(url, trip);
    if (verdict.delay !== undefined) options.onDelay?.(url.host, verdict.delay);
    if (!verdict.allows(url)) throw new SourceError('robots', url.href, 'barred by robots.txt');
  };
}

/** The rules of an origin: those that another process read within a day, else as the site gives them now. */
async function rulesFor(url: URL, options: RobotsOptions, trip: Trip): Promise<KeptRules> {
  const nowMs = options.now().getTime();
  const known = await options.memory?.read(url.origin);
  const age = nowMs - Date.parse(orEmpty(known?.at));
  if (known && age >= 0 && age < dayMs) return known;
  const text = await fetchText(url, options, trip);
  const rules = { at: new Date(nowMs).toISOString(), text };
  if (text.length <= mostKept) await options.memory?.write(url.origin, rules);
  return rules;
}

async function fetchText(url: URL, options: RobotsOptions, trip: Trip): Promise<string> {
  const answer = await fetchRules(new URL('/robots.txt', url), options, trip);
  if (answer.status >= 500) {
    throw new SourceError('unreachable', url.href, `robots.txt answered ${answer.status}, so nothing may be fetched`, {
      status: answer.status,
    });
  }
  return answer.status !== 200 || isPage(answer) ? '' : textOf(answer.bytes);
}

/** Follows at most five redirects, also to other hosts, as RFC 9309 says; beyond them there are no rules. */
async function fetchRules(start: URL, options: RobotsOptions, trip: Trip): Promise<Answer> {
  let url = start;
  // The start of a compressed body cannot be read alone.
  const headers = { ...options.headers, 'accept-encoding': 'identity' };
  for (let hop = 0; hop <= 5; hop += 1) {
    const answer = await options.exchange({ url, method: 'GET', headers, firstBytes: maxBytes + 1 }, trip);
    const location = answer.headers['location'];
    if (answer.status < 300 || answer.status > 399 || location === undefined) return answer;
    url = readAddress(location, url);
  }
  return { status: 404, headers: {}, bytes: new Uint8Array() };
}

/** Many sites answer every unknown address with a page. */
function isPage(answer: Answer): boolean {
  const start = new TextDecoder().decode(answer.bytes.subarray(0, 200)).trimStart();
  return start.startsWith('<') || /^(text\/html|application\/xhtml)/i.test(orEmpty(answer.headers['content-type']));
}

function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, maxBytes));
  return bytes.length > maxBytes ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}

function toVerdict(rules: string, agent: string): RobotsVerdict {
  if (rules === '') return everything;
  const { allows, delay } = readRobots(rules, agent);
  const verdict = { allows: ({ pathname, search }: URL) => allows(pathname + search) };
  return delay !== undefined && delay > 0 ? { ...verdict, delay: Math.min(delay, 10) } : verdict;
}
