import type { Article, Attachment } from '../../model/article.ts';
import type { Classified } from '../../model/document.ts';
import { DamagedError, SourceError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { work } from '../context.ts';
import { withPlaces } from './publishers.ts';
import { joinFiles, pagesBehind, readAsArticle, storedFiles } from './reading.ts';

type RereadContext = Pick<Context, 'now' | 'reader' | 'settings' | 'snapshots' | 'documents'>;

type EvidenceOrigin = Pick<Article, 'url' | 'sourceId'>;

async function rereadText(evidence: string, { url, sourceId }: EvidenceOrigin, context: RereadContext) {
  const source = context.settings.sources.find(({ id }) => id === sourceId);
  const today = dayOf(context.now());
  const request = { source, today, ...opt({ sourceId }) };
  try {
    const articles: Article[] = [];
    for (const [index, page] of (await pagesBehind(evidence, context)).entries()) {
      articles.push(await readAsArticle({ page, ...request, ...(index === 0 ? { url } : {}) }, context.reader));
    }
    const [first, ...later] = articles;
    const whole = first && later.length > 0 ? await work('joinArticles', [[first, ...later], { today }], url, context) : first;
    return whole?.parts?.find((part) => part.url === url) ?? whole;
  } catch (error) {
    if (error instanceof SourceError || error instanceof DamagedError) return undefined;
    throw error;
  }
}

type ArticleWithFiles = { readonly article: Article; readonly files: readonly AttachedFile[] };

export async function rereadArticle(
  evidence: string,
  from: EvidenceOrigin,
  withFiles: (article: Article) => Promise<ArticleWithFiles>,
  context: RereadContext,
): Promise<(ArticleWithFiles & { readonly whole: Article }) | undefined> {
  const text = await rereadText(evidence, from, context);
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
  const withFiles = async (article: Article): Promise<ArticleWithFiles> => {
    const attachments = article.attachments.map((each) => stored.find(({ url }) => url === each.url) ?? each);
    return { article, files: await storedFiles(attachments, context) };
  };
  try {
    const again = await rereadArticle(evidence, from, withFiles, context);
    return again && (await work('understand', [withPlaces(again.whole, context), again.files], from.url, context));
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
