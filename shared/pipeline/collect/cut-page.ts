import type { Article } from '../../model/article.ts';
import { isCut } from '../../stages/article/cut.ts';
import { normaliseForHash } from '../../stages/identity/compare.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** What a page that was cut off has left of its text, in the wording: counters and the like are another one each time. Undefined for a whole page. */
export const cutOf = (article: Article): string | undefined =>
  isCut(article) ? sha256(normaliseForHash(article.text)).slice(0, 20) : undefined;
