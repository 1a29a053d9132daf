import { orEmpty } from '../../model/values.ts';
import type { Quantity } from './english-quantities.ts';
import { type Term, termsOf } from './english-terms.ts';
import { type Found, type Passage, type Span, spansOf } from './passage.ts';
import { alikeTo, keysOf } from './scattered.ts';
import type { Token } from './tokens.ts';

/** An English claim as the words of a Chinese passage: each term, figure and word of duty with its places there. */

export type Read = {
  /** Without figures and days. */
  readonly piece: string;
  readonly quantities: readonly Quantity[];
  readonly days: readonly string[];
};

/** Is sold to: behind it stands the one to whom. */
const passive = /\b(?:be|is|are|was|were|been) (?:[a-z]+ly )?[a-z]+(?:ed|en|t|ld|ut|un|et|ade)\b/i;
/** The words of duty and denial, and of who does it to whom, each as the Chinese token that it is. */
const marks: readonly (readonly [kind: Token['kind'], key: string, words: string])[] = [
  [
    'modal',
    'must-not',
    "(?:must|may|shall|should|can|could) ?n[o't]{1,2}(?: be (?:allowed|permitted) to)?|(?:is|are) (?:prohibited|forbidden|not (?:allowed|permitted) to)|(?:prohibit|forbid)s?",
  ],
  ['modal', 'need-not', "need not|(?:is|are|do|does) ?n[o't]{1,2} (?:need(?:ed)?|required?|have)(?: to)?|no need to"],
  ['modal', 'must', '(?:must|shall|should|has to|have to|need(?:s)? to|(?:is|are) (?:required|obliged) to|requires?)'],
  ['modal', 'may', '(?:may|can|(?:is|are) (?:allowed|permitted|entitled) to)'],
  ['negation', 'not', "not|no(?!-)|never|without|neither|nor|n't"],
  ['modal', 'urge', '(?:is|are) encouraged(?: to)?|encourages?'],
  ['word', '由', 'by(?! [a-z]{1,20}ing)'],
];
const mark = new RegExp(marks.map(([, , words]) => `(\\b(?:${words})\\b)`).join('|'), 'gi');
const passiveTo = new RegExp(
  `(${passive.source})(?<!required|obliged|allowed|permitted|entitled|forbidden|prohibited|encouraged) to (?!be\\b)`,
  'i',
);

type Item = Token | Term;
const tokenOf = (kind: Token['kind'], key: string): Token => ({ kind, key, text: key });

/** Terms and marks in the order of the claim. */
function itemsOf(piece: string): readonly Item[] {
  const [before, whom] = piece.split(passiveTo).length > 2 ? [piece.replace(passiveTo, '$1 \u0001 '), true] : [piece, false];
  return before.split('\u0001').flatMap((part, n): Item[] => {
    const items: Item[] = n > 0 && whom ? [tokenOf('word', '向')] : [];
    let end = 0;
    for (const match of part.matchAll(mark)) {
      const which = match.slice(1).findIndex((each) => each !== undefined);
      const [kind, key] = marks[which] ?? ['word', ''];
      items.push(...termsOf(part.slice(end, match.index)), tokenOf(kind, key));
      end = match.index + match[0].length;
    }
    return [...items, ...termsOf(part.slice(end))];
  });
}

type Keys = readonly string[];
type Options = { readonly joined?: true | undefined; readonly whole: readonly Keys[]; readonly parts: readonly (readonly Keys[])[] };
/** Chinese words, and those that say the same. */
const optionsOf = (words: readonly string[]): readonly Keys[] =>
  words.flatMap((word) => {
    const keys = keysOf(word);
    return [keys, ...alikeTo(keys)];
  });

const spansOfAny = (words: readonly Keys[], passage: Passage): readonly Span[] => words.flatMap((keys) => spansOf(keys, passage));
const within = (words: readonly Keys[], { segment }: Passage): boolean =>
  words.some((keys) => keys.length > 1 && segment.context.includes(keys.join('')));

function findTerm({ whole, parts, joined }: Options, at: number, passage: Passage): readonly Found[] | undefined {
  const spans = spansOfAny(whole, passage);
  if (spans.length > 0) return [{ at, spans, ...(joined ? { joined } : {}) }];
  const found = parts.map((part) => ({ part, spans: spansOfAny(part, passage) }));
  if (found.length > 0 && found.every(({ part, spans: own }) => own.length > 0 || within(part, passage)))
    return found.map(({ spans: own }, n) => ({ at: at + n / 10, spans: own }));
  return within(whole, passage) ? [{ at, spans: [] }] : undefined;
}

function findQuantity({ value, bound, unit }: Quantity, at: number, passage: Passage): Found | undefined {
  const { tokens } = passage;
  const spans = (passage.places.get(`${orEmpty(bound)} ${value}`) ?? []).flatMap((place): Span[] => {
    const behind = tokens
      .slice(place + 1, place + 5)
      .map(({ kind, key }) => (kind === 'word' ? key : ' '))
      .join('');
    if (unit === undefined) return [[place, place + 1]];
    if (unit.source === '^%') return [[place, place + 1]];
    const said = unit.exec(behind.replace(/^[多余]/, ''))?.[0];
    return said === undefined ? [] : [[place, place + 1 + said.length]];
  });
  return spans.length > 0 ? { at, spans } : undefined;
}

/** A day: its year, month and day stand in a row. */
function findDay(day: string, at: number, passage: Passage): Found | undefined {
  const [year = '', month, date] = day.split('-').map((part) => ` ${Number(part)}`);
  const whole = [year, '年', ...(month ? [month, '月'] : []), ...(date ? [date, '日'] : [])];
  const spans = spansOf(whole, passage);
  if (spans.length > 0) return { at, spans };
  const inYear = passage.segment.context.includes(`${year}年`) ? spansOf(whole.slice(2), passage) : [];
  return inYear.length > 0 ? { at, spans: inYear } : undefined;
}

export type Laid = { readonly claimed: readonly Token[]; readonly found: readonly Found[] };

/** The claim in the words of a passage; nothing where it says what is not there. */
export function readEnglish({ piece, quantities, days }: Read): (passage: Passage) => Laid | undefined {
  const items = itemsOf(piece);
  const options = items.map((item): Options | undefined =>
    'kind' in item ? undefined : { joined: item.joined, whole: optionsOf(item.chinese), parts: item.words.map(optionsOf) },
  );
  const claimed = items.map((item) => ('kind' in item ? item : tokenOf('word', '\u0002')));
  const numbers: readonly Token[] = [...quantities, ...days].map((each) => ({
    ...tokenOf('number', String(typeof each === 'string' ? each : each.value)),
  }));
  return (passage) => {
    const found: Found[] = [];
    for (const [at, option] of options.entries()) {
      if (!option) continue;
      const term = findTerm(option, at, passage);
      if (!term) return undefined;
      found.push(...term);
    }
    for (const [n, quantity] of quantities.entries()) {
      const number = findQuantity(quantity, items.length + n, passage);
      if (!number) return undefined;
      found.push(number);
    }
    for (const [n, day] of days.entries()) {
      const number = findDay(day, items.length + quantities.length + n, passage);
      if (!number) return undefined;
      found.push(number);
    }
    // A day is that of what stands there: 公布, 施行.
    if (days.length > 0 && found.some(({ spans }) => spans.length === 0)) return undefined;
    return { claimed: [...claimed, ...numbers], found };
  };
}
