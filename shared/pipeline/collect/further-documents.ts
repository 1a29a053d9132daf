import type { Article } from '../../model/article.ts';
import type { Snapshot } from '../../model/page.ts';
import type { Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { ingest } from './ingest.ts';

type FirstDocument = { readonly sourceId: string; readonly source: Source | undefined; readonly snapshot: Snapshot };

/** Stores the further documents of a page, each as one of its own, on the same evidence and at the page's address with `#2`, `#3` … */
export async function storeFurther(
  { parts = [] }: Article,
  { sourceId, source, snapshot }: FirstDocument,
  context: Context,
): Promise<void> {
  for (const article of parts) {
    const { saved } = await ingest({ article, source, known: undefined, snapshot }, context);
    context.note({ sourceId, saved, requests: 0, bytes: 0 });
  }
}
