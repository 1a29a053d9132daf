import type { SavedSearch } from '../../model/choices.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import type { Found } from '../../stages/digest/choices.ts';

/** What searches have found, by their filters. */
export type AskedSearches = Map<string, Promise<ReadonlySet<string>>>;

/** Which of these documents each search finds today. Searches with the same filters are asked once; `asked` carries that on to the next reader. */
export async function findSaved(
  searches: readonly SavedSearch[] = [],
  documents: readonly { readonly id: string }[],
  context: LookupContext,
  asked: AskedSearches = new Map(),
): Promise<Found> {
  const today = dayOf(context.now());
  const ids = [...new Set(documents.map(({ id }) => id))];
  const ask = async (filters: SavedSearch['filters']): Promise<ReadonlySet<string>> => {
    const { hits } = await context.search.query({ ...filters, among: ids, limit: Math.max(1, ids.length), today });
    return new Set(hits.map(({ id }) => id));
  };
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id, filters } of searches) {
    const key = JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const answer = asked.get(key) ?? ask(filters);
    asked.set(key, answer);
    answer.catch(() => asked.delete(key));
    found.set(id, await answer);
  }
  return found;
}
