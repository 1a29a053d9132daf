import type { ClaimDifference } from '../../model/claim.ts';
import { orEmpty } from '../../model/values.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { align } from './align.ts';
import { findConcerns } from './concerns.ts';
import type { Segment } from './segments.ts';
import type { Token } from './tokens.ts';

/** A claim held against one segment. `says`: every word of it stands there and nothing that limits them was left out; `differs`: it contradicts. */
export type Judgement = {
  readonly verdict: 'says' | 'differs' | 'near' | 'far';
  /** Share of the words of the claim that stand in the segment, in order, 0–1. */
  readonly likeness: number;
  readonly differs: readonly ClaimDifference[];
};

/** Shorter ones say too little to be found. */
const fewest = 4;
/** From here on a segment speaks of the same thing as the claim. */
const same = 0.6;
const far = 0.3;

type Gap = { readonly claimed: readonly Token[]; readonly stated: readonly Token[]; readonly opens: boolean };

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');
const has = (tokens: readonly Token[], kind: Token['kind']): boolean => tokens.some((token) => token.kind === kind);
const key = (tokens: readonly Token[], kind: Token['kind']): string => orEmpty(tokens.find((token) => token.kind === kind)?.key);

/** Runs of the claim that the segment does not have, each with what the segment has in that place. `opens`: before the first word of duty on both sides. */
function gapsOf(claimed: readonly Token[], stated: readonly Token[], places: readonly number[]): readonly Gap[] {
  const gaps: Gap[] = [];
  const duty = { claimed: claimed.findIndex(({ kind }) => kind === 'modal'), stated: stated.findIndex(({ kind }) => kind === 'modal') };
  for (let at = 0; at < claimed.length; ) {
    if (places[at] !== -1) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < claimed.length && places[end] === -1) end += 1;
    const from = at === 0 ? startOf(places, at, end) : (places[at - 1] ?? -1) + 1;
    const to = end < claimed.length ? (places[end] ?? from) : Math.min(stated.length, from + (end - at) + 4);
    gaps.push({ claimed: claimed.slice(at, end), stated: stated.slice(from, to), opens: at < duty.claimed && from < duty.stated });
    at = end;
  }
  return gaps;
}

/** Where in the passage a claim begins whose first words are not there: as many words before the first one that is. */
const startOf = (places: readonly number[], at: number, end: number): number => Math.max(0, (places[end] ?? 0) - (end - at) - 2);

/** Who has to do something, as far as words show it: persons, offices and firms. */
const bearer = /(?:者|人|户|台|业|构|门|关|位|校|府|会|局|部|院|方|司|社|员|区|省|市|县)$/;

function isOther(claimed: string, stated: string): boolean {
  const [mine, theirs] = [findIssuers(claimed)[0]?.id, findIssuers(stated)[0]?.id];
  if (mine !== undefined && theirs !== undefined) return mine !== theirs;
  return bearer.test(claimed) && bearer.test(stated);
}

/** What stands before the first word of duty, on both sides. */
function subjects(claimed: readonly Token[], stated: readonly Token[], gap: Gap): readonly [string, string] {
  const upTo = (tokens: readonly Token[], first: Token | undefined): readonly Token[] => {
    const from = first ? tokens.indexOf(first) : 0;
    const modal = tokens.findIndex(({ kind }, at) => at >= from && kind === 'modal');
    return tokens.slice(from, modal < 0 ? tokens.length : modal);
  };
  return [textOf(upTo(claimed, gap.claimed[0])), textOf(upTo(stated, gap.stated[0]))];
}

function kindOf(gap: Gap, after: Token | undefined): ClaimDifference['what'] {
  const { claimed, stated } = gap;
  if (has(claimed, 'number')) {
    const [mine, theirs] = [claimed.find(({ kind }) => kind === 'number'), stated.find(({ kind }) => kind === 'number')];
    if (mine && theirs && mine.value === theirs.value) return 'bound';
    return after !== undefined && /^[年月日]/.test(after.key) && mine?.bound === undefined ? 'date' : 'figure';
  }
  if (has(claimed, 'modal') || (has(stated, 'modal') && claimed.length > 0)) {
    const keys = [key(claimed, 'modal'), key(stated, 'modal')];
    return keys.includes('must-not') || has(claimed, 'negation') || has(stated, 'negation') ? 'negation' : 'modality';
  }
  if (has(claimed, 'negation') || (has(stated, 'negation') && stated.length <= claimed.length + 2)) return 'negation';
  return 'words';
}

/** Differences that no other wording explains. */
const hard: ReadonlySet<ClaimDifference['what']> = new Set(['figure', 'bound', 'date', 'negation', 'modality', 'who']);

function differencesOf(claimed: readonly Token[], stated: readonly Token[], places: readonly number[]): readonly ClaimDifference[] {
  return gapsOf(claimed, stated, places).map((gap) => {
    const last = gap.claimed.at(-1);
    const what = kindOf(gap, last && claimed[claimed.indexOf(last) + 1]);
    if (what === 'words' && gap.opens) {
      const [mine, theirs] = subjects(claimed, stated, gap);
      if (isOther(mine, theirs)) return { what: 'who', claimed: mine, stated: theirs };
    }
    return { what, claimed: textOf(gap.claimed), stated: textOf(gap.stated) };
  });
}

/** A number that the passage does not state in that place may be stated elsewhere; one against another number contradicts. */
const contradicts = ({ what, stated }: ClaimDifference): boolean => hard.has(what) && (stated !== '' || what === 'negation');

/** Holds a claim, as words, against a segment. */
export function judge(claimed: readonly Token[], { clauses }: Segment): Judgement {
  const stated = clauses.flatMap(({ tokens }) => tokens);
  const places = align(claimed, stated);
  const met = places.filter((place) => place >= 0).length;
  const likeness = claimed.length === 0 ? 0 : met / claimed.length;
  if (claimed.length < fewest) return { verdict: 'near', likeness, differs: [] };
  if (met === claimed.length) {
    const concerns = findConcerns(clauses, new Set(places));
    return { verdict: concerns.length === 0 ? 'says' : 'near', likeness, differs: concerns };
  }
  if (likeness < far) return { verdict: 'far', likeness, differs: [] };
  const differs = differencesOf(claimed, stated, places);
  const sure = likeness >= same && met >= fewest && differs.some(contradicts);
  return { verdict: sure ? 'differs' : 'near', likeness, differs };
}
