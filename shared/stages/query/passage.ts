import type { Hit } from '../../model/query.ts';
import { normalise } from './pieces.ts';
import { findSought, type Sought } from './sought.ts';

const tidy = (text: string): string => text.replace(/\s{1,1000}/g, ' ').toWellFormed();

/** The first of what was asked for that the text has, with some words before and after; undefined when only title, number or issuer matched. */
export function passageOf(text: string, sought: readonly Sought[], normalised = normalise(text)): Hit['passage'] {
  const span = findSought(sought, normalised);
  if (!span) return undefined;
  const { start, end } = span;
  return {
    before: tidy(text.slice(Math.max(0, start - 40), start)),
    hit: text.slice(start, end),
    after: tidy(text.slice(end, end + 80)),
  };
}
