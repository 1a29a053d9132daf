import { numberPrefixes } from '../../registry/issuers.ts';
import {
  bodyEnds,
  centralBases,
  cuts,
  endings,
  leadIn,
  neverPrefix,
  nouns,
  organs,
  placeBases,
  shortBases,
  unmistakable,
  weakLeadIn,
} from '../../registry/prefixes.ts';

/** `listed`: the registry knows it, or it is a listed beginning with a department behind it. */
export type Prefix = { readonly text: string; readonly listed: boolean };

const known = new Set([...numberPrefixes, ...centralBases]);
const alternatives = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');
const central = new RegExp(`^(?:${alternatives(centralBases)})\\p{Script=Han}{0,7}$`, 'u');
const local = new RegExp(`^(?:${alternatives(placeBases)})(?:${organs})\\p{Script=Han}{0,7}$`, 'u');
const short = new RegExp(`^(?:${shortBases.join('|')})\\p{Script=Han}{0,4}$`, 'u');

const listed = (text: string): boolean => known.has(text) || ((central.test(text) || local.test(text)) && !neverPrefix.test(text));

/** A listed local prefix at the end of a run that is too long to be one. */
function localEnd(run: string): string | undefined {
  for (let at = Math.max(1, run.length - 9); at <= run.length - 3; at += 1) {
    const tail = run.slice(at);
    if (local.test(tail) && endings.test(tail)) return tail;
  }
  return undefined;
}

function strip(run: string): string {
  let rest = run;
  for (let round = 0; round < 12 && !listed(rest); round += 1) {
    const shorter = rest.replace(bodyEnds, '').replace(cuts, '').replace(leadIn, '');
    const weak = shorter.replace(weakLeadIn, '');
    const next = weak !== shorter && listed(weak) ? weak : shorter;
    if (next === rest) break;
    rest = next;
  }
  return rest;
}

/**
 * The prefix at the end of a run of Simplified Han characters that stands before the year: words that run into it are taken off, a listed
 * prefix wins, and an unknown one is kept when it looks like one. Hexagonal brackets (`official`) stand for little else than such numbers.
 */
export function readPrefix(run: string, official: boolean): Prefix | undefined {
  const rest = strip(run);
  if (rest === '' || neverPrefix.test(rest)) return undefined;
  if (listed(rest)) return { text: rest, listed: true };
  const inside = unmistakable.exec(rest)?.[0];
  if (inside && rest.length - inside.length !== 1) return { text: inside, listed: true };
  if (short.test(rest) && (rest.length === 1 || official || endings.test(rest))) return { text: rest, listed: true };
  if (rest.length > 9) {
    const tail = localEnd(rest);
    return tail === undefined ? undefined : { text: tail, listed: true };
  }
  const plausible = official || (endings.test(rest) && !nouns.test(rest));
  return rest.length >= 2 && plausible ? { text: rest, listed: false } : undefined;
}
