import type { ClaimDifference } from '../../model/claim.ts';
import { orEmpty } from '../../model/values.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { expressionsOf } from '../text/words.ts';
import { findConcerns, frame } from './concerns.ts';
import expressions from './expressions.json' with { type: 'json' };
import { bearer, type Fit, type Gap, isGeneric, isLight, layBeside, textOf } from './fit.ts';
import type { Segment, Token } from './segments.ts';

const { soft } = expressionsOf(expressions.judge);

/**
 * A claim held against one segment. `says`: all that it says stands there and nothing that limits it was left out; `differs`: it fits in
 * all but one detail, and that contradicts; `near`: whatever else speaks of the same thing.
 */
export type Judgement = {
  readonly verdict: 'says' | 'differs' | 'near' | 'far';
  /** Share of the words of the claim that stand in the segment, in order, 0–1. */
  readonly likeness: number;
  readonly differs: readonly ClaimDifference[];
  readonly figures: boolean;
};

const fewest = 4;
/** From here on a segment speaks of the same thing as the claim. */
const same = 0.6;
const far = 0.3;

const has = (tokens: readonly Token[], kind: Token['kind']) => tokens.some((token) => token.kind === kind);
const key = (tokens: readonly Token[], kind: Token['kind']) => orEmpty(tokens.find((token) => token.kind === kind)?.key);

function isOther(claimed: string, stated: string): boolean {
  const [mine, theirs] = [findIssuers(claimed)[0]?.id, findIssuers(stated)[0]?.id];
  if (mine !== undefined && theirs !== undefined) return mine !== theirs;
  return bearer.test(claimed) && bearer.test(stated);
}

function subjects(claimed: readonly Token[], stated: readonly Token[], gap: Gap): readonly [string, string] {
  const upTo = (tokens: readonly Token[], first: Token | undefined): readonly Token[] => {
    const from = first ? tokens.indexOf(first) : 0;
    const modal = tokens.findIndex(({ kind }, at) => at >= from && kind === 'modal');
    return tokens.slice(from, modal < 0 ? tokens.length : modal);
  };
  return [textOf(upTo(claimed, gap.claimed[0])), textOf(upTo(stated, gap.stated[0]))];
}

function kindOf({ claimed, stated, next }: Gap): ClaimDifference['what'] {
  if (has(claimed, 'number')) {
    const [mine, theirs] = [claimed.find(({ kind }) => kind === 'number'), stated.find(({ kind }) => kind === 'number')];
    if (mine && theirs && mine.value === theirs.value) return 'bound';
    return next !== undefined && /^[年月日]/.test(next.key) && mine?.bound === undefined ? 'date' : 'figure';
  }
  if (has(claimed, 'modal') || (has(stated, 'modal') && claimed.length > 0)) {
    const keys = [key(claimed, 'modal'), key(stated, 'modal')];
    return keys.includes('must-not') || has(claimed, 'negation') || has(stated, 'negation') ? 'negation' : 'modality';
  }
  if (has(claimed, 'negation') || (has(stated, 'negation') && stated.length <= claimed.length + 2)) return 'negation';
  return 'words';
}

function differenceOf(gap: Gap, { claimed, stated }: Fit): ClaimDifference {
  const what = kindOf(gap);
  if (what === 'words' && gap.opens) {
    const [mine, theirs] = subjects(claimed, stated, gap);
    if (isOther(mine, theirs)) return { what: 'who', claimed: mine, stated: theirs };
  }
  return { what, claimed: textOf(gap.claimed), stated: textOf(gap.stated) };
}

function detailOf(tokens: readonly Token[], next: Token | undefined): Token | undefined {
  const [words, others] = [tokens.filter(({ kind }) => kind === 'word'), tokens.filter(({ kind }) => kind !== 'word')];
  const [detail, ...more] = others;
  const alone = detail !== undefined && detail.kind !== 'or' && more.length === 0;
  return alone && (isLight(words, next) || isLight(words, detail) || frame.test(textOf(words))) ? detail : undefined;
}

/** Over fifty, and fifty or more: who says the one hardly means to deny the other. */
function isSofter(a: Token, b: Token): boolean {
  const pair = [a.bound, b.bound].toSorted().join(' ');
  return a.value !== undefined && a.value === b.value && (pair === 'at-least over' || pair === 'at-most under');
}

function upToDetail(stated: readonly Token[]): readonly Token[] {
  const detail = stated.findIndex(({ kind }) => kind !== 'word');
  return detail < 0 ? stated : stated.slice(0, detail + 1);
}

const office = /(?:主管)?(?:部门|机关|机构|单位|办公室)$/;

/** 工信厅 for 工业和信息化厅, 公安部门 for 公安机关: another name of the same. */
function isShort(claimed: string, stated: string): boolean {
  const [short, long] = [claimed.replace(office, ''), stated.replace(office, '')].toSorted((a, b) => a.length - b.length);
  let at = -1;
  return [...orEmpty(short)].every((char) => {
    at = orEmpty(long).indexOf(char, at + 1);
    return at >= 0;
  });
}

/** One detail alone: a number against a number, a word of duty against another, and no other word on either side. */
function isOneDetail({ claimed, stated, next }: Gap, { what, ...words }: ClaimDifference): boolean {
  const [mine, theirs] = [claimed, next === undefined ? upToDetail(stated) : stated];
  const [a, b] = [detailOf(mine, next), detailOf(theirs, next)];
  if (what === 'who') return !isGeneric(words.claimed) && !isGeneric(words.stated) && !isShort(words.claimed, words.stated);
  if (what === 'negation' && claimed.length === 1 && mine.length === 1 && stated.length === 0) return true;
  if (what === 'words' || theirs.length === 0) return false;
  return a !== undefined && b !== undefined && (a.kind === 'number') === (b.kind === 'number') && !isSofter(a, b);
}

const idle = new Set('的了并且及和与等由在对向将进行予以其该本此为是自起于');
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/核验|查验|核实/g, '审核'],
  [/保存|保管/g, '留存'],
  [/报告|上报/g, '报送'],
];
const pairsOf = (words: string) => [...words].slice(1).map((char, at) => `${words[at]}${char}`);
const leastPairs = 0.6;

/**
 * Whether two clauses have every character of a claim, most in their order, with its figures and their units, and neither
 * another duty nor a negation more or less: 由省局负责监管 for 省局负责监管.
 */
const saysLoosely = (claimed: readonly Token[], { clauses }: Segment) =>
  clauses.some((_, at) => hasWords(claimed, clauses.slice(at, at + 2)));

function hasWords(claimed: readonly Token[], clauses: Segment['clauses']): boolean {
  const plain = (tokens: readonly Token[]) => synonyms.reduce((text, [words, one]) => text.replace(words, one), textOf(tokens));
  const mine = plain(claimed);
  const pairs = pairsOf(mine);
  const stated = clauses.flatMap(({ tokens }) => tokens);
  const theirs = plain(stated);
  const kept = (kinds: Token['kind']) => [...new Set(claimed.filter(({ kind }) => kind === kinds).map(({ key: own }) => own))].join();
  const modals = [...new Set(stated.filter(({ kind }) => kind === 'modal').map(({ key: own }) => own))].join();
  const sameDuty = modals === kept('modal') || (kept('modal') === '' && modals === 'must');
  if (!sameDuty || [...claimed, ...stated].some(({ kind }) => kind === 'negation') || soft.test(mine) !== soft.test(theirs)) return false;
  // Who has to is named before the duty on both sides.
  const before = (tokens: readonly Token[]) =>
    plain(
      tokens.slice(
        0,
        Math.max(
          0,
          tokens.findIndex(({ kind }) => kind === 'modal'),
        ),
      ),
    );
  if (pairsOf(before(claimed)).some((pair) => !before(stated).includes(pair))) return false;
  const numbers = claimed.every(
    ({ kind, value, bound }, at) =>
      kind !== 'number' ||
      stated.some((each, n) => each.value === value && each.bound === bound && stated[n + 1]?.key === claimed[at + 1]?.key),
  );
  const found = pairs.filter((pair) => theirs.includes(pair)).length;
  const words = claimed.filter(({ kind }) => kind === 'word').length;
  const every = [...mine].every((char) => idle.has(char) || theirs.includes(char));
  return numbers && every && words >= fewestWords && found >= pairs.length * leastPairs;
}
const fewestWords = 8;

export function judge(orders: readonly (readonly Token[])[], segment: Segment): Judgement {
  const laid = layBeside(orders, segment);
  const { claimed, covered, gaps, met } = laid;
  const likeness = claimed.length === 0 ? 0 : met / claimed.length;
  const figures = gaps.every((gap) => !has(gap.claimed, 'number'));
  if (claimed.length < fewest) return { verdict: 'near', likeness, differs: [], figures };
  if (likeness >= same && met >= fewest && gaps.length === 0) {
    const concerns = findConcerns(segment, covered, claimed);
    return { verdict: concerns.length === 0 ? 'says' : 'near', likeness, differs: concerns, figures };
  }
  const [words] = orders;
  if (words && saysLoosely(words, segment)) return { verdict: 'says', likeness: 1, differs: [], figures: true };
  if (likeness < far) return { verdict: 'far', likeness, differs: [], figures };
  const differs = gaps.map((gap) => differenceOf(gap, laid));
  const isDetail = (gap: Gap, at: number): boolean => {
    const difference = differs[at];
    return difference !== undefined && isOneDetail(gap, difference);
  };
  // A day is one detail, with its year, its month and its day.
  const one = differs.length === 1 || differs.every(({ what }) => what === 'date');
  const sure = one && likeness >= same && met >= fewest && gaps.length > 0 && gaps.every(isDetail);
  return { verdict: sure ? 'differs' : 'near', likeness, differs, figures };
}
