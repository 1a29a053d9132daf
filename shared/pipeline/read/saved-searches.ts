import type { SavedSearch } from '../../model/choices.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import type { Found } from '../../stages/digest/choices.ts';

/** Which of these documents each search finds today. */
export async function findSaved(
  searches: readonly SavedSearch[] = [],
  documents: readonly { readonly id: string }[],
  context: LookupContext,
): Promise<Found> {
  const today = dayOf(context.now());
  const among = [...new Set(documents.map(({ id }) => id))];
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id, filters } of searches) {
    const { hits } = await context.search.query({ ...filters, among, limit: Math.max(1, among.length), today });
    found.set(id, new Set(hits.map((hit) => hit.id)));
  }
  return found;
}
