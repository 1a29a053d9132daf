import type { CheerioAPI } from 'cheerio/slim';
import { orEmpty } from '../../model/values.ts';
import { parseLiteralAt } from './literal.ts';

/** What the names in a page's scripts stand for: variables by their names, fields of objects by theirs, and the page itself. */
export type Scope = {
  readonly variables: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, string>;
  readonly $: CheerioAPI;
  readonly text: string;
};
/** A text that a script puts together, and the place behind it; no text where a part is known only when the script runs. */
type Evaluated = { readonly text?: string; readonly end: number };

const literal = String.raw`(?:"([^"\n\\]{0,500})"|'([^'\n\\]{0,500})'|(\d{1,15})(?![\w.]))`;
const assigned = new RegExp(
  String.raw`(?:\b(?:var|let|const)\s{1,20}|[,;{}\n]\s{0,40}(?:window\.|self\.)?)([A-Za-z_$][\w$]{0,60})\s{0,9}([=:])(?![=>])\s{0,9}${literal}`,
  'g',
);
const mostNames = 2000;

/** Names that a page's scripts give one value; of a name with several values nobody knows which one counts. */
export function scopeOf($: CheerioAPI, text: string): Scope {
  const variables = new Map<string, string>();
  const fields = new Map<string, string>();
  const several = new Set<string>();
  for (const [, name = '', sign, double, single, number] of text.matchAll(assigned)) {
    const [held, value] = [sign === '=' ? variables : fields, orEmpty(double ?? single ?? number)];
    if (value === '') continue;
    if (held.has(name) && held.get(name) !== value) several.add(`${sign}${name}`);
    held.set(name, value);
    if (held.size >= mostNames) break;
  }
  for (const name of several) (name.startsWith('=') ? variables : fields).delete(name.slice(1));
  return { variables, fields, $, text };
}

/** What a name stands for; behind a dot it is the field of some object. */
function namedValue(word: string, { variables, fields }: Scope): string | undefined {
  const name = orEmpty(word.split('.').at(-1));
  return variables.get(name) ?? (word.includes('.') ? fields.get(name) : undefined);
}

const selected =
  /^(?:\$|jQuery)\(\s{0,9}["']([^"'\n]{1,100})["']\s{0,9}\)\.(val|text|html|attr|data)\(\s{0,9}(?:["']([\w-]{1,60})["'])?\s{0,9}\)/;
const byId = new RegExp(
  String.raw`^document\.(?:getElementById\(\s{0,9}["']([\w-]{1,100})["']\s{0,9}\)|querySelector\(\s{0,9}["']([^"'\n]{1,100})["']\s{0,9}\))` +
    String.raw`\.(?:(value|innerText|innerHTML|textContent)|dataset\.(\w{1,60})|getAttribute\(\s{0,9}["']([\w-]{1,60})["']\s{0,9}\))`,
);
const dashed = (name: string): string => name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

/** What the page holds in the element that a script asks for: the value of a hidden field, an attribute, its words. */
function controlAt(code: string, { $ }: Scope): { readonly text: string | undefined; readonly length: number } | undefined {
  const jquery = selected.exec(code);
  const plain = jquery ? null : byId.exec(code);
  if (!jquery && !plain) return undefined;
  const length = orEmpty((jquery ?? plain)?.[0]).length;
  const css = jquery?.[1] ?? plain?.[2] ?? `[id="${orEmpty(plain?.[1])}"]`;
  const key = jquery ? jquery[3] : (plain?.[5] ?? (plain?.[4] === undefined ? undefined : `data-${dashed(plain[4])}`));
  const name = jquery?.[2] === 'data' ? `data-${dashed(orEmpty(key))}` : key;
  try {
    const element = $(css).first();
    if (element.length === 0) return { text: undefined, length };
    const isValue = jquery?.[2] === 'val' || plain?.[3] === 'value';
    return { text: name === undefined ? (isValue ? orEmpty(element.attr('value')) : element.text().trim()) : element.attr(name), length };
  } catch {
    return { text: undefined, length };
  }
}

const wrapped = /^(?:encodeURI(?:Component)?|String|Number|parseInt|\$\.trim|escape)\(\s{0,9}/;

/** One part of a text: a string, a number, a template, a name, or what an element holds. */
function termAt(code: string, start: number, scope: Scope): Evaluated {
  const rest = code.slice(start, start + 1000);
  if (/^["']/.test(rest)) {
    const { value, read, end } = parseLiteralAt(code, start);
    return read ? { text: String(value), end } : { end };
  }
  if (rest.startsWith('`')) return templateAt(code, start, scope);
  const call = wrapped.exec(rest)?.[0];
  if (call !== undefined) {
    const inner = evaluateAt(code, start + call.length, scope);
    const close = code.slice(inner.end, inner.end + 40).search(/\)/);
    return { ...inner, end: close < 0 ? inner.end : inner.end + close + 1 };
  }
  const control = controlAt(rest, scope);
  if (control) return control.text === undefined ? { end: start + control.length } : { text: control.text, end: start + control.length };
  const word = /^[\w$]{1,60}(?:\.[\w$]{1,60}){0,5}/.exec(rest)?.[0];
  if (word === undefined) return { end: start };
  const text = /^\d{1,15}$/.test(word) ? word : namedValue(word, scope);
  return text === undefined ? { end: start + word.length } : { text, end: start + word.length };
}

function templateAt(code: string, start: number, scope: Scope): Evaluated {
  const end = code.indexOf('`', start + 1);
  if (end < 0 || end - start > 2000) return { end: start };
  let known = true;
  const text = code.slice(start + 1, end).replaceAll(/\$\{([^{}]{1,200})\}/g, (_, inner: string) => {
    const found = evaluateAt(inner, 0, scope).text;
    if (found === undefined) known = false;
    return orEmpty(found);
  });
  return known ? { text, end: end + 1 } : { end: end + 1 };
}

/** The text that an expression of a script comes to (`"/list?id=" + $("#id").val()`), from what the page itself holds. Nothing is run. */
export function evaluateAt(code: string, start: number, scope: Scope): Evaluated {
  let at = start;
  let text: string | undefined = '';
  for (let terms = 0; terms < 30; terms += 1) {
    at += /^\s{0,40}/.exec(code.slice(at, at + 40))?.[0].length ?? 0;
    const term = termAt(code, at, scope);
    text = text === undefined || term.text === undefined ? undefined : text + term.text;
    at = term.end;
    const plus = /^\s{0,40}\+(?!\+)/.exec(code.slice(at, at + 45))?.[0];
    if (plus === undefined) break;
    at += plus.length;
  }
  return text === undefined ? { end: at } : { text, end: at };
}

/** A field of an object that a script writes down: its name, and its value where the page tells it. */
export type WrittenField = { readonly name: string; readonly value: string | undefined };

/** Fields of an object literal, also with values that the page holds elsewhere; `start` is the place of its bracket. */
export function fieldsAt(code: string, start: number, scope: Scope): { readonly fields: readonly WrittenField[]; readonly end: number } {
  const fields: WrittenField[] = [];
  let at = start + 1;
  for (let count = 0; count < 60; count += 1) {
    const name = /^[\s,]{0,80}["']?([A-Za-z_$][\w$.]{0,60})["']?\s{0,9}(:?)/.exec(code.slice(at, at + 160));
    if (!name) break;
    const from = at + name[0].length;
    // `{ channelId }` is short for `{ channelId: channelId }`.
    const found = name[2] === ':' ? evaluateAt(code, from, scope) : { ...opted(namedValue(orEmpty(name[1]), scope)), end: from };
    const after = code.slice(found.end, found.end + 400).search(/[,}]/);
    if (after < 0) break;
    const whole = /^\s{0,40}$/.test(code.slice(found.end, found.end + after));
    fields.push({ name: orEmpty(name[1]), value: whole ? found.text : undefined });
    at = found.end + after;
    if (code.charAt(at) === '}') break;
  }
  return { fields, end: at };
}

const opted = (text: string | undefined): { readonly text?: string } => (text === undefined ? {} : { text });

const objects = /\b(?:var|let|const)\s{1,9}([A-Za-z_$][\w$]{0,60})\s{0,9}=\s{0,9}(?=\{)/g;

/** The object literal that a variable was given: the code that begins with it. */
export function objectOf(code: string, { text }: Scope): string | undefined {
  const name = /^[A-Za-z_$][\w$]{0,60}(?=\s{0,9}[,})\n])/.exec(code)?.[0];
  const found = name === undefined ? undefined : [...text.matchAll(objects)].find((match) => match[1] === name);
  return found && text.slice(found.index + found[0].length, found.index + found[0].length + 2000);
}
