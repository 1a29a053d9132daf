import type { Article } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page, Snapshot } from '../../model/page.ts';
import type { CollectContext, Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { isLaterPage, readPageCount } from '../../stages/identity/join-pages.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { readAsArticle } from './read-request.ts';
import { work } from './work.ts';

/** Pages of one text that are fetched at most. */
const mostPages = 20;

export type FirstPage = { readonly page: Page; readonly snapshot: Snapshot; readonly article: Article };
/** A text with all its pages. `hash` covers the bytes of all; the costs are those of the later pages. `missing`: why the next page could not be fetched. */
export type WholeText = {
  readonly article: Article;
  readonly snapshot: Snapshot;
  readonly hash: string;
  readonly pages: number;
  readonly requests: number;
  readonly bytes: number;
  readonly missing?: SourceError;
};

/** Whether a text stands on several pages, of which one may be missing. */
export const hasSeveralPages = ({ pages, missing }: WholeText): boolean => pages > 1 || missing !== undefined;

type TextOrigin = { readonly source: Source | undefined; readonly sourceId: string };
type TextPage = FirstPage & { readonly key: string };
/** Mutable only while a text is gathered. */
type TextPages = { readonly leaves: [TextPage, ...TextPage[]]; requests: number; bytes: number; missing: SourceError | undefined };

async function readTextPage(
  url: string,
  { source, sourceId }: TextOrigin,
  gathering: TextPages,
  context: CollectContext,
): Promise<TextPage> {
  const page = await context.web.get({ url });
  gathering.requests += page.requests;
  gathering.bytes += page.wireBytes;
  const snapshot = await context.snapshots.save(page);
  if (page.status !== 200)
    throw new SourceError('unrecognised', url, `status ${page.status}`, { status: page.status, requests: 0, wireBytes: 0 });
  const article = await readAsArticle({ page, source, sourceId, today: dayOf(context.now()) }, context.reader);
  return { page, snapshot, article, key: snapshot.key };
}

/** Fetches the next page of a text; false at its end. A page that repeats an earlier one, or leads to another text, ends it. */
async function addNextPage(from: TextOrigin, gathering: TextPages, context: CollectContext): Promise<boolean> {
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

/** The evidence of a text on several pages: a list of theirs. */
const saveList = (leaves: readonly [TextPage, ...TextPage[]], context: CollectContext): Promise<Snapshot> | Snapshot =>
  leaves.length === 1
    ? leaves[0].snapshot
    : context.snapshots.saveList(leaves.map(({ article, key }) => ({ url: article.url, evidence: key })));

/** Fetches the later pages of a text and joins them to the first one. */
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
  return { article, snapshot, hash, pages: leaves.length, requests, bytes, ...(missing ? { missing } : {}) };
}

/** Version 0.2 stored such a list as a page of this type. A site may send the type too, but never with a page that cost no request. */
const formerType = 'application/vnd.hongtou.pages+json';
const isFormerList = ({ headers, requests, wireBytes }: Page): boolean =>
  requests === 0 && wireBytes === 0 && headers['content-type'] === formerType && Object.keys(headers).length === 1;
const listedBefore = ({ bytes }: Page): readonly string[] =>
  Buffer.from(bytes)
    .toString()
    .match(/evidence\/sha256\/[\da-f]{64}\/[\da-f]{32}\.json/g) ?? [];

/** The pages behind a piece of evidence: itself, or those that it lists. Empty when one of them is missing. */
export async function pagesBehind(evidence: string, context: Pick<Context, 'snapshots'>): Promise<readonly Page[]> {
  const listed = (await context.snapshots.loadList(evidence))?.map((page) => page.evidence);
  const page = listed ? undefined : await context.snapshots.load(evidence);
  if (page && !isFormerList(page)) return [page];
  const keys = listed ?? (page ? listedBefore(page) : []);
  const pages = await Promise.all(keys.map((key) => context.snapshots.load(key)));
  return pages.every((each) => each !== undefined) ? pages : [];
}
