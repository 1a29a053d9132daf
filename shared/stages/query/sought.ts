import { group, orEmpty } from '../../model/values.ts';
import { literalPattern } from './literal.ts';
import { isHan, normalise, type Piece, piecesOf, stemOf, tokensOfPiece } from './pieces.ts';

/** Where a text has what was asked for: a highlight is always what the index matched. */

/** Words as the index matches them, in any form; or a phrase as it is written. */
export type Sought = { readonly words: string } | { readonly literal: string };
export type Span = { readonly start: number; readonly end: number };

/** A token of a text and the stretch that it stands for. */
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

const isLone = (piece: Piece | undefined): boolean => piece?.kind === 'han' && [...piece.text].length === 1;
/** Letters at the start of a word that no form of it changes. */
const fewestAlike = 2;
/** Tokens that are compared before a text is given up. */
const mostTokens = 50_000;

/** The first place where these words stand behind each other. */
function findWords(words: string, text: string): Span | undefined {
  const pieces = [...piecesOf(normalise(words))];
  const [only] = pieces;
  if (only && pieces.length === 1 && isHan(only.text)) {
    const start = text.indexOf(only.text);
    return start < 0 ? undefined : { start, end: start + only.text.length };
  }
  const stems = pieces.flatMap(tokensOfPiece).map(stemOf);
  // The first letters of a word are those of all its forms: most texts have none of them.
  if (stems.length === 0 || !text.includes(orEmpty(only?.text.slice(0, fewestAlike)))) return undefined;
  const open = isLone(pieces.at(-1));
  const window: Placed[] = [];
  let seen = 0;
  for (const placed of placedIn(text)) {
    window.push(placed);
    if (window.length > stems.length) window.shift();
    const fits =
      window.length === stems.length &&
      stems.every((stem, at) => isForm(group([window[at]?.stem], 0), stem, open && at === stems.length - 1));
    if (fits) return { start: window[0]?.start ?? 0, end: open ? placed.start + 1 : placed.end };
    seen += 1;
    if (seen > mostTokens) return undefined;
  }
  return undefined;
}

const isForm = (token: string, stem: string, open: boolean): boolean => (open ? token.startsWith(stem) : token === stem);

/** The first place of the first of these that a normalised text has. */
export function findSought(sought: readonly Sought[], text: string): Span | undefined {
  for (const each of sought) {
    if ('words' in each) {
      const span = findWords(each.words, text);
      if (span) return span;
      continue;
    }
    const found = literalPattern(each.literal).exec(text);
    if (found) return { start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}
