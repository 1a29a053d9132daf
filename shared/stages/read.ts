import type { Assets, Reading, ReadJob } from '../model/article.ts';
import { isFile } from './read-kept.ts';
import { readMarkup } from './read-markup.ts';

/**
 * Reads bytes as an article, a listing or a feed. Throws SourceError when the page is not what was asked for. Files (PDF, Word, …) are
 * known by their bytes; `assets` is where the character maps of PDF are.
 */
export async function readPage(job: ReadJob, assets?: Assets): Promise<Reading> {
  if (!isFile(job)) return readMarkup(job);
  // The libraries behind it are large, and ordinary pages shall not wait for them.
  const { readAttachment, readFileAsArticle } = await import('./attachment/attachment.ts');
  return job.as === 'attachment' ? readAttachment(job, assets) : readFileAsArticle(job, assets);
}
