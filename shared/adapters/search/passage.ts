import type { Hit } from '../../model/query.ts';
import { group } from '../../model/values.ts';
import { normalise } from './query-parser.ts';

type PassageSpan = { readonly start: number; readonly end: number };

/** English words are found by stem (policies, policy): the longest common start of the word and its forms is searched. */
function stemmed(term: string): string | undefined {
  if (!/^[a-z]{5,60}$/.test(term)) return undefined;
  const stem = term.replace(/(?:ies|ied|ing|ed|es|s|y|e)$/, '');
  return stem.length >= 3 ? stem : undefined;
}

/** A letter, digit or mark of a script with words; Han has no word boundaries. */
const inWord = (character: string | undefined): boolean =>
  character !== undefined && /^(?!\p{Script=Han})[\p{L}\p{N}\p{M}]$/u.test(character);

/** Whether a place begins and ends at word boundaries: `agent` is no part of `reagents`, nor 86 of 1986. */
const isWhole = ({ start, end }: PassageSpan, text: string): boolean =>
  !(inWord(text[start]) && inWord(text[start - 1])) && !(inWord(text[end - 1]) && inWord(text[end]));

const longestAddress = 100;

/** Whether a place is in a mail or web address, which says nothing about the topic of a text. */
function isAddress({ start, end }: PassageSpan, text: string): boolean {
  const before = group(/[\w.@:/%+-]{0,100}$/.exec(text.slice(Math.max(0, start - longestAddress), start)), 0);
  const after = group(/^[\w.@:/%+-]{0,100}/.exec(text.slice(end, end + longestAddress)), 0);
  return /@|:\/\/|(?:^|[^\w])www\./.test(before + text.slice(start, end) + after);
}

function* findSpans(term: string, text: string): Generator<PassageSpan> {
  for (let start = text.indexOf(term); start >= 0; start = text.indexOf(term, start + 1)) yield { start, end: start + term.length };
  const stem = stemmed(term);
  if (stem === undefined) return;
  for (const found of text.matchAll(new RegExp(`\\b${stem}[a-z]{0,10}`, 'g')))
    yield { start: found.index, end: found.index + found[0].length };
}

/** Places that are checked before a term is given up. */
const mostSpans = 500;

function findSpan(term: string, text: string): PassageSpan | undefined {
  let seen = 0;
  for (const place of findSpans(term, text)) {
    if (isWhole(place, text) && !isAddress(place, text)) return place;
    seen += 1;
    if (seen >= mostSpans) return undefined;
  }
  return undefined;
}

const tidy = (text: string): string => text.replace(/\s{1,1000}/g, ' ').toWellFormed();

/** The first term that the text contains, with some words before and after; undefined when only title, number or issuer matched. */
export function passageOf(text: string, terms: readonly string[]): Hit['passage'] {
  const plain = normalise(text);
  for (const term of terms) {
    const place = findSpan(term, plain);
    if (!place) continue;
    const { start, end } = place;
    return {
      before: tidy(text.slice(Math.max(0, start - 40), start)),
      hit: text.slice(start, end),
      after: tidy(text.slice(end, end + 80)),
    };
  }
  return undefined;
}
