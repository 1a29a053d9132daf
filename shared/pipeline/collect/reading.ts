/**
 * Stored or fetched bytes become articles, listings and texts of files, all by the reader; and what was read is read again from its
 * evidence.
 */
import {
  type Article,
  type Attachment,
  type Entry,
  type FileReading,
  isCut,
  type ListingPage,
  type Page,
  type Snapshot,
  type WebRequest,
  withOrigin,
} from '../../model/article.ts';
import type { Classified, ShownAttachment } from '../../model/document.ts';
import { DamagedError, noneOn, SourceError } from '../../model/errors.ts';
import type { CollectContext, Context, LookupContext, Reader, Web } from '../../model/ports.ts';
import type { Listing, Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { omit, opt } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { storedWorks, wholeText } from '../../stages/attachment/attached-works.ts';
import { isLaterPage, readPageCount } from '../../stages/identity/identify.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { fillFrom } from '../../stages/text/template.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { work } from '../context.ts';
import { withPlaces } from './publishers.ts';
import { textOf } from './set-aside.ts';

/** What to read: the bytes of a page, the declaration for it, and today, since a later date on a page is an error. */
type ReadRequest = Readonly<{
  page: Page;
  source: Source | undefined;
  sourceId?: string;
  url?: string;
  today: string;
}>;

const common = ({ page, source, sourceId = source?.id, url = page.finalUrl, today }: ReadRequest) => ({
  url,
  bytes: page.bytes,
  ...opt({ contentType: page.headers['content-type'], sourceId }),
  today,
});

export async function readAsArticle(request: ReadRequest & { readonly entry?: Entry | undefined }, reader: Reader): Promise<Article> {
  const { source, entry } = request;
  const overrides = source?.article ? { article: source.article } : {};
  const reading = await reader.read({ as: 'article', ...common(request), ...overrides, ...opt({ entry }) });
  if (reading.kind !== 'article') throw new Error(`the reader gave a ${reading.kind} for an article`);
  return withOrigin(reading, request.page);
}

export async function readAsListing(
  request: ReadRequest &
    Readonly<{
      listing: Listing;
      part: 'first' | 'later';
      requestBody?: string | undefined;
    }>,
  reader: Reader,
): Promise<ListingPage> {
  const { listing, part, requestBody } = request;
  const body = requestBody === undefined ? {} : { requestBody };
  const reading = await reader.read({ as: listing.format === 'feed' ? 'feed' : 'listing', ...common(request), listing, part, ...body });
  if (reading.kind === 'article' || reading.kind === 'file') throw new Error(`the reader gave a ${reading.kind} for a listing`);
  return reading;
}

async function readAsFile(
  { url, bytes, format, today }: Readonly<{ url: string; bytes: Uint8Array; format: string; today: string }>,
  reader: Reader,
) {
  const reading = await reader.read({ as: 'attachment', url, bytes, format, today });
  if (reading.kind !== 'file') throw new Error(`the reader gave a ${reading.kind} for a file`);
  return reading;
}

/** An answer that leads on is a line of JSON. */
const mostLeadingBytes = 64 * 1024;

function addressIn({ bytes }: Page) {
  const named: string[] = [];
  try {
    JSON.parse(Buffer.from(bytes).toString(), (_, value: unknown) => {
      if (typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value)) named.push(value);
      return value;
    });
  } catch {
    return undefined;
  }
  return named[0];
}

type Way = Readonly<{ at: string; requests: number; wireBytes: number }>;

/** One step on: asks an address only for the address that fills the next template. Throws SourceError. */
async function stepOn({ at, ...costs }: Way, next: string, web: Web) {
  const page = await web.get({ url: at, maxBytes: mostLeadingBytes });
  const paid = { requests: costs.requests + page.requests, wireBytes: costs.wireBytes + page.wireBytes };
  const named = addressIn(page);
  const filled = named === undefined ? undefined : fillFrom(next, named);
  if (filled === undefined) throw new SourceError('unrecognised', at, `the answer names no address that ${next} is filled from`, paid);
  return { at: filled, ...paid };
}

/**
 * Asks for a page where its declaration says that the article is read (`article.readAt`), and gives the answer the address for people. Any
 * other page is asked for at its own address. Throws SourceError.
 */
export async function getArticle(request: WebRequest, source: Source | undefined, web: Web): Promise<Page> {
  const [first, ...later] = source?.article?.readAt ?? [];
  const at = first === undefined ? undefined : fillFrom(first, request.url);
  if (at === undefined) return web.get(request);
  let way: Way = { at, requests: 0, wireBytes: 0 };
  for (const next of later) way = await stepOn(way, next, web);
  // Where the interface moved says nothing of the page.
  const { movedTo: _, ...page } = await web.get({ ...request, url: way.at });
  return {
    ...page,
    url: request.url,
    finalUrl: request.url,
    hops: [],
    readAt: page.finalUrl,
    requests: way.requests + page.requests,
    wireBytes: way.wireBytes + page.wireBytes,
  };
}

/** Pages of one text that are fetched at most. */
const mostPages = 20;

type FirstPage = Readonly<{ page: Page; snapshot: Snapshot; article: Article }>;
/**
 * A text with all its pages. `hash` covers the bytes of all; the costs are those of the later pages. `missing`: why the next page could not
 * be fetched.
 */
export type WholeText = Readonly<{
  article: Article;
  snapshot: Snapshot;
  hash: string;
  pages: number;
  requests: number;
  bytes: number;
  missing?: SourceError;
}>;

export const hasSeveralPages = ({ pages, missing }: WholeText) => pages > 1 || missing !== undefined;

type TextOrigin = Readonly<{ source: Source | undefined; sourceId: string }>;
type TextPage = FirstPage & { readonly key: string };
type TextPages = { readonly leaves: [TextPage, ...TextPage[]]; requests: number; bytes: number; missing: SourceError | undefined };

async function readTextPage(url: string, { source, sourceId }: TextOrigin, gathering: TextPages, context: CollectContext) {
  const page = await context.web.get({ url });
  gathering.requests += page.requests;
  gathering.bytes += page.wireBytes;
  const snapshot = await context.snapshots.save(page);
  if (page.status !== 200)
    throw new SourceError('unrecognised', url, `status ${page.status}`, { status: page.status, requests: 0, wireBytes: 0 });
  const article = await readAsArticle({ page, source, sourceId, today: dayOf(context.now()) }, context.reader);
  return { page, snapshot, article, key: snapshot.key };
}

async function addNextPage(from: TextOrigin, gathering: TextPages, context: CollectContext) {
  const { leaves } = gathering;
  const last = leaves.at(-1) ?? leaves[0];
  const next = last.article.nextPage;
  if (next === undefined || leaves.length >= mostPages || !isLaterPage(leaves[0].article.url, last.article.url, next)) return false;
  if (leaves.some(({ article }) => canonicalUrl(article.url) === canonicalUrl(next))) return false;
  try {
    const leaf = await readTextPage(next, from, gathering, context);
    if (leaves.some(({ article }) => article.text === leaf.article.text)) return false;
    leaves.push(leaf);
    return true;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.page) await context.snapshots.save(error.page);
    gathering.requests += error.requests ?? 0;
    gathering.bytes += error.wireBytes ?? 0;
    const all = readPageCount(Buffer.from(leaves[0].page.bytes).toString('latin1'));
    const detail = `page ${leaves.length + 1}${all === undefined ? '' : ` of ${all}`} could not be had: ${error.detail} (${next})`;
    gathering.missing = new SourceError(error.trouble, next, detail);
    return false;
  }
}

const saveList = (leaves: readonly [TextPage, ...TextPage[]], context: CollectContext) =>
  leaves.length === 1
    ? leaves[0].snapshot
    : context.snapshots.saveList(leaves.map(({ article, key }) => ({ url: article.url, evidence: key })));

export async function readWholeText(first: FirstPage, from: TextOrigin, context: CollectContext): Promise<WholeText> {
  const gathering: TextPages = { leaves: [{ ...first, key: first.snapshot.key }], requests: 0, bytes: 0, missing: undefined };
  while (await addNextPage(from, gathering, context));
  const { leaves, requests, bytes, missing } = gathering;
  const [head, ...later] = leaves;
  const today = dayOf(context.now());
  const reason = missing ? { missing: missing.detail } : {};
  const article =
    later.length > 0 || missing
      ? await work(
          'joinArticles',
          [[head.article, ...later.map((leaf) => leaf.article)], { today, ...reason }],
          head.page.finalUrl,
          context,
        )
      : first.article;
  const hash = later.length > 0 ? sha256(leaves.map((leaf) => leaf.snapshot.sha256).join('')) : first.snapshot.sha256;
  const snapshot = await saveList(leaves, context);
  return { article, snapshot, hash, pages: leaves.length, requests, bytes, ...opt({ missing }) };
}

export async function pagesBehind(evidence: string, { snapshots }: Pick<Context, 'snapshots'>): Promise<readonly Page[]> {
  const keys = (await snapshots.loadList(evidence))?.map((page) => page.evidence) ?? [evidence];
  const pages = await Promise.all(keys.map((key) => snapshots.load(key)));
  return pages.every((each) => each !== undefined) ? pages : [];
}

export const joinFiles = async (
  article: Article,
  files: readonly AttachedFile[],
  context: Pick<Context, 'now' | 'reader'>,
): Promise<Article> => (files.length === 0 ? article : work('withAttached', [article, files, dayOf(context.now())], article.url, context));

type FileContext = Pick<Context, 'snapshots' | 'documents' | 'now'>;

export async function loadFileText({ textHash, ...file }: Attachment, context: FileContext): Promise<string | undefined> {
  return textHash === undefined ? undefined : (await textOf({ ...file, textHash }, context)) || undefined;
}

async function storedFiles(attachments: readonly Attachment[], context: FileContext): Promise<readonly AttachedFile[]> {
  return Promise.all(attachments.map(async (attachment) => ({ attachment, text: await loadFileText(attachment, context) })));
}

export async function rereadFiles(attachments: readonly Attachment[], context: Context): Promise<readonly AttachedFile[]> {
  const again: AttachedFile[] = [];
  for (const stored of attachments) {
    const attachment = omit(stored, 'work');
    const { url, title, format, evidence } = attachment;
    const page = evidence === undefined ? undefined : await context.snapshots.load(evidence);
    const text = await loadFileText(attachment, context);
    if (page && evidence !== undefined) {
      const reading = await readStoredFile(page, attachment, context);
      const same = text !== undefined && (await work('sameWords', [text, reading.text], url, context));
      again.push(await toAttached(reading, { plain: { url, title, format }, evidence, stored: same ? text : undefined }, context));
    } else again.push({ attachment, text });
  }
  return again;
}

export async function toAttached(
  reading: FileReading,
  { plain, evidence, stored }: Readonly<{ plain: Attachment; evidence: string; stored: string | undefined }>,
  context: CollectContext,
): Promise<AttachedFile> {
  const { state, reason, pages } = reading;
  const text = stored ?? reading.text;
  const what = { ...plain, format: reading.format || plain.format, state, ...opt({ reason, pages }), evidence };
  if (text === '') return { attachment: what };
  return { attachment: { ...what, textHash: await context.snapshots.saveText(text), chars: text.length }, text };
}

export async function readStoredFile({ bytes }: Page, { url, format }: Attachment, context: CollectContext): Promise<FileReading> {
  try {
    return await readAsFile({ url, bytes, format, today: dayOf(context.now()) }, context.reader);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { kind: 'file', url, format, state: 'too-large', reason: error.detail, text: '', warnings: [] };
  }
}

/** Attachments with their texts, for showing; a text that stands in several formats is given once. */
export async function shownFiles(attachments: readonly Attachment[], context: LookupContext): Promise<readonly ShownAttachment[]> {
  const seen = new Set<string>();
  const shown: ShownAttachment[] = [];
  for (const { attachment, text } of await storedFiles(attachments, context)) {
    const { textHash } = attachment;
    const again = text === undefined || textHash === undefined || seen.has(textHash);
    shown.push(again ? attachment : { ...attachment, text });
    if (textHash !== undefined) seen.add(textHash);
  }
  return shown;
}

export async function textWithWorks({ attachments }: Pick<Article, 'attachments'>, text: string, context: LookupContext): Promise<string> {
  return wholeText({ text, attachments }, await storedFiles(storedWorks(attachments), context));
}

/** Longest text of a document in the search index; what follows is not found. */
const mostSearched = 400_000;

/** The words of a page and of the files beside it, for the search index. */
export async function withFiles(text: string, attachments: readonly Attachment[], context: LookupContext): Promise<string> {
  const files = await shownFiles(attachments, context);
  return [text, ...files.flatMap((file) => (file.text === undefined ? [] : [file.title, file.text]))]
    .join('\n')
    .slice(0, Math.max(mostSearched, text.length));
}

/**
 * What a page that was cut off has left of its text, figures and blanks aside, since a counter is another one each time. Undefined for a
 * whole page.
 */
export const cutOf = (article: Article): string | undefined =>
  isCut(article) ? sha256(article.text.replaceAll(/[\d\s]+/g, '')).slice(0, 20) : undefined;

type RereadContext = Pick<Context, 'now' | 'reader' | 'settings' | 'snapshots' | 'documents'>;

type EvidenceOrigin = Pick<Article, 'url' | 'sourceId'>;

async function rereadText(evidence: string, { url, sourceId }: EvidenceOrigin, context: RereadContext) {
  const source = context.settings.sources.find(({ id }) => id === sourceId);
  const today = dayOf(context.now());
  const articles: Article[] = [];
  for (const [index, page] of (await pagesBehind(evidence, context)).entries())
    articles.push(await readAsArticle({ page, source, today, ...opt({ sourceId, url: index === 0 ? url : undefined }) }, context.reader));
  const [first, ...later] = articles;
  const whole = first && later.length > 0 ? await work('joinArticles', [[first, ...later], { today }], url, context) : first;
  return whole?.parts?.find((part) => part.url === url) ?? whole;
}

type ArticleWithFiles = Readonly<{ article: Article; files: readonly AttachedFile[] }>;

export async function rereadArticle(
  evidence: string,
  from: EvidenceOrigin,
  withFiles: (article: Article) => Promise<ArticleWithFiles>,
  context: RereadContext,
): Promise<(ArticleWithFiles & { readonly whole: Article }) | undefined> {
  const text = await rereadText(evidence, from, context).catch(noneOn(SourceError, DamagedError));
  if (!text) return undefined;
  const read = await withFiles(text);
  return { ...read, whole: await joinFiles(read.article, read.files, context) };
}

export async function rereadDocument(
  evidence: string,
  from: EvidenceOrigin,
  stored: readonly Attachment[],
  context: RereadContext,
): Promise<Classified | undefined> {
  const withFiles = async (article: Article) => {
    const attachments = article.attachments.map((each) => stored.find(({ url }) => url === each.url) ?? each);
    return { article, files: await storedFiles(attachments, context) };
  };
  const understood = async () => {
    const again = await rereadArticle(evidence, from, withFiles, context);
    return again && work('understand', [withPlaces(again.whole, context), again.files], from.url, context);
  };
  return understood().catch(noneOn(SourceError));
}
