import type { Hit } from '../../model/query.ts';
import { group, han, orEmpty } from '../../model/values.ts';
import { isHan, normalise, type Piece, piecesOf, stemOf, tokensOfPiece } from './pieces.ts';

/** Where a text has what was asked for: a highlight is always what the index matched. */

/** `part`: a word of a longer name, which says less than that. */
export type Sought = { readonly words: string; readonly part?: true } | { readonly literal: string };
type Span = { readonly start: number; readonly end: number };

type Placed = Span & { readonly stem: string };

function* placedIn(text: string): Generator<Placed> {
  for (const piece of piecesOf(text)) {
    let start = piece.start;
    for (const token of tokensOfPiece(piece)) {
      const length = piece.kind === 'han' ? token.length : piece.text.length;
      yield { start, end: start + length, stem: stemOf(token) };
      if (piece.kind === 'han') start += [...token][0]?.length ?? 1;
    }
  }
}

const isLone = (piece: Piece | undefined) => piece?.kind === 'han' && [...piece.text].length === 1;
/** Letters at the start of a word that no form of it changes. */
const fewestAlike = 2;
/** Tokens that are compared before a text is given up. */
const mostTokens = 50_000;

/** The places where these words stand behind each other. */
function* placesOfWords(words: string, text: string): Generator<Span> {
  const pieces = [...piecesOf(normalise(words))];
  const [only] = pieces;
  if (only && pieces.length === 1 && isHan(only.text)) {
    for (let start = text.indexOf(only.text); start >= 0; start = text.indexOf(only.text, start + 1))
      yield { start, end: start + only.text.length };
    return;
  }
  const stems = pieces.flatMap(tokensOfPiece).map(stemOf);
  // The first letters of a word are those of all its forms: most texts have none of them.
  if (stems.length === 0 || !text.includes(orEmpty(only?.text.slice(0, fewestAlike)))) return;
  const open = isLone(pieces.at(-1));
  const window: Placed[] = [];
  let seen = 0;
  for (const placed of placedIn(text)) {
    window.push(placed);
    if (window.length > stems.length) window.shift();
    const fits =
      window.length === stems.length &&
      stems.every((stem, at) => isForm(group([window[at]?.stem], 0), stem, open && at === stems.length - 1));
    if (fits) yield { start: window[0]?.start ?? 0, end: open ? placed.start + 1 : placed.end };
    seen += 1;
    if (seen > mostTokens) return;
  }
}

const isForm = (token: string, stem: string, open: boolean) => (open ? token.startsWith(stem) : token === stem);

/** The places of what is sought, of each name in its turn; or of parts of names. */
function* placesOf(names: readonly Sought[], text: string, part = false): Generator<Span> {
  for (const name of names) {
    if ('part' in name !== part) continue;
    if ('words' in name) {
      yield* placesOfWords(name.words, text);
      continue;
    }
    const found = literalPattern(name.literal).exec(text);
    if (found) yield { start: found.index, end: found.index + found[0].length };
  }
}

/** How many of what was asked for a text has, by its whole name. */
export const countSought = (sought: readonly (readonly Sought[])[], text: string): number => {
  const normalised = normalise(text);
  return sought.filter((names) => placesOf(names, normalised).next().done === false).length;
};

/** As `normalise` writes them. */
const sentenceEnds = '。!?;\n';
const longestSentence = 400;

function sentenceAt(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from > 0 && start - from < longestSentence && !sentenceEnds.includes(text.charAt(from - 1))) from -= 1;
  while (to < text.length && to - from < longestSentence && !sentenceEnds.includes(text.charAt(to - 1))) to += 1;
  return { start: from, end: to };
}

const mostPlaces = 24;

function somePlaces(names: readonly Sought[], text: string, part = false): readonly Span[] {
  const found: Span[] = [];
  for (const place of placesOf(names, text, part)) {
    found.push(place);
    if (found.length >= mostPlaces) break;
  }
  return found.length > 0 || part ? found : somePlaces(names, text, true);
}

/** Where most of what was asked for stands in one sentence: of each such sentence the first place of the first of it. */
function bestPlaces(sought: readonly (readonly Sought[])[], text: string): readonly Span[] {
  const had = new Map<number, Set<number>>();
  const all = sought.flatMap((names, asked) =>
    somePlaces(names, text).map((span) => {
      const { start: sentence } = sentenceAt(text, span);
      had.set(sentence, (had.get(sentence) ?? new Set()).add(asked));
      return { span, sentence };
    }),
  );
  const most = Math.max(...[...had.values()].map(({ size }) => size));
  const best = all.filter(({ sentence }) => had.get(sentence)?.size === most);
  return [...new Map(best.toReversed().map(({ span, sentence }) => [sentence, span])).values()].toReversed();
}

const tidy = (text: string) => text.replace(/\s{1,1000}/g, ' ').toWellFormed();

const mostPassages = 6;

/** What was asked for and is not said already (by a title); all of it where there is nothing else. */
export function unsaidOf(sought: readonly (readonly Sought[])[], said: string): readonly (readonly Sought[])[] {
  return said === '' ? sought : sought.filter((names) => countSought([names], said) === 0);
}

/**
 * Where a text says most of what was asked for, besides what its title (`said`) says already, with some words before and after; undefined
 * when only title, number or issuer matched.
 */
export function passageOf(
  text: string,
  sought: readonly (readonly Sought[])[],
  { said = '' }: { readonly said?: string } = {},
): Hit['passage'] {
  const normalised = normalise(text);
  const unsaid = bestPlaces(unsaidOf(sought, said), normalised);
  const places = unsaid.length > 0 ? unsaid : bestPlaces(sought, normalised);
  const [first, ...others] = places.slice(0, mostPassages).map((place) => {
    const { start, end } = place;
    const sentence = sentenceAt(normalised, place);
    return {
      before: tidy(text.slice(Math.max(0, start - 40), start)),
      hit: text.slice(start, end),
      after: tidy(text.slice(end, end + 80)),
      sentence: text.slice(sentence.start, sentence.end).trim(),
    };
  });
  return first && { ...first, others };
}

/**
 * A phrase as a text must hold it: letter by letter after `normalise`, its signs as typed, its words whole. Blanks are alike, however many;
 * between Chinese and other letters there may be some or none.
 */

const letter = `(?!${han})[\\p{L}\\p{N}\\p{M}]`;
const someBlanks = '\\s{1,20}';
const anyBlanks = '\\s{0,20}';
const parts = new RegExp(`${han}{1,300}|(?:${letter}){1,300}|\\s{1,300}|[^\\s]`, 'gu');
const isWord = (part: string) => new RegExp(`^${letter}`, 'u').test(part);
const escaped = (part: string) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const patterns = new Map<string, RegExp>();
const mostPatterns = 200;

export function literalPattern(phrase: string): RegExp {
  const known = patterns.get(phrase);
  if (known) return known;
  const found = normalise(phrase).trim().match(parts) ?? [];
  const written = found.map((part, at) => {
    const [before = '', after = ''] = [found[at - 1], found[at + 1]];
    if (/^\s/.test(part)) return (isHan(before) && isHan(after)) || (isWord(before) && isWord(after)) ? someBlanks : anyBlanks;
    return before === '' || /^\s/.test(before) ? escaped(part) : `${anyBlanks}${escaped(part)}`;
  });
  const [first, last] = [isWord(group(found, 0)) ? `(?<!${letter})` : '', isWord(orEmpty(found.at(-1))) ? `(?!${letter})` : ''];
  const pattern = new RegExp(`${first}${written.join('')}${last}`, 'u');
  if (patterns.size >= mostPatterns) patterns.clear();
  patterns.set(phrase, pattern);
  return pattern;
}

/**
 * The same for an engine that knows tokens alone: each Han character, word and sign of a text, and a mark for a blank between two Han
 * characters. A phrase is held where its units stand behind each other.
 */
export const literalUnits = (text: string): readonly string[] => {
  const found = normalise(text).trim().match(parts) ?? [];
  return found.flatMap((part, at) => {
    if (!/^\s/.test(part)) return isHan(part) ? [...part] : [part];
    return isHan(group(found, at - 1)) && isHan(group(found, at + 1)) ? ['␣'] : [];
  });
};

/** Whether the tokens of the index alone prove a phrase: one run of Han characters, or one word that no other word has the stem of. */
export function isProvedByTokens(phrase: string): boolean {
  const plain = normalise(phrase).trim();
  const [only, ...more] = [...piecesOf(plain)];
  if (!only || more.length > 0 || only.text !== plain) return false;
  return only.kind === 'han' ? [...only.text].length > 1 : only.kind === 'word' && /^(?:\d{1,30}|[a-z]{1,2})$/.test(only.text);
}
