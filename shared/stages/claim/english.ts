import type { ClaimDifference } from '../../model/claim.ts';
import { orEmpty } from '../../model/values.ts';
import { scanDates } from '../dates/scan.ts';
import { type Quantity, quantitiesOf } from './english-quantities.ts';
import { termsOf } from './english-terms.ts';
import type { Judgement } from './judge.ts';
import type { Segment } from './segments.ts';
import type { Token } from './tokens.ts';

/**
 * An English claim against a Chinese segment, by what can be read surely in both: figures with unit and bound, days, duty and negation, and words of the glossary. It is
 * said only when it states a figure or a day, each agrees, and every word of it has a Chinese one in the segment; other words, and mere words, stay unclear.
 */
type Claim = {
  readonly quantities: readonly Quantity[];
  readonly days: readonly string[];
  readonly terms: readonly (readonly string[])[];
  /** Who has to do it: the words before the word of duty. */
  readonly subject: readonly (readonly string[])[];
  readonly duty: 'must' | 'must-not' | 'may' | undefined;
  readonly negated: boolean;
};

const notTo = "(?:must|may|shall|should|can|could|do|does|is|are) ?n[o't]{1,2}";
const duties: readonly (readonly [NonNullable<Claim['duty']>, RegExp])[] = [
  ['must-not', new RegExp(`\\b(?:${notTo}(?: be)?(?: allowed| permitted)?|prohibit(?:s|ed)?|forbid(?:s|den)?|ban(?:s|ned)?)\\b`, 'i')],
  ['must', /\b(?:must|shall|has to|have to|(?:is|are) (?:required|obliged) to|requires?)\b/i],
  ['may', /\b(?:may|can|(?:is|are) (?:allowed|permitted) to)\b/i],
];
const negation = /\b(?:not|no|never|without|neither|nor|except|unless|only|if|n't)\b/i;
const boundWords = /\b(?:no|not) (?:be )?(?:less|more|fewer|later|longer|shorter|higher|lower|exceed(?:ing)?)\b(?: than)?/gi;

function claimOf(piece: string, day: string | undefined): Claim {
  const found = scanDates(piece, day).flatMap(({ date }) => (date ? [date] : []));
  const rest = found.reduce((text, { quote }) => text.replace(quote, ' '), piece);
  const plain = rest.replace(boundWords, ' ');
  const [duty, said] = duties.find(([, words]) => words.test(plain)) ?? [];
  const subject = said === undefined ? [] : termsOf(plain.slice(0, plain.search(said)));
  return {
    quantities: quantitiesOf(rest),
    days: found.map(({ value }) => value),
    terms: termsOf(rest),
    subject,
    duty,
    negated: duty !== 'must-not' && negation.test(plain),
  };
}

/** Numbers of a segment, each with the words behind it, where its unit stands. */
type Stated = { readonly token: Token; readonly behind: string };

const statedIn = (tokens: readonly Token[]): readonly Stated[] =>
  tokens.flatMap((token, at) =>
    token.kind === 'number'
      ? [
          {
            token,
            behind: tokens
              .slice(at + 1, at + 6)
              .map(({ key }) => key)
              .join(''),
          },
        ]
      : [],
  );

const sameUnit = ({ unit }: Quantity, { token, behind }: Stated): boolean =>
  unit === undefined
    ? !/^[年月日%]/.test(behind) && token.value?.endsWith('%') !== true
    : unit.source === '^%'
      ? token.value?.endsWith('%') === true
      : unit.test(behind);

const words = (bound: string | undefined, value: string | undefined): string => `${orEmpty(bound)} ${orEmpty(value)}`.trim();

/** The segment's number of the same unit that agrees, or that differs; nothing when it has none. */
function compareQuantity(quantity: Quantity, stated: readonly Stated[]): ClaimDifference | 'agrees' | undefined {
  const alike = stated.filter((each) => sameUnit(quantity, each));
  const [only] = alike;
  if (!only) return undefined;
  const equal = alike.find(({ token }) => token.value === quantity.value);
  if (equal && equal.token.bound === quantity.bound) return alike.length === 1 || quantity.unit !== undefined ? 'agrees' : undefined;
  const other = equal ?? only;
  return {
    what: equal ? 'bound' : 'figure',
    claimed: words(quantity.bound, quantity.value),
    stated: words(other.token.bound, other.token.value),
  };
}

function compareDuty({ duty, negated }: Claim, tokens: readonly Token[]): ClaimDifference | 'agrees' | undefined {
  const modals = new Set(tokens.flatMap(({ kind, key }) => (kind === 'modal' ? [key] : [])));
  const denies = tokens.some(({ kind }) => kind === 'negation');
  if (negated || (denies && duty !== 'must-not')) return undefined;
  if (duty === undefined) return modals.has('must-not') ? undefined : 'agrees';
  if (modals.has(duty)) return modals.size === 1 ? 'agrees' : undefined;
  const bounded = tokens.some(({ kind, text }) => kind === 'number' && text !== '');
  if (modals.size === 0) return duty === 'must' && bounded ? 'agrees' : undefined;
  const what = duty === 'must-not' || modals.has('must-not') ? 'negation' : 'modality';
  return { what, claimed: duty, stated: [...modals].join(', ') };
}

const names = (text: string, chinese: readonly string[]): boolean => chinese.some((word) => text.includes(word));

/** Whether the segment lays the duty on whom the claim names: its subject stands before the word of duty. */
function binds({ subject }: Claim, clauses: Segment['clauses']): boolean {
  if (subject.length === 0) return true;
  const tokens = clauses.flatMap((clause) => clause.tokens);
  const modal = tokens.findIndex(({ kind }) => kind === 'modal');
  const before = tokens
    .slice(0, modal)
    .map(({ text }) => text)
    .join('');
  return modal >= 0 && subject.every((chinese) => names(before, chinese));
}

/** As many words as show that both speak of one thing. */
const fewest = 3;
const alike = 0.6;

/** Holds an English claim against segments. */
export function judgeEnglish(piece: string, day: string | undefined): (segment: Segment) => Judgement {
  const claim = claimOf(piece, day);
  return ({ clauses, quote }) => {
    const tokens = clauses.flatMap((clause) => clause.tokens);
    const text = clauses.map((clause) => clause.text).join('');
    const met = claim.terms.filter((chinese) => names(text, chinese)).length;
    const likeness = claim.terms.length === 0 ? 0 : met / claim.terms.length;
    if (met === 0) return { verdict: 'far', likeness: 0, differs: [] };
    const stated = statedIn(tokens);
    const days = claim.days.length === 0 ? [] : scanDates(quote, day).flatMap(({ date }) => (date ? [date.value] : []));
    const compared = [
      ...claim.quantities.map((quantity) => compareQuantity(quantity, stated)),
      ...claim.days.map((value) => compareDay(value, days)),
    ];
    const duty = compareDuty(claim, tokens);
    const differs = [...compared, duty].flatMap((each) => (each === undefined || each === 'agrees' ? [] : [each]));
    const agrees = compared.length > 0 && compared.every((each) => each === 'agrees') && duty === 'agrees';
    if (agrees && likeness === 1 && binds(claim, clauses)) return { verdict: 'says', likeness, differs };
    const contradicted = differs.some(({ what }) => what === 'figure' || what === 'bound' || what === 'date');
    const sure = likeness >= alike && (met >= fewest || (likeness === 1 && claim.days.length > 0));
    return { verdict: contradicted && sure ? 'differs' : 'near', likeness, differs };
  };
}

function compareDay(claimed: string, stated: readonly string[]): ClaimDifference | 'agrees' | undefined {
  if (stated.includes(claimed)) return 'agrees';
  const [first] = stated;
  return first === undefined ? undefined : { what: 'date', claimed, stated: first };
}
