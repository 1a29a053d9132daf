import { SourceError } from '../model/errors.ts';
import { robotsKey } from '../model/table.ts';
import { group, opt, orEmpty } from '../model/values.ts';
import { keep, type Table } from '../store/table.ts';
import { readAddress } from './guard.ts';
import type { Answer, Exchange, Trip } from './web.ts';

/**
 * Rules of a robots.txt file for one robot (RFC 9309). Matching takes time in proportion to rules and address, whatever stars they have.
 */

type Rules = {
  readonly allows: (path: string) => boolean;
  readonly delay?: number;
};
type PathRule = { readonly allow: boolean; readonly length: number; readonly pieces: readonly string[]; readonly whole: boolean };
type AgentGroup = { readonly rules: Map<string, PathRule>; delay?: number };

const upper = (path: string): string => path.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());

/** Addresses are compared as they are requested: escaped, with capital hex digits. */
function escaped(path: string): string {
  try {
    return upper(encodeURI(path).replaceAll('%25', '%'));
  } catch {
    return path;
  }
}

function ruleOf(value: string, allow: boolean): PathRule {
  const pattern = escaped(value);
  const whole = pattern.endsWith('$');
  return { allow, length: pattern.length, pieces: (whole ? pattern.slice(0, -1) : pattern).split(/\*+/), whole };
}

/** The first occurrence of each piece after the one before is as good as any other, so no position is tried twice. */
function matches({ pieces, whole }: PathRule, path: string): boolean {
  const [first = '', ...others] = pieces;
  if (!path.startsWith(first)) return false;
  const last = whole ? others.pop() : undefined;
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!whole) return true;
  return last === undefined ? at === path.length : path.length - at >= last.length && path.endsWith(last);
}

/** Of all matching rules the longest decides, of two equally long ones the one that allows: the first match in this order. */
const byWeight = (a: PathRule, b: PathRule): number => b.length - a.length || Number(b.allow) - Number(a.allow);

const agentOf = (agent: string): string => group(agent.split('/'), 0).trim().toLowerCase();

const fields: Readonly<Record<string, (group: AgentGroup, value: string) => void>> = {
  allow: (group, value) => addRule(group, value, true),
  disallow: (group, value) => addRule(group, value, false),
  'crawl-delay': (group, value) => {
    const delay = Number(value);
    if (value !== '' && !Number.isNaN(delay)) group.delay = delay;
  },
};

function addRule({ rules }: AgentGroup, value: string, allow: boolean): void {
  if (value !== '') rules.set(`${allow} ${value}`, ruleOf(value, allow));
}

function fieldOf(line: string): readonly [string, string] | undefined {
  const plain = group(line.split('#', 1), 0);
  const colon = plain.indexOf(':');
  return colon < 0 ? undefined : [plain.slice(0, colon).trim().toLowerCase(), plain.slice(colon + 1).trim()];
}

function groupsOf(text: string): ReadonlyMap<string, AgentGroup> {
  const groups = new Map<string, AgentGroup>();
  let current = new Set<AgentGroup>();
  let naming = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [field, value] = fieldOf(line) ?? ['', ''];
    if (field === '') continue;
    if (field === 'user-agent' && value !== '') {
      const group = groups.get(agentOf(value)) ?? { rules: new Map() };
      groups.set(agentOf(value), group);
      current = naming ? current.add(group) : new Set([group]);
    }
    naming = field === 'user-agent';
    for (const group of current) fields[field]?.(group, value);
  }
  return groups;
}

export function readRobots(text: string, agent: string): Rules {
  const groups = groupsOf(text);
  const { rules, delay } = groups.get(agentOf(agent)) ?? groups.get('*') ?? { rules: new Map<string, PathRule>() };
  const ordered = [...rules.values()].toSorted(byWeight);
  const allows = (path: string): boolean => {
    const asked = upper(path);
    return ordered.find((rule) => matches(rule, asked))?.allow ?? true;
  };
  return { allows, ...opt('delay', delay) };
}

export type Robots = (url: URL, trip: Trip) => Promise<void>;

export type KeptRules = { readonly at: string; readonly text: string };
export type RobotsMemory = {
  read(origin: string): Promise<KeptRules | undefined>;
  write(origin: string, rules: KeptRules): Promise<void>;
};

type RobotsOptions = {
  readonly memory?: RobotsMemory | undefined;
  readonly exchange: Exchange;
  readonly agent: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: () => Date;
  readonly onDelay?: (host: string, seconds: number) => void;
};

type RobotsVerdict = { readonly allows: (url: URL) => boolean; readonly delay?: number };
type CachedVerdict = { verdict: Promise<RobotsVerdict>; untilMs: number };

const maxBytes = 500 * 1024;
const mostKept = 100_000;
const dayMs = 86_400_000;
const failureMs = 300_000;
const everything: RobotsVerdict = { allows: () => true };

/**
 * Rules of robots.txt per origin (RFC 9309), kept for 24 h, a failure for 5 minutes: 4xx allows everything, 5xx and no answer bar
 * everything.
 */
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

const daySeconds = 86_400;

export const openRobotsMemory = (table: Table): RobotsMemory => ({
  read: (origin) => table.get<KeptRules>(robotsKey(origin)),
  write: (origin, rules) =>
    keep(table, { ...robotsKey(origin), value: rules, ttl: Math.ceil(Date.parse(rules.at) / 1000) + 2 * daySeconds }),
});
