import { group, opt } from '../../model/values.ts';
/** Rules of a robots.txt file for one robot (RFC 9309). Matching takes time in proportion to rules and address, whatever stars they have. */

export type Rules = {
  /** Whether a path with its query may be fetched. */
  readonly allows: (path: string) => boolean;
  /** Seconds between requests, where the file gives them. */
  readonly delay?: number;
};
type PathRule = { readonly allow: boolean; readonly length: number; readonly pieces: readonly string[]; readonly whole: boolean };
/** Mutable only while a file is read. */
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

/** What each field of a group says; an empty pattern bars nothing. */
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

/** A line as field and value, without its comment. */
function fieldOf(line: string): readonly [string, string] | undefined {
  const plain = group(line.split('#', 1), 0);
  const colon = plain.indexOf(':');
  return colon < 0 ? undefined : [plain.slice(0, colon).trim().toLowerCase(), plain.slice(colon + 1).trim()];
}

/** The groups of a file by the robots that they are for; robots named one after another have one group together. */
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

/** Reads a file for the robot `agent`: its own group, else the one for all. */
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
