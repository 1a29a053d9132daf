import { foldTable } from '../../registry/script.ts';

/** Classes of characters: 0 stands in no term, 1 is passed over, 2 is a blank; the rest are the letters of the terms. */
export const other = 0;
export const passed = 1;
export const blank = 2;
/** Zero-width marks and Chinese quotation marks: copies add and drop them at will. */
export const ignorable: ReadonlySet<number> = new Set([
  0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x201c, 0x201d, 0x300c, 0x300d, 0x300e, 0x300f, 0x2018,
]);

/**
 * Aho–Corasick in two parts. States are numbered by depth. Those of the root and of one letter have a full row in `rows`: most
 * steps end there, and the table stays small enough to be built in a moment and to be kept near the processor. Deeper states
 * have their few children in a hash table (`edgeFrom`, `edgeLetter`, `edgeTo`) and fall back along `fail`.
 */
export type Automaton = {
  readonly classes: Uint16Array;
  readonly width: number;
  /** How many states have a full row. */
  readonly shallow: number;
  readonly rows: Uint16Array | Uint32Array;
  readonly fail: Uint32Array;
  /** Key `state * width + letter + 1` (0: empty slot) and where it leads; probed one after the other from `hashOf`. */
  readonly edgeKey: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** First output of a state (index + 1 into `outTerm`), and the chain of further ones. */
  readonly first: Int32Array;
  readonly outTerm: Int32Array;
  readonly outLength: Int32Array;
  readonly outNext: Int32Array;
};

/** Slot where the search for an edge begins; `mask` is the table's size less one, a power of two. */
export const hashOf = (key: number, mask: number): number => (Math.imul(key, 0x9e3779b1) >>> 12) & mask;

function alphabetOf(words: readonly string[]): { classes: Uint16Array; width: number } {
  const ids = new Uint16Array(65_536);
  let width = 3;
  for (const word of words) {
    for (let i = 0; i < word.length; i += 1) {
      const code = word.charCodeAt(i);
      if (code !== 0x20 && ids[code] === 0) ids[code] = width++;
    }
  }
  ids[0x20] = blank;
  ids[0x2d] = blank;
  const classes = new Uint16Array(65_536);
  for (let code = 0; code < 65_536; code += 1) classes[code] = ids[foldTable[code] ?? code] ?? other;
  for (const code of ignorable) classes[code] = passed;
  return { classes, width };
}

/** The trie before its rows: each state but the root has one letter, one parent's list it stands in, and a first child. */
type Tree = { readonly letter: Uint16Array; readonly sibling: Uint32Array; readonly child: Uint32Array };

type Word = { readonly word: string; readonly term: number };
type Outputs = Pick<Automaton, 'first' | 'outTerm' | 'outLength' | 'outNext'>;

function plant(words: readonly Word[], classes: Uint16Array, size: number): { tree: Tree; outputs: Outputs; states: number } {
  const tree: Tree = { letter: new Uint16Array(size), sibling: new Uint32Array(size), child: new Uint32Array(size) };
  const first = new Int32Array(size);
  const outTerm = new Int32Array(words.length);
  const outLength = new Int32Array(words.length);
  const outNext = new Int32Array(words.length);
  const roots = new Uint32Array(65_536);
  let states = 1;
  words.forEach(({ word, term }, n) => {
    let state = 0;
    for (let i = 0; i < word.length; i += 1) {
      const letter = classes[word.charCodeAt(i)] ?? 0;
      let next = state === 0 ? (roots[letter] ?? 0) : (tree.child[state] ?? 0);
      while (next !== 0 && tree.letter[next] !== letter) next = tree.sibling[next] ?? 0;
      if (next === 0) {
        next = states++;
        tree.letter[next] = letter;
        tree.sibling[next] = tree.child[state] ?? 0;
        tree.child[state] = next;
        if (state === 0) roots[letter] = next;
      }
      state = next;
    }
    outTerm[n] = term;
    outLength[n] = word.length;
    outNext[n] = first[state] ?? 0;
    first[state] = n + 1;
  });
  return { tree, outputs: { first, outTerm, outLength, outNext }, states };
}

/** Renumbers by depth: `order[new] = old`; `shallow` counts the root and the states of one letter. */
function byDepth(tree: Tree, states: number): { order: Uint32Array; number: Uint32Array; shallow: number } {
  const order = new Uint32Array(states);
  const number = new Uint32Array(states);
  let tail = 1;
  let shallow = 1;
  for (let head = 0; head < tail; head += 1) {
    for (let child = tree.child[order[head] ?? 0] ?? 0; child !== 0; child = tree.sibling[child] ?? 0) {
      number[child] = tail;
      order[tail++] = child;
    }
    if (head === 0) shallow = tail;
  }
  return { order, number, shallow };
}

/** Builds the automaton of folded words; `term` is what `scan` reports. */
export function compile(words: readonly Word[]): Automaton {
  const { classes, width } = alphabetOf(words.map(({ word }) => word));
  // Each letter gives a state at most.
  const size = words.reduce((sum, { word }) => sum + word.length, 1);
  const { tree, outputs, states } = plant(words, classes, size);
  const { order, number, shallow } = byDepth(tree, states);
  const first = new Int32Array(states);
  for (let state = 0; state < states; state += 1) first[state] = outputs.first[order[state] ?? 0] ?? 0;
  const rows = states < 65_536 ? new Uint16Array(shallow * width) : new Uint32Array(shallow * width);
  const slots = 1 << Math.max(4, 32 - Math.clz32(states * 2));
  const built: Automaton = {
    ...outputs,
    first,
    classes,
    width,
    shallow,
    rows,
    fail: new Uint32Array(states),
    edgeKey: new Uint32Array(slots),
    edgeTo: new Uint32Array(slots),
  };
  for (let state = 0; state < states; state += 1) grow(built, state, tree, order, number);
  return built;
}

/** Gives a state (all shallower ones have been done) its row or edges, and its children their fall-back. */
function grow(a: Automaton, state: number, tree: Tree, order: Uint32Array, number: Uint32Array): void {
  const { rows, width, shallow, fail, edgeKey, edgeTo } = a;
  if (state > 0) joinOutputs(a.first, a.outNext, state, fail[state] ?? 0);
  if (state > 0 && state < shallow) rows.copyWithin(state * width, 0, width);
  for (let child = tree.child[order[state] ?? 0] ?? 0; child !== 0; child = tree.sibling[child] ?? 0) {
    const letter = tree.letter[child] ?? 0;
    const to = number[child] ?? 0;
    if (state > 0) fail[to] = step(a, fail[state] ?? 0, letter);
    if (state < shallow) rows[state * width + letter] = to;
    else {
      const key = state * width + letter + 1;
      let at = hashOf(key, edgeKey.length - 1);
      while (edgeKey[at] !== 0) at = (at + 1) & (edgeKey.length - 1);
      edgeKey[at] = key;
      edgeTo[at] = to;
    }
  }
}

/** The state after one more letter. */
export function step(a: Automaton, from: number, letter: number): number {
  const { edgeKey, shallow, width } = a;
  const mask = edgeKey.length - 1;
  let state = from;
  while (state >= shallow) {
    const key = state * width + letter + 1;
    for (let at = hashOf(key, mask); ; at = (at + 1) & mask) {
      const held = edgeKey[at];
      if (held === key) return a.edgeTo[at] ?? 0;
      if (held === 0) break;
    }
    state = a.fail[state] ?? 0;
  }
  return a.rows[state * width + letter] ?? 0;
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
