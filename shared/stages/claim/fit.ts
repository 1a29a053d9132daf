import { orEmpty } from '../../model/values.ts';
import { align } from './align.ts';
import { isLight, textOf, trimmed } from './light.ts';
import { inOtherWords } from './others.ts';
import type { Segment } from './segments.ts';
import type { Token } from './tokens.ts';

/** Words of a claim that a passage does not have, with what it has in that place. `opens`: before the first word of duty on both sides. */
export type Gap = {
  readonly claimed: readonly Token[];
  readonly stated: readonly Token[];
  readonly opens: boolean;
  /** The word of the claim behind it. */
  readonly next?: Token | undefined;
};

/** A claim laid beside a passage: which of its words stand where, and what is left of it. */
export type Fit = {
  readonly claimed: readonly Token[];
  readonly stated: readonly Token[];
  /** Words of the passage that the claim has. */
  readonly covered: ReadonlySet<number>;
  /** Words of the claim that stand there, in this order. */
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
const allNumbers = ({ stated, covered }: Work): boolean =>
  stated.every(({ kind, bound }, at) => {
    // 五万元以上|五十万元以下: one end of a range may be claimed.
    const other = [-3, -2, 2, 3].some((far) => covered.has(at + far) && isRange(bound, stated[at + far]?.bound));
    return kind !== 'number' || covered.has(at) || other;
  });
export const isRange = (a: Token['bound'], b: Token['bound']): boolean => [a, b].toSorted().join(' ') === 'at-least at-most';

/** Where a run of words stands in the passage, of which the claim has none yet. */
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
const bindsAlone = ({ key }: Token, { stated, covered }: Work): boolean =>
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

/** 装 for 安装: said in other words. */
function isReworded(words: readonly Token[], near: number, { stated, covered }: Work): boolean {
  const places = inOtherWords(words, { stated, covered, near });
  for (const place of places ?? []) covered.add(place);
  return places !== undefined;
}

/** Words of one kind that the passage does not have in that place: does it have them after all? */
function isResolved(words: readonly Token[], next: Token | undefined, near: number, work: Work): boolean {
  const [first] = words;
  if (first?.kind === 'modal') return sameDuty(first, work) || bindsAlone(first, work);
  if (first?.kind !== 'word') return false;
  if (isLight(words, next)) return true;
  const core = trimmed(words);
  const named = core.length >= 2 && !bearer.test(textOf(core)) && work.context.includes(core.map(({ key }) => key).join(''));
  return named || sameSubject(core, next, work) || (core.length >= 2 && moves(core, work)) || isReworded(words, near, work);
}

/** A run cut where its words change their kind: 决定|应|在受理. */
function pieces(run: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [];
  for (const token of run) {
    const last = found.at(-1);
    if (last?.[0]?.kind === 'word' && token.kind === 'word') last.push(token);
    else found.push([token]);
  }
  return found;
}

/** Where in the passage a claim begins whose first words are not there: as many words before the first one that is. */
const startOf = (places: readonly number[], at: number, end: number): number => Math.max(0, (places[end] ?? 0) - (end - at) - 2);

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
