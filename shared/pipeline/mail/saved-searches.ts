import type { Choices } from '../../model/choices.ts';
import type { DigestItem } from '../../model/digest.ts';
import type { ReadContext } from '../../model/ports.ts';
import type { Found } from '../../stages/digest/choices.ts';
import { type AskedSearches, findSaved } from '../read/saved-searches.ts';

type Asked = { readonly ids: readonly string[]; readonly searches: AskedSearches };

/** What searches have found among the items of one mail: many readers keep the same one, and each is asked once. */
const asked = new WeakMap<readonly DigestItem[], Asked>();

const everything = { id: 'everything', name: '', filters: {} };

/**
 * Items that each saved search finds. The index may lack an item that is minutes old: every search finds that one, since the reader's mark moves past it and no later
 * mail would tell of it.
 */
export async function findAmong(items: readonly DigestItem[], { searches = [] }: Choices, context: ReadContext): Promise<Found> {
  if (searches.length === 0) return new Map();
  const known = asked.get(items) ?? { ids: [...new Set(items.map(({ id }) => id))], searches: new Map() };
  asked.set(items, known);
  const found = await findSaved([everything, ...searches], items, context, known.searches);
  const indexed = found.get(everything.id);
  const late = known.ids.filter((id) => !indexed?.has(id));
  return late.length === 0 ? found : new Map([...found].map(([id, hits]) => [id, new Set([...hits, ...late])]));
}
