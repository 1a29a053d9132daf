import type { Article, Attachment } from '../model/article.ts';
import type { Classified } from '../model/document.ts';
import { SourceError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import { dayOf } from '../model/time.ts';
import { withAttached } from '../stages/attachment/attached.ts';
import { joinArticles } from '../stages/join.ts';
import { understand } from '../stages/understand.ts';
import { heldFiles } from './files.ts';
import { readAsArticle } from './job.ts';
import { pagesBehind } from './whole.ts';

type From = Pick<Article, 'url' | 'sourceId'>;

/** Reads kept evidence with today's code, all pages of a text. `undefined` when the evidence is gone or can no longer be read. */
export async function readAgain(evidence: string, { url, sourceId }: From, context: Context): Promise<Article | undefined> {
  const source = context.settings.sources.find(({ id }) => id === sourceId);
  const today = dayOf(context.now());
  const asked = { source, today, ...(sourceId === undefined ? {} : { sourceId }) };
  try {
    const articles: Article[] = [];
    for (const [index, page] of (await pagesBehind(evidence, context)).entries()) {
      articles.push(await readAsArticle({ page, ...asked, ...(index === 0 ? { url } : {}) }, context.reader));
    }
    const [first, ...later] = articles;
    const whole = first && later.length > 0 ? joinArticles([first, ...later], { today }) : first;
    return whole?.parts?.find((part) => part.url === url) ?? whole;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** Kept evidence understood by today's code, with what is held of the files that its page names. `undefined` like `readAgain`. */
export async function understandAgain(
  evidence: string,
  from: From,
  held: readonly Attachment[],
  context: Context,
): Promise<Classified | undefined> {
  const article = await readAgain(evidence, from, context);
  if (!article) return undefined;
  const attachments = article.attachments.map((each) => held.find(({ url }) => url === each.url) ?? each);
  const files = await heldFiles(attachments, context);
  return understand(withAttached(article, files, dayOf(context.now())), files);
}
