import { foldedUnits, radicals } from '../../../registry/script.ts';
import { scriptTable } from '../../text/language.ts';
import { expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

/**
 * What a stretch of text holds, as bits over those of the roles of sentences: readers with long patterns look only where what they cannot
 * do without stands.
 */
export const textFlags = { figure: 8, letter: 16, time: 32, name: 64 } as const;

const bits = new Uint8Array(0x10000);
const range = (from: string, to: string): string =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, at) => String.fromCharCode(from.charCodeAt(0) + at)).join('');
for (const [chars, bit] of [
  [range('0', '9'), textFlags.figure],
  [range('A', 'Z') + range('a', 'z'), textFlags.letter],
  ['年月日天周起届', textFlags.time],
  ['《》〔［[【第转', textFlags.name],
] as const)
  for (const char of chars) bits[char.charCodeAt(0)] = bit;

/** The bits of each unit, as it is folded by `foldScript`. */
export const flagsOfUnits: Uint8Array = bits.slice();
for (const code of [...foldedUnits, ...[...radicals.keys()].map((sign) => sign.charCodeAt(0))])
  flagsOfUnits[code] = bits[scriptTable[code] ?? code] ?? 0;

const { abbreviation } = expressionsOf(expressions.sentences);

export type Span = { readonly start: number; readonly end: number };
type Sentence = Span & { readonly held: number };

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
