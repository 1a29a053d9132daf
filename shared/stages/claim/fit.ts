import { orEmpty } from '../../model/values.ts';
import type { Segment } from './segments.ts';
import { type Token, tokensOf } from './segments.ts';
import wordings from './wordings.json' with { type: 'json' };

/** Longer pieces are cut: no sentence of an act is. */
const mostClaimed = 300;
const mostStated = 900;

const weightOf = (token: Token | undefined) => (token?.kind === 'number' ? 5 : 2);

/**
 * Lays the words of a claim beside those of a passage: for each word of the claim its place in the passage, or −1. As many as possible in
 * the same order, and rather in one piece than scattered.
 */
function align(claimed: readonly Token[], stated: readonly Token[]): readonly number[] {
  const [a, b] = [claimed.slice(0, mostClaimed), stated.slice(0, mostStated)];
  const width = b.length + 1;
  const best = new Int32Array((a.length + 1) * width);
  const matched = new Int32Array((a.length + 1) * width);
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const [here, diagonal] = [i * width + j, (i - 1) * width + j - 1];
      const run = matched[diagonal] ?? 0;
      const weight = weightOf(a[i - 1]);
      const met = a[i - 1]?.key === b[j - 1]?.key ? Math.max((best[diagonal] ?? 0) + weight, run > 0 ? run + weight + 1 : 0) : 0;
      matched[here] = met;
      best[here] = Math.max(met, best[here - width] ?? 0, best[here - 1] ?? 0);
    }
  return traced(claimed, { a: a.length, b: b.length, width, best, matched });
}

type Table = { readonly a: number; readonly b: number; readonly width: number; readonly best: Int32Array; readonly matched: Int32Array };

function traced(claimed: readonly Token[], { a, b, width, best, matched }: Table): readonly number[] {
  const places = new Array<number>(claimed.length).fill(-1);
  let [i, j] = [a, b];
  /** Inside a run the match is taken that the run was counted with. */
  let running = false;
  while (i > 0 && j > 0) {
    const here = i * width + j;
    const met = matched[here] ?? 0;
    if (met > 0 && (running || met === best[here])) {
      places[i - 1] = j - 1;
      const diagonal = here - width - 1;
      running = (matched[diagonal] ?? 0) > 0 && met === (matched[diagonal] ?? 0) + weightOf(claimed[i - 1]) + 1;
      i -= 1;
      j -= 1;
    } else if ((best[here - width] ?? 0) >= (best[here - 1] ?? 0)) i -= 1;
    else j -= 1;
  }
  return places;
}

const long = new RegExp(
  wordings.light
    .filter(({ length }) => length > 1)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  'g',
);
const single = new Set(wordings.light.filter(({ length }) => length === 1));
/** 数量不少于50家 and 不少于50家: what is measured is said by the unit. */
const measure = new RegExp(`(?:${wordings.measures.join('|')})$`);
const generic = new Set(wordings.generic);

export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');
const joinedKeys = (tokens: readonly Token[]) => tokens.map(({ key }) => key).join('');

export const isLightText = (text: string): boolean => [...text.replace(long, '')].every((char) => single.has(char));

export function isLight(tokens: readonly Token[], next: Token | undefined): boolean {
  if (tokens.some(({ kind }) => kind !== 'word')) return false;
  const words = joinedKeys(tokens);
  return isLightText(words) || (next?.kind === 'number' && isLightText(words.replace(measure, '')));
}

export function trimmed(tokens: readonly Token[]): readonly Token[] {
  const light = (token: Token | undefined) => token?.kind === 'word' && single.has(token.key);
  let [from, to] = [0, tokens.length];
  while (from < to && light(tokens[from])) from += 1;
  while (to > from && light(tokens[to - 1])) to -= 1;
  return tokens.slice(from, to);
}

/** 单位, 任何组织, 个人: a word for whoever it is. */
export const isGeneric = (words: string): boolean => generic.has(words.replace(/^(?:任何|有关|相关|各)/, ''));

/** 撤销登记, 督促缴纳, 减收50万元: what stands behind is not done, or by others, or is another figure. */
export const turning = new RegExp(wordings.turning.join('|'), 'g');

/** Words that a passage may have besides, where its figure is meant. */
export const isDetail = (words: readonly Token[]): boolean => {
  const keys = joinedKeys(words);
  return (
    words.every(({ kind, listed }) => kind === 'word' && listed !== true) && !/[仅只除非前外无半]/.test(keys) && keys.search(turning) < 0
  );
};

/** Words of a claim that a passage does not have, with what it has in that place. `opens`: before the first word of duty on both sides. */
export type Gap = {
  readonly claimed: readonly Token[];
  readonly stated: readonly Token[];
  readonly opens: boolean;
  readonly next?: Token | undefined;
};

/** A claim laid beside a passage: which of its words stand where, and what is left of it. */
export type Fit = {
  readonly claimed: readonly Token[];
  readonly stated: readonly Token[];
  readonly covered: ReadonlySet<number>;
  readonly met: number;
  readonly gaps: readonly Gap[];
};

/** Persons, offices and firms, as far as words show it. */
export const bearer = /(?:者|人|户|台|业|构|门|关|位|校|府|会|局|部|院|方|司|社|员|区|省|市|县)$/;
/** Words that say who does it to whom: the order of what they join is meant. */
const roles = new Set([...'向对由被比给归']);

type Work = {
  readonly claimed: readonly Token[];
  readonly stated: readonly Token[];
  readonly places: readonly number[];
  readonly covered: Set<number>;
  readonly context: string;
};

/** The passage has all numbers of the claim and no other: then a word that stands elsewhere in it belongs to them too. */
const allNumbers = ({ stated, covered }: Work) =>
  stated.every(({ kind, bound }, at) => {
    // 五万元以上|五十万元以下: one end of a range may be claimed.
    const other = [-3, -2, 2, 3].some((far) => covered.has(at + far) && isRange(bound, stated[at + far]?.bound));
    return kind !== 'number' || covered.has(at) || other;
  });
export const isRange = (a: Token['bound'], b: Token['bound']): boolean => [a, b].toSorted().join(' ') === 'at-least at-most';

function placeOf(run: readonly Token[], { stated, covered }: Work): number {
  return stated.findIndex(
    (_, at) =>
      run.every((token, n) => stated[at + n]?.key === token.key && !covered.has(at + n)) && !roles.has(orEmpty(stated[at - 1]?.key)),
  );
}

/** 审核决定应在7日内作出 and 应在7日内作出审核决定: words in another place, in pieces of two and more. */
function moves(words: readonly Token[], work: Work): boolean {
  if (bearer.test(textOf(words)) || !allNumbers(work) || work.claimed.some(({ key }) => roles.has(key))) return false;
  const taken: number[] = [];
  for (let at = 0; at < words.length; ) {
    let length = words.length - at;
    while (length > 1 && placeOf(words.slice(at, at + length), work) < 0) length -= 1;
    if (length < 2) return false;
    const place = placeOf(words.slice(at, at + length), work);
    for (let n = 0; n < length; n += 1) taken.push(place + n);
    at += length;
  }
  for (const place of taken) work.covered.add(place);
  return true;
}

/** A word of duty that stands elsewhere, in a passage that knows no other. */
function sameDuty({ key }: Token, { stated, covered }: Work): boolean {
  const modals = stated.flatMap((token, at) => (token.kind === 'modal' ? [{ token, at }] : []));
  const found = modals.find(({ token, at }) => token.key === key && !covered.has(at));
  if (!found || modals.some(({ token }) => token.key !== key)) return false;
  covered.add(found.at);
  return true;
}

/** A bounded figure in a rule binds, with or without a word for it. */
const bindsAlone = ({ key }: Token, { stated, covered }: Work) =>
  key === 'must' && stated.some(({ bound }, at) => bound !== undefined && covered.has(at)) && !stated.some(({ kind }) => kind === 'modal');

/** Who has to do it stands before the word of duty, on both sides: wherever the time or the occasion stands. */
function sameSubject(words: readonly Token[], next: Token | undefined, { stated, covered }: Work): boolean {
  const modals = stated.flatMap(({ kind }, at) => (kind === 'modal' ? [at] : []));
  const [modal = -1] = modals;
  if (next?.kind !== 'modal' || modals.length !== 1 || stated[modal]?.key !== next.key || words.length < 2) return false;
  const from = modal - words.length;
  if (!words.every(({ key }, n) => stated[from + n]?.key === key && !covered.has(from + n))) return false;
  for (let at = from; at < modal; at += 1) covered.add(at);
  return true;
}

function isReworded(words: readonly Token[], near: number, { stated, covered }: Work): boolean {
  const places = inOtherWords(words, { stated, covered, near });
  for (const place of places ?? []) covered.add(place);
  return places !== undefined;
}

function isResolved(words: readonly Token[], next: Token | undefined, near: number, work: Work): boolean {
  const [first] = words;
  if (first?.kind === 'modal') return sameDuty(first, work) || bindsAlone(first, work);
  if (first?.kind !== 'word') return false;
  if (isLight(words, next)) return true;
  const core = trimmed(words);
  const named = core.length >= 2 && !bearer.test(textOf(core)) && work.context.includes(core.map(({ key }) => key).join(''));
  return named || sameSubject(core, next, work) || (core.length >= 2 && moves(core, work)) || isReworded(words, near, work);
}

function pieces(run: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [];
  for (const token of run) {
    const last = found.at(-1);
    if (last?.[0]?.kind === 'word' && token.kind === 'word') last.push(token);
    else found.push([token]);
  }
  return found;
}

const startOf = (places: readonly number[], at: number, end: number) => Math.max(0, (places[end] ?? 0) - (end - at) - 2);

function gapsOf(work: Work): readonly Gap[] {
  const { claimed, stated, places, covered } = work;
  const duty = { claimed: claimed.findIndex(({ kind }) => kind === 'modal'), stated: stated.findIndex(({ kind }) => kind === 'modal') };
  const gaps: Gap[] = [];
  for (let at = 0; at < claimed.length; at += 1) {
    if (places[at] !== -1) continue;
    let end = at;
    while (end < claimed.length && places[end] === -1) end += 1;
    const from = at === 0 ? startOf(places, at, end) : (places[at - 1] ?? -1) + 1;
    const to = end < claimed.length ? (places[end] ?? from) : Math.min(stated.length, from + (end - at) + 4);
    const next = claimed[end];
    const run = claimed.slice(at, end);
    const left = pieces(run).filter((words, n, all) => !isResolved(words, all[n + 1]?.[0] ?? next, from, work));
    const open = stated.slice(from, to).filter((_, n) => !covered.has(from + n));
    if (left.length > 0)
      gaps.push({
        claimed: left.flat(),
        stated: open,
        opens: at < duty.claimed && from < duty.stated,
        next,
      });
    at = end;
  }
  return gaps;
}

/** Lays a claim beside a passage. Its clauses may stand in another order there. */
export function layBeside(orders: readonly (readonly Token[])[], { clauses, context }: Segment): Fit {
  const stated = clauses.flatMap(({ tokens }) => tokens);
  const laid = orders.map((claimed) => {
    const places = align(claimed, stated);
    return { claimed, places, met: places.filter((place) => place >= 0).length };
  });
  const { claimed, places, met } = laid.toSorted((a, b) => b.met - a.met)[0] ?? { claimed: [], places: [], met: 0 };
  const covered = new Set(places.filter((place) => place >= 0));
  const gaps = gapsOf({ claimed, stated, places, covered, context });
  return { claimed, stated, covered, met, gaps };
}

/** Words of every day for those of an act: a claim may have the one where the passage has the other, and no word that is nowhere in it. */

const keysOf = (text: string) => tokensOf(text).map(({ key }) => key);
const groups: readonly (readonly (readonly string[])[])[] = wordings.others.map((words) => words.map(keysOf));
/** 一般, 原则上: who says so claims less. */
const hedges: readonly (readonly string[])[] = wordings.hedges.map(keysOf);

const startsWith = (tokens: readonly Token[], at: number, keys: readonly string[]) =>
  keys.every((key, n) => tokens[at + n]?.key === key && tokens[at + n]?.kind === 'word');

/** How far from its place in the claim the other word may stand. */
const reach = 16;

type Passage = { readonly stated: readonly Token[]; readonly covered: ReadonlySet<number>; readonly near: number };

function partnerOf(keys: readonly string[], { stated, covered, near }: Passage, taken: readonly number[]): readonly number[] | undefined {
  const isFree = (at: number) => !covered.has(at) && !taken.includes(at);
  const places = stated.flatMap((_, at) =>
    Math.abs(at - near) <= reach && startsWith(stated, at, keys) && keys.every((__, n) => isFree(at + n)) ? [at] : [],
  );
  const [at] = places.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near));
  return at === undefined ? undefined : keys.map((_, n) => at + n);
}

function stepAt(
  words: readonly Token[],
  at: number,
  passage: Passage,
  taken: readonly number[],
): readonly [number, readonly number[]] | undefined {
  const hedge = hedges.find((keys) => startsWith(words, at, keys));
  if (hedge) return [hedge.length, []];
  for (const group of groups)
    for (const mine of group.filter((keys) => startsWith(words, at, keys)))
      for (const theirs of group) {
        const found = theirs === mine ? undefined : partnerOf(theirs, passage, taken);
        if (found) return [mine.length, found];
      }
  const light = [3, 2, 1].find((length) => at + length <= words.length && isLight(words.slice(at, at + length), undefined));
  return light === undefined ? undefined : [light, []];
}

function inOtherWords(words: readonly Token[], passage: Passage): readonly number[] | undefined {
  const taken: number[] = [];
  for (let at = 0; at < words.length; ) {
    const step = stepAt(words, at, passage, taken);
    if (!step) return undefined;
    taken.push(...step[1]);
    at += step[0];
  }
  return taken;
}
