import { expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { flagsOfUnits } from './text-flags.ts';

const { abbreviation } = expressionsOf(expressions.sentences);

/** A stretch of a text: `start` and `end` are UTF-16 code units. */
export type Span = { readonly start: number; readonly end: number };
/** `held`: the `textFlags` of what stands in it. */
export type Sentence = Span & { readonly held: number };

const [open, shut, stop, lineEnd, point] = [1, 2, 3, 4, 5] as const;
const roleBits = 7;
/** What a character does and is, by its code: every character of a long text is looked up, and most do nothing (0). */
const units = flagsOfUnits.slice();
for (const [chars, role] of [
  ['《（(“「', open],
  ['》）)”」', shut],
  ['。！？', stop],
  ['\n', lineEnd],
  ['.', point],
] as const)
  for (const char of chars) units[char.charCodeAt(0)] = (units[char.charCodeAt(0)] ?? 0) | role;

/** Several readers cut the same text one after the other. */
let last: { readonly text: string; readonly spans: Sentence[] } = { text: '', spans: [] };

/** A longer stretch without a full stop is cut, so that the time of reading stays in proportion to the length of the text. */
const longest = 2000;

/** How far a bracket may reach before we take it for a damaged one. */
const reach = 300;

/**
 * Cuts a text into sentences at 。！？ and line ends, never within 《》 or brackets, for a bracket there belongs to the title or number.
 * English full stops cut when a capital follows and no abbreviation ends there.
 */
export function splitSentences(text: string): readonly Sentence[] {
  if (text === last.text) return last.spans;
  const spans = cutUp(text);
  if (text.length > 1000) last = { text, spans };
  return spans;
}

function cutUp(text: string): Sentence[] {
  const spans: Sentence[] = [];
  let start = 0;
  let depth = 0;
  let opened = 0;
  let held = 0;
  const cut = (end: number): void => {
    if (text.slice(start, end).trim()) spans.push({ start, end, held });
    start = end;
    depth = 0;
    held = 0;
  };
  for (let at = 0; at < text.length; at += 1) {
    const unit = units[text.charCodeAt(at)] ?? 0;
    const does = unit & roleBits;
    if (does === open) {
      if (depth === 0) opened = at;
      depth += 1;
    } else if (does === shut) depth = Math.max(0, depth - 1);
    if (depth > 0 && at - opened > reach) depth = 0;
    if (at - start >= longest) cut(at);
    held |= unit;
    if (does === 0) continue;
    if (does === lineEnd || (depth === 0 && does === stop)) cut(at + 1);
    else if (does === point && depth === 0 && endsEnglish(text, at)) cut(at + 1);
  }
  cut(text.length);
  return spans;
}

function endsEnglish(text: string, at: number): boolean {
  if (!/^\.["”']?\s+["“(]?[A-Z]/.test(text.slice(at, at + 6))) return false;
  return !abbreviation.test(text.slice(Math.max(0, at - 8), at));
}
