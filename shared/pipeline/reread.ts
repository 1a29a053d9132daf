import type { Article } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import { dayOf } from '../model/time.ts';

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
    const reading = await context.reader.read({
      as: 'article',
      url,
      bytes: page.bytes,
      ...(page.headers['content-type'] === undefined ? {} : { contentType: page.headers['content-type'] }),
      ...(source?.article ? { article: source.article } : {}),
      ...(sourceId === undefined ? {} : { sourceId }),
      today: dayOf(context.now()),
    });
    return reading.kind === 'article' ? reading : undefined;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
