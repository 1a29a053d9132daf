import { workKey } from '../text/titles.ts';
import { likeness } from './compare/align.ts';
import { normaliseForHash } from './compare.ts';

/** Characters of a text that are looked at: enough to know it by. */
const looked = 20_000;
const length = 4;

const pieces = (text: string): ReadonlySet<string> => {
  const found = new Set<string>();
  for (let i = 0; i + length <= Math.min(text.length, looked); i += 1) found.add(text.slice(i, i + length));
  return found;
};
const figures = (text: string): ReadonlySet<string> => new Set(text.slice(0, looked).match(/\d{1,12}(?:\.\d{1,6})?/g) ?? []);

/** Share of the smaller set that the larger one holds; 1 when there is nothing to hold. */
function held(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return large.size === 0 ? 1 : 0;
  let common = 0;
  for (const each of small) if (large.has(each)) common += 1;
  return common / small.size;
}

/** How much of the shorter text stands in the longer one: its words, and its figures; 0–1 each. */
export function textLikeness(a: string, b: string): { readonly words: number; readonly figures: number; readonly length: number } {
  const [x, y] = [normaliseForHash(a), normaliseForHash(b)];
  const size = Math.max(x.length, y.length);
  return {
    words: held(pieces(x), pieces(y)),
    figures: held(figures(x), figures(y)),
    length: size === 0 ? 1 : Math.min(x.length, y.length) / size,
  };
}

/** How much two titles are alike, 0–1: 1 when they name one work. */
export function titleLikeness(a: string, b: string): number {
  const [x, y] = [workKey(a), workKey(b)];
  if (x === y) return 1;
  if (x.length >= 6 && y.length >= 6 && (x.includes(y) || y.includes(x))) return 0.9;
  // Not the whole titles: the body and the form (某部关于…的通知) are common to all that one body issues.
  return likeness(x, y);
}
