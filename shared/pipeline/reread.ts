import type { Article } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import { dayOf } from '../model/time.ts';
import { readAsArticle } from './job.ts';

/** Reads kept evidence with today's code. `undefined` when the evidence is gone or can no longer be read. */
export async function readAgain(
  evidence: string,
  { url, sourceId }: Pick<Article, 'url' | 'sourceId'>,
  context: Context,
): Promise<Article | undefined> {
  const page = await context.snapshots.load(evidence);
  if (!page) return undefined;
  const source = context.settings.sources.find(({ id }) => id === sourceId);
  try {
    return await readAsArticle(
      { page, source, url, today: dayOf(context.now()), ...(sourceId === undefined ? {} : { sourceId }) },
      context.reader,
    );
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
