import type { TableItem } from '../../model/archive.ts';
import { recordedKindOf } from '../../model/records.ts';

export type RecordMatch = 'same' | 'missing' | 'older' | 'newer' | 'other';

/** What counts of a value: of a head not the event that it may still carry, of an address not when it was looked at. */
function comparedFields(item: TableItem): string {
  const row = recordedKindOf(item);
  const value = item.value as Readonly<Record<string, unknown>>;
  if (row?.news) return JSON.stringify(row.news.map((field) => value[field] ?? null));
  if (row?.kind !== 'document') return JSON.stringify([value, item.gsi1]);
  const { unsettled: _event, ...head } = value;
  return JSON.stringify([head, item.gsi1]);
}

/** How an item of the table stands to what its last record says. */
export function compareWithRecord(filed: TableItem, held: TableItem | undefined): RecordMatch {
  if (!held) return 'missing';
  const [last, here] = [filed.v ?? filed.r, held.v ?? held.r];
  if (last !== undefined && here !== undefined && last !== here) return here < last ? 'older' : 'newer';
  return comparedFields(filed) === comparedFields(held) ? 'same' : 'other';
}
