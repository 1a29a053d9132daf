import type { Article, Attachment } from '../../model/article.ts';
import type { Classified } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { heldFiles } from './files.ts';
import { pagesBehind } from './further-pages.ts';
import { readAsArticle } from './read-request.ts';
import { work } from './work.ts';

type EvidenceOrigin = Pick<Article, 'url' | 'sourceId'>;

/** Reads kept evidence with today's code, all pages of a text. `undefined` when the evidence is gone or can no longer be read. */
export async function rereadArticle(evidence: string, { url, sourceId }: EvidenceOrigin, context: Context): Promise<Article | undefined> {
  const source = context.settings.sources.find(({ id }) => id === sourceId);
  const today = dayOf(context.now());
  const asked = { source, today, ...opt('sourceId', sourceId) };
  try {
    const articles: Article[] = [];
    for (const [index, page] of (await pagesBehind(evidence, context)).entries()) {
      articles.push(await readAsArticle({ page, ...asked, ...(index === 0 ? { url } : {}) }, context.reader));
    }
    const [first, ...later] = articles;
    const whole = first && later.length > 0 ? await work('joinArticles', [[first, ...later], { today }], url, context) : first;
    return whole?.parts?.find((part) => part.url === url) ?? whole;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** Kept evidence understood by today's code, with what is held of the files that its page names. `undefined` like `readAgain`. */
export async function rereadDocument(
  evidence: string,
  from: EvidenceOrigin,
  held: readonly Attachment[],
  context: Context,
): Promise<Classified | undefined> {
  const article = await rereadArticle(evidence, from, context);
  if (!article) return undefined;
  const attachments = article.attachments.map((each) => held.find(({ url }) => url === each.url) ?? each);
  const files = await heldFiles(attachments, context);
  try {
    const whole = await work('withAttached', [article, files, dayOf(context.now())], from.url, context);
    return await work('understand', [whole, files], from.url, context);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
