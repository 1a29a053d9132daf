import { recordedKindOf } from '../../model/records.ts';
import type { Key } from '../../model/table.ts';
import type { Item } from '../table.ts';

/** An item as it was seen last, or that there was none. */
type Seen = Item | 'absent';
const mostSeen = 2_000;

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Items of the kinds that visits write again and again, as this process saw them last: what is written next need not be read once more. */
export function openSeenItems() {
  const items = new Map<string, Seen>();
  const note = (key: Key, seen: Seen): void => {
    if (recordedKindOf(key)?.news === undefined) return;
    items.delete(nameOf(key));
    items.set(nameOf(key), seen);
    const [oldest] = items.keys();
    if (items.size > mostSeen && oldest !== undefined) items.delete(oldest);
  };
  return {
    of: (key: Key): Seen | undefined => items.get(nameOf(key)),
    found(key: Key, item: Item | undefined): Item | undefined {
      note(key, item ?? 'absent');
      return item;
    },
    keep(item: Item): Item {
      note(item, item);
      return item;
    },
    forget: (key: Key): boolean => items.delete(nameOf(key)),
  };
}
