import type { TableItem } from '../../model/archive.ts';
import type { Address } from '../../model/document-store.ts';
import type { Context } from '../../model/ports.ts';
import { placeLists } from '../../model/table.ts';
import { dayOf, daysBetween } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** What tells which of two copies of an item is the later one: its version, else the time in its value. */
function ageOf({ v, value }: TableItem): number | string {
  const { at, until } = (typeof value === 'object' && value !== null ? value : {}) as { readonly at?: string; readonly until?: string };
  return v ?? orEmpty(at ?? until);
}

/** Brings back what the daily copy holds and the table lacks, or has from before. Returns how many items, or that the copy cannot be used. */
export async function restoreStates(context: Context): Promise<number | 'damaged'> {
  const backup = await context.backups.load();
  if (backup === undefined || backup === 'damaged') return backup ?? 0;
  let restored = 0;
  for (const item of backup.items) {
    const held = await context.archive.held(item);
    if (held && ageOf(held) >= ageOf(item)) continue;
    await context.archive.hold(held?.r === undefined ? item : { ...item, r: held.r });
    restored += 1;
  }
  return restored;
}

/** A page that was first seen so long ago is not missed for some weeks. */
const oldPage = 30;
const day = 24 * 3_600_000;

/**
 * The address of a lost item, whose record says when it was due after the last time something happened to it: often long ago. So that not all pages of a large store
 * are due at once, those that are old and as they should be come back over the next thirty days, each at its own time.
 */
export function spread(item: TableItem, now: Date): TableItem {
  const { dueAt, firstSeenAt, misses, canonicalUrl } = item.value as Address;
  const age = daysBetween(dayOf(new Date(firstSeenAt)), dayOf(now));
  if (dueAt === undefined || dueAt > now.toISOString() || misses !== undefined || age < oldPage || !item.gsi2) return item;
  const share = Number.parseInt(sha256(canonicalUrl).slice(0, 8), 16) / 2 ** 32;
  const later = new Date(now.getTime() + share * oldPage * day).toISOString();
  const place = item.gsi2.sk.slice(dueAt.length);
  return { ...item, value: { ...(item.value as Address), dueAt: later }, gsi2: { pk: placeLists.due, sk: `${later}${place}` } };
}

/** The page of the address was sent once: its list does not send it again. What the list said of it is remembered at the next reading. */
export async function rememberSeen({ value }: TableItem, { documents }: Context): Promise<void> {
  const { sourceId, also = [], canonicalUrl, firstSeenAt } = value as Address;
  for (const id of [sourceId, ...also]) {
    const [seen] = await documents.seen(id, [canonicalUrl]);
    if (!seen) await documents.markSeen(id, [{ url: canonicalUrl, seen: { at: firstSeenAt, lines: [] } }]);
  }
}
