import type { ClaimDifference } from '../../model/claim.ts';
import { orEmpty } from '../../model/values.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { isDetail, isGeneric, isLight, isRange, textOf, trimmed } from './fit.ts';
import type { Clause, Segment, Token } from './segments.ts';

const {
  /** 为了…, 根据《…》: said of the whole, and left out without changing it. */
  harmless,
  /** 推动…，培育…，服务企业不少于100家: one task of a row, before another that stands by its figure. */
  task,
  /** Adverbs and pointers of the law, whose absence changes nothing. */
  pointer,
  price,
} = expressionsOf(expressions.concerns);

const {
  /** 经同意的, 未经批准, 在公共场所, 符合条件的: what follows holds only then, or only there. */
  condition,
  exception,
  /** 法律另有规定的除外: any other law comes first anyway. */
  usual,
  breach,
  requirements,
} = expressionsOf(expressions.concerns);

export const {
  /** 有下列行为, 履行下列义务: what an item is called, and no condition of it. */
  frame,
} = expressionsOf(expressions.concerns);

/** What a claim leaves out of the passage that has all its words: does it still say the same? */

export const isCondition = (clause: string): boolean => condition.test(clause.replace(/[，,：:；;。]$/, ''));

const terms = /(?:用语|术语|名词)的?含义/;
const isModal = ({ kind }: Token) => kind === 'modal';
const weighs = ({ kind }: Token) => kind === 'number' || kind === 'modal' || kind === 'negation' || kind === 'or';
/**
 * A clause and which words of it the claim has. `forbidden`: only what must not be done is told here; `allowed`: what may or must not be
 * done, which with fewer words is more.
 */
type Part = {
  readonly clause: Clause;
  readonly kept: readonly boolean[];
  readonly forbidden: boolean;
  readonly allowed: boolean;
  readonly segment: Segment;
  readonly claimed: readonly Token[];
};

function partsOf(segment: Segment, places: ReadonlySet<number>, claimed: readonly Token[]): readonly Part[] {
  let at = 0;
  let [forbidden, allowed] = [false, false];
  return segment.clauses.map((clause) => {
    const modals = clause.tokens.filter(isModal);
    if (modals.length > 0)
      [forbidden, allowed] = [modals.length === 1 && modals[0]?.key === 'must-not', modals.some(({ key }) => key !== 'must')];
    return { clause, kept: clause.tokens.map(() => places.has(at++)), forbidden, allowed, segment, claimed };
  });
}

const isWhole = ({ kept }: Part) => kept.every(Boolean);
const isGone = ({ kept }: Part) => !kept.some(Boolean);

function leftOut({ clause, kept }: Part): readonly (Run & { readonly tokens: readonly Token[] })[] {
  const runs: (Run & { readonly tokens: readonly Token[] })[] = [];
  for (let from = 0; from < kept.length; from += 1) {
    if (kept[from]) continue;
    let to = from;
    while (to < kept.length && !kept[to]) to += 1;
    runs.push({ from, to, tokens: clause.tokens.slice(from, to) });
    from = to;
  }
  return runs;
}

type Run = { readonly from: number; readonly to: number };

/** 起始处和结束处: what is left out may be read as 处结束 or as 结束处. */
function isListed({ tokens }: Clause, { from, to }: Run): boolean {
  for (let shift = 0; from + shift < tokens.length; shift += 1) {
    if (tokens[from + shift]?.listed || tokens[to + shift]?.listed) return true;
    if (tokens[from + shift]?.key !== tokens[to + shift]?.key) return false;
  }
  return false;
}

/** Of a list of duties one may be named: 应当记录A、B和C. Of what is allowed, and of alternatives, none may be left out. */
function isElement({ clause }: Part, run: Run): boolean {
  const { tokens } = clause;
  const positive = tokens.every(({ kind, key }) => kind !== 'negation' && kind !== 'or' && (kind !== 'modal' || key === 'must'));
  return positive && tokens.some(isModal) && isListed(clause, run);
}

function elementsOf(run: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [];
  for (const token of run) {
    const last = found.at(-1);
    if (token.kind === 'or' || token.listed || !last) found.push(token.kind === 'or' ? [] : [token]);
    else last.push(token);
  }
  return found;
}

/** 不得冒用署名、标识或者称号 forbids each of them. A whole element ends where the list does or the next one begins, and begins so too. */
function isForbiddenElement({ clause: { tokens }, forbidden }: Part, { from, to }: Run): boolean {
  const run = tokens.slice(from, to);
  const [before, first, next] = [tokens[from - 1], run[0], tokens[to]];
  const plain = run.every(({ kind }) => kind === 'word' || kind === 'or');
  if (!forbidden || !plain || first === undefined) return false;
  const goesOn = next !== undefined && (next.listed === true || next.kind === 'or');
  const begins =
    first.listed === true || first.kind === 'or' || (goesOn && (before === undefined || isModal(before) || isLight([before], undefined)));
  // 、更衣室等公共场所: more of them, and what they all are.
  if (begins && run.some(({ key }) => key === '等')) return true;
  if (begins && elementsOf(run).every(({ length }) => length === 2) && elementsOf(run).length > 1) return true;
  return begins && (goesOn || next === undefined || next.key === '等' || (isModal(next) && isGeneric(textOf(run))));
}

/** Who is bound is not said: the claim begins with the duty itself. */
function isSubject({ tokens }: Clause, { from, to }: Run): boolean {
  const run = textOf(tokens.slice(from, to));
  const next = tokens[to];
  return from === 0 && next !== undefined && isModal(next) && run.length <= 14 && !/[对在于向为因由经当如未时后前仅只除非不]/.test(run);
}

function isOtherEnd({ clause: { tokens }, kept }: Part, { from, to }: Run): boolean {
  const numbers = tokens.flatMap((token, at) => (token.kind === 'number' ? [{ token, at }] : []));
  const mine = numbers.filter(({ at }) => at >= from && at < to);
  const others = numbers.filter(({ at }) => kept[at] === true && Math.abs(at - (mine[0]?.at ?? 0)) <= 3);
  return (
    mine.length === 1 &&
    to - from <= 3 &&
    tokens.slice(from, to).every(({ kind }) => kind === 'number' || kind === 'word') &&
    others.some(({ token }) => isRange(token.bound, mine[0]?.token.bound))
  );
}

/** What the whole act is about, or the claim has said already: 人脸识别技术 in measures on facial recognition. */
function isOwnSubject({ clause: { tokens }, kept, allowed, segment: { context } }: Part, { from, to }: Run): boolean {
  const said = `${context} ${tokens.map(({ key }, at) => (kept[at] ? key : ' ')).join('')}`;
  const words = trimmed(tokens.slice(from, to))
    .map(({ key }) => key)
    .join('');
  if (allowed || words.length < 2) return false;
  for (let at = 0; at < words.length; ) {
    let length = words.length - at;
    while (length > 1 && !said.includes(words.slice(at, at + length))) length -= 1;
    if (length < 2) return false;
    at += length;
  }
  return true;
}

function isUnit({ tokens }: Clause, { from }: Run): boolean {
  const before = tokens.slice(Math.max(0, from - 2), from);
  return before.at(-1)?.kind === 'number' || (before.at(-1)?.key === '个' && before[0]?.kind === 'number');
}

/** 应当|申请退还, 在十日内|通知缴纳: right behind the word of duty, or the time for it, stands what has to be done. */
function isDeed({ tokens }: Clause, { from }: Run): boolean {
  const [number, unit, last] = tokens.slice(Math.max(0, from - 3), from);
  const inTime = [number, unit, last].some((token) => token?.bound === 'at-most');
  const behind = tokens[from - 1];
  return behind !== undefined && (isModal(behind) || inTime) && !circumstance.test(orEmpty(tokens[from]?.key));
}
const circumstance = /[在由向对为依按根从与自将把以]/;

function isFigure(part: Part, run: Run): boolean {
  const stated = part.claimed.some(({ kind }) => kind === 'number') && !part.allowed;
  const detail = stated && isDetail(part.clause.tokens.slice(run.from, run.to));
  return detail && !isDeed(part.clause, run);
}

/** 应当 where the claim tells the rule as what is done. */
const isPlainlyStated = ({ clause: { tokens }, claimed }: Part, { from, to }: Run) =>
  to - from === 1 && tokens[from]?.key === 'must' && !claimed.some((token) => isModal(token) || /^[曾]$/.test(token.key));

/** 在全国或者跨省实施的: of alternatives on which a rule depends the claim names one, and says less. */
function isOtherCase({ clause: { text, tokens } }: Part, { from, to }: Run): boolean {
  const run = tokens.slice(from, to);
  const plain = tokens.every(({ kind }) => kind === 'word' || kind === 'or') && run.some(({ kind }) => kind === 'or');
  const ends = from === 0 ? run.at(-1)?.kind === 'or' : to === tokens.length && run[0]?.kind === 'or';
  return plain && ends && condition.test(text.replace(/[，,]$/, '')) && !/[和与及仅只除非]|均|同时|共同|一并/.test(text);
}

const anyWay = /(?:其他|任何)(?:方式|手段|方法|形式)$/;
const isAnyWay = ({ forbidden, clause: { tokens } }: Part, { from, to }: Run) =>
  forbidden && tokens.slice(from, to).every(({ kind }) => kind === 'word' || kind === 'or') && anyWay.test(textOf(tokens.slice(from, to)));

/** Nothing of weight is lost by leaving these words out. */
function isHarmless(part: Part, run: Run): boolean {
  const { tokens } = part.clause;
  const words = tokens.slice(run.from, run.to);
  const said = textOf(words);
  if (isLight(words, tokens[run.to]) || frame.test(said) || requirements.test(said) || pointer.test(said) || isOtherEnd(part, run))
    return true;
  if (isForbiddenElement(part, run) || isPlainlyStated(part, run) || isOtherCase(part, run) || isAnyWay(part, run)) return true;
  if (words.some(weighs) || isUnit(part.clause, run)) return false;
  return isFigure(part, run) || isElement(part, run) || isOwnSubject(part, run) || isSubject(part.clause, run);
}

function partly(part: Part): ClaimDifference | undefined {
  const run = leftOut(part).find((each) => !isHarmless(part, each));
  if (!run) return undefined;
  const what = run.tokens.some(({ kind }) => kind === 'number')
    ? 'figure'
    : run.tokens.some(({ kind }) => kind === 'negation')
      ? 'negation'
      : 'words';
  return { what, claimed: '', stated: textOf(run.tokens) };
}

/** A clause that says something without the one before it: with a duty of its own, a bounded figure, or a verb of being. */
const standsAlone = ({ text, tokens }: Clause) =>
  tokens.some((token) => isModal(token) || token.bound !== undefined) || /^\p{Script=Han}{2,12}(?:包括|包含|为|是)/u.test(text);

/** A clause before the claimed ones that the claim leaves out. */
function before({ text, tokens, lead }: Clause, first: Part | undefined): ClaimDifference | undefined {
  const plain = text.replace(/[，,：:；;。]$/, '');
  if (lead && terms.test(plain)) return undefined;
  if (lead) return { what: 'context', claimed: '', stated: plain };
  if (harmless.test(plain) && !tokens.some(({ kind }) => kind === 'negation') && !condition.test(plain)) return undefined;
  if (breach.test(plain) && first !== undefined && price.test(first.clause.text)) return undefined;
  if (condition.test(plain)) return { what: 'condition', claimed: '', stated: plain };
  const bounded = first?.clause.tokens.some(({ bound }, at) => bound !== undefined && first.kept[at]) === true;
  if (bounded && task.test(plain) && !tokens.some(weighs)) return undefined;
  const own =
    tokens.some(isModal) &&
    !tokens.some(({ kind, key }) => kind === 'negation' || key === 'must-not') &&
    first !== undefined &&
    standsAlone(first.clause);
  return own ? undefined : { what: 'context', claimed: '', stated: plain };
}

export function findConcerns(segment: Segment, places: ReadonlySet<number>, claimed: readonly Token[]): readonly ClaimDifference[] {
  const parts = partsOf(segment, places, claimed);
  const firstAt = parts.findIndex((part) => !isGone(part));
  return parts.flatMap((part, at): ClaimDifference[] => {
    if (isWhole(part)) return [];
    const { clause } = part;
    if (!isGone(part)) return [partly(part) ?? []].flat();
    if (at < firstAt) return [before(clause, parts[firstAt]) ?? []].flat();
    const plain = clause.text.replace(/[，,：:；;。]$/, '');
    if (usual.test(plain) || (/^除/.test(plain) && clause.tokens.some(isModal))) return [];
    if (exception.test(plain)) return [{ what: 'exception', claimed: '', stated: plain }];
    const later = parts.slice(at + 1).some((other) => !isGone(other));
    return later && condition.test(plain) ? [{ what: 'condition', claimed: '', stated: plain }] : [];
  });
}
