import { stemmer } from 'stemmer';
import { group, orEmpty } from '../../model/values.ts';
import { foldText } from '../text/language.ts';

/**
 * What a text is made of for search: runs of Han characters, words, addresses and plus signs. Queries, index and highlights all read it
 * here.
 */

/** Width and script folded, case lowered; one UTF-16 unit for each of the original, so that offsets are valid in it. */
export function normalise(text: string): string {
  const folded = foldText(text);
  const lower = folded.toLowerCase();
  return lower.length === folded.length ? lower : folded;
}

export type Piece = { readonly kind: 'han' | 'word' | 'address' | 'plus'; readonly text: string; readonly start: number };

const endings = [
  'ai|app|aspx?|biz|cn|com|csv|dev|docx?|edu|example|gif|gov|hk|html?|htm|info|int|io|jpe?g|jpg|jsonl?|jsp|mil|mo|mp[34]|net|ofd|org|pdf|php|png|pptx?',
  'rar|shtml|tw|txt|wps|xlsx?|xml|xyz|zip|7z',
].join('|');

/** Mail and web addresses, hosts and names of files in a normalised text: each is one token of its own kind, and its parts are no words. */
const addresses = new RegExp(
  [
    '(?<![\\w.+%-])[\\w.+%-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}',
    "(?<![a-z0-9])(?:https?|ftp):\\/\\/[a-z0-9][\\w.~:/?#[\\]@!$&'()*+,;=%-]{0,500}",
    `(?<![\\w.-])(?:[a-z0-9_-]{1,63}\\.){1,6}(?:${endings})(?![\\w-]|\\.\\w)(?:[:/][\\w.~:/?#@!$&*+=%-]{0,500})?`,
  ].join('|'),
  'g',
);
const mayHaveAddress = /@|:\/\/|[a-z0-9_-]\.[a-z0-9]/;
const pieces = /\p{Script=Han}{1,10000}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}]){1,200}|\+/gu;

export const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);
const kindOf = (text: string): Piece['kind'] => (text === '+' ? 'plus' : isHan(text) ? 'han' : 'word');

export function* piecesOf(text: string): Generator<Piece> {
  const others = mayHaveAddress.test(text) ? [...text.matchAll(addresses)] : [];
  let next = 0;
  let end = 0;
  for (const found of text.matchAll(pieces)) {
    if (found.index < end) continue;
    let other = others[next];
    while (other && other.index + other[0].length <= found.index) other = others[++next];
    if (other && other.index <= found.index) {
      // A sign that ends a sentence is no part of an address.
      const address = other[0].replace(/[.,;:!?'()]{1,20}$/, '');
      yield { kind: 'address', text: address, start: other.index };
      end = other.index + address.length;
      if (found.index < end) continue;
    }
    yield { kind: kindOf(found[0]), text: found[0], start: found.index };
  }
}

function pairsOf(run: string) {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

const addressToken = (text: string) => `x0${text.replace(/[^a-z0-9]{1,500}/g, '').slice(0, 80)}`;
/** An address is a token, and so is the host in it. */
function addressTokens(text: string): readonly string[] {
  const host = group(/(?:@|:\/\/|^)(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})(?:[:/?#]|$)/.exec(text), 1);
  return [...new Set([addressToken(text), ...(host === '' ? [] : [addressToken(host)])])];
}

/** Between two runs that share a character at their border (某省，省级): without it the pairs of both would prove 某省级. */
const gap = 'x0gap';
const lastOf = (text: string) => orEmpty([...text].at(-1));
const sharesBorder = (before: Piece | undefined, { kind, text }: Piece) =>
  before?.kind === 'han' && kind === 'han' && text.startsWith(lastOf(before.text));

export const tokensBetween = (before: Piece | undefined, piece: Piece): readonly string[] => (sharesBorder(before, piece) ? [gap] : []);

/** Words that a stem takes for others, each as what it is: what is generative is not general, nor is a university universal. */
const apart: readonly (readonly [RegExp, string])[] = [
  [/^generat(?:e[sd]?|ing|ions?|ive|ors?)$/, 'x0generate'],
  [/^internationals?$/, 'x0international'],
  [/^importan(?:t|ce)$/, 'x0important'],
  [/^universit(?:y|ies)$/, 'x0university'],
  [/^communications?$/, 'x0communication'],
  [/^news$/, 'x0news'],
];
const wordToken = (text: string) => (/^[giucn]/.test(text) ? apart.find(([words]) => words.test(text))?.[1] : undefined) ?? text;

export function tokensOfPiece({ kind, text }: Piece): readonly string[] {
  if (kind === 'han') return pairsOf(text);
  if (kind === 'word') return [wordToken(text)];
  return kind === 'address' ? addressTokens(text) : [kind === 'plus' ? 'plus' : text];
}

/** Tokens of a text as the index has them: words, and Han runs as pairs, in order, so that a phrase of pairs is a substring of one run. */
export function tokensOf(text: string): readonly string[] {
  const found: string[] = [];
  let before: Piece | undefined;
  for (const piece of piecesOf(normalise(text))) {
    for (const token of [...tokensBetween(before, piece), ...tokensOfPiece(piece)]) found.push(token);
    before = piece;
  }
  return found;
}

export const indexed = (text: string): string => tokensOf(text).join(' ');

export const bare = (text: string): string => [...piecesOf(normalise(text))].map((piece) => piece.text).join('');

/** A token as it is compared: without accents, and an English word by its stem (Porter), as both engines do it. */
export function stemOf(token: string): string {
  if (/^[a-z]{1,2}$/.test(token) || isHan(token)) return token;
  const plain = token.normalize('NFD').replace(/\p{Mn}/gu, '');
  return /^[a-z]{3,60}$/.test(plain) ? stemmer(plain) : plain;
}
