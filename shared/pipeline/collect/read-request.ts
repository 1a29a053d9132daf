import type { Article, Entry, FileReading, ListingPage } from '../../model/article.ts';
import type { Page } from '../../model/page.ts';
import type { Reader } from '../../model/ports.ts';
import type { Listing, Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';

/** What to read: the bytes of a page, the declaration for it, and today, since a later date on a page is an error. */
export type ReadRequest = {
  readonly page: Page;
  readonly source: Source | undefined;
  readonly sourceId?: string;
  readonly url?: string;
  readonly today: string;
};

export type FileReadRequest = { readonly url: string; readonly bytes: Uint8Array; readonly format: string; readonly today: string };

const common = ({ page, source, sourceId = source?.id, url = page.finalUrl, today }: ReadRequest) => ({
  url,
  bytes: page.bytes,
  ...opt('contentType', page.headers['content-type']),
  ...opt('sourceId', sourceId),
  today,
});

/** Reads a page as an article, by the overrides of its source. Throws SourceError. */
export async function readAsArticle(asked: ReadRequest & { readonly entry?: Entry | undefined }, reader: Reader): Promise<Article> {
  const { source, entry } = asked;
  const overrides = source?.article ? { article: source.article } : {};
  const reading = await reader.read({ as: 'article', ...common(asked), ...overrides, ...(entry ? { entry } : {}) });
  if (reading.kind !== 'article') throw new Error(`the reader gave a ${reading.kind} for an article`);
  return reading;
}

type ListingReadRequest = ReadRequest & {
  readonly listing: Listing;
  readonly part: 'first' | 'later';
  readonly requestBody?: string | undefined;
};

/** Reads a page as (a further page of) a listing. Throws SourceError. */
export async function readAsListing(asked: ListingReadRequest, reader: Reader): Promise<ListingPage> {
  const { listing, part, requestBody } = asked;
  const body = requestBody === undefined ? {} : { requestBody };
  const reading = await reader.read({ as: listing.format === 'feed' ? 'feed' : 'listing', ...common(asked), listing, part, ...body });
  if (reading.kind === 'article' || reading.kind === 'file') throw new Error(`the reader gave a ${reading.kind} for a listing`);
  return reading;
}

/** Reads the bytes of an attached file. A file that cannot be read gets a state; only SourceError `too-complex` is thrown. */
export async function readAsFile({ url, bytes, format, today }: FileReadRequest, reader: Reader): Promise<FileReading> {
  const reading = await reader.read({ as: 'attachment', url, bytes, format, today });
  if (reading.kind !== 'file') throw new Error(`the reader gave a ${reading.kind} for a file`);
  return reading;
}
