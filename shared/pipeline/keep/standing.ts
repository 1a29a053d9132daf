import type { Raw } from '../../model/archive.ts';
import { recordedAs } from '../../model/records.ts';

export type Standing = 'same' | 'missing' | 'older' | 'newer' | 'other';

/** What counts of a value: of a head not the event that it may still carry, of an address not when it was looked at. */
function told(item: Raw): string {
  const row = recordedAs(item);
  const value = item.value as Readonly<Record<string, unknown>>;
  if (row?.news) return JSON.stringify(row.news.map((field) => value[field] ?? null));
  if (row?.kind !== 'document') return JSON.stringify([value, item.gsi1]);
  const { unsettled: _event, ...head } = value;
  return JSON.stringify([head, item.gsi1]);
}

/** How an item of the table stands to what its last record says. */
export function standing(filed: Raw, held: Raw | undefined): Standing {
  if (!held) return 'missing';
  const [last, here] = [filed.v ?? filed.r, held.v ?? held.r];
  if (last !== undefined && here !== undefined && last !== here) return here < last ? 'older' : 'newer';
  return told(filed) === told(held) ? 'same' : 'other';
}
