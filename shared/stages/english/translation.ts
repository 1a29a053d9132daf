import { hasHan, opt } from '../../model/values.ts';
import { splitSentences } from '../facts/link/sentences.ts';
import { structureOf } from '../text/structure.ts';

export type ActSentence = { readonly article?: string; readonly chinese: string };

/** The Chinese sentences of an act, each under its article: what a translator is asked for, one by one. */
export function sentencesOf(text: string): readonly ActSentence[] {
  const articles = structureOf(text).filter(({ kind }) => kind === 'article');
  return splitSentences(text).flatMap(({ start, end }) => {
    const chinese = text.slice(start, end).replace(/\s+/g, ' ').trim();
    return hasHan(chinese) ? [{ ...opt('article', articles.findLast((each) => each.start <= start)?.label), chinese }] : [];
  });
}
