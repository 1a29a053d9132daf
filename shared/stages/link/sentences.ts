/** A stretch of a text: `start` and `end` are UTF-16 code units. */
export type Span = { readonly start: number; readonly end: number };

const closing = /[。！？\n]/;
const opening = new Set(['《', '（', '(', '“', '「']);
const shutting = new Set(['》', '）', ')', '”', '」']);

/** A longer stretch without a full stop is cut, so that the time of reading stays in proportion to the length of the text. */
const longest = 2000;

/** How far a bracket may reach before we take it for a damaged one. */
const reach = 300;

/**
 * Cuts a text into sentences at 。！？ and line ends, never within 《》 or brackets, for a bracket there belongs to the title or number.
 * English full stops cut when a capital follows and no abbreviation ends there.
 */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let depth = 0;
  let opened = 0;
  const cut = (end: number): void => {
    if (text.slice(start, end).trim()) spans.push({ start, end });
    start = end;
    depth = 0;
  };
  for (let at = 0; at < text.length; at += 1) {
    const each = text.charAt(at);
    if (opening.has(each)) {
      if (depth === 0) opened = at;
      depth += 1;
    } else if (shutting.has(each)) depth = Math.max(0, depth - 1);
    if (depth > 0 && at - opened > reach) depth = 0;
    if (at - start >= longest) cut(at);
    if (each === '\n' || (depth === 0 && closing.test(each))) cut(at + 1);
    else if (each === '.' && depth === 0 && endsEnglish(text, at)) cut(at + 1);
  }
  cut(text.length);
  return spans;
}

const abbreviation =
  /(?:^|[\s("“])(?:No|Nos|Art|Mr|Ms|Dr|St|Inc|Ltd|Co|vs|etc|U\.S|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|a\.m|p\.m)$/;

function endsEnglish(text: string, at: number): boolean {
  if (!/^\.["”']?\s+["“(]?[A-Z]/.test(text.slice(at, at + 6))) return false;
  return !abbreviation.test(text.slice(Math.max(0, at - 8), at));
}
