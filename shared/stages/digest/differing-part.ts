import type { FieldChange } from '../../model/document.ts';
import { opt, orEmpty } from '../../model/values.ts';

const longest = 120;
const around = 24;

const clause = /[^，。；：！？、,;:!?\n]{0,2000}[，。；：！？、,;:!?\n]?/g;
const clausesOf = (text: string): readonly string[] => text.match(clause)?.filter((part) => part !== '') ?? [];

function sameEnds(a: ArrayLike<string>, b: ArrayLike<string>): { readonly first: number; readonly last: number } {
  const most = Math.min(a.length, b.length);
  let first = 0;
  while (first < most && a[first] === b[first]) first += 1;
  let last = 0;
  while (last < most - first && a[a.length - 1 - last] === b[b.length - 1 - last]) last += 1;
  return { first, last };
}

function cutOut(text: string, first: number, last: number): string {
  const from = first <= around ? 0 : first - around;
  const end = Math.min(text.length - (last <= around ? 0 : last - around), from + longest);
  return `${from > 0 ? '…' : ''}${text.slice(from, end)}${end < text.length ? '…' : ''}`.toWellFormed();
}

const tidy = (text: string): string => text.trim().replace(/[，。；：、,;:]$/, '');

type Ends = { readonly before: string; readonly after: string };

function differingPart(before: string, after: string): Ends {
  const [was, is] = [clausesOf(before), clausesOf(after)];
  const same = sameEnds(was, is);
  const [a, b] = [was.slice(same.first, was.length - same.last).join(''), is.slice(same.first, is.length - same.last).join('')];
  if (Math.max(a.length, b.length) <= longest) return { before: tidy(a), after: tidy(b) };
  const { first, last } = sameEnds(a, b);
  return { before: cutOut(a, first, last), after: cutOut(b, first, last) };
}

/** A change as the smallest part that differs; what was only added or taken out has one side. */
export function smallestChange({ field, before, after }: FieldChange): FieldChange {
  const part = differingPart(orEmpty(before), orEmpty(after));
  return { field, ...opt({ before: part.before || undefined, after: part.after || undefined }) };
}
