import { group, opt } from '../../model/values.ts';
import { foldText } from '../text/language.ts';
import { normaliseText } from '../text/normalise.ts';
import { withoutSmuggled } from '../text/printable.ts';
import { type FieldName, fieldNamed, filterOf } from './fields.ts';

type Token =
  | { readonly kind: 'word'; readonly text: string; readonly field?: string }
  | { readonly kind: 'phrase'; readonly text: string; readonly field?: string; readonly open: boolean }
  | { readonly kind: 'or' | 'and' | 'not' | 'open' | 'close'; readonly text: string };
type Cut = { readonly tokens: readonly Token[]; readonly end: number };
type Place = { readonly text: string; readonly at: number; readonly depth: number };

const operators: Readonly<Record<string, 'or' | 'and' | 'not'>> = { OR: 'or', 或: 'or', AND: 'and', '&&': 'and', '+': 'and', NOT: 'not' };

const marks: Readonly<Record<string, string>> = { '"': '"“”', '“': '"“”', '”': '"“”', '「': '」', '『': '』', '〝': '〞〟' };
const isMark = (char: string) => marks[char] !== undefined;

/** Up to the mark that closes it; to the end where none does. */
function phraseAt({ text, at }: Place, field?: string): Cut {
  const closing = group([marks[text.charAt(at)]], 0);
  let end = at + 1;
  while (end < text.length && !closing.includes(text.charAt(end))) end += 1;
  const phrase = { kind: 'phrase', text: text.slice(at + 1, end), open: end === text.length } as const;
  return { tokens: [{ ...phrase, ...opt({ field }) }], end: end + 1 };
}

/** A word ends at a blank, a quotation mark, a bar, or a bracket that closes one opened before it: 办法(征求意见稿) is one word. */
function wordEnd({ text, at, depth }: Place) {
  let inner = 0;
  for (let end = at; end < text.length; end += 1) {
    const char = text.charAt(end);
    if (/[\s|]/.test(char) || isMark(char) || (char === ')' && inner === 0 && depth > 0)) return end;
    inner += char === '(' ? 1 : char === ')' && inner > 0 ? -1 : 0;
  }
  return text.length;
}

function wordAt(place: Place): Cut {
  const { text, at } = place;
  const end = wordEnd(place);
  const word = text.slice(at, end);
  const [, name, rest = ''] = /^(\p{L}{1,20}):(?!\/\/)(.{0,300})$/su.exec(word) ?? [];
  if (name === undefined) return { tokens: [{ kind: operators[word] ?? 'word', text: word }], end: Math.max(end, at + 1) };
  if (rest === '' && isMark(text.charAt(end))) return phraseAt({ ...place, at: end }, name);
  return { tokens: [{ kind: 'word', text: rest, field: name }], end };
}

const sign = (kind: 'or' | 'not' | 'open' | 'close', text: string, { at }: Place): Cut => ({ tokens: [{ kind, text }], end: at + 1 });

const readers: readonly ((place: Place, char: string, fresh: boolean) => Cut | undefined)[] = [
  (place, char) => (/\s/.test(char) ? { tokens: [], end: place.at + 1 } : undefined),
  (place, char) => (char === '|' ? sign('or', char, place) : undefined),
  (place, char, fresh) => (char === '(' && fresh ? sign('open', char, place) : undefined),
  (place, char) => (char === ')' && place.depth > 0 ? sign('close', char, place) : undefined),
  (place, char, fresh) => (char === '-' && fresh && /[^\s-]/.test(place.text.charAt(place.at + 1)) ? sign('not', char, place) : undefined),
  // +word is the word, which must be there anyway.
  (place, char, fresh) =>
    char === '+' && fresh && /[^\s+]/.test(place.text.charAt(place.at + 1)) ? { tokens: [], end: place.at + 1 } : undefined,
  (place, char) => (isMark(char) ? phraseAt(place) : undefined),
  (place) => wordAt(place),
];

const mostTokens = 40;

function tokensOfQuery(text: string): { readonly tokens: readonly Token[]; readonly cut: boolean } {
  const tokens: Token[] = [];
  let [at, depth] = [0, 0];
  while (at < text.length && tokens.length < mostTokens) {
    const place = { text, at, depth };
    const fresh = at === 0 || /[\s(|-]/.test(text.charAt(at - 1)) || isMark(text.charAt(at - 1));
    for (const read of readers) {
      const cut = read(place, text.charAt(at), fresh);
      if (!cut) continue;
      for (const { kind } of cut.tokens) depth += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
      tokens.push(...cut.tokens);
      at = cut.end;
      break;
    }
  }
  return { tokens, cut: at < text.length };
}

/**
 * The language of queries (decision 49): words, "phrases", OR, NOT or -word, brackets and field:value, in any width. No query is wrong:
 * what cannot be read as it stands is read otherwise, and a note says how.
 */

export type QueryNode =
  | { readonly word: string }
  | { readonly phrase: string }
  | { readonly field: FieldName; readonly value: string; readonly quoted: boolean }
  | { readonly all: readonly QueryNode[] }
  | { readonly any: readonly QueryNode[] }
  | { readonly not: QueryNode };

export type QueryNote = {
  readonly kind: 'open-quote' | 'open-bracket' | 'stray-operator' | 'unknown-field' | 'unknown-value' | 'too-long';
  readonly of: string;
};
type ReadQuery = { readonly node: QueryNode | undefined; readonly notes: readonly QueryNote[] };

const longestQuery = 300;
const deepest = 10;
const lower = (text: string) => text.toLowerCase();

type State = { readonly tokens: readonly Token[]; at: number; readonly notes: QueryNote[]; depth: number };

/** A word before a colon that is no field, or a value that the field does not have, is read as words. */
function fieldNode(
  { field: name, text, kind }: { readonly field: string; readonly text: string; readonly kind: string },
  notes: QueryNote[],
): QueryNode {
  const field = fieldNamed(name);
  const quoted = kind === 'phrase';
  const plain = lower(text).trim();
  if (field === undefined || plain === '') {
    // A colon in a title (七部门：加快…) is a sign like others.
    if (/^[a-z]+$/i.test(name)) notes.push({ kind: 'unknown-field', of: name });
    return quoted ? { all: [{ word: lower(name) }, { phrase: plain }] } : { word: `${lower(name)} ${plain}`.trim() };
  }
  if (filterOf(field, plain)) return { field, value: plain, quoted };
  notes.push({ kind: 'unknown-value', of: `${name}:${text}` });
  return quoted ? { phrase: plain } : { word: plain };
}

function leafOf(token: Extract<Token, { kind: 'word' | 'phrase' }>, notes: QueryNote[]): QueryNode | undefined {
  const { kind, field } = token;
  if (kind === 'phrase' && token.open) notes.push({ kind: 'open-quote', of: token.text });
  if (field !== undefined) return fieldNode({ field, kind, text: token.text }, notes);
  const text = lower(token.text).trim();
  if (text === '') return undefined;
  return kind === 'phrase' ? { phrase: text } : { word: text };
}

function atomOf(state: State): QueryNode | undefined {
  const token = state.tokens[state.at];
  if (!token || token.kind === 'or' || token.kind === 'close') return undefined;
  state.at += 1;
  if (token.kind === 'and') return atomOf(state);
  if (token.kind === 'open') return state.depth < deepest ? groupOf(state, true) : undefined;
  if (token.kind === 'word' || token.kind === 'phrase') return leafOf(token, state.notes);
  const node = atomOf(state);
  if (!node) state.notes.push({ kind: 'stray-operator', of: token.text });
  return node && { not: node };
}

function groupOf(state: State, inBrackets: boolean) {
  state.depth += 1;
  const alternatives: QueryNode[][] = [[]];
  for (let token = state.tokens[state.at]; token; token = state.tokens[state.at]) {
    if (token.kind === 'close') break;
    if (token.kind === 'or') {
      state.at += 1;
      alternatives.push([]);
      continue;
    }
    const node = atomOf(state);
    if (node) alternatives.at(-1)?.push(node);
  }
  if (inBrackets && !state.tokens[state.at]) state.notes.push({ kind: 'open-bracket', of: '(' });
  state.at += 1;
  state.depth -= 1;
  const said = alternatives.filter((each) => each.length > 0);
  if (alternatives.length > said.length && alternatives.length > 1) state.notes.push({ kind: 'stray-operator', of: 'OR' });
  const nodes = said.map((each) => (each[0] && each.length === 1 ? each[0] : { all: each }));
  return nodes.length > 1 ? { any: nodes } : nodes[0];
}

export function readQuery(query: string): ReadQuery {
  const { tokens, cut } = tokensOfQuery(foldText(normaliseText(withoutSmuggled(query).slice(0, longestQuery)).text));
  const notes: QueryNote[] = cut || query.length > longestQuery ? [{ kind: 'too-long', of: String(longestQuery) }] : [];
  const state: State = { tokens, at: 0, notes, depth: 0 };
  return { node: groupOf(state, false), notes };
}

const inBrackets = (node: QueryNode) => ('all' in node || 'any' in node ? `(${renderQuery(node)})` : renderQuery(node));

export function renderQuery(node: QueryNode): string {
  if ('word' in node) return node.word;
  if ('phrase' in node) return `"${node.phrase}"`;
  if ('field' in node) return `${node.field}:${node.quoted || /\s/.test(node.value) ? `"${node.value}"` : node.value}`;
  if ('not' in node) return `NOT ${inBrackets(node.not)}`;
  if ('any' in node) return node.any.map(inBrackets).join(' OR ');
  return node.all.map((each) => ('any' in each ? inBrackets(each) : renderQuery(each))).join(' AND ');
}
