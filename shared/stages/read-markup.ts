import { gunzipSync } from 'node:zlib';
import type { Reading, ReadJob } from '../model/article.ts';
import { InputError, SourceError } from '../model/errors.ts';
import { readListing } from './listing/listing.ts';
import { isFile, readKeptArticle } from './read-kept.ts';
import { decode } from './text/decode/decode.ts';

export async function readMarkup(job: ReadJob): Promise<Reading> {
  const { as } = job;
  if (as === 'attachment' || isFile(job)) throw new SourceError('unrecognised', job.url, 'a file, which this function does not read');
  const bytes = job.listing?.format === 'sitemap' ? unpacked(job.bytes, job.url) : job.bytes;
  const decoded = decode(bytes, job.contentType, job.charset);
  const { url, today } = job;
  const request = { url, decoded, today, part: job.part, body: job.requestBody, unaddressed: job.unaddressed };
  switch (as) {
    case 'article':
      return readKeptArticle(job, decoded);
    case 'feed':
      return readListing({ ...request, listing: job.listing ?? { format: 'feed', url } });
    case 'listing': {
      if (!job.listing) throw new InputError('a listing is read with its declaration: format and address are missing');
      return readListing({ ...request, listing: job.listing });
    }
  }
}

/** Sitemaps are served as .xml.gz files too; a bomb costs no more than the cap. */
function unpacked(bytes: Uint8Array, url: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new SourceError('too-large', url, `more than ${mostBytes} bytes unpacked`);
    if (code === 'Z_BUF_ERROR') throw new SourceError('truncated', url, 'the gzip file ends early');
    throw new SourceError('unrecognised', url, 'the file is not gzip, though it begins so');
  }
}

const mostBytes = 10_000_000;
