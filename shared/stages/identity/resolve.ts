import type { Citation } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { numberKey } from '../numbers/numbers.ts';
import { renderedKey } from '../numbers/sequence.ts';
import { innerTitle, titleKey, workKey } from '../text/titles.ts';

/** 《网络安全法》 is 《中华人民共和国网络安全法》; 《关于印发〈X〉的通知》 is X where X alone is stored. */
function otherTitles(title: string): readonly string[] {
  const plain = title.trim();
  const law = !/^中华人民共和国|办法$/.test(plain) && /(?:法|条例|实施细则)$/.test(plain) ? [`中华人民共和国${plain}`] : [];
  const inner = /(?:印发|公布|发布|颁布)/.test(plain) && !/解读|问答|说明/.test(plain) ? innerTitle(plain) : undefined;
  return [...law, ...(inner === undefined ? [] : [inner])];
}

/** Keys under which the text that a citation names would be stored; the number first, since it is the surer one. */
export function citationKeys(citation: Pick<Citation, 'number' | 'title'>): readonly string[] {
  const number = citation.number === undefined ? undefined : numberKey(citation.number);
  const title = citation.title === undefined ? '' : titleKey(citation.title);
  const rendered = citation.number === undefined ? undefined : renderedKey(citation.number);
  return [
    ...(number === undefined ? [] : [`n:${number}`]),
    ...(rendered === undefined ? [] : [rendered]),
    ...(title === '' ? [] : [`t:${title}`]),
    ...(citation.title === undefined ? [] : otherTitles(citation.title).map((other) => `t:${titleKey(other)}`)),
  ];
}

/**
 * The key of a work whose title is given without its issuer (《关于推进…的意见》 of the State Council), and only for such. It says less than a title:
 * whoever resolves by it must find the issuer in the words around.
 */
export function bareTitleKey(citation: Pick<Citation, 'title'>): string | undefined {
  const title = orEmpty(citation.title?.trim());
  const work = /^[关關][于於]/.test(title) ? workKey(title) : '';
  return work.length < 6 ? undefined : `w:${work}`;
}

/** What a report waits under that names the body alone: it is joined to an act by its week and words, never by this key. */
export const announcedKey = (issuer: string): string => `r:${issuer}`;

type NumberedDocument = { readonly number?: string; readonly otherNumbers?: readonly string[] };

/** Of the documents found under a number's key those that bear the number today; a number that was corrected leads to its document where nobody else bears it. */
export function preferBearers<T extends NumberedDocument>(key: string, found: readonly T[]): readonly T[] {
  const bears = ({ number, otherNumbers = [] }: NumberedDocument): boolean =>
    [number, ...otherNumbers].some((each) => each !== undefined && `n:${numberKey(each)}` === key.replace(/@.*/, ''));
  const today = found.filter(bears);
  return today.length > 0 ? today : found;
}
