import type { Hit } from '../../model/query.ts';
import { normalise } from './tokens.ts';

type Place = { readonly start: number; readonly end: number };

/** English words are found by stem: policies, policy. The longest common start of the word and its forms is looked for. */
function stemmed(term: string): string | undefined {
  if (!/^[a-z]{5,60}$/.test(term)) return undefined;
  const stem = term.replace(/(?:ies|ied|ing|ed|es|s|y|e)$/, '');
  return stem.length >= 3 ? stem : undefined;
}

function placeOf(term: string, text: string): Place | undefined {
  const start = text.indexOf(term);
  if (start >= 0) return { start, end: start + term.length };
  const stem = stemmed(term);
  const found = stem === undefined ? null : new RegExp(`\\b${stem}[a-z]{0,10}`).exec(text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

const tidy = (text: string): string => text.replace(/\s{1,1000}/g, ' ').toWellFormed();

/** The first term that the text holds, with some words before and after; undefined when only title, number or issuer matched. */
export function passageOf(text: string, terms: readonly string[]): Hit['passage'] {
  const plain = normalise(text);
  for (const term of terms) {
    const place = placeOf(term, plain);
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
