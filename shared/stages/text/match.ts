import { isHanCode } from '../../model/values.ts';
import { fold, foldedUnits, foldTable, wordChanges } from '../../registry/script.ts';

/** Classes of characters: 0 stands in no term, 1 is passed over, 2 is a blank; the rest are the letters of the terms. */
const otherClass = 0;
const skippedClass = 1;
const blankClass = 2;
/** Zero-width marks and Chinese quotation marks: copies add and drop them at will. */
const ignorable: ReadonlySet<number> = new Set([
  0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x201c, 0x201d, 0x300c, 0x300d, 0x300e, 0x300f, 0x2018,
]);

/**
 * Aho–Corasick in two parts. States are numbered by depth. Those of the root and of one letter have a full row in `rows`: most
 * steps end there, and the table stays small enough to be built in a moment and to be kept near the processor. Deeper states
 * have their few children in a hash table (`edgeKey`, `edgeTo`) and fall back along `fail`.
 */
type Automaton = {
  readonly classes: Uint16Array;
  readonly width: number;
  readonly shallow: number;
  readonly rows: Uint16Array | Uint32Array;
  readonly fail: Uint32Array;
  readonly edgeKey: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly first: Int32Array;
  readonly outTerm: Int32Array;
  readonly outLength: Int32Array;
  readonly outNext: Int32Array;
};

/** Slot where the search for an edge begins; `mask` is the table's size less one, a power of two. */
const hashOf = (key: number, mask: number) => (Math.imul(key, 0x9e3779b1) >>> 12) & mask;

/** Folded words, and of each the term that `scan` reports. */
type FoldedTerms = { readonly words: readonly string[]; readonly terms: Int32Array };

/** The class of each letter of the words, and how many classes there are. */
function alphabetOf(letters: string): { ids: Uint16Array; width: number } {
  const ids = new Uint16Array(65_536);
  let width = 3;
  for (const letter of new Set(letters)) for (let i = 0; i < letter.length; i += 1) ids[letter.charCodeAt(i)] ||= width++;
  ids[0x20] = blankClass;
  ids[0x2d] = blankClass;
  return { ids, width };
}

function classesOf(ids: Uint16Array): Uint16Array {
  const classes = ids.slice();
  for (const code of foldedUnits) classes[code] = ids[foldTable[code] ?? code] ?? otherClass;
  for (const code of ignorable) classes[code] = skippedClass;
  return classes;
}

type AutomatonBuilder = { -readonly [Key in keyof Automaton]: Automaton[Key] } & { states: number };

type TermCursors = { readonly letters: string; readonly ids: Uint16Array; readonly starts: Int32Array; readonly at: Uint32Array };

/**
 * Builds the automaton of folded words, letter by letter of all at once: so states are numbered by depth, and what a new one falls back to
 * is there already, with all words that end there.
 */
function buildAutomaton({ words, terms }: FoldedTerms): Automaton {
  const letters = words.join('');
  const { ids, width } = alphabetOf(letters);
  const a = empty(letters.length + 1, classesOf(ids), width, terms);
  const starts = new Int32Array(words.length + 1);
  for (const [n, word] of words.entries()) {
    starts[n + 1] = (starts[n] ?? 0) + word.length;
    a.outLength[n] = word.length;
  }
  const walk: TermCursors = { letters, ids, starts, at: new Uint32Array(words.length) };
  let left = Int32Array.from(starts.keys()).subarray(0, -1);
  left = left.subarray(0, plantFirst(a, walk, left));
  giveRows(a);
  left = left.subarray(0, plantSecond(a, walk, left));
  for (let depth = 2; left.length > 0; depth += 1) left = left.subarray(0, plantFurther(a, walk, left, depth));
  return a;
}

/** Nothing but the root; `most` is how many states there may come to be. */
function empty(most: number, classes: Uint16Array, width: number, terms: Int32Array): AutomatonBuilder {
  const slots = 1 << Math.max(4, 32 - Math.clz32(most * 2));
  return {
    classes,
    width,
    states: 1,
    shallow: 1,
    rows: most < 65_536 ? new Uint16Array(width) : new Uint32Array(width),
    fail: new Uint32Array(most),
    edgeKey: new Uint32Array(slots),
    edgeTo: new Uint32Array(slots),
    first: new Int32Array(most),
    outTerm: terms,
    outLength: new Int32Array(terms.length),
    outNext: new Int32Array(terms.length),
  };
}

/** A word ends at a state: it is told before the shorter ones that end there. */
function finish({ first, outNext }: AutomatonBuilder, n: number, state: number) {
  outNext[n] = first[state] ?? 0;
  first[state] = n + 1;
}

// The three below lead the words `left` one letter on, keep those with more letters in its beginning and give their number. They run once
// over some ten thousand letters, before any of it is compiled: what they use is at hand in variables.
function plantFirst(a: AutomatonBuilder, { letters, ids, starts, at }: TermCursors, left: Int32Array) {
  const { rows } = a;
  let kept = 0;
  for (const n of left) {
    const place = starts[n] ?? 0;
    const letter = ids[letters.charCodeAt(place)] ?? 0;
    const to = rows[letter] || a.states++;
    rows[letter] = to;
    at[n] = to;
    if (place + 1 < (starts[n + 1] ?? 0)) left[kept++] = n;
    else finish(a, n, to);
  }
  return kept;
}

function plantSecond(a: AutomatonBuilder, { letters, ids, starts, at }: TermCursors, left: Int32Array) {
  const { rows, width, shallow, fail, first } = a;
  let kept = 0;
  for (const n of left) {
    const place = (starts[n] ?? 0) + 1;
    const slot = (at[n] ?? 0) * width + (ids[letters.charCodeAt(place)] ?? 0);
    let to = rows[slot] ?? 0;
    // What is shallow is where the root leads.
    if (to < shallow) {
      const back = to;
      to = a.states++;
      rows[slot] = to;
      fail[to] = back;
      first[to] = first[back] ?? 0;
    }
    at[n] = to;
    if (place + 1 < (starts[n + 1] ?? 0)) left[kept++] = n;
    else finish(a, n, to);
  }
  return kept;
}

function plantFurther(a: AutomatonBuilder, { letters, ids, starts, at }: TermCursors, left: Int32Array, depth: number) {
  const { width, fail, first, edgeKey, edgeTo } = a;
  const mask = edgeKey.length - 1;
  let kept = 0;
  for (const n of left) {
    const place = (starts[n] ?? 0) + depth;
    const from = at[n] ?? 0;
    const letter = ids[letters.charCodeAt(place)] ?? 0;
    const key = from * width + letter + 1;
    let slot = hashOf(key, mask);
    while (edgeKey[slot] !== key && edgeKey[slot] !== 0) slot = (slot + 1) & mask;
    let to = edgeTo[slot] ?? 0;
    if (to === 0) {
      const back = nextState(a, fail[from] ?? 0, letter);
      to = a.states++;
      fail[to] = back;
      first[to] = first[back] ?? 0;
      edgeKey[slot] = key;
      edgeTo[slot] = to;
    }
    at[n] = to;
    if (place + 1 < (starts[n + 1] ?? 0)) left[kept++] = n;
    else finish(a, n, to);
  }
  return kept;
}

/** Rows for the states of one letter, which all are there: each leads where the root leads until it has edges of its own. */
function giveRows(a: AutomatonBuilder) {
  const root = a.rows;
  const { width, states } = a;
  a.shallow = states;
  a.rows = a.fail.length < 65_536 ? new Uint16Array(states * width) : new Uint32Array(states * width);
  for (let state = 0; state < states; state += 1) a.rows.set(root, state * width);
}

function nextState(a: Automaton, from: number, letter: number) {
  const { edgeKey, shallow, width } = a;
  const mask = edgeKey.length - 1;
  let state = from;
  while (state >= shallow) {
    const key = state * width + letter + 1;
    for (let at = hashOf(key, mask); ; at = (at + 1) & mask) {
      const occupant = edgeKey[at];
      if (occupant === key) return a.edgeTo[at] ?? 0;
      if (occupant === 0) break;
    }
    state = a.fail[state] ?? 0;
  }
  return a.rows[state * width + letter] ?? 0;
}

type Match = { readonly term: number; readonly start: number; readonly end: number };
type Visit = (term: number, start: number, end: number) => void;
export type Matcher = {
  /** Calls back for every occurrence of every term, in order of their ends; makes no objects. */
  scan(text: string, visit: Visit): void;
  all(text: string): Match[];
  longest(text: string): Match[];
};

const isWord = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0xdf && code <= 0x24f);
const foldedAt = (text: string, at: number) => (at < 0 || at >= text.length ? 0 : (foldTable[text.charCodeAt(at)] ?? 0));

const blanks = /[\s-]+/g;
const marks = new RegExp(`[${String.fromCharCode(...ignorable)}]`, 'g');
const untidy = new RegExp(`[${String.fromCharCode(...ignorable)}\\s-]`);

function clean(term: string) {
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
function pinyinLength(text: string, at: number) {
  const open = text.charCodeAt(at);
  if ((open !== 0x28 && open !== 0xff08) || !isHanCode(text.charCodeAt(at - 1))) return 0;
  for (let i = at + 1; i < at + 9 && i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x29 || code === 0xff09) return i > at + 1 && isHanCode(text.charCodeAt(i + 1)) ? i - at + 1 : 0;
    if (!((code >= 0x61 && code <= 0x7a) || (code >= 0xe0 && code <= 0x1dc))) return 0;
  }
  return 0;
}

let kept = new Int32Array(1 << 14);

function scanWith(a: Automaton, text: string, visit: Visit) {
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
      (previous === blankClass || (isHanCode(text.charCodeAt(i - 1)) && isHanCode(text.charCodeAt(i + 1)) && code !== 0x0a))
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

function bounded(text: string, start: number, end: number) {
  if (!isHanCode(text.charCodeAt(start)) && isWord(foldedAt(text, start)) && isWord(foldedAt(text, start - 1))) return false;
  if (isHanCode(text.charCodeAt(end - 1)) || !isWord(foldedAt(text, end - 1))) return true;
  const after = foldedAt(text, end);
  return !isWord(after) || (after === 0x73 && !isWord(foldedAt(text, end + 1)));
}

function longestOf(matches: Match[]) {
  const sorted = matches.sort((x, y) => x.start - y.start || y.end - x.end);
  const chosen: Match[] = [];
  let end = 0;
  for (const match of sorted) {
    if (match.start < end) continue;
    chosen.push(match);
    end = match.end;
  }
  return chosen;
}

/**
 * Builds a matcher of many terms at once: full and half width, any case, simplified and traditional characters, other words
 * of Taiwan and Hong Kong, through zero-width marks, quotation marks, inserted blanks and pinyin. Latin terms match whole words.
 */
export function buildMatcher(terms: readonly string[]): Matcher {
  const automaton = buildAutomaton(foldedTerms(terms));
  const all = (text: string) => {
    const found: Match[] = [];
    scanWith(automaton, text, (term, start, end) => found.push({ term, start, end }));
    return found;
  };
  return { scan: (text, visit) => scanWith(automaton, text, visit), all, longest: (text) => longestOf(all(text)) };
}
