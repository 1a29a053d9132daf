import { orEmpty } from '../../model/values.ts';
import { type VerbClass, verbsOf } from '../../registry/glossary.ts';

const special = /[.*+?^${}()|[\]\\/-]/g;

export function oneOf(words: readonly string[]): string {
  const longestFirst = [...new Set(words)].toSorted((a, b) => b.length - a.length);
  return `(?:${longestFirst.map((word) => word.replace(special, '\\$&')).join('|')})`;
}

export const anyVerb = (which: VerbClass): string => oneOf(verbsOf(which, 'zh').flatMap(({ word, close }) => (close ? [] : [word])));

export const either = (alternatives: readonly string[]): string => `(?:${alternatives.join('|')})`;

/** An expression as rows of words, each an expression itself, with what stands before and behind all of them. */
type Rows =
  | readonly string[]
  | { readonly before?: string; readonly any: readonly string[]; readonly after?: string; readonly flags?: string };

function compiled(rows: Rows) {
  if (!('any' in rows)) return new RegExp(rows.join('|'));
  const { before, any, after, flags } = rows;
  const words = any.join('|');
  return new RegExp(before === undefined && after === undefined ? words : `${orEmpty(before)}(?:${words})${orEmpty(after)}`, flags);
}

export const expressionsOf = <Name extends string>(table: Readonly<Record<Name, Rows>>): Readonly<Record<Name, RegExp>> =>
  Object.fromEntries(Object.entries<Rows>(table).map(([name, rows]) => [name, compiled(rows)])) as Record<Name, RegExp>;

/** The name of the first expression that a text meets. */
export const firstOf = <Name extends string>(expressions: Readonly<Record<Name, RegExp>>, text: string): Name | undefined =>
  (Object.keys(expressions) as Name[]).find((name) => expressions[name].test(text));

type EnglishVerb = { readonly word: string; readonly past?: string; readonly participle?: string; readonly ing?: string };

export function formsOf({ word, past, participle, ing }: EnglishVerb): { readonly active: readonly string[]; readonly participle: string } {
  const [verb = '', ...others] = word.split(' ');
  const whole = (form: string) => [form, ...others].join(' ');
  const silent = verb.replace(/(?<!e)e$/, '');
  const stem = verb.replace(/(?<![aeiou])y$/, 'i');
  const third = `${stem}${stem !== verb || /(?:s|sh|ch|x)$/.test(verb) ? 'es' : 's'}`;
  const ed = past ?? whole(`${stem.replace(/e$/, '')}ed`);
  return { active: [word, whole(third), ed, ing ?? whole(`${silent}ing`)], participle: participle ?? ed };
}

/** Puts lists of words, and other forms, into the source of an expression: `{suffix}` stands for any word of that list. */
export function withLists(lists: Readonly<Record<string, string | readonly string[]>>): (form: string) => string {
  const filled = (form: string): string =>
    form.replace(/\{([A-Za-z]{2,20})\}/g, (_, name: string) => {
      const list = lists[name] ?? [];
      return typeof list === 'string' ? `(?:${filled(list)})` : oneOf(list);
    });
  return filled;
}

/** Where the words of a match stand in its text. */
export const spanOf = ({ index, 0: words }: RegExpExecArray): { readonly start: number; readonly end: number } => ({
  start: index,
  end: index + words.length,
});
