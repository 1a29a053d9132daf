import { group, opt, orEmpty } from '../../model/values.ts';
import { parseNumber } from '../../stages/numbers/numbers.ts';
import { foldText } from '../../stages/text/fold.ts';
import { normaliseText } from '../../stages/text/normalise.ts';
import { findSynonyms } from '../../stages/text/query-synonyms.ts';

/** Width and script folded, case lowered; one UTF-16 unit for each of the original, so that offsets are valid in it. */
export function normalise(text: string): string {
  const folded = foldText(text);
  const lower = folded.toLowerCase();
  return lower.length === folded.length ? lower : folded;
}

const pieces = /\p{Script=Han}{1,10000}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}]){1,200}/gu;
const isHan = (piece: string): boolean => /^\p{Script=Han}/u.test(piece);

/** Overlapping pairs of a run of Han characters; a single character is a term of its own. */
function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Text as the index takes it: words, and Han runs as pairs, in order, so that a phrase of pairs is a substring. */
export function indexed(text: string): string {
  const found = normalise(text).match(pieces) ?? [];
  return found.map((piece) => (isHan(piece) ? bigrams(piece).join(' ') : piece)).join(' ');
}

/** Letters, digits and Han alone, to compare whole strings whatever the punctuation. */
export const bare = (text: string): string => (normalise(text).match(pieces) ?? []).join('');

/** A phrase of tokens as `indexed` gives them, the last of which may be the start of one; or expressions that all, or one of which, must hold. */
export type Expression =
  | { readonly phrase: readonly string[]; readonly prefix?: true }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] };

/** As FTS5 reads it, with every phrase quoted: no input is a syntax error. */
export function expressionText(expression: Expression): string {
  if ('phrase' in expression) return `"${expression.phrase.join(' ')}"${expression.prefix ? '*' : ''}`;
  const [word, parts] = 'all' in expression ? [' AND ', expression.all] : [' OR ', expression.any];
  return parts.length === 1 ? parts.map(expressionText).join('') : `(${parts.map(expressionText).join(word)})`;
}

export type QueryWords = {
  readonly match?: Expression;
  /** Each word or name of `match` alone: where it stands makes the relevance. */
  readonly ranked: readonly Expression[];
  /** Single Han characters, searched in titles only. */
  readonly inTitle: readonly string[];
  /** Bare strings that the index cannot prove: the text itself must contain them. */
  readonly verify: readonly string[];
  /** Normalised terms as typed, for the passage. */
  readonly terms: readonly string[];
  /** Words after a minus: results must not contain them. */
  readonly without: readonly QueryWords[];
};

/** English words that say nothing about the topic. */
const empty: ReadonlySet<string> = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);

/** GB45438 is written GB 45438 in most texts. */
const spaced = (text: string): readonly string[] => {
  const [, letters, digits] = /^([a-z]{1,5})(\d{3,8})$/.exec(text) ?? [];
  return letters === undefined ? [] : [`${letters} ${digits}`];
};

type QueryPart = { readonly text: string; readonly phrase: boolean; readonly not: boolean };

/** Parts of a query: quoted phrases, and words between blanks; with a minus before them they are excluded. */
const parseQueryParts = (query: string): readonly QueryPart[] =>
  [...normalise(normaliseText(query.slice(0, 300)).text).matchAll(/(?:(?<=^|\s)(-))?(?:["“”]([^"“”]{1,300})["“”]|([^\s"“”]{1,300}))/g)]
    .map(
      ([, minus, phrase, word]): QueryPart => ({
        text: orEmpty(phrase ?? word).trim(),
        phrase: phrase !== undefined,
        not: minus !== undefined,
      }),
    )
    .slice(0, 20);

/**
 * Words of a query: quoted parts are phrases, the rest is split at blanks. All must occur, as typed or in the wording of official texts, except those after a minus.
 */
export function readWords(query: string): QueryWords {
  const parts = parseQueryParts(query);
  const without = parts
    .filter(({ not, text }) => not && bare(text) !== '')
    .map(({ text }) => toQueryWords([{ text, phrase: true, not: false }]));
  return {
    ...toQueryWords(
      parts.filter(({ not }) => !not),
      query,
    ),
    without,
  };
}

function toQueryWords(asked: readonly QueryPart[], query = ''): QueryWords {
  const telling = asked.filter(({ text, phrase }) => phrase || !empty.has(text));
  const groups = grouped(telling.length > 0 ? telling : asked);
  const phrases = groups.flatMap(({ match }) => match ?? []);
  const number = numberOf(query);
  const all: Expression | undefined = phrases.length > 0 ? { all: phrases } : undefined;
  const asNumber = all && number !== undefined ? [{ phrase: tokensOf(normalise(number)) }] : [];
  const match = all && { any: [all, ...asNumber] };
  return {
    ...opt('match', match),
    ranked: [...phrases, ...asNumber],
    inTitle: groups.flatMap(({ inTitle }) => inTitle),
    verify: number === undefined ? groups.flatMap(({ verify }) => verify) : [],
    terms: [...asked.map(({ text }) => text), ...groups.flatMap(({ names }) => names)].filter((term) => bare(term) !== ''),
    without: [],
  };
}

/** The standard spelling of a document number that is typed in another one, also romanised. */
function numberOf(query: string): string | undefined {
  const { kind, canonical } = parseNumber(query.trim().slice(0, 100));
  return kind === 'none' || canonical === undefined || indexed(canonical) === indexed(query) ? undefined : canonical;
}

type QueryGroup = {
  readonly match?: Expression;
  readonly inTitle: readonly string[];
  readonly verify: readonly string[];
  readonly names: readonly string[];
};

/** Words that form a name together are searched under its other names too. What only the text can prove, or was quoted, is taken literally. */
function grouped(asked: readonly QueryPart[]): readonly QueryGroup[] {
  const groups: QueryGroup[] = [];
  for (let at = 0; at < asked.length; ) {
    const quote = asked.findIndex(({ phrase }, index) => index >= at && phrase);
    const free = asked.slice(at, quote === -1 ? asked.length : quote).map(({ text }) => text);
    const other = free.length === 0 ? undefined : findSynonyms(free);
    const taken = other?.taken ?? 1;
    const terms = asked.slice(at, at + taken).map(({ text }) => readTerm(text));
    const phrases = terms.flatMap((term) => term.phrases);
    const inTitle = terms.flatMap((term) => term.inTitle);
    const verify = terms.flatMap((term) => term.verify);
    const sure = inTitle.length + verify.length === 0 && phrases.length > 0;
    const names = sure ? (other?.names ?? spaced(group(free, 0))) : [];
    const alternatives = names.map((name): Expression => ({ phrase: tokensOf(normalise(name)) }));
    groups.push({ inTitle, verify, names, ...(phrases.length > 0 ? { match: { any: [{ all: phrases }, ...alternatives] } } : {}) });
    at += taken;
  }
  return groups;
}

const tokensOf = (text: string): string[] => indexed(text).split(' ');

type QueryTerm = { phrases: Expression[]; inTitle: string[]; verify: string[] };

/**
 * A Han character alone beside letters or digits (第15届) is part of a longer run in most texts, and so in no pair of the query: at the end a prefix finds it,
 * elsewhere the text decides.
 */
function readTerm(term: string): QueryTerm {
  const found = term.match(pieces) ?? [];
  const lone = (piece: string | undefined): boolean => piece !== undefined && isHan(piece) && [...piece].length === 1;
  if (found.length === 1 && lone(found[0])) return { phrases: [], inTitle: found, verify: [] };
  const phrases: Expression[] = [];
  let tokens: string[] = [];
  let unsure = false;
  const finish = (prefix = false): void => {
    if (tokens.length > 0) phrases.push({ phrase: tokens, ...(prefix ? { prefix } : {}) });
    tokens = [];
  };
  found.forEach((piece, index) => {
    if (!lone(piece)) tokens.push(...(isHan(piece) ? bigrams(piece) : [piece]));
    else if (index === found.length - 1) tokens.push(piece);
    else {
      finish();
      unsure = true;
    }
  });
  finish(lone(found.at(-1)));
  return { phrases, inTitle: [], verify: unsure ? [found.join('')] : [] };
}
