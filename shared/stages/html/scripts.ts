import { type AnyNode, isTag } from 'domhandler';
import { group, orEmpty } from '../../model/values.ts';
import { walkTree } from './listing-tree.ts';

/** Deeper than data in pages ever nests. */
const deepest = 64;

type Cursor = { readonly text: string; at: number; depth: number };
type Value = { readonly value: unknown };

function skip(cursor: Cursor) {
  const { text } = cursor;
  for (;;) {
    while (/\s/.test(text.charAt(cursor.at))) cursor.at += 1;
    if (text.startsWith('//', cursor.at)) cursor.at = endOf(text, '\n', cursor.at);
    else if (text.startsWith('/*', cursor.at)) cursor.at = endOf(text, '*/', cursor.at);
    else return;
  }
}

function endOf(text: string, mark: string, from: number) {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };

function readString(cursor: Cursor): Value | undefined {
  const { text } = cursor;
  const quote = text.charAt(cursor.at);
  const parts: string[] = [];
  let from = cursor.at + 1;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === quote) {
      cursor.at = at + 1;
      return { value: parts.join('') + text.slice(from, at) };
    }
    if ((char === '\n' && quote !== '`') || (quote === '`' && text.startsWith('${', at))) return undefined;
    if (char !== '\\') continue;
    parts.push(text.slice(from, at));
    const code = /^(?:u([\da-f]{4})|x([\da-f]{2}))/i.exec(text.slice(at + 1, at + 6));
    const next = text.charAt(at + 1);
    parts.push(code ? String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '0', 16)) : (escapes[next] ?? next));
    at += code ? code[0].length : 1;
    from = at + 1;
  }
  return undefined;
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

function readWord(cursor: Cursor): Value | undefined {
  const word = group(/^[-\w.+$]{1,400}/.exec(cursor.text.slice(cursor.at, cursor.at + 400)), 0);
  const isNumber = /^[-+]?\d{1,400}(?:\.\d{1,400})?(?:e[-+]?\d{1,3})?$/i.test(word);
  if (!isNumber && !words.has(word)) return undefined;
  cursor.at += word.length;
  return { value: isNumber ? Number(word) : words.get(word) };
}

function readName(cursor: Cursor) {
  const { text } = cursor;
  if (`"'`.includes(text.charAt(cursor.at) || ' ')) {
    const name = readString(cursor)?.value;
    return typeof name === 'string' ? name : undefined;
  }
  const bare = /^[\w$]{1,200}/.exec(text.slice(cursor.at, cursor.at + 200))?.[0];
  cursor.at += bare?.length ?? 0;
  return bare;
}

/** Fields or items up to the closing bracket; a comma before it is allowed. */
function readMany(cursor: Cursor, close: ']' | '}'): Value | undefined {
  const items: unknown[] = [];
  const fields: [string, unknown][] = [];
  cursor.at += 1;
  for (;;) {
    skip(cursor);
    if (cursor.text.charAt(cursor.at) === close) {
      cursor.at += 1;
      return { value: close === ']' ? items : Object.fromEntries(fields) };
    }
    let name: string | undefined;
    if (close === '}') {
      name = readName(cursor);
      skip(cursor);
      if (name === undefined || cursor.text.charAt(cursor.at) !== ':') return undefined;
      cursor.at += 1;
    }
    const found = readValue(cursor);
    if (!found) return undefined;
    if (name === undefined) items.push(found.value);
    else fields.push([name, found.value]);
    skip(cursor);
    const mark = cursor.text.charAt(cursor.at);
    if (mark === ',') cursor.at += 1;
    else if (mark !== close) return undefined;
  }
}

function readValue(cursor: Cursor): Value | undefined {
  skip(cursor);
  const char = cursor.text.charAt(cursor.at);
  if (char === '"' || char === "'" || char === '`') return readString(cursor);
  if (char !== '[' && char !== '{') return readWord(cursor);
  if (cursor.depth >= deepest) return undefined;
  cursor.depth += 1;
  const many = readMany(cursor, char === '[' ? ']' : '}');
  cursor.depth -= 1;
  return many;
}

/**
 * Reads one literal of data in a script from `start` on: JSON, and what scripts allow beside it (names without quotes, other quotes,
 * comments, a last comma). Nothing is run: what holds a call, an operator or a function is no data. `end`: the place behind it, or where
 * reading stopped.
 */
export function parseLiteralAt(text: string, start: number): { readonly value?: unknown; readonly read: boolean; readonly end: number } {
  const cursor: Cursor = { text, at: start, depth: 0 };
  const found = readValue(cursor);
  return found ? { value: found.value, read: true, end: cursor.at } : { read: false, end: cursor.at };
}

/** Scripts of a page that are looked into, and the characters of them all. */
const mostScripts = 200;
const mostText = 4_000_000;
const mostValues = 400;

type Script = { readonly type: string; readonly text: string };

function scriptsOf(roots: readonly AnyNode[]) {
  const scripts: Script[] = [];
  let left = mostText;
  walkTree(roots, (node) => {
    if (!isTag(node) || node.name !== 'script') return undefined;
    const text = node.children.map((child) => ('data' in child ? child.data : '')).join('');
    if (!node.attribs['src'] && text.trim() !== '' && text.length <= left && scripts.length < mostScripts) {
      left -= text.length;
      scripts.push({ type: orEmpty(node.attribs['type']), text });
    }
    return false;
  });
  return scripts;
}

/** JSON as a value; undefined when it is none. */
export function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const begin = /(?:[=(]|\breturn\b)\s{0,20}(?=[[{])|JSON\.parse\(\s{0,20}(?=['"`])/g;

/** Data that a script writes down. What was read as no data is not read again from within more than twice its length. */
function* literalsIn(text: string): Iterable<unknown> {
  let spent = 0;
  let from = 0;
  for (const match of text.matchAll(begin)) {
    const start = match.index + match[0].length;
    if (start < from) continue;
    const { value, read, end } = parseLiteralAt(text, start);
    spent += end - start;
    if (spent > text.length * 3 + 1000) return;
    if (!read) continue;
    from = end;
    if (typeof value === 'string') yield parsedJson(value);
    else yield value;
  }
}

/** The data that the scripts of a page write down: objects and lists. */
export function valuesIn(roots: readonly AnyNode[]): readonly unknown[] {
  const found: unknown[] = [];
  for (const { type, text } of scriptsOf(roots)) {
    const values = /json/i.test(type) ? [parsedJson(text.trim())] : literalsIn(text);
    for (const value of values) {
      if (typeof value === 'object' && value !== null) found.push(value);
      if (found.length >= mostValues) return found;
    }
  }
  return found;
}

const string = /'((?:[^'\\\n]|\\[\s\S]){0,20000})'|"((?:[^"\\\n]|\\[\s\S]){0,20000})"|`((?:[^`\\]|\\[\s\S]){0,20000})`/g;

/** HTML that the scripts of a page write, in the order in which they write it: the strings of those that hold a link. */
export function markupIn(roots: readonly AnyNode[]): string {
  const scripts = scriptsOf(roots).filter(({ type, text }) => (type === '' || /javascript|module/i.test(type)) && /<a\s/i.test(text));
  return scripts
    .map(({ text }) =>
      [...text.matchAll(string)]
        .map(([, single, double, back]) => orEmpty(single ?? double ?? back).replaceAll(/\\(.)/g, plainOf))
        .join(''),
    )
    .join('\n');
}

const plainOf = (_: string, char: string) => (char === 'n' || char === 't' || char === 'r' ? ' ' : char);
