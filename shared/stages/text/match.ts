import { fold, foldTable, wordChanges } from '../../registry/script.ts';
import {
  type Automaton,
  blankClass,
  buildAutomaton,
  type FoldedTerms,
  ignorable,
  nextState,
  otherClass,
  skippedClass,
} from './automaton.ts';

/** A term found: its index in the list given to `buildMatcher`; offsets are UTF-16 units of the text as given. */
type Match = { readonly term: number; readonly start: number; readonly end: number };
type Visit = (term: number, start: number, end: number) => void;
export type Matcher = {
  /** Calls back for every occurrence of every term, in order of their ends; makes no objects. */
  scan(text: string, visit: Visit): void;
  /** Every occurrence, overlapping ones too. */
  all(text: string): Match[];
  /** The longest occurrences without overlaps, leftmost first. */
  longest(text: string): Match[];
};

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const isWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0xdf && code <= 0x24f);
const foldedAt = (text: string, at: number): number => (at < 0 || at >= text.length ? 0 : (foldTable[text.charCodeAt(at)] ?? 0));

const blanks = /[\s-]+/g;
const marks = new RegExp(`[${String.fromCharCode(...ignorable)}]`, 'g');
const untidy = new RegExp(`[${String.fromCharCode(...ignorable)}\\s-]`);

function clean(term: string): string {
  const folded = fold(term);
  return untidy.test(folded) ? folded.replace(marks, '').replace(blanks, ' ').trim() : folded;
}

const changing = new RegExp(wordChanges.map(([mainland]) => mainland).join('|'));

function writtenElsewhere(plain: string): readonly string[] {
  if (!changing.test(plain)) return [plain];
  const found = [plain];
  for (const [mainland, elsewhere] of wordChanges) {
    const before = found.length;
    for (let i = 0; i < before && found.length < 8; i += 1) {
      const other = found[i]?.includes(mainland) ? found[i]?.replaceAll(mainland, elsewhere) : undefined;
      if (other !== undefined && !found.includes(other)) found.push(other);
    }
  }
  return found;
}

/** Stands between terms, in none of them, and is folded into nothing else. */
export const border = '\0';

/** Every spelling of every term; they are folded together, for a call for each costs more than what it does. */
export function foldedTerms(terms: readonly string[]): FoldedTerms {
  const words: string[] = [];
  const owners: number[] = [];
  clean(terms.join(border))
    .split(border)
    .forEach((each, term) => {
      for (const word of writtenElsewhere(each.trim())) {
        if (word === '') continue;
        words.push(word);
        owners.push(term);
      }
    });
  return { words, terms: Int32Array.from(owners) };
}

/** Length of 「(pīnyīn)」 put between two Han characters by some copies; 0 when there is none. */
function pinyinLength(text: string, at: number): number {
  const open = text.charCodeAt(at);
  if ((open !== 0x28 && open !== 0xff08) || !isHan(text.charCodeAt(at - 1))) return 0;
  for (let i = at + 1; i < at + 9 && i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x29 || code === 0xff09) return i > at + 1 && isHan(text.charCodeAt(i + 1)) ? i - at + 1 : 0;
    if (!((code >= 0x61 && code <= 0x7a) || (code >= 0xe0 && code <= 0x1dc))) return 0;
  }
  return 0;
}

let kept = new Int32Array(1 << 14);

function scanWith(a: Automaton, text: string, visit: Visit): void {
  if (kept.length < text.length + 1) kept = new Int32Array(text.length * 2);
  const positions = kept;
  const { classes, first, outLength, outNext, outTerm } = a;
  let count = 0;
  let state = 0;
  let previous = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const kind = classes[code] ?? otherClass;
    if (kind === skippedClass) continue;
    if (
      kind === blankClass &&
      (previous === blankClass || (isHan(text.charCodeAt(i - 1)) && isHan(text.charCodeAt(i + 1)) && code !== 0x0a))
    )
      continue;
    if (kind === otherClass && (code === 0x28 || code === 0xff08)) {
      const length = pinyinLength(text, i);
      if (length > 0) {
        i += length - 1;
        continue;
      }
    }
    positions[count++] = i;
    previous = kind;
    state = kind === otherClass ? 0 : nextState(a, state, kind);
    for (let out = first[state] ?? 0; out !== 0; out = outNext[out - 1] ?? 0) {
      const start = positions[count - (outLength[out - 1] ?? 0)] ?? 0;
      if (bounded(text, start, i + 1)) visit(outTerm[out - 1] ?? 0, start, i + 1);
    }
  }
}

/** A Latin word must stand alone; its plural in s is the same word. */
function bounded(text: string, start: number, end: number): boolean {
  if (!isHan(text.charCodeAt(start)) && isWord(foldedAt(text, start)) && isWord(foldedAt(text, start - 1))) return false;
  if (isHan(text.charCodeAt(end - 1)) || !isWord(foldedAt(text, end - 1))) return true;
  const after = foldedAt(text, end);
  return !isWord(after) || (after === 0x73 && !isWord(foldedAt(text, end + 1)));
}

function longestOf(matches: Match[]): Match[] {
  const sorted = matches.sort((x, y) => x.start - y.start || y.end - x.end);
  const chosen: Match[] = [];
  let reached = 0;
  for (const match of sorted) {
    if (match.start < reached) continue;
    chosen.push(match);
    reached = match.end;
  }
  return chosen;
}

/**
 * Builds a matcher of many terms at once: full and half width, any case, simplified and traditional characters, other words
 * of Taiwan and Hong Kong, through zero-width marks, quotation marks, inserted blanks and pinyin. Latin terms match whole words.
 */
export function buildMatcher(terms: readonly string[]): Matcher {
  const automaton = buildAutomaton(foldedTerms(terms));
  const all = (text: string): Match[] => {
    const found: Match[] = [];
    scanWith(automaton, text, (term, start, end) => found.push({ term, start, end }));
    return found;
  };
  return { scan: (text, visit) => scanWith(automaton, text, visit), all, longest: (text) => longestOf(all(text)) };
}
