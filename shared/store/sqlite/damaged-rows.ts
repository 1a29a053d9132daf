import type { Key } from '../../model/table.ts';
import type { Database, Row } from './database.ts';
import { crcOfObject } from './objects.ts';
import { crcOfItem } from './table.ts';

const [someObjects, someItems] = [100, 1000];

export type DamagedRow = { readonly object: string } | { readonly item: Key };

export function* damagedRows(db: Pick<Database, 'all'>): Generator<DamagedRow> {
  let rows: readonly Row[] = [];
  for (let after = ''; ; after = String(rows.at(-1)?.['key'])) {
    rows = db.all('SELECT * FROM object WHERE key > ? ORDER BY key LIMIT ?', after, someObjects);
    for (const row of rows) if (row['crc'] !== crcOfObject(row)) yield { object: String(row['key']) };
    if (rows.length < someObjects) break;
  }
  for (let [pk, sk] = ['', '']; ; [pk, sk] = [String(rows.at(-1)?.['pk']), String(rows.at(-1)?.['sk'])]) {
    rows = db.all('SELECT * FROM item WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ?', pk, sk, someItems);
    for (const row of rows) if (row['crc'] !== crcOfItem(row)) yield { item: { pk: String(row['pk']), sk: String(row['sk']) } };
    if (rows.length < someItems) break;
  }
}
