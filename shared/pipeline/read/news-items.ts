import { type DigestItem, sectionItems } from '../../model/digest.ts';
import type { NewsEvent } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import { weekOf } from '../../model/time.ts';
import { inPortions } from '../../model/values.ts';
import { compose } from '../../stages/digest/compose.ts';
import type { DigestCandidate } from '../../stages/digest/item.ts';
import { isFolded } from '../../stages/digest/older.ts';
import { findCandidate } from './candidates.ts';

const atOnce = 8;

/** Events of the list of news as items of a digest of today, in the order of its sections; irrelevant and older documents are none. */
export async function composeNews(events: readonly NewsEvent[], context: LookupContext): Promise<readonly DigestItem[]> {
  const news = events.filter(({ older }) => !older);
  const byDocument = [...Map.groupBy(news, ({ documentId }) => documentId)];
  const found = await inPortions(byDocument, atOnce, ([id, revisions]) => findCandidate(id, revisions, context));
  // An older page that is first seen now is no news: its week's digest names a few, and counts the others.
  const changed = found.filter((one): one is DigestCandidate => one !== undefined && !isFolded(one));
  if (changed.length === 0) return [];
  const now = context.now();
  return sectionItems(compose({ week: weekOf(now), now, changed, effect: [], open: [], sources: [] }));
}
