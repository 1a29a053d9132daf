import type { ItemRecords } from '../../../model/archive.ts';
import { DamagedError } from '../../../model/errors.ts';
import type { Context } from '../../../model/ports.ts';
import { itemsOf } from '../../../stages/digest/narrow.ts';

const documentFolder = /^records\/document\/([^/]+)\/$/;

/** A document that something names, and of which there is nothing: no record, and no item in the table. */
export type LostDocument = { readonly id: string; readonly by: string };

/** Gathers which documents records name, as they come, and which have records. */
export function openNamed() {
  const named = new Map<string, string>();
  const known = new Set<string>();
  return {
    add({ folder, kind, item }: ItemRecords): void {
      const [, own] = documentFolder.exec(folder) ?? [];
      if (own !== undefined) known.add(own);
      const id =
        kind === 'news' || kind === 'address' ? (item?.value as { readonly documentId?: string } | undefined)?.documentId : undefined;
      if (id !== undefined) named.set(id, kind === 'news' ? 'the list of news' : 'the address of its page');
    },
    async lost(context: Context): Promise<readonly LostDocument[]> {
      for (const week of await context.digests.weeks(10_000)) {
        const digest = await context.digests.get(week).catch(unlessOther);
        for (const { id } of digest ? itemsOf(digest) : []) named.set(id, named.get(id) ?? `the digest of ${week}`);
      }
      const found: LostDocument[] = [];
      for (const [id, by] of named) if (!known.has(id) && !(await context.documents.head(id))) found.push({ id, by });
      return found;
    },
  };
}

function unlessOther(error: unknown): undefined {
  if (!(error instanceof DamagedError)) throw error;
}
