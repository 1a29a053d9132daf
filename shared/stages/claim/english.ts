import type { ClaimDifference } from '../../model/claim.ts';
import { orEmpty } from '../../model/values.ts';
import { scanDates } from '../dates/scan.ts';
import { foldText } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { isCondition } from './concerns.ts';
import { type Quantity, quantitiesOf } from './english-quantities.ts';
import { begins, inRoles, isFree, saysPlainly, type Term, termsOf } from './english-terms.ts';
import expressions from './expressions.json' with { type: 'json' };
import { textOf, turning } from './fit.ts';
import type { Judgement } from './judge.ts';
import type { Segment } from './segments.ts';
import type { Token } from './tokens.ts';

const { negation, boundWords } = expressionsOf(expressions.english);

/**
 * An English claim against a Chinese segment, by what can be read surely in both: figures with unit and bound, days, duty and negation, and
 * words of the glossary. It is said when it states a figure or a day, each agrees, and every word of it has a Chinese one in the segment;
 * mere words only where the segment has nothing besides (english-terms.ts). Other words stay unclear.
 */
type Claim = {
  readonly piece: string;
  readonly quantities: readonly Quantity[];
  readonly days: readonly string[];
  readonly terms: readonly Term[];
  readonly subject: readonly Term[];
  readonly duty: 'must' | 'must-not' | 'may' | undefined;
  readonly negated: boolean;
};

const notTo = "(?:must|may|shall|should|can|could|do|does|is|are) ?n[o't]{1,2}";
const duties: readonly (readonly [NonNullable<Claim['duty']>, RegExp])[] = [
  [
    'must-not',
    new RegExp(`\\b(?:cannot|${notTo}(?: be)?(?: allowed| permitted)?|prohibit(?:s|ed)?|forbid(?:s|den)?|ban(?:s|ned)?)\\b`, 'i'),
  ],
  ['must', /\b(?:must|shall|should|has to|have to|(?:is|are) to (?=be\b)|(?:is|are) (?:required|obliged) to|requires?)\b/i],
  ['may', /\b(?:may|can|(?:is|are) (?:allowed|permitted) to)\b/i],
];

/** Other words for one thing, before anything is read. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:have|has|had|will|would) (?:been (?:in force|effective|applicable)|applied|be in force|apply|take effect) (?=(?:since|from|as of|on)\b)/gi,
    'effective ',
  ],
  [
    /^(?:they|it|these) (?:took effect|(?:came|went|entered) in(?:to)? (?:force|effect)|appl(?:y|ied|ies)) (?=(?:since|from|as of|on|in)\b)/gi,
    'effective ',
  ],
  [/\b(?:since|as of|as from) (?=(?:\d|[A-Z]))/g, 'on '],
  [
    /^((?:the |these )?(?:draft )?(?:measures|provisions|regulations|rules|law|they|it)) (?:makes?|wants?|obliges?|has|have|asks?|tells?) (?!been)/gi,
    '$1 require ',
  ],
  [/\b(?:bars?|stops?|keeps?) ((?:[a-z-]+ ){1,5})from\b/gi, 'forbid $1to'],
  [/\b(that|which|who) (?:may|can|could|might) /gi, '$1 '],
  [/\b(?:level|grade|class|tier)[- ](one|two|three|four|1|2|3|4|i{1,3})\b/gi, 'rank$1'],
  [
    /\b(?:has|have|had|gets?|(?:is|are) given) (?=\w+ (?:working |business |calendar )?(?:days?|weeks?|months?|years?|hours?) to\b)/gi,
    'must within ',
  ],
  [/\bthe (?=public\b)/gi, ' '],
  [/\btwice\b/gi, '2 times'],
  [/\b(?:each|every|once a) year\b|\bannually\b|\byearly\b/gi, 'annual'],
  [/\b(?:in|inside|within) china\b/gi, 'domestic'],
  [/\bin a row\b/gi, 'consecutive'],
  [/\bin full\b/gi, 'fullsum'],
  [
    /\b(?:took|takes?|taken|taking|came|comes?|coming|went|goes|go|entered|enters?|(?:has|have) been|(?:is|are|was|were)) (?:in(?:to)?|to) (?:effect|force)\b/gi,
    'effective',
  ],
  [/\b(?:took|takes?|taken) effect\b/gi, 'effective'],
  [
    /^((?:the|these|this) [\w ]{3,40}?) (?:appl(?:y|ies|ied)|(?:is|are|was|were) (?:applicable|effective)) (?:from|since|as of|starting)\b/i,
    '$1 effective on',
  ],
  [/\bno ((?:[a-z]+ ){1,4})(may|can|shall|must) be\b/gi, '$1must not be'],
  [/\bfree of charge\b|\bat no (?:charge|cost)\b/gi, 'free'],
];

function claimOf(given: string, day: string | undefined): Claim {
  const piece = spellings.reduce((text, [pattern, words]) => text.replace(pattern, words), given);
  const found = scanDates(piece, day).flatMap(({ date }) => (date ? [date] : []));
  const rest = found.reduce((text, { quote }) => text.replace(quote, ' '), piece);
  const { quantities, rest: named } = quantitiesOf(rest);
  const plain = named.replace(boundWords, (words) => (/^[mcs]/i.test(words) ? ' must ' : ' '));
  const [duty, said] = duties.find(([, words]) => words.test(plain)) ?? [];
  const subject = said === undefined ? [] : termsOf(plain.slice(0, plain.search(said)));
  return {
    piece: plain,
    quantities,
    days: found.map(({ value }) => value),
    terms: termsOf(plain),
    subject,
    duty,
    negated: duty !== 'must-not' && negation.test(plain.replace(/^if\b/i, '')),
  };
}

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

const isYear = (value: string | undefined): boolean => /^(?:19|20)\d\d$/.test(orEmpty(value));

const sameUnit = ({ unit, value }: Quantity, { token, behind }: Stated): boolean => {
  if (unit === undefined) return !/^[年月日元%]/.test(behind) && token.value?.endsWith('%') !== true;
  if (unit.source === '^%') return token.value?.endsWith('%') === true;
  return unit.test(behind) && (!behind.startsWith('年') || isYear(value) === isYear(token.value));
};

const words = (bound: string | undefined, value: string | undefined): string => `${orEmpty(bound)} ${orEmpty(value)}`.trim();

/** Bounds that contradict each other: at least against at most, not at least against over or none. */
const low = (bound: string | undefined): boolean => bound === 'at-least' || bound === 'over';
const opposite = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && low(a) !== low(b);

type Compared = ClaimDifference | 'agrees' | undefined;

function compareQuantity(quantity: Quantity, stated: readonly Stated[]): Compared {
  const alike = stated.filter((each) => sameUnit(quantity, each));
  const [only] = alike;
  if (!only) return undefined;
  const equal = alike.filter(({ token }) => token.value === quantity.value);
  if (equal.some(({ token }) => token.bound === quantity.bound))
    return alike.length === 1 || quantity.unit !== undefined ? 'agrees' : undefined;
  const other = equal[0] ?? only;
  if (equal[0] && !opposite(quantity.bound, equal[0].token.bound)) return undefined;
  return {
    what: equal[0] ? 'bound' : 'figure',
    claimed: words(quantity.bound, quantity.value),
    stated: words(other.token.bound, other.token.value),
  };
}

function compareDuty({ duty, negated }: Claim, tokens: readonly Token[]): Compared {
  const modals = new Set(tokens.flatMap(({ kind, key }) => (kind === 'modal' ? [key] : [])));
  const denies = tokens.some(isNot);
  if (negated || (denies && duty !== 'must-not')) return undefined;
  const bounded = tokens.some(({ bound }) => bound !== undefined);
  // A figure with its bound binds, with or without a word of duty on either side.
  if (duty === undefined) return modals.has('must-not') || modals.has('need-not') ? undefined : 'agrees';
  if (modals.has(duty)) return modals.size === 1 ? 'agrees' : undefined;
  if (modals.size === 0)
    return bounded && (duty === 'must' || (duty === 'may' && tokens.every(({ bound }) => !low(bound)))) ? 'agrees' : undefined;
  const what = duty === 'must-not' || modals.has('must-not') ? 'negation' : 'modality';
  return { what, claimed: duty, stated: [...modals].join(', ') };
}

const names = (text: string, { chinese, words: parts }: Term): boolean =>
  chinese.some((word) => text.includes(word)) || (parts.length > 0 && parts.every((each) => each.some((word) => text.includes(word))));

/**
 * Whether the segment lays the duty on whom the claim names: its subject stands before the word of duty, or in the clause of the figure,
 * when that clause has no such word.
 */
function binds(claim: Claim, clauses: Segment['clauses']): boolean {
  if (claim.subject.length === 0) return true;
  const holds = holding(claim, clauses);
  const own = holds.some(({ tokens }) => tokens.some(isModal)) ? [] : holds.flatMap(({ tokens }) => tokens);
  const tokens = clauses.flatMap((clause) => clause.tokens);
  const modal = tokens.findIndex(isModal);
  const places = [own, tokens.slice(0, modal < 0 ? tokens.length : modal)].map((words) => foldText(textOf(words)));
  return places.some((place) => claim.subject.every((term) => names(place, term)));
}

/** 县级以上 denies nothing. */
const isNot = ({ kind, key }: Token): boolean => kind === 'negation' && key === 'not';
const isModal = ({ kind }: Token): boolean => kind === 'modal';

function holding({ quantities }: Claim, clauses: Segment['clauses']): Segment['clauses'] {
  const meant = quantities.filter(({ unit, value }) => unit?.source !== '^年' || !isYear(value));
  const agree = clauses.filter(({ tokens }) => meant.some((quantity) => compareQuantity(quantity, statedIn(tokens)) === 'agrees'));
  if (agree.length > 0) return agree;
  return clauses.filter(({ tokens }) => meant.some((quantity) => statedIn(tokens).some((stated) => sameUnit(quantity, stated))));
}

/**
 * The clauses about the figures of the claim: where others of their unit stand too, each from behind the last of those on, with what leads
 * it and the year.
 */
function near(claim: Claim, clauses: Segment['clauses']): Segment['clauses'] {
  const holds = holding(claim, clauses);
  const units = claim.quantities.filter(({ value }) => !isYear(value));
  const isRival = (clause: Segment['clauses'][number]): boolean =>
    !holds.includes(clause) && units.some((each) => statedIn(clause.tokens).some((stated) => sameUnit(each, stated)));
  if (holds.length === 0 || !clauses.some(isRival)) return clauses;
  const years = claim.quantities.filter(({ value }) => isYear(value));
  const isYearOf = ({ tokens }: Segment['clauses'][number]): boolean =>
    years.some((year) => compareQuantity(year, statedIn(tokens)) === 'agrees');
  return clauses.filter((clause, at) => {
    const next = clauses.slice(at).find((each) => holds.includes(each) || isRival(each));
    return clause.lead === true || isYearOf(clause) || (next !== undefined && holds.includes(next));
  });
}

/** A condition before the figure of which the claim has no word, or what turns the rest: 停止提供, 撤销登记. */
const leavesOut = ({ terms }: Claim, clauses: Segment['clauses']): boolean =>
  clauses.some(
    ({ text }) =>
      (isCondition(text) && !terms.some((term) => names(foldText(text), term))) ||
      [...text.matchAll(turning)].some(([word]) => !terms.some((term) => names(word, term))),
  );

export function judgeEnglish(piece: string, day: string | undefined): (segment: Segment) => Judgement {
  const claim = claimOf(piece, day);
  return (segment) => hold(claim, segment, day);
}

function hold(claim: Claim, { clauses, quote, context }: Segment, day: string | undefined): Judgement {
  const about = near(claim, clauses);
  const tokens = about.flatMap((clause) => clause.tokens);
  const text = foldText(about.map((clause) => clause.text).join(''));
  const inside = claim.terms.filter((term) => names(text, term)).length;
  const met = claim.terms.filter((term) => names(`${text} ${context}`, term)).length;
  const likeness = claim.terms.length === 0 ? 0 : met / claim.terms.length;
  if (inside === 0) return { verdict: 'far', likeness: 0, differs: [], figures: false };
  const days = claim.days.length === 0 ? [] : daysFor(claim, quote, day);
  const compared = [
    ...claim.quantities.map((quantity) => compareQuantity(quantity, statedIn(tokens))),
    ...claim.days.map((value) => compareDay(value, days)),
  ];
  const duty = compareDuty(claim, tokens);
  const differs = [...compared, duty].flatMap((each) => (each === undefined || each === 'agrees' ? [] : [each]));
  const figures = compared.length > 0 && compared.every((each) => each === 'agrees');
  // Who it is about stands first: it must be named in the passage itself.
  const named = claim.terms.slice(0, 2).every((term) => names(text, term));
  const fits = named && likeness === 1 && inside * 2 >= met && binds(claim, about) && !leavesOut(claim, clauses);
  const loosely = compared.every((each) => each === 'agrees') && saysLoosely(claim, clauses, about);
  const plainly = compared.length === 0 && duty === 'agrees' && inside === claim.terms.length && saysPlainly(claim, clauses);
  if ((figures && duty === 'agrees' && fits) || plainly || loosely) return { verdict: 'says', likeness, differs, figures };
  const [detail] = differs;
  const one = differs.length === 1 && [...compared, duty].every((each) => each === 'agrees' || each === detail);
  const contradicted = detail?.what === 'figure' || detail?.what === 'bound' || detail?.what === 'date';
  return {
    verdict: one && contradicted && fits ? 'differs' : 'near',
    likeness: (inside + met) / (2 * claim.terms.length),
    differs,
    figures,
  };
}

const turned = new RegExp(`(?:应当|必须|要)[^，。]{0,8}(?:${turning.source})`);
const soft = /鼓励|支持|引导|倡导|推荐|探索|可参照|原则上|一般/;
const softly = /\b(?:encourag|support|guid|recommend|explor|should in principle|in principle|generally)/i;
const passive = /\b(?:be|been|being|are|is) (?:\w+ly )?\w+(?:ed|en|t|pt|ld|de|wn)\b/i;

/**
 * Whether a passage says it in other words: every word but those of every day stands in the clauses that speak of it, figures and
 * days agree, and so do duty, negation and who is bound.
 */
function saysLoosely(claim: Claim, clauses: Segment['clauses'], about: Segment['clauses']): boolean {
  const own = claim.terms.filter(({ en }) => !isFree(en));
  const isMeant = ({ text, tokens }: Segment['clauses'][number]): boolean =>
    own.some((term) => names(foldText(text), term)) ||
    claim.quantities.some((quantity) => compareQuantity(quantity, statedIn(tokens)) === 'agrees');
  const meant = about.filter(isMeant);
  const text = foldText(meant.map((clause) => clause.text).join(''));
  const tokens = meant.flatMap((clause) => clause.tokens);
  const missing = own.filter((term) => !names(text, term));
  const met = own.length - missing.length;
  const exact = claim.quantities.length + claim.days.length > 0;
  if (met < (exact ? 1 : 3) || missing.length > 0 || (!exact && claim.duty === undefined)) return false;
  if (claim.negated || compareDuty(claim, tokens) !== 'agrees' || soft.test(text) !== softly.test(claim.piece)) return false;
  const modals = tokens.filter(isModal);
  if (claim.duty !== 'may' && modals.some(({ key }) => key === 'may')) return false;
  if (tokens.some(isNot) || /[仅只]/.test(text)) return false;
  const left = own.flatMap(({ chinese, words }) => [...chinese, ...words.flat()]).reduce((rest, word) => rest.replaceAll(word, '，'), text);
  const [, deed] = left.split(/应当|必须|不得|可以|禁止/);
  if (
    !(deed === undefined || begins.test(deed.replace(/^(?:依法|及时|立即|至少|按|每)+/, '，'))) ||
    (passive.test(claim.piece) && !inRoles(claim, text))
  )
    return false;
  const [who] = claim.subject.filter(({ en }) => !isFree(en));
  const before = foldText(textOf(tokens.slice(0, Math.max(0, tokens.findIndex(isModal)))));
  if (modals.length > 0 && !passive.test(claim.piece) && !(who && names(before, who))) return false;
  return !turned.test(text) && (claim.duty === undefined || !leavesOut(claim, clauses));
}

/** The days of a passage; of several, those right behind which a word of the claim stands: 公布, 施行. */
function daysFor({ terms }: Claim, quote: string, day: string | undefined): readonly string[] {
  const found = scanDates(quote, day).flatMap(({ date }) => (date ? [date] : []));
  if (found.length < 2) return found.map(({ value }) => value);
  const places = found.map((date) => ({ date, at: quote.indexOf(date.quote) })).toSorted((a, b) => a.at - b.at);
  return places.flatMap(({ date, at }, n) => {
    const behind = quote.slice(at + date.quote.length, places[n + 1]?.at ?? at + date.quote.length + 12);
    return terms.some((term) => names(behind, term)) ? [date.value] : [];
  });
}

function compareDay(claimed: string, stated: readonly string[]): Compared {
  if (stated.includes(claimed)) return 'agrees';
  const [first] = stated;
  return first === undefined ? undefined : { what: 'date', claimed, stated: first };
}
