import type { Reading } from '../model/article.ts';
import { InputError } from '../model/errors.ts';
import type { ReadJob } from '../model/page.ts';
import { readArticle } from './article.ts';
import { decode } from './decode.ts';
import { readFeed } from './feed.ts';
import { readListing } from './listing.ts';
import { precheck } from './precheck.ts';

/**
 * Reads bytes as an article, a listing or a feed: what the parsing worker does with a job. Throws SourceError when the page
 * is not what was asked for.
 */
export async function readPage(job: ReadJob): Promise<Reading> {
  const decoded = decode(job.bytes, job.contentType, job.charset);
  const { url, today } = job;
  switch (job.as) {
    case 'article':
      return readArticle({ url, decoded, sourceId: job.sourceId, overrides: job.article, entry: job.entry, today });
    case 'feed':
      return readFeed({ url, decoded, today });
    case 'listing': {
      if (!job.listing) throw new InputError('a listing is read with its declaration: format and address are missing');
      if (/^[\s\ufeff]{0,40}</.test(decoded.text)) precheck(decoded.text, url);
      return readListing({ url, decoded, listing: job.listing, today });
    }
  }
}
