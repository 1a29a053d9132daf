import { group, han, orEmpty } from '../../model/values.ts';
import { isHan, normalise, piecesOf } from './pieces.ts';

/**
 * A phrase as a text must hold it: letter by letter after `normalise`, its signs as typed, its words whole. Blanks are alike, however many; between Chinese and other
 * letters there may be some or none.
 */

const letter = `(?!${han})[\\p{L}\\p{N}\\p{M}]`;
const someBlanks = '\\s{1,20}';
const anyBlanks = '\\s{0,20}';
const parts = new RegExp(`${han}{1,300}|(?:${letter}){1,300}|\\s{1,300}|[^\\s]`, 'gu');
const isWord = (part: string): boolean => new RegExp(`^${letter}`, 'u').test(part);
const escaped = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const patterns = new Map<string, RegExp>();
const mostPatterns = 200;

/** The pattern of a phrase in a normalised text. */
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
 * The same for an engine that knows tokens alone: each Han character, word and sign of a text, and a mark for a blank between two Han characters. A phrase is held where
 * its units stand behind each other.
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
