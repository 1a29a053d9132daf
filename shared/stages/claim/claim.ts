import type { ClaimCheck, ClaimDifference, ClaimPassage, ClaimVerdict } from '../../model/claim.ts';
import { han, hasHan, opt, orEmpty } from '../../model/values.ts';
import { scanDates } from '../dates/scan.ts';
import { findSection } from '../text/find-section.ts';
import { joinWrapped } from '../text/normalise.ts';
import { expressionsOf } from '../text/words.ts';
import { judgeEnglish } from './english.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type Judgement, judge } from './judge.ts';
import { bare, type Segment, segmentsOf, type Token, tokensOf } from './segments.ts';
import wordings from './wordings.json' with { type: 'json' };

const { inForce } = expressionsOf(expressions.claim);

/**
 * Does a text say what somebody claims of it? Words, figures, bounds, days, negation and who is bound are compared; never is a claim "said"
 * when one of them differs.
 */

export type ClaimInput = {
  readonly says: string;
  readonly text: string;
  readonly title?: string | undefined;
  /** Where: 第三条, 3, 一、 */
  readonly article?: string | undefined;
  /** Day of the document, for years that its sentences leave out. */
  readonly day?: string | undefined;
};

const mostPassages = 3;
const longestQuote = 400;
/** A claim is a sentence or two. */
const longestClaim = 1000;
const mostPieces = 6;

type Judged = { readonly segment: Segment; readonly judgement: Judgement };

const rank: Readonly<Record<Judgement['verdict'], number>> = { says: 3, differs: 2, near: 1, far: 0 };

const byLikeness = (a: Judged, b: Judged) => b.judgement.likeness - a.judgement.likeness;
const bySaying = (a: Judged, b: Judged) =>
  Number(b.judgement.verdict === 'says') - Number(a.judgement.verdict === 'says') ||
  Number(b.judgement.verdict === 'differs') - Number(a.judgement.verdict === 'differs') ||
  Number(b.judgement.figures) - Number(a.judgement.figures) ||
  byLikeness(a, b) ||
  rank[b.judgement.verdict] - rank[a.judgement.verdict];

const toPassage = ({ segment: { quote, article }, judgement: { differs } }: Judged): ClaimPassage => ({
  ...opt('article', article),
  quote: quote.length > longestQuote ? `${quote.slice(0, longestQuote)}…` : quote,
  differs,
});

type Piece = { readonly verdict: ClaimVerdict; readonly passages: readonly ClaimPassage[]; readonly reason: Reason };
type Reason = 'said' | 'differs' | 'unsure';

const mostSegments = 60;

function nearest(claimed: readonly Token[], segments: readonly Segment[]): readonly Segment[] {
  if (segments.length <= mostSegments) return segments;
  const keys = new Set(claimed.map(({ key }) => key));
  const shared = ({ clauses }: Segment) =>
    new Set(clauses.flatMap(({ tokens }) => tokens.flatMap(({ key }) => (keys.has(key) ? [key] : [])))).size;
  const counted = segments.map((segment) => ({ segment, count: shared(segment) }));
  return counted
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostSegments)
    .map(({ segment }) => segment);
}

/** 该办法规定，…: who says it is no part of what is said. */
const preamble = new RegExp(
  `^(?:根据|按照|依照|依据)?(?:[该本此]|这[一部个]?|《[^》]{2,60}》)(?:${han}{0,12}(?:办法|条例|规定|细则|通知|意见|方案|法))?` +
    `(?:第[一二三四五六七八九十百\\d]{1,6}条)?中?(?:规定|明确|要求|指出|提出)[，,：:]?|^(?:办法|细则|规定|条例|通知|意见)(?=自?\\d{4}年)`,
  'u',
);
const mostClauses = 4;

/** 任何单位, 任何个人: each of them is bound where all are, and not the other way round. */
const oneOfAll = /任何(?:单位|组织|个人)/g;

/** The words of a claim, and the same with its clauses in other orders: 经同意的，可以处理 and 可以处理，如果经同意. */
function ordersOf(piece: string): readonly (readonly Token[])[] {
  const whole = [...new Set([piece, piece.replace(oneOfAll, '任何人')])].map(tokensOf);
  const clauses = piece.split(/(?<=[，,：:])/).map(tokensOf);
  if (clauses.length < 2 || clauses.length > mostClauses) return whole;
  const turned = clauses.slice(1).map((_, at) => [...clauses.slice(at + 1), ...clauses.slice(0, at + 1)]);
  return [...whole, ...turned.map((order) => order.flat())];
}

/** Another passage that has the figures of the claim and speaks of it too: then the claim may be about that one. */
const mayMeanAnother = (all: readonly Judged[], best: Judged) =>
  all.some(
    ({ judgement: { figures, likeness, verdict } }) => verdict === 'near' && figures && likeness >= best.judgement.likeness * nearly,
  );
const nearly = 0.6;

/** Of several days of a text the claimed one may be another: of its adoption, its signing. That of taking effect is told by its word. */
function isOtherDay(piece: string, { segment, judgement }: Judged, all: readonly Judged[], day: string | undefined): boolean {
  if (!judgement.differs.some(({ what }) => what === 'date')) return false;
  if (inForce.test(piece) && inForce.test(segment.quote)) return false;
  const claimed = new Set(daysOf(piece, day));
  return all.some((each) => daysOf(each.segment.quote, day).some((value) => claimed.has(value)));
}

const daysOf = (text: string, day: string | undefined) => scanDates(text, day).flatMap(({ date }) => (date ? [date.value] : []));

function checkPiece(given: string, segments: readonly Segment[], day: string | undefined): Piece {
  const piece = bare(given).replace(preamble, '');
  const [chinese, ofChinese] = [hasHan(piece), segments.some(({ quote }) => hasHan(quote))];
  const byWords = chinese || !ofChinese;
  const orders = byWords ? ordersOf(piece) : [];
  const hold = byWords ? (segment: Segment) => judge(orders, segment) : judgeEnglish(piece, day);
  const all = (chinese ? nearest(orders[0] ?? [], segments) : segments)
    .map((segment): Judged => ({ segment, judgement: hold(segment) }))
    .toSorted(bySaying);
  const [best] = all;
  const passages = all
    .filter(({ judgement }) => judgement.likeness > 0)
    .slice(0, mostPassages)
    .map(toPassage);
  if (best?.judgement.verdict === 'says') return { verdict: 'says', passages: passages.slice(0, 1), reason: 'said' };
  const sure = best?.judgement.verdict === 'differs' && !mayMeanAnother(all, best) && !isOtherDay(piece, best, all, day);
  if (sure) return { verdict: 'does not say', passages, reason: 'differs' };
  // Other words may say the same thing: only what fits in all but one detail is denied.
  return { verdict: 'unclear', passages, reason: 'unsure' };
}

const differenceWords: Readonly<Record<ClaimDifference['what'], string>> = wordings.differences;

function whyOf({ reason, passages: [first] }: Piece): string {
  const named = [...new Set(first?.differs.map(({ what }) => differenceWords[what]))].join('; ');
  if (reason === 'said') return 'The passage says so.';
  if (reason === 'differs') return `The nearest passage has ${named}.`;
  return named === ''
    ? 'No passage is near enough to decide: read the passages.'
    : `The nearest passage has ${named}: read it before you say so.`;
}

const order: readonly Reason[] = ['differs', 'unsure', 'said'];

function joined(pieces: readonly Piece[]): ClaimCheck {
  const worst = pieces.toSorted((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason))[0];
  if (!worst) return { verdict: 'unclear', why: 'The claim has no words.', passages: [] };
  const passages = worst.reason === 'said' ? pieces.flatMap((piece) => piece.passages) : worst.passages;
  return { verdict: worst.verdict, why: whyOf(worst), passages: passages.slice(0, mostPassages) };
}

const piecesOf = (says: string) =>
  says
    .split(/(?<=[。！？；\n])|(?<=[.!?;])\s+(?=[A-Z])/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length > 1);

const tooLong: ClaimCheck = {
  verdict: 'unclear',
  why: `The claim is too long to be checked at once: ask for at most ${mostPieces} sentences and ${longestClaim} characters.`,
  passages: [],
};

/** A claim as a whole, as sentences of an act have several parts; else part by part. */
function checkAll(says: string, segments: readonly Segment[], day: string | undefined): ClaimCheck {
  const pieces = piecesOf(says);
  // No part is left out: what was not looked at is not said.
  if (pieces.length > mostPieces || says.length > longestClaim) return tooLong;
  const whole = pieces.length > 1 ? checkPiece(says, segments, day) : undefined;
  return joined(whole?.verdict === 'says' ? [whole] : pieces.map((piece) => checkPiece(piece, segments, day)));
}

/** Prints set each character apart: 网 络 平 台. The number of an article keeps its blank. */
const apart = /(?<=[\p{Script=Han}\d，。、；：（）《》](?<!条))[ \u3000](?=[\p{Script=Han}\d，。、；：（）《》])/gu;
const together = (text: string) =>
  text
    .replace(/第 ?([一二三四五六七八九十百]{1,2}(?: [一二三四五六七八九十百]){0,5}) ?条/g, (label) => label.replaceAll(' ', ''))
    .replace(apart, '');

export function checkClaim({ says, text, title, article, day }: ClaimInput): ClaimCheck {
  if (text.trim() === '') return { verdict: 'text not held', why: 'No text of the document is held.', passages: [] };
  const whole = joinWrapped(together(text));
  const section = article === undefined ? undefined : findSection(whole, article);
  if (article !== undefined && !section) return { verdict: 'article not there', why: `The text has no ${article}.`, passages: [] };
  const segments = segmentsOf(whole, orEmpty(title));
  // A collection has several articles of one number.
  const within = section
    ? segments.filter(({ start, end, article: own }) => own === section.label || (start < section.end && end > section.start))
    : segments;
  const answer = checkAll(says, within, day);
  if (!section || answer.verdict === 'says') return answer;
  const elsewhere = checkAll(says, segments, day);
  if (elsewhere.verdict !== 'says') return answer;
  const found = elsewhere.passages.map((passage) => ({
    ...passage,
    differs: [{ what: 'article' as const, claimed: section.label, stated: orEmpty(passage.article) }],
  }));
  return {
    verdict: 'does not say',
    why: `${section.label} does not say so; another place does.`,
    passages: [...found, ...answer.passages].slice(0, mostPassages),
  };
}
