import { orEmpty } from '../../model/values.ts';
import { fold } from '../../registry/script.ts';
import rewordings from './rewordings.json' with { type: 'json' };

/** Words in place of others, one row after the other. */
export function rewording(rows: readonly (readonly string[])[]): (text: string) => string {
  const all = rows.map(([form = '', words = '', flags = '']) => ({ form: new RegExp(form, flags), words }));
  return (text) => all.reduce((left, { form, words }) => left.replace(form, words), text);
}
const tidied = rewording(rewordings.tidy);
export const tidyEnglish = (text: string): string => tidied(text).trim();

/** A stretch of a title with its English; the English is empty where English has no word for it. */
export type TitlePiece = { readonly zh: string; readonly en: string; readonly by?: 'official' | 'dictionary' };
/**
 * English of a text, and the pieces that it is made of, in the order of the Chinese; `by` an official name where the whole has one, but for
 * marks behind it.
 */
export type Rendered = { readonly en: string; readonly pieces: readonly TitlePiece[]; readonly by?: 'official' };

/** A title, or a stretch of one, as it is written and as words are compared. The title is folded once; its stretches are cut from both. */
export class TitleText {
  readonly text: string;
  readonly folded: string;

  constructor(text: string, folded = fold(text)) {
    this.text = text;
    this.folded = folded;
  }

  get length(): number {
    return this.text.length;
  }

  slice(start: number, end?: number): TitleText {
    return new TitleText(this.text.slice(start, end), this.folded.slice(start, end));
  }

  trimEnd(): TitleText {
    return this.slice(0, this.text.trimEnd().length);
  }

  concat(other: TitleText): TitleText {
    return new TitleText(this.text + other.text, this.folded + other.folded);
  }
}

export const piece = (zh: string | TitleText, en: string, by?: TitlePiece['by']): TitlePiece => ({
  zh: typeof zh === 'string' ? zh : zh.text,
  en,
  ...(by ? { by } : {}),
});

/** English of several parts, which stand in the order of the Chinese. */
export const rendered = (en: string, ...parts: readonly (TitlePiece | Pick<Rendered, 'pieces'> | undefined)[]): Rendered => ({
  en: tidyEnglish(en),
  pieces: parts.flatMap((part) => (part === undefined ? [] : 'pieces' in part ? part.pieces : [part])),
});

/** Joins names as English does: A, B and C. 规划和计划 are plans: what has one name in English is named once. */
export function joinNames(given: readonly string[], link = 'and'): string {
  const names = [...new Set(given)];
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${link} ${names.at(-1)}`;
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Puts parts into the English of a form: `{2}` is the second one as it is, `{the 2}` in the way that the word says. */
export const fillForm = (english: string, part: (n: number, way: string) => string): string =>
  english.replace(/\{(?:([a-z]+) )?(\d)\}/g, (_, way = '', n = '') => part(Number(n), way));

/** One of several renderers that are tried in order: an example of what it is for, and what it gives when that is what stands there. */
export type Row<A extends readonly unknown[], R = Rendered> = { readonly form: string; readonly render: (...given: A) => R | undefined };

export function renderFirst<A extends readonly unknown[], R>(rows: readonly Row<A, R>[], ...given: A): R | undefined {
  for (const { render } of rows) {
    const found = render(...given);
    if (found !== undefined) return found;
  }
  return undefined;
}

const quotes = /[“”"「」『』]/;
export type Stripped = { readonly bare: string; readonly origin: readonly number[] };

export function strip({ text, folded }: TitleText): Stripped {
  const origin: number[] = [];
  let bare = '';
  for (let i = 0; i < text.length; i += 1) {
    if (quotes.test(orEmpty(text[i]))) continue;
    origin.push(i);
    bare += folded[i];
  }
  origin.push(text.length);
  return { bare, origin };
}
