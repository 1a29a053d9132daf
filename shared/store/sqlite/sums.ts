import type { Sums } from '../table.ts';
import { assertSound, checksum, type Database, type Row } from './database.ts';

const fieldsOf = (row: Row): readonly unknown[] => ['pk', 'sk', 'name', 'n', 'ttl'].map((name) => row[name]);

export function openSqliteSums(db: Database): Sums {
  const sound = (row: Row): Row => {
    assertSound(`the sum ${row['name']} of ${row['pk']}`, row, checksum(fieldsOf(row)));
    return row;
  };
  return {
    add: async ({ pk, sk }, amounts, ttl) =>
      db.together(() => {
        for (const [name, amount] of Object.entries(amounts)) {
          const before = db.get('SELECT * FROM sums WHERE pk = ? AND sk = ? AND name = ?', pk, sk, name);
          const n = (before ? Number(sound(before)['n']) : 0) + amount;
          db.run('INSERT OR REPLACE INTO sums VALUES (?, ?, ?, ?, ?, ?)', pk, sk, name, n, ttl, checksum([pk, sk, name, n, ttl]));
        }
      }),
    sums: async ({ pk, sk }) => {
      const rows = db.all('SELECT * FROM sums WHERE pk = ? AND sk = ?', pk, sk).map(sound);
      return Object.fromEntries(rows.map(({ name, n }) => [String(name), Number(n)]));
    },
  };
}
