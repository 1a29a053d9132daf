import type { CheerioAPI } from 'cheerio/slim';
import { orEmpty } from '../../model/values.ts';
import { parseLiteralAt } from './literal.ts';

/** Scripts of a page that are looked into, and the characters of them all. */
const mostScripts = 200;
const mostText = 4_000_000;
const mostValues = 400;

type Script = { readonly type: string; readonly text: string };

function scriptsOf($: CheerioAPI): readonly Script[] {
  let left = mostText;
  return $('script')
    .toArray()
    .slice(0, mostScripts)
    .flatMap((element) => {
      const text = $(element).text();
      if (element.attribs['src'] || text.trim() === '' || text.length > left) return [];
      left -= text.length;
      return [{ type: orEmpty(element.attribs['type']), text }];
    });
}

function parsed(json: string): readonly unknown[] {
  try {
    return [JSON.parse(json)];
  } catch {
    return [];
  }
}

/** Where data may begin in a script: behind an assignment, as an argument, or as text of JSON.parse. */
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
    if (typeof value === 'string') yield* parsed(value);
    else yield value;
  }
}

/** Values that the scripts of a page hold: blocks of JSON, and what is written down in code. */
export function valuesIn($: CheerioAPI): readonly unknown[] {
  const found: unknown[] = [];
  for (const { type, text } of scriptsOf($)) {
    const values = /json/i.test(type) ? parsed(text.trim()) : literalsIn(text);
    for (const value of values) {
      if (typeof value === 'object' && value !== null) found.push(value);
      if (found.length >= mostValues) return found;
    }
  }
  return found;
}

const string = /'((?:[^'\\\n]|\\[\s\S]){0,20000})'|"((?:[^"\\\n]|\\[\s\S]){0,20000})"|`((?:[^`\\]|\\[\s\S]){0,20000})`/g;

/** HTML that the scripts of a page write, in the order in which they write it: the strings of those that hold a link. */
export function markupIn($: CheerioAPI): string {
  const scripts = scriptsOf($).filter(({ type, text }) => (type === '' || /javascript|module/i.test(type)) && /<a\s/i.test(text));
  return scripts
    .map(({ text }) =>
      [...text.matchAll(string)]
        .map(([, single, double, back]) => orEmpty(single ?? double ?? back).replaceAll(/\\(.)/g, plainOf))
        .join(''),
    )
    .join('\n');
}

const plainOf = (_: string, char: string): string => (char === 'n' || char === 't' || char === 'r' ? ' ' : char);
