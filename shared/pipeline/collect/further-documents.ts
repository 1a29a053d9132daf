import type { CollectContext } from '../../model/ports.ts';
import { ingest } from './ingest.ts';
import type { ReadPage } from './read-page.ts';

/** Stores the further documents of a page, each as a document of its own with the same evidence, at the address of the page with `#2`, `#3` … */
export async function storeFurther({ task, source, snapshot, article }: ReadPage, context: CollectContext): Promise<void> {
  for (const part of article.parts ?? []) {
    const { saved } = await ingest({ article: part, source, known: undefined, snapshot, backfill: task.backfill }, context);
    context.note({ sourceId: task.sourceId, saved, requests: 0, bytes: 0 });
  }
}
