import type { Article } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { ReadJob } from '../model/page.ts';
import { readArticle } from './article/article.ts';
import { pageOfJson } from './article/json-page.ts';
import { decode } from './text/decode/decode.ts';
import { containerOf } from './text/decode/magic.ts';
import { clearText } from './text/unseen.ts';

/** Whether it is a file (PDF, Word, …), known by its bytes. */
export const isFile = ({ as, bytes }: ReadJob): boolean => as === 'attachment' || (as === 'article' && containerOf(bytes) !== undefined);

/** A page as an article. */
export function readKeptArticle({ url, sourceId, article, entry, today }: ReadJob, decoded: ReturnType<typeof decode>): Article {
  const made = pageOfJson(decoded.text, article);
  const page = made ? { ...decoded, ...clearText(made.html) } : decoded;
  return readArticle({ url, decoded: page, sourceId, overrides: made?.overrides ?? article, entry, today });
}

/** Reads a kept page once more as an article. Throws SourceError for files and listings: `readMarkup` and `readPage` read them too, with larger libraries. */
export async function readKept(job: ReadJob): Promise<Article> {
  if (job.as !== 'article' || isFile(job))
    throw new SourceError('unrecognised', job.url, 'a file or listing, which this function does not read');
  return readKeptArticle(job, decode(job.bytes, job.contentType, job.charset));
}
