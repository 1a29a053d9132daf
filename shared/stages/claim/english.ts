import type { ClaimDifference } from '../../model/claim.ts';
import { orEmpty } from '../../model/values.ts';
import { scanDates } from '../dates/scan.ts';
import { foldText } from '../text/language.ts';
import { englishNumbers, scales } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import { isCondition } from './concerns.ts';
import { akin, meantIn, names, type Term, termsOf } from './english-terms.ts';
import expressions from './expressions.json' with { type: 'json' };
import { isLightText, turning } from './fit.ts';
import type { Judgement } from './judge.ts';
import type { Segment } from './segments.ts';
import { type Token, tokensOf } from './segments.ts';
import wordings from './wordings.json' with { type: 'json' };

const {
  /** Article 3, paragraph 2: places and no figures. */
  place,
} = expressionsOf(expressions.englishQuantities);

type Quantity = { readonly value: string; readonly unit?: RegExp; readonly bound?: Bound };

const numbers: ReadonlyMap<string, number> = new Map([...englishNumbers, ['hundred', 100]]);
type Bound = NonNullable<Token['bound']>;
const patterns = (rows: readonly (readonly string[])[], flags: string): readonly (readonly [RegExp, string])[] =>
  rows.map(([pattern = '', words = '']) => [new RegExp(pattern, flags), words]);
/** Other words for one thing, before anything is read. */
const respelled = (text: string): string => spellings.reduce((words, [pattern, other]) => words.replace(pattern, other), text);
const spellings = patterns(expressions.spellings, 'gi');
const inWords = patterns(expressions.inFigures, 'gi');
const units = expressions.units.map(([words = '', chinese = '']) => [words, new RegExp(chinese)] as const);
const number = `\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,12}(?:\\.\\d{1,4})?|(?:${[...numbers.keys()].slice(1).join('|')})(?![a-z])`;
const before = patterns(expressions.boundBefore, 'i');
const after = patterns(expressions.boundAfter, 'i');
const written = new RegExp(
  `(?<![\\w.,])(${number})(?:[ -]?(hundred|thousand|million|billion|trillion|mn|bn|tn)\\b)?(?:[ -](thousand|million|billion|trillion)\\b)?` +
    `(?:\\s{0,2}-?\\s{0,2}(?:(${units.map(([words]) => words).join(')|(')}))(?![a-z]))?`,
  'gi',
);
const currency = /(?:CNY|RMB|¥|￥)\s{0,2}$/i;

/** 50 million yuan or 5 percent: the second has the bound of the first. */
const joint = /^\s{0,2}(?:,? ?or|and|to)\s{1,2}$/i;

function quantitiesOf(given: string): { readonly quantities: readonly Quantity[]; readonly rest: string } {
  const text = inWords.reduce((words, [pattern, figures]) => words.replace(pattern, figures), given);
  const found: Quantity[] = [];
  let end = 0;
  let rest = '';
  for (const match of text.matchAll(written)) {
    const left = text.slice(Math.max(0, match.index - 40), match.index);
    const right = text.slice(match.index + match[0].length, match.index + match[0].length + 20);
    const quantity = quantityOf(match, left, right);
    if (!quantity) continue;
    const before = found.at(-1)?.bound;
    const shared = quantity.bound === undefined && before !== undefined && joint.test(text.slice(end, match.index));
    found.push(shared ? { ...quantity, bound: before } : quantity);
    rest += `${text.slice(end, match.index)} `;
    end = match.index + match[0].length;
  }
  return { quantities: found, rest: rest + text.slice(end) };
}

function quantityOf(match: RegExpMatchArray, left: string, right: string): Quantity | undefined {
  const [, said = '', scale = '', more = '', ...found] = match;
  const kind = found.findIndex((word) => word !== undefined);
  const money = kind < 0 && currency.test(left) ? /^元/ : undefined;
  const unit = units[kind]?.[1] ?? money;
  if (place.test(left) || (kind < 0 && /^(?:one|two)$/i.test(said))) return undefined;
  const factor = [scale, more].reduce((product, word) => product * (scales[orEmpty(word).toLowerCase()] ?? 1), 1);
  const plain = Number(numbers.get(said.toLowerCase()) ?? said.replaceAll(',', '')) * factor;
  const year = unit === undefined && factor === 1 && /^(?:19|20)\d\d$/.test(said) ? /^年/ : undefined;
  const lead = left.replace(currency, '');
  const bound = [...before.filter(([words]) => words.test(lead)), ...after.filter(([words]) => words.test(right))][0]?.[1] as
    | Bound
    | undefined;
  const years = unit?.source === '^个?月' && plain % 12 === 0;
  const value = `${Number((years ? plain / 12 : plain).toPrecision(12))}${unit?.source === '^%' ? '%' : ''}`;
  const meant = years ? /^年/ : (unit ?? year);
  return { value, ...(meant ? { unit: meant } : {}), ...(bound && !year ? { bound } : {}) };
}

const {
  negation,
  boundWords,
  only,
  except,
  must,
  mustNot,
  needNot,
  may,
  encouraged,
  encouraging,
  mildly,
  penalty,
  narrow,
  loosely,
  /** 面向企业开展检查: whom something is done to. */
  towards,
} = expressionsOf(expressions.english);

const {
  passive,
  /** Anyone storing it, those who inspect: who it is is told by what is done. */
  anybody,
  bearing,
  adverbs,
} = expressionsOf(expressions.english);

/**
 * An English claim against the clauses of a Chinese segment that speak of it. It is said where nothing by which it could be false differs:
 * figures with unit and bound, days, what must, must not or may be done, negation, "only", exceptions and conditions, who is bound, bodies
 * and names; and where so many of its words have a Chinese one there that it can mean nothing else: with a figure or a day most of them,
 * without one all.
 */
type Claim = {
  readonly piece: string;
  readonly quantities: readonly Quantity[];
  readonly days: readonly string[];
  readonly terms: readonly Term[];
  /** Who must, where the sentence tells who does something. */
  readonly subject: readonly Term[];
  readonly topic: readonly Term[];
  readonly forces: ReadonlySet<Force>;
  readonly denies: number;
};
type Force = 'must' | 'must-not' | 'need-not' | 'may' | 'encouraged';

const forceWords: readonly (readonly [Force, RegExp])[] = [
  ['need-not', needNot],
  ['must-not', mustNot],
  ['encouraged', encouraged],
  ['may', may],
  ['must', must],
];

function claimOf(given: string, day: string | undefined): Claim {
  const piece = respelled(given);
  const found = scanDates(piece, day).flatMap(({ date }) => (date ? [date] : []));
  const { quantities, rest: named } = quantitiesOf(found.reduce((text, { quote }) => text.replace(quote, ' '), piece));
  const plain = named.replace(boundWords, (words) => (/^[mcs]/i.test(words) ? ' must ' : ' '));
  let left = plain;
  const forces = new Set<Force>();
  for (const [force, words] of forceWords) {
    const rest = left.replace(words, ' ');
    if (rest !== left) forces.add(force);
    left = rest;
  }
  const terms = termsOf(plain);
  const topic = forces.size > 0 ? termsOf(whoIn(plain)) : terms.slice(0, terms.slice(0, 3).findIndex(({ acts }) => acts) + 1);
  return {
    piece: plain,
    quantities,
    days: found.map(({ value }) => value),
    terms,
    topic,
    subject: passive.test(plain) ? [] : topic.filter(({ acts }) => acts || !anybody.test(plain)),
    forces,
    denies: left.match(negation)?.length ?? 0,
  };
}

const duty = new RegExp(`${mustNot.source}|${may.source}|${must.source}`, 'i');
const farthest = 80;

/** The measures require sellers to file, sellers must file. */
function whoIn(plain: string): string {
  const [found] = bearing.exec(plain) ?? [];
  const behind = found === undefined ? '' : plain.slice(plain.indexOf(found) + found.length).slice(0, farthest);
  const end = behind.search(/ (?:to|from) /i);
  if (end > 0) return behind.slice(0, end);
  const front = plain.slice(0, Math.max(0, plain.search(duty)));
  return /\b(?:if|when|where|after|before|once|under)\b/i.test(front) ? front.slice(front.lastIndexOf(',') + 1) : front;
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

const isYear = (value: string | undefined) => /^(?:19|20)\d\d$/.test(orEmpty(value));

const sameUnit = ({ unit, value }: Quantity, { token, behind }: Stated): boolean => {
  if (unit === undefined) return !/^[年月日元%]/.test(behind) && token.value?.endsWith('%') !== true;
  if (unit.source === '^%') return token.value?.endsWith('%') === true;
  return unit.test(behind) && (!behind.startsWith('年') || isYear(value) === isYear(token.value));
};

const words = (bound: string | undefined, value: string | undefined) => `${orEmpty(bound)} ${orEmpty(value)}`.trim();

/** Bounds that contradict each other: at least against at most, not at least against over or none. */
const low = (bound: string | undefined) => bound === 'at-least' || bound === 'over';
const opposite = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && low(a) !== low(b);

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

/** 县级以上 denies nothing. */
const isNot = ({ kind, key }: Token) => kind === 'negation' && key === 'not';
const isModal = ({ kind }: Token) => kind === 'modal';
type Clauses = Segment['clauses'];

const textOfAll = (clauses: Clauses) => foldText(clauses.map(({ text }) => text).join(''));
const widest = 6;

/** The fewest neighbouring clauses that have most words and figures of a claim, with what leads them. */
function speaking(claim: Claim, own: readonly Term[], clauses: Clauses): { readonly from: number; readonly to: number } {
  const marks = clauses.map(({ text, tokens }) => [
    ...own.map((term) => names(foldText(text), term)),
    ...claim.quantities.flatMap((quantity) => {
      const compared = compareQuantity(quantity, statedIn(tokens));
      return [compared === 'agrees', compared === 'agrees', compared !== undefined];
    }),
  ]);
  let best = { from: 0, to: 0, score: 0 };
  for (let from = 0; from < clauses.length; from += 1)
    for (let to = from + 1; to <= Math.min(clauses.length, from + widest); to += 1) {
      const met = marks[0]?.filter((_, at) => marks.slice(from, to).some((each) => each[at])).length ?? 0;
      // A condition says nothing without what follows it.
      const score = isCondition(orEmpty(clauses[to - 1]?.text)) && to < clauses.length ? 0 : met - (to - from) / 10;
      if (score > best.score) best = { from, to, score };
    }
  return best;
}

const forbidding = /(?:不得|禁止|严禁)(?![少低超高多大小短长迟晚][于过])/;

function forcesOf(text: string, tokens: readonly Token[]): ReadonlySet<string> {
  const modals = new Set<string>(tokens.filter(isModal).map(({ key }) => key));
  // 不得收取费用 is one word there: free of charge.
  if (forbidding.test(text)) modals.add('must-not');
  if (encouraging.test(text) || (mildly.test(text) && modals.size === 0)) modals.add('encouraged');
  return modals;
}

/** What must, must not or may be done is the same; a rule may be told as what is done. */
function compareForce({ forces, quantities }: Claim, text: string, tokens: readonly Token[]): Compared {
  const stated = forcesOf(text, tokens);
  const capped = (quantities.length > 0 && tokens.some(({ bound }) => bound === 'at-most' || bound === 'under')) || penalty.test(text);
  const bare = stated.size === 0;
  const differs = (['must-not', 'need-not', 'may', 'encouraged', 'must'] as const).find((each) => {
    if (each === 'must') return forces.has(each) && !stated.has(each) && !bare;
    if (each === 'may' && bare && capped) return false;
    if (each === 'encouraged' && !forces.has(each)) return stated.has(each) && (forces.size > 0 || encouraging.test(text));
    return forces.has(each) !== stated.has(each);
  });
  if (differs === undefined) return 'agrees';
  const what = differs === 'must-not' ? 'negation' : 'modality';
  return { what, claimed: [...forces].join(', '), stated: [...stated].join(', ') };
}

const usual = /另有规定/;
const excepting = /^但|^除(?!了)|除外|以外的?|不包括|例外/;

const empty = new RegExp(
  `${wordings.empty.join('|')}|实行|采取|应当|应该|必须|不得|可以|禁止|严禁|[\\d０-９.%、，,。；;：:（）()《》“”\\s的之了]`,
  'g',
);
const hanIn = (text: string) => text.replace(/[^\p{Script=Han}]/gu, '').length;

/** What of a passage the words of a claim leave over. */
const restOf = (text: string, terms: readonly Term[]) => meantIn(text, terms).reduce((left, word) => left.replaceAll(word, '，'), text);
const shareOf = (text: string, rest: string): number => {
  const [all, left] = [text, rest].map((each) =>
    hanIn(
      each
        .replace(empty, '')
        .split(/[，]/)
        .filter((part) => !isLightText(part))
        .join(''),
    ),
  );
  return all === 0 ? 1 : 1 - (left ?? 0) / (all ?? 1);
};

type View = {
  readonly claim: Claim;
  readonly segment: Segment;
  readonly before: Clauses;
  readonly about: Clauses;
  readonly after: Clauses;
  readonly text: string;
  readonly rest: string;
};

/** After "by" comes the one whom 由 names, after "be sold to" the one whom 向 does. */
const roles: readonly (readonly [english: RegExp, chinese: RegExp])[] = [
  [/\bby (.{1,60})/i, /(?:[由经被以]|^)$/],
  [new RegExp(`${passive.source} to (?!be\\b)(.{1,60})`, 'i'), /[向对给为与]$/],
];
const isInRole = (piece: string, text: string) =>
  roles.every(([english, chinese]) => {
    const [whom] = termsOf(orEmpty(english.exec(piece)?.[1]));
    if (!whom?.acts || !passive.test(piece)) return true;
    return [...whom.chinese, ...whom.words.flat()].some((word) => text.includes(word) && chinese.test(text.slice(0, text.indexOf(word))));
  });

const isOutOfOrder = (piece: string, text: string) =>
  (/\bbefore\b/i.test(piece) && !/[前先未]/.test(text)) || (/\bafter\b/i.test(piece) && !/[后起]|发生/.test(text));

/** Of several clauses those that say more than who must, from the word of duty of the claim on. */
function coreOf({ terms, topic, forces, quantities }: Claim, about: Clauses): Clauses {
  const said = terms.filter((term) => !term.free && !topic.some(({ en }) => en === term.en));
  const [force] = forces;
  const from = Math.max(
    0,
    force === 'must' ? 0 : about.findIndex(({ tokens }) => tokens.some((token) => isModal(token) && token.key === force)),
  );
  const core = about.slice(from).filter(({ text }) => quantities.length > 0 || said.some((term) => names(foldText(text), term)));
  return core.length > 0 ? core : about;
}

/** Something that turns or limits the passage, and that the claim has no word for; or the other way round. */
function isTurned({ claim, before, about, after, text }: View): boolean {
  const { piece, terms, denies } = claim;
  const core = textOfAll(coreOf(claim, about));
  const left = restOf(core, terms);
  if (tokensOf(left.replace(/未成年/g, '')).filter(isNot).length !== denies) return true;
  if (narrow.test(left) !== only.test(piece) || loosely.test(core) !== /in principle|\b(?:generally|refer|normally|usually)\b/i.test(piece))
    return true;
  if ([...left.matchAll(turning)].length > 0 || isOutOfOrder(piece, `${textOfAll(before)}${text}`) || !isInRole(piece, text)) return true;
  const excepted = [...about, ...after].some((clause) => excepting.test(clause.text) && !usual.test(clause.text));
  if (excepted !== except.test(piece)) return true;
  return [...before, ...about].some(({ text: clause }) => {
    if (!isCondition(clause) || usual.test(clause)) return false;
    const cases = foldText(clause).split(/或者?|[和、]/);
    return Math.max(...cases.map((each) => shareOf(each, restOf(each, terms)))) < leastOfCondition;
  });
}
const leastOfCondition = 0.34;

/** Without a word of duty whoever acts stands in front. */
const leadOf = (text: string) => /^.{0,14}?(?:部门|机关|机构|[者人]|企业|单位|局|委员会|政府)/u.exec(text)?.[0] ?? text.slice(0, 14);
/** Whoever acts is named before the word of duty, or in a clause before. */
function isBound({ claim: { subject, quantities }, before, about, segment: { context } }: View): boolean {
  const own = subject.filter(({ free }) => !free);
  if (own.length === 0) return true;
  const text = textOfAll(about);
  const modal = about.flatMap((clause) => clause.tokens).find(isModal);
  const front = modal ? text.slice(0, text.indexOf(modal.text)) : quantities.length > 0 ? text : leadOf(text);
  const zone = `${textOfAll(before)}${front}`.replace(towards, '');
  const named = own.slice(0, own.findIndex(({ acts }) => acts) + 1);
  const whole = /[者人方户]|企业|机构|单位|部门|机关|平台|政府/.test(zone) ? zone : `${zone}${context}`;
  return named.length > 0 ? named.every((term) => names(whole, term)) : own.some((term) => names(whole, term));
}

/** What has to be done stands right behind the word of duty: 应当停止提供, 应当审核提供的 are no duty to provide. */
const begins = /^[，在向对为由依按根从与自将把以]/;
function hasDeed({ about, claim }: View): boolean {
  const { terms } = claim;
  const deeds = coreOf(claim, about).flatMap(({ text }) => {
    const [, deed] = restOf(foldText(text), terms).split(/应当|必须|不得|可以|禁止|严禁|应(?!用)/);
    return deed === undefined ? [] : [deed.replace(adverbs, '，')];
  });
  return deeds.every((deed) => begins.test(deed));
}

const fewest = { words: 3, exact: 1 } as const;
const least = { exact: 0.6, plain: 0.85 } as const;
/** How much of a passage the words of a claim without a figure have to be. */
const leastShare: Readonly<Record<string, number>> = { must: 0.35, 'must-not': 0.5, may: 0.5, encouraged: 0.6 };

function hasWords(view: View, own: readonly Term[], exact: boolean): boolean {
  const { claim, segment, before, text, rest } = view;
  const around = `${textOfAll(before)} ${segment.context}`;
  const missing = own.filter((term) => !names(text, term));
  const found = own.filter((term) => !missing.includes(term));
  const there = found.length;
  const weight = found.reduce((sum, term) => sum + Math.max(1, term.words.length), 0);
  const beside = missing.filter((term) => names(term.acts ? textOfAll(before) : around, term, 2) || claim.subject.includes(term));
  const lost = missing.filter((term) => !beside.includes(term));
  const kin = lost.filter((term) => akin(rest, term));
  const gone = lost.filter((term) => !kin.includes(term));
  const unknown = gone.filter(({ chinese, words }) => chinese.length + words.flat().length === 0);
  if (gone.some(({ named, acts }) => named || acts)) return false;
  const met = there + beside.length * 0.7 + kin.length * 0.7;
  const share = met / Math.max(1, own.length - unknown.length * 0.4);
  if (exact) return there >= fewest.exact && share >= least.exact && gone.length - unknown.length <= Math.floor(own.length / 4);
  // 个人撤回同意，不影响其效力: what is only told besides is no duty.
  const besides = view.after.length > 0 && !view.about.some(({ tokens }) => tokens.some(isModal));
  if (besides && claim.forces.has('must')) return false;
  const [force = view.about.some(({ tokens }) => tokens.some(isModal)) ? 'must' : ''] = claim.forces;
  return (
    weight >= fewest.words &&
    gone.length === unknown.length &&
    share >= least.plain &&
    shareOf(text, rest) >= (leastShare[force] ?? 0.9) &&
    hasDeed(view)
  );
}

export function judgeEnglish(piece: string, day: string | undefined): (segment: Segment) => Judgement {
  const claim = claimOf(piece, day);
  return (segment) => hold(claim, segment, day);
}

function hold(claim: Claim, segment: Segment, day: string | undefined): Judgement {
  const { clauses, quote, context } = segment;
  const own = claim.terms.filter(({ free }) => !free);
  const { from, to } = speaking(claim, own, clauses);
  const about = clauses.slice(from, to);
  const text = textOfAll(about);
  const inside = own.filter((term) => names(text, term)).length;
  if (inside === 0) return { verdict: 'far', likeness: 0, differs: [], figures: false };
  const tokens = about.flatMap((clause) => clause.tokens);
  const days = claim.days.length === 0 ? [] : daysFor(claim, quote, day);
  const compared = [
    ...claim.quantities.map((quantity) => compareQuantity(quantity, statedIn(tokens))),
    ...claim.days.map((value) => compareDay(value, days)),
  ];
  const force = compareForce(claim, text, tokens);
  const differs = [...compared, force].flatMap((each) => (each === undefined || each === 'agrees' ? [] : [each]));
  const agree = compared.every((each) => each === 'agrees');
  const figures = compared.length > 0 && agree;
  const view = { claim, segment, before: clauses.slice(0, from), about, after: clauses.slice(to), text, rest: restOf(text, claim.terms) };
  const fits = isBound(view) && !isTurned(view);
  const met = own.filter((term) => names(`${text} ${textOfAll(view.before)} ${context}`, term)).length;
  const likeness = (inside + met) / (2 * Math.max(1, own.length));
  if (agree && force === 'agrees' && fits && hasWords(view, own, figures)) return { verdict: 'says', likeness: 1, differs, figures };
  const [detail] = differs;
  const one = differs.length === 1 && [...compared, force].every((each) => each === 'agrees' || each === detail);
  const contradicted = detail?.what === 'figure' || detail?.what === 'bound' || detail?.what === 'date';
  const sure = one && contradicted && fits && met === own.length && inside * 2 >= met;
  return { verdict: sure ? 'differs' : 'near', likeness, differs, figures };
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
