/**
 * In how many ways an expression can go on from one place of a text, at most: a hostile text makes it try them all in vain. Infinite where a quantifier has
 * no upper bound. What cannot go on both ways at one character (`\d{1,4}年`) is one way.
 */
export function waysOf(source: string, flags = ''): number {
  const reader = { source, at: 0, flags: flags.replace(/[gy]/g, '') };
  const tree = alternatives(reader);
  if (reader.at < source.length) throw new Error(`cannot read the expression from ${reader.at}: /${source}/`);
  const letters = [...new Set(`${source}09AZaz_ \t\n\u3000一龥、。（x-é`)];
  // Behind the end everything is well: what stands last is done at its first try.
  return measure(tree, new Set(), letters).ways;
}

type Node =
  | { readonly kind: 'one'; readonly accepts: (letter: string) => boolean; readonly letter?: string }
  | { readonly kind: 'nothing'; readonly infinite: boolean }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'times'; readonly part: Node; readonly from: number; readonly to: number };
type Reader = { readonly source: string; readonly flags: string; at: number };

function alternatives(reader: Reader): Node {
  const parts = [sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    parts.push(sequence(reader));
  }
  return { kind: 'any', parts };
}

function sequence(reader: Reader): Node {
  const parts: Node[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) parts.push(quantified(reader));
  return { kind: 'all', parts };
}

/** What stands at the reader's place, which goes on behind it. */
function next(reader: Reader, form: RegExp): RegExpExecArray | null {
  form.lastIndex = reader.at;
  const found = form.exec(reader.source);
  if (found) reader.at += found[0].length;
  return found;
}

const quantifier = /(?:([*+?])|\{(\d{1,7})(,(\d{0,7}))?\})\??/y;
function quantified(reader: Reader): Node {
  const part = atom(reader);
  const found = next(reader, quantifier);
  if (!found) return part;
  const [, sign, least = sign === '+' ? '1' : '0', range, most] = found;
  const endless = sign === '*' || sign === '+' || (range !== undefined && most === '');
  const to = sign === '?' ? 1 : Number(range === undefined ? least : most);
  return { kind: 'times', part, from: Number(least), to: endless ? Number.POSITIVE_INFINITY : to };
}

const opening = /\((?:\?(?:[:=!]|<[=!]|<\w{1,60}>))?/y;
const characterClass = /\[\^?(?:\\[\s\S]|[^\]\\]){0,8000}\]/y;
const escaped = /\\(?:[pPk][{<][^}>]{1,60}[}>]|u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2}|[\s\S])/iy;
const nothing: Node = { kind: 'nothing', infinite: false };

function atom(reader: Reader): Node {
  const open = next(reader, opening)?.[0];
  if (open !== undefined) {
    const inner = alternatives(reader);
    reader.at += 1;
    // What looks around is left at the first way that does.
    return /[=!]$/.test(open) ? { kind: 'nothing', infinite: isEndless(inner) } : inner;
  }
  const written = next(reader, characterClass)?.[0] ?? next(reader, escaped)?.[0] ?? reader.source[reader.at++] ?? '';
  if (/^(?:\^|\\[bB])$/.test(written)) return nothing;
  if (written === '$') return { kind: 'one', accepts: (letter) => letter === '\n' && reader.flags.includes('m') };
  // A back reference is as good as anything.
  if (/^\\[1-9k]/.test(written))
    return { kind: 'times', part: { kind: 'one', accepts: () => true }, from: 0, to: Number.POSITIVE_INFINITY };
  const form = new RegExp(`^${written}$`, reader.flags);
  return { kind: 'one', accepts: (letter) => form.test(letter), ...(written.length === 1 && written !== '.' ? { letter: written } : {}) };
}

const isEndless = (node: Node): boolean => {
  if (node.kind === 'one') return false;
  if (node.kind === 'nothing') return node.infinite;
  return node.kind === 'times' ? node.to === Number.POSITIVE_INFINITY || isEndless(node.part) : node.parts.some(isEndless);
};

type Letters = ReadonlySet<string>;
type Measured = { readonly ways: number; readonly first: Letters; readonly empty: boolean };
const overlap = (a: Letters, b: Letters): boolean => [...a].some((letter) => b.has(letter));

/** `follow`: what may stand behind the node. */
function measure(node: Node, follow: Letters, letters: readonly string[]): Measured {
  switch (node.kind) {
    case 'one':
      return { ways: 1, first: new Set(letters.filter(node.accepts)), empty: false };
    case 'nothing':
      return { ways: node.infinite ? Number.POSITIVE_INFINITY : 1, first: new Set(), empty: true };
    case 'all':
      return measureAll(node.parts, follow, letters);
    case 'any':
      return measureAny(node.parts, follow, letters);
    case 'times':
      return measureTimes(node, follow, letters);
  }
}

function measureAll(parts: readonly Node[], follow: Letters, letters: readonly string[]): Measured {
  let behind: Measured = { ways: 1, first: follow, empty: true };
  let first: Letters = new Set();
  let empty = true;
  for (const part of parts.toReversed()) {
    const one = measure(part, behind.first, letters);
    behind = { ways: behind.ways * one.ways, first: one.empty ? new Set([...one.first, ...behind.first]) : one.first, empty: true };
    first = one.empty ? new Set([...one.first, ...first]) : one.first;
    empty &&= one.empty;
  }
  return { ways: behind.ways, first, empty };
}

const wordOf = (node: Node): string | undefined =>
  node.kind === 'all' && node.parts.every((part) => part.kind === 'one' && part.letter !== undefined)
    ? node.parts.map((part) => (part.kind === 'one' ? part.letter : '')).join('')
    : undefined;

/** Of alternatives only those count together that can begin with one letter; of plain words, those that begin one another. */
function measureAny(parts: readonly Node[], follow: Letters, letters: readonly string[]): Measured {
  const all = parts.map((part) => ({ ...measure(part, follow, letters), word: wordOf(part) }));
  const together = (letter: string): number => {
    const here = all.filter(({ first, empty }) => empty || first.has(letter));
    const words = here.flatMap(({ word }) => (word === undefined ? [] : [word]));
    const nested = words.reduce((most, word) => Math.max(most, words.filter((other) => word.startsWith(other)).length), 0);
    return here.reduce((sum, { ways, word }) => (word === undefined ? sum + ways : sum), nested);
  };
  return {
    ways: Math.max(1, ...letters.map(together)),
    first: new Set(all.flatMap(({ first }) => [...first])),
    empty: all.some(({ empty }) => empty),
  };
}

function measureTimes({ part, from, to }: Node & { kind: 'times' }, follow: Letters, letters: readonly string[]): Measured {
  const alone = measure(part, follow, letters);
  const inner = to > 1 ? measure(part, new Set([...follow, ...alone.first]), letters) : alone;
  const rest = { first: inner.first, empty: from === 0 || inner.empty };
  if (to === Number.POSITIVE_INFINITY) return { ways: to, ...rest };
  const sure = !overlap(inner.first, follow) && !inner.empty;
  if (inner.ways === 1) return { ways: sure || from === to ? 1 : to - from + 1, ...rest };
  let sum = 0;
  for (let count = sure ? Math.max(to, 1) : from; count <= to && Number.isFinite(sum); count += 1) sum += inner.ways ** count;
  return { ways: sum, ...rest };
}
