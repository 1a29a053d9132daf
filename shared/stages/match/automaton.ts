import { foldTable } from '../../registry/script.ts';

/** Classes of characters: 0 stands in no term, 1 is passed over, 2 is a blank; the rest are the letters of the terms. */
export const other = 0;
export const passed = 1;
export const blank = 2;
/** Zero-width marks and Chinese quotation marks: copies add and drop them at will. */
export const ignorable: ReadonlySet<number> = new Set([
  0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x201c, 0x201d, 0x300c, 0x300d, 0x300e, 0x300f, 0x2018,
]);

/** A row of next states for each state. */
type Cells = Uint16Array | Uint32Array;
export type Automaton = {
  readonly classes: Uint16Array;
  readonly width: number;
  readonly next: Cells;
  /** First output of a state (index + 1 into `outTerm`), and the chain of further ones. */
  readonly first: Int32Array;
  readonly outTerm: Int32Array;
  readonly outLength: Int32Array;
  readonly outNext: Int32Array;
};

function alphabetOf(words: readonly string[]): { classes: Uint16Array; width: number } {
  const ids = new Uint16Array(65_536);
  let width = 3;
  for (const word of words) {
    for (let i = 0; i < word.length; i += 1) {
      const code = word.charCodeAt(i);
      if (code !== 0x20 && ids[code] === 0) ids[code] = width++;
    }
  }
  const classes = new Uint16Array(65_536);
  for (let code = 0; code < classes.length; code += 1) {
    const folded = foldTable[code] ?? code;
    classes[code] = ids[folded] || (folded === 0x20 || folded === 0x2d ? blank : other);
  }
  for (const code of ignorable) classes[code] = passed;
  return { classes, width };
}

/** The trie before its rows: each state but the root has one letter, one parent's list it stands in, and a first child. */
type Tree = { readonly letter: Uint16Array; readonly sibling: Uint32Array; readonly child: Uint32Array };

/** Distinct beginnings of the words: one state each, and the root. */
function countStates(words: readonly string[]): number {
  let states = 1;
  let previous = '';
  for (const word of [...words].sort()) {
    let common = 0;
    while (common < word.length && word[common] === previous[common]) common += 1;
    states += word.length - common;
    previous = word;
  }
  return states;
}

/** Builds the automaton (Aho–Corasick, every step filled in) of folded words; `term` is what `scan` reports. */
export function compile(words: readonly { readonly word: string; readonly term: number }[]): Automaton {
  const { classes, width } = alphabetOf(words.map(({ word }) => word));
  const size = countStates(words.map(({ word }) => word));
  const tree: Tree = { letter: new Uint16Array(size), sibling: new Uint32Array(size), child: new Uint32Array(size) };
  const first = new Int32Array(size);
  const outTerm: number[] = [];
  const outLength: number[] = [];
  const outNext: number[] = [];
  let states = 1;
  const roots = new Map<number, number>();
  for (const { word, term } of words) {
    let state = 0;
    for (let i = 0; i < word.length; i += 1) {
      const letter = classes[word.charCodeAt(i)] ?? 0;
      let next = state === 0 ? (roots.get(letter) ?? 0) : (tree.child[state] ?? 0);
      while (next !== 0 && tree.letter[next] !== letter) next = tree.sibling[next] ?? 0;
      if (next === 0) {
        next = states++;
        tree.letter[next] = letter;
        tree.sibling[next] = tree.child[state] ?? 0;
        tree.child[state] = next;
        if (state === 0) roots.set(letter, next);
      }
      state = next;
    }
    outTerm.push(term);
    outLength.push(word.length);
    outNext.push(first[state] ?? 0);
    first[state] = outTerm.length;
  }
  const outputs = { outTerm: Int32Array.from(outTerm), outLength: Int32Array.from(outLength), outNext: Int32Array.from(outNext) };
  return { classes, width, next: fillRows(tree, first, outputs.outNext, width, states), first, ...outputs };
}

/** Rows breadth first: a state goes where the longest shorter beginning goes, except for its own children. */
function fillRows(tree: Tree, first: Int32Array, outNext: Int32Array, width: number, states: number): Cells {
  const next: Cells = states < 65_536 ? new Uint16Array(states * width) : new Uint32Array(states * width);
  const fail = new Uint32Array(states);
  const queue = new Uint32Array(states);
  let tail = 1;
  for (let head = 0; head < tail; head += 1) {
    const state = queue[head] ?? 0;
    const back = fail[state] ?? 0;
    const row = state * width;
    if (state !== 0) {
      joinOutputs(first, outNext, state, back);
      next.copyWithin(row, back * width, (back + 1) * width);
    }
    for (let child = tree.child[state] ?? 0; child !== 0; child = tree.sibling[child] ?? 0) {
      const cell = row + (tree.letter[child] ?? 0);
      fail[child] = next[cell] ?? 0;
      next[cell] = child;
      queue[tail++] = child;
    }
  }
  return next;
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
