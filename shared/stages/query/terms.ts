import { group, opt } from '../../model/values.ts';
import { parseNumber } from '../numbers/numbers.ts';
import { emptyWords } from '../text/english-title-key.ts';
import { isProvedByTokens } from './literal.ts';
import type { Column, Condition, Phrase } from './meaning.ts';
import { normalise, type Piece, piecesOf, tokensBetween, tokensOf, tokensOfPiece } from './pieces.ts';
import type { Sought } from './sought.ts';
import { findSynonyms } from './synonyms.ts';

/** What the words, names and phrases of a query ask of an index. */

export type Made = { readonly condition: Condition; readonly sought: readonly Sought[] };
export const all = (parts: readonly Condition[]): Condition => (parts[0] && parts.length === 1 ? parts[0] : { all: parts });
export const any = (parts: readonly Condition[]): Condition => (parts[0] && parts.length === 1 ? parts[0] : { any: parts });
export const phraseOf = (text: string, columns?: readonly Column[]): Phrase => ({ phrase: tokensOf(text), ...opt('columns', columns) });

/** The standard spelling of a document number that is typed in another one, also romanised. */
export function numberOf(query: string): string | undefined {
  const { kind, canonical } = parseNumber(query.trim().slice(0, 100));
  return kind === 'none' ? undefined : canonical;
}

const isLone = ({ kind, text }: Piece): boolean => kind === 'han' && [...text].length === 1;

/**
 * A Han character alone beside letters or digits (第15届) is part of a longer run in most texts, and so in no pair of the query: at the end a prefix finds it,
 * elsewhere the text decides.
 */
export function termOf(text: string, columns?: readonly Column[]): readonly Condition[] {
  const pieces = [...piecesOf(normalise(text))];
  const [only] = pieces;
  if (only && pieces.length === 1 && isLone(only)) return [{ character: only.text }];
  const found: Condition[] = [];
  let tokens: string[] = [];
  const finish = (prefix: boolean): void => {
    if (tokens.length > 0) found.push({ phrase: tokens, ...(prefix && { prefix }), ...opt('columns', columns) });
    tokens = [];
  };
  for (const [at, piece] of pieces.entries()) {
    const joins = tokens.length > 0 ? tokensBetween(pieces[at - 1], piece) : [];
    if (!isLone(piece) || piece === pieces.at(-1)) tokens.push(...joins, ...tokensOfPiece(piece));
    else finish(false);
  }
  const last = pieces.at(-1);
  finish(last !== undefined && isLone(last));
  const unsure = pieces.some((piece) => isLone(piece) && piece !== last);
  const within = columns?.includes('title') ? 'title' : 'document';
  return unsure ? [...found, { literal: text, within }] : found;
}

/** GB45438 is written GB 45438 in most texts. */
const spaced = (text: string): readonly string[] => {
  const [, letters, digits] = /^([a-z]{1,5})(\d{3,8})$/.exec(text) ?? [];
  return letters === undefined ? [] : [`${letters} ${digits}`];
};

/** Words that form a name together, or the first of them alone: under all its names. What only the text can prove is taken literally. */
export function groupOf(words: readonly string[], columns?: readonly Column[]): Made & { readonly taken: number } {
  const other = findSynonyms(words);
  const taken = other?.taken ?? 1;
  const typed = words.slice(0, taken);
  const telling = typed.filter((word) => !emptyWords.has(word));
  const terms = (telling.length > 0 ? telling : typed).flatMap((word) => termOf(word, columns));
  const sure = terms.length > 0 && terms.every((term) => 'phrase' in term);
  const names = sure ? (other?.names ?? spaced(group(words, 0))) : [];
  const sought = [typed.join(' '), ...names, ...(telling.length > 1 ? telling : [])].map((text): Sought => ({ words: text }));
  return { taken, sought, condition: any([all(terms), ...names.map((name) => phraseOf(name, columns))]) };
}

export const titles: readonly Column[] = ['title', 'english'];
const written: readonly Column[] = ['text', 'title', 'english'];

/** A phrase is found where text or title holds it as it is written; one that is a number also where the document has it. */
export function phraseMeaning(text: string, columns = written): Made {
  const terms = termOf(text, columns).filter((term) => !('literal' in term));
  const within = columns === titles ? 'title' : 'document';
  const exact: readonly Condition[] =
    isProvedByTokens(text) || terms.some((term) => 'character' in term) ? [] : [{ literal: text, within }];
  const number = columns === written ? numberOf(text) : undefined;
  const found = all([...terms, ...exact]);
  return {
    condition: number === undefined ? found : any([found, phraseOf(number, ['number'])]),
    sought: [{ literal: text }],
  };
}
