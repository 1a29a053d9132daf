import type { Article } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import { dayOf } from '../model/time.ts';
import { joinArticles } from '../stages/join.ts';
import { readAsArticle } from './job.ts';
import { pagesBehind } from './whole.ts';

/** Reads kept evidence with today's code, all pages of a text. `undefined` when the evidence is gone or can no longer be read. */
export async function readAgain(
  evidence: string,
  { url, sourceId }: Pick<Article, 'url' | 'sourceId'>,
  context: Context,
): Promise<Article | undefined> {
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
