import type { Article } from '../../model/article.ts';
import { isCut } from '../../stages/article/attachments.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** What a page that was cut off has left of its text, figures and blanks aside, since a counter is another one each time. Undefined for a whole page. */
export const cutOf = (article: Article): string | undefined =>
  isCut(article) ? sha256(article.text.replaceAll(/[\d\s]+/g, '')).slice(0, 20) : undefined;
