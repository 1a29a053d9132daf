import type { FieldChange } from '../../../model/document.ts';

/** A revision is stored whole, so quotes are bounded. */
const longest = 600;
/** Words kept in front of the first difference of a long passage. */
const lead = 120;

export const clip = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`);

/** Quotes of one revision together: it is stored in one item, and for a moment within its head (an item may hold 400 KB). */
const mostOfAll = 24_000;
const shorter = 200;
const mostChanges = 80;

/** The changes of one revision, with shorter quotes where there is much to quote. */
export function limitQuotes(changes: readonly FieldChange[]): readonly FieldChange[] {
  const told = changes.slice(0, mostChanges);
  const size = told.reduce((sum, { before = '', after = '' }) => sum + before.length + after.length, 0);
  if (size <= mostOfAll) return told;
  const cut = (text: string): string => (text.length <= shorter ? text : `${text.slice(0, start(text, shorter))}…`);
  return told.map(({ before, after, ...rest }) => ({
    ...rest,
    ...(before === undefined ? {} : { before: cut(before) }),
    ...(after === undefined ? {} : { after: cut(after) }),
  }));
}

/** Never in the middle of a character. */
const start = (text: string, at: number): number => (at > 0 && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);

function from(text: string, at: number): string {
  const begin = start(text, Math.max(0, at));
  const end = start(text, Math.min(text.length, begin + longest));
  return `${begin > 0 ? '…' : ''}${text.slice(begin, end)}${end < text.length ? '…' : ''}`;
}

/** Two passages, each at most 600 characters, cut so that what differs first is in them. */
export function quoteDifference(before: string, after: string): { before: string; after: string } {
  if (before.length <= longest && after.length <= longest) return { before, after };
  let same = 0;
  while (same < Math.min(before.length, after.length) && before[same] === after[same]) same += 1;
  const at = same <= lead ? 0 : same - lead;
  return { before: from(before, at), after: from(after, at) };
}
