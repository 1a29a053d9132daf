import type { Citation } from '../model/article.ts';
import { numberKey } from './numbers.ts';
import { titleKey } from './titles.ts';

/** Keys under which the text that a citation names would be stored; the number first, since it is the surer one. */
export function citationKeys(citation: Pick<Citation, 'number' | 'title'>): readonly string[] {
  const number = citation.number === undefined ? undefined : numberKey(citation.number);
  const title = citation.title === undefined ? '' : titleKey(citation.title);
  return [...(number === undefined ? [] : [`n:${number}`]), ...(title === '' ? [] : [`t:${title}`])];
}
