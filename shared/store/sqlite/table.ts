import type { Key } from '../../model/table.ts';
import { orEmpty } from '../../model/values.ts';
import type { Item, Table, WriteCondition } from '../table.ts';
import { assertSound, checksum, type Database, type Row } from './database.ts';
import { openSqliteSums } from './sums.ts';

const columns = ['pk', 'sk', 'data', 'v', 'r', 'ttl', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'] as const;
const put = `INSERT OR REPLACE INTO item VALUES (${[...columns, 'crc'].map(() => '?').join(', ')})`;

const fieldsOf = ({ pk, sk, value, v, r, ttl, gsi1, gsi2 }: Item) =>
  [
    pk,
    sk,
    value === undefined ? null : JSON.stringify(value),
    v ?? null,
    r ?? null,
    ttl ?? null,
    ...[gsi1, gsi2].flatMap((place) => [place?.pk ?? null, place?.sk ?? null]),
  ] as const;

const place = (row: Row, index: 'gsi1' | 'gsi2'): Key | undefined => {
  const [pk, sk] = [row[`${index}pk`], row[`${index}sk`]];
  return pk === null || pk === undefined ? undefined : { pk: String(pk), sk: String(sk) };
};

const valueIn = ({ data }: Row): unknown => (data === null ? undefined : JSON.parse(String(data)));

export const crcOfItem = (row: Row): number => checksum(columns.map((name) => row[name]));

function sound(row: Row): Row {
  const key = { pk: String(row['pk']), sk: String(row['sk']) };
  assertSound(`the item ${key.pk} ${key.sk}`, row, crcOfItem(row), key);
  return row;
}

function itemOf(row: Row | undefined): Item | undefined {
  if (!row) return undefined;
  const [gsi1, gsi2] = [place(sound(row), 'gsi1'), place(row, 'gsi2')];
  return {
    pk: String(row['pk']),
    sk: String(row['sk']),
    value: valueIn(row),
    ...(row['v'] !== null && { v: Number(row['v']) }),
    ...(row['r'] !== null && { r: Number(row['r']) }),
    ...(gsi1 && { gsi1 }),
    ...(gsi2 && { gsi2 }),
  };
}

function holds(stored: Item | undefined, condition: WriteCondition): boolean {
  if (condition === 'none') return true;
  if (condition === 'absent') return stored === undefined;
  return 'v' in condition ? stored?.v === condition.v : stored?.r === condition.r;
}

type Range = {
  readonly prefix?: string;
  readonly limit?: number;
  readonly after?: string;
  readonly upTo?: string;
  readonly newestFirst?: boolean;
};

/** Sorts after every text that begins with the same letters. */
const last = '\u{10ffff}';

function rangeIn(db: Database) {
  return (index: '' | 'gsi1' | 'gsi2', pk: string, { prefix, limit = -1, after, upTo, newestFirst = false }: Range) => {
    const [pkName, skName] = [`${index}pk`, `${index}sk`];
    const bounds: (readonly [sql: string, value: string | undefined])[] =
      prefix === undefined
        ? [
            ['>', after],
            ['<=', upTo],
          ]
        : [
            ['>=', prefix],
            ['<', `${prefix}${last}`],
          ];
    const given = bounds.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql: ` AND ${skName} ${sql} ?`, value }]));
    const where = `${pkName} = ?${given.map(({ sql }) => sql).join('')}`;
    const order = newestFirst ? 'DESC' : 'ASC';
    const tie = index === '' ? '' : `, pk ${order}, sk ${order}`;
    const rows = db.all(
      `SELECT * FROM item WHERE ${where} ORDER BY ${skName} ${order}${tie} LIMIT ?`,
      pk,
      ...given.map(({ value }) => value),
      limit,
    );
    return rows.map((row) => ({ sk: String(sound(row)['sk']), value: valueIn(row), place: orEmpty(row['gsi2sk']?.toString()) }));
  };
}

export function deleteExpired(db: Database, second: number): void {
  for (const table of ['item', 'sums']) db.run(`DELETE FROM ${table} WHERE ttl < ?`, second);
}

export function openSqliteTable(db: Database): Table {
  const read = ({ pk, sk }: Key): Item | undefined => itemOf(db.get('SELECT * FROM item WHERE pk = ? AND sk = ?', pk, sk));
  const write = (item: Item): void => {
    const fields = fieldsOf(item);
    db.run(put, ...fields, checksum(fields));
  };
  const drop = ({ pk, sk }: Key): number => db.run('DELETE FROM item WHERE pk = ? AND sk = ?', pk, sk);
  const range = rangeIn(db);
  return {
    get: async <Value>(key: Key) => read(key)?.value as Value | undefined,
    getMany: async (keys) => keys.map((key) => read(key)?.value),
    items: async (keys) => keys.map(read),
    item: async (key) => read(key),
    put: async (item, condition) =>
      db.together(() => {
        if (condition !== 'none' && !holds(read(item), condition)) return false;
        write(item);
        return true;
      }),
    // Of one key the first counts.
    putMany: async (items) => db.together(() => items.toReversed().forEach(write)),
    removeMany: async (keys) => db.together(() => keys.forEach((key) => void drop(key))),
    move: async (key, from, to) =>
      db.together(() => {
        const row = db.get('SELECT * FROM item WHERE pk = ? AND sk = ?', key.pk, key.sk);
        if (row?.['gsi2pk'] !== from.pk || row['gsi2sk'] !== from.sk) return false;
        const moved = { ...sound(row), gsi2pk: to.pk, gsi2sk: to.sk } as Row;
        const crc = crcOfItem(moved);
        return db.run('UPDATE item SET gsi2pk = ?, gsi2sk = ?, crc = ? WHERE pk = ? AND sk = ?', to.pk, to.sk, crc, key.pk, key.sk) === 1;
      }),
    remove: async (key, condition) =>
      db.together(() => {
        if (condition && !holds(read(key), condition)) return false;
        drop(key);
        return true;
      }),
    query: async (pk, options = {}) => range('', pk, options),
    queryIndex: async (index, pk, options = {}) => range(index, pk, options),
    ...openSqliteSums(db),
  };
}
