import { fold, simplify } from '../../stages/fold.ts';

/** Width and script folded, case lowered; one UTF-16 unit for each of the original, so offsets hold in it. */
export function normalise(text: string): string {
  const folded = simplify(fold(text));
  const lower = folded.toLowerCase();
  return lower.length === folded.length ? lower : folded;
}

const pieces = /\p{Script=Han}{1,10000}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}]){1,200}/gu;
const isHan = (piece: string): boolean => /^\p{Script=Han}/u.test(piece);

/** Overlapping pairs of a run of Han characters; a single character stands alone. */
function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Text as the index takes it: words, and Han runs as pairs, in their order, so that a phrase of pairs is a substring. */
export function indexed(text: string): string {
  const found = normalise(text).match(pieces) ?? [];
  return found.map((piece) => (isHan(piece) ? bigrams(piece).join(' ') : piece)).join(' ');
}

/** Letters, digits and Han alone, for comparing whole strings whatever the punctuation between. */
export const bare = (text: string): string => (normalise(text).match(pieces) ?? []).join('');

export type Words = {
  /** FTS5 expression, every part of it quoted: no input is a syntax error. */
  readonly match?: string;
  /** Single Han characters, sought in titles only. */
  readonly inTitle: readonly string[];
  /** Bare strings that the index cannot prove: the text itself must hold them. */
  readonly verify: readonly string[];
  /** Normalised terms as asked, for the passage. */
  readonly terms: readonly string[];
};

const quoted = (tokens: readonly string[]): string => `"${tokens.join(' ')}"`;

/** Words of a query: quoted parts are phrases, the rest is split at blanks; all must occur. */
export function readWords(query: string): Words {
  const terms = [...normalise(query.slice(0, 300)).matchAll(/["“”]([^"“”]{1,300})["“”]|([^\s"“”]{1,300})/g)]
    .map(([, phrase, word]) => (phrase ?? word ?? '').trim())
    .slice(0, 20);
  const read = terms.map(readTerm);
  const phrases = read.flatMap(({ phrases }) => phrases);
  return {
    ...(phrases.length > 0 ? { match: phrases.join(' AND ') } : {}),
    inTitle: read.flatMap(({ inTitle }) => inTitle),
    verify: read.flatMap(({ verify }) => verify),
    terms: terms.filter((term) => bare(term) !== ''),
  };
}

type Term = { phrases: string[]; inTitle: string[]; verify: string[] };

/**
 * A Han character alone beside letters or digits (第15届) is part of a longer run in most texts and so in no pair of the query:
 * at the end a prefix finds it, elsewhere the text decides.
 */
function readTerm(term: string): Term {
  const found = term.match(pieces) ?? [];
  const lone = (piece: string | undefined): boolean => piece !== undefined && isHan(piece) && [...piece].length === 1;
  if (found.length === 1 && lone(found[0])) return { phrases: [], inTitle: found, verify: [] };
  const phrases: string[] = [];
  let tokens: string[] = [];
  let unsure = false;
  const finish = (suffix = ''): void => {
    if (tokens.length > 0) phrases.push(quoted(tokens) + suffix);
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
  finish(lone(found.at(-1)) ? '*' : '');
  return { phrases, inTitle: [], verify: unsure ? [found.join('')] : [] };
}
