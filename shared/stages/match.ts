import { fold, foldTable, wordChanges } from '../registry/script.ts';

/** A term found: its index in the list given to `buildMatcher`; offsets are UTF-16 units of the text as given. */
export type Match = { readonly term: number; readonly start: number; readonly end: number };
export type Visit = (term: number, start: number, end: number) => void;
export type Matcher = {
  /** Calls back for every occurrence of every term, in order of their ends; makes no objects. */
  scan(text: string, visit: Visit): void;
  /** Every occurrence, overlapping ones too. */
  all(text: string): Match[];
  /** The longest occurrences without overlaps, leftmost first. */
  longest(text: string): Match[];
};

/** Classes of characters: 0 stands in no term, 1 is passed over, 2 is a blank; the rest are the letters of the terms. */
const other = 0;
const passed = 1;
const blank = 2;
/** Zero-width marks and Chinese quotation marks: copies add and drop them at will. */
const ignorable = [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x201c, 0x201d, 0x300c, 0x300d, 0x300e, 0x300f, 0x2018];

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const isWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0xdf && code <= 0x24f);
const foldedAt = (text: string, at: number): number => (at < 0 || at >= text.length ? 0 : (foldTable[text.charCodeAt(at)] ?? 0));

function clean(term: string): string {
  const folded = fold(term);
  let out = '';
  for (let i = 0; i < folded.length; i += 1)
    if (!ignorable.includes(folded.charCodeAt(i))) out += folded[i] === '-' ? ' ' : (folded[i] ?? '');
  return out.replace(/ +/g, ' ').trim();
}

/** The term and the ways it is written elsewhere (人工智能, 人工智慧), folded. */
export function spellings(term: string): readonly string[] {
  const found = new Set([clean(term)]);
  for (const [mainland, elsewhere] of wordChanges) {
    for (const known of [...found]) if (known.includes(mainland) && found.size < 8) found.add(known.replaceAll(mainland, elsewhere));
  }
  return [...found];
}

type Automaton = {
  readonly classes: Uint16Array;
  readonly width: number;
  readonly next: Uint32Array;
  /** First output of a state (index + 1 into `outTerm`), and the chain of further ones. */
  readonly first: Int32Array;
  readonly outTerm: Int32Array;
  readonly outLength: Int32Array;
  readonly outNext: Int32Array;
};

function alphabetOf(words: readonly string[]): { classes: Uint16Array; width: number } {
  const ids = new Map<number, number>();
  for (const word of words)
    for (let i = 0; i < word.length; i += 1) if (word[i] !== ' ' && !ids.has(word.charCodeAt(i))) ids.set(word.charCodeAt(i), ids.size + 3);
  const classes = new Uint16Array(65_536);
  for (let code = 0; code < classes.length; code += 1) {
    const folded = foldTable[code] ?? code;
    classes[code] = ids.get(folded) ?? (folded === 0x20 || folded === 0x2d ? blank : other);
  }
  for (const code of ignorable) classes[code] = passed;
  return { classes, width: ids.size + 3 };
}

function compile(words: readonly { word: string; term: number }[]): Automaton {
  const { classes, width } = alphabetOf(words.map(({ word }) => word));
  const size = words.reduce((sum, { word }) => sum + word.length, 1);
  const next = new Uint32Array(size * width);
  const first = new Int32Array(size);
  const outTerm: number[] = [];
  const outLength: number[] = [];
  const outNext: number[] = [];
  let states = 1;
  for (const { word, term } of words) {
    let state = 0;
    for (let i = 0; i < word.length; i += 1) {
      const cell = state * width + (classes[word.charCodeAt(i)] ?? 0);
      if (next[cell] === 0) next[cell] = states++;
      state = next[cell] ?? 0;
    }
    outTerm.push(term);
    outLength.push(word.length);
    outNext.push(first[state] ?? 0);
    first[state] = outTerm.length;
  }
  const automaton = { classes, width, next: next.slice(0, states * width), first: first.slice(0, states) };
  const outputs = { outTerm: Int32Array.from(outTerm), outLength: Int32Array.from(outLength), outNext: Int32Array.from(outNext) };
  connect(automaton.next, automaton.first, outputs.outNext, width, states);
  return { ...automaton, ...outputs };
}

/** Fills in where each state goes when its own branch ends (Aho–Corasick), breadth first. */
function connect(next: Uint32Array, first: Int32Array, outNext: Int32Array, width: number, states: number): void {
  const fail = new Uint32Array(states);
  const queue = new Uint32Array(states);
  let tail = 0;
  for (let c = 0; c < width; c += 1) if (next[c]) queue[tail++] = next[c] ?? 0;
  for (let head = 0; head < tail; head += 1) {
    const state = queue[head] ?? 0;
    const back = fail[state] ?? 0;
    joinOutputs(first, outNext, state, back);
    for (let c = 0; c < width; c += 1) {
      const child = next[state * width + c] ?? 0;
      const other = next[back * width + c] ?? 0;
      if (child === 0) next[state * width + c] = other;
      else {
        fail[child] = other;
        queue[tail++] = child;
      }
    }
  }
}

function joinOutputs(first: Int32Array, outNext: Int32Array, state: number, back: number): void {
  const inherited = first[back] ?? 0;
  if (inherited === 0) return;
  let last = first[state] ?? 0;
  if (last === 0) {
    first[state] = inherited;
    return;
  }
  while (outNext[last - 1]) last = outNext[last - 1] ?? 0;
  outNext[last - 1] = inherited;
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
  let count = 0;
  let state = 0;
  let previous = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const kind = a.classes[code] ?? other;
    if (kind === passed) continue;
    if (kind === blank && (previous === blank || (isHan(text.charCodeAt(i - 1)) && isHan(text.charCodeAt(i + 1)) && code !== 0x0a)))
      continue;
    if (kind === other && (code === 0x28 || code === 0xff08)) {
      const length = pinyinLength(text, i);
      if (length > 0) {
        i += length - 1;
        continue;
      }
    }
    positions[count++] = i;
    previous = kind;
    state = a.next[state * a.width + kind] ?? 0;
    for (let out = a.first[state] ?? 0; out !== 0; out = a.outNext[out - 1] ?? 0) {
      const start = positions[count - (a.outLength[out - 1] ?? 0)] ?? 0;
      if (bounded(text, start, i + 1)) visit(a.outTerm[out - 1] ?? 0, start, i + 1);
    }
  }
}

/** A Latin word must stand alone; its plural in s is the same word. */
function bounded(text: string, start: number, end: number): boolean {
  if (isWord(foldedAt(text, start)) && isWord(foldedAt(text, start - 1))) return false;
  if (!isWord(foldedAt(text, end - 1))) return true;
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
  const words = terms.flatMap((text, term) =>
    spellings(text)
      .filter(Boolean)
      .map((word) => ({ word, term })),
  );
  const automaton = compile(words);
  const all = (text: string): Match[] => {
    const found: Match[] = [];
    scanWith(automaton, text, (term, start, end) => found.push({ term, start, end }));
    return found;
  };
  return { scan: (text, visit) => scanWith(automaton, text, visit), all, longest: (text) => longestOf(all(text)) };
}
