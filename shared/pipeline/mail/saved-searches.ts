import type { Choices } from '../../model/choices.ts';
import type { DigestItem } from '../../model/digest.ts';
import type { ReadContext } from '../../model/ports.ts';
import type { Found } from '../../stages/digest/choices.ts';
import { findSaved } from '../read/saved-searches.ts';

const everything = { id: 'everything', name: '', filters: {} };

/**
 * Items that each saved search finds. The index may lack an item that is minutes old: every search finds that one, since the reader's mark moves past it and no later
 * mail would tell of it.
 */
export async function findAmong(items: readonly DigestItem[], { searches = [] }: Choices, context: ReadContext): Promise<Found> {
  if (searches.length === 0) return new Map();
  const found = await findSaved([everything, ...searches], items, context);
  const indexed = found.get(everything.id);
  const late = items.map(({ id }) => id).filter((id) => !indexed?.has(id));
  return late.length === 0 ? found : new Map([...found].map(([id, hits]) => [id, new Set([...hits, ...late])]));
}
