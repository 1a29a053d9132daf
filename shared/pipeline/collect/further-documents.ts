import type { Context } from '../../model/ports.ts';
import { ingest } from './ingest.ts';
import type { ReadPage } from './read-page.ts';

/** Stores the further documents of a page, each as one of its own, on the same evidence and at the page's address with `#2`, `#3` … */
export async function storeFurther({ task, source, snapshot, article }: ReadPage, context: Context): Promise<void> {
  for (const part of article.parts ?? []) {
    const { saved } = await ingest({ article: part, source, known: undefined, snapshot }, context);
    context.note({ sourceId: task.sourceId, saved, requests: 0, bytes: 0 });
  }
}
