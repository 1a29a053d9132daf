import type { TableItem } from '../../model/archive.ts';
import { recordedKindOf } from '../../model/records.ts';

export type RecordMatch = 'same' | 'missing' | 'older' | 'newer' | 'other';

/** The part of a value that is compared: of a head without its pending event, of an address without the time of its last visit. */
function comparedFields(item: TableItem): string {
  const row = recordedKindOf(item);
  const value = item.value as Readonly<Record<string, unknown>>;
  if (row?.news) return JSON.stringify(row.news.map((field) => value[field] ?? null));
  if (row?.kind !== 'document') return JSON.stringify([value, item.gsi1]);
  const { unsettled: _event, ...head } = value;
  return JSON.stringify([head, item.gsi1]);
}

/** Compares an item of the table with its last record. */
export function compareWithRecord(filed: TableItem, held: TableItem | undefined): RecordMatch {
  if (!held) return 'missing';
  const [last, here] = [filed.v ?? filed.r, held.v ?? held.r];
  if (last !== undefined && here !== undefined && last !== here) return here < last ? 'older' : 'newer';
  return comparedFields(filed) === comparedFields(held) ? 'same' : 'other';
}
