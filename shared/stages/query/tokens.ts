import { group } from '../../model/values.ts';

/** A query, folded, cut into its words, phrases and signs. */

export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly field?: string }
  | { readonly kind: 'phrase'; readonly text: string; readonly field?: string; readonly open: boolean }
  | { readonly kind: 'or' | 'and' | 'not' | 'open' | 'close'; readonly text: string };
type Cut = { readonly tokens: readonly Token[]; readonly end: number };
type Place = { readonly text: string; readonly at: number; readonly depth: number };

const operators: Readonly<Record<string, 'or' | 'and' | 'not'>> = { OR: 'or', 或: 'or', AND: 'and', '&&': 'and', '+': 'and', NOT: 'not' };

/** Marks that open a phrase, each with those that close it. */
const marks: Readonly<Record<string, string>> = { '"': '"“”', '“': '"“”', '”': '"“”', '「': '」', '『': '』', '〝': '〞〟' };
const isMark = (char: string): boolean => marks[char] !== undefined;

/** Up to the mark that closes it; to the end where none does. */
function phraseAt({ text, at }: Place, field?: string): Cut {
  const closing = group([marks[text.charAt(at)]], 0);
  let end = at + 1;
  while (end < text.length && !closing.includes(text.charAt(end))) end += 1;
  const phrase = { kind: 'phrase', text: text.slice(at + 1, end), open: end === text.length } as const;
  return { tokens: [{ ...phrase, ...(field === undefined ? {} : { field }) }], end: end + 1 };
}

/** A word ends at a blank, a quotation mark, a bar, or a bracket that closes one opened before it: 办法(征求意见稿) is one word. */
function wordEnd({ text, at, depth }: Place): number {
  let inner = 0;
  for (let end = at; end < text.length; end += 1) {
    const char = text.charAt(end);
    if (/[\s|]/.test(char) || isMark(char) || (char === ')' && inner === 0 && depth > 0)) return end;
    inner += char === '(' ? 1 : char === ')' && inner > 0 ? -1 : 0;
  }
  return text.length;
}

/** title: before a phrase or a word. An address is no field. */
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

/** What stands at a place; the first that holds. */
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

export function tokensOfQuery(text: string): { readonly tokens: readonly Token[]; readonly cut: boolean } {
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
