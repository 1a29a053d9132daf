import type { DocumentType } from '../../model/vocabulary.ts';
import { isEnglish, isSpoken } from './grammar.ts';
import { renderTitle } from './render.ts';
import { isSound } from './sound.ts';
import { type TitlePiece, TitleText } from './title-text.ts';
import { readTypeAtEnd, readTypeSuffix } from './work-title.ts';

export type EnglishTitle = {
  readonly english: string;
  readonly by: 'glossary' | 'official' | 'dictionary';
  readonly coverage: number;
  readonly pieces: readonly TitlePiece[];
};

const han = /[\u3400-\u9fff]/;

/**
 * An English rendering of an official Chinese title from official names, the glossary, the dictionary and the grammar of such titles; the title itself
 * where words are not known or do not hold together. `coverage` is the share of the title's characters that were rendered; `pieces` are in the order
 * of the Chinese and say what is sure also where the whole is not.
 */
export function englishTitle(title: string): EnglishTitle {
  const text = title.trim();
  if (!han.test(text)) return { english: text, by: 'glossary', coverage: 1, pieces: text === '' ? [] : [{ zh: text, en: text }] };
  const { en, pieces, by: named } = renderTitle(new TitleText(text));
  const english = en.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  let known = 0;
  let all = 0;
  for (const { zh, en } of pieces) {
    all += zh.length;
    if (!han.test(en)) known += zh.length;
  }
  const by = pieces.some((each) => each.by === 'dictionary') ? 'dictionary' : (named ?? 'glossary');
  const coverage = all === 0 ? 1 : Math.round((known / all) * 1000) / 1000;
  return { english: named || isSound(english, pieces) ? english : text, by, coverage, pieces };
}

/** A headline follows no grammar of titles: with less of it known than this, its words one by one mislead. */
const readable = 0.97;
const headlines: ReadonlySet<DocumentType> = new Set(['news', 'analysis', 'company', 'other', 'interpretation']);

/** The English title of a document: an act's where it is whole; a headline that does not come out as English stays Chinese. */
export function documentTitle(title: string, type: DocumentType): Pick<EnglishTitle, 'by'> & { readonly title: string } {
  const { english, by, coverage } = englishTitle(title);
  const told = isSpoken(title) && !readTypeAtEnd(readTypeSuffix(new TitleText(title)).core);
  const shown = (!headlines.has(type) && !told) || (coverage >= readable && !isSpoken(title) && isEnglish(english));
  return shown && english !== title.trim() ? { title: english, by } : { title: title.trim(), by: 'glossary' };
}
