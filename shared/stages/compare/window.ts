/** A revision is stored whole, so quotes are bounded. */
const longest = 600;
/** Words kept in front of the first difference of a long passage. */
const lead = 120;

export const clip = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`);

/** Never in the middle of a character. */
const start = (text: string, at: number): number => (at > 0 && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);

function from(text: string, at: number): string {
  const begin = start(text, Math.max(0, at));
  const end = start(text, Math.min(text.length, begin + longest));
  return `${begin > 0 ? '…' : ''}${text.slice(begin, end)}${end < text.length ? '…' : ''}`;
}

/** Two passages, each at most 600 characters, cut so that what differs first is in them. */
export function windows(before: string, after: string): { before: string; after: string } {
  if (before.length <= longest && after.length <= longest) return { before, after };
  let same = 0;
  while (same < Math.min(before.length, after.length) && before[same] === after[same]) same += 1;
  const at = same <= lead ? 0 : same - lead;
  return { before: from(before, at), after: from(after, at) };
}
