import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type NewObject, type ObjectCondition, type Objects, openSmallObjects } from '../objects.ts';
import { assertSound, checksum, type Database, type Row } from './database.ts';

const portion = 1000;

const etagOf = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`;
const described = ['key', 'encoding', 'etag', 'type', 'metadata', 'written'] as const;
const bodyOf = (row: Row): Uint8Array => row['body'] as Uint8Array;

export const crcOfObject = (row: Row): number =>
  checksum(
    described.map((name) => row[name]),
    bodyOf(row),
  );

function sound(row: Row): Row {
  assertSound(String(row['key']), row, crcOfObject(row));
  return row;
}

export function storeRow(
  db: Database,
  { key, Body, ContentEncoding, type, metadata = {}, written }: NewObject & { readonly written: number },
): void {
  const fields = [key, ContentEncoding ?? null, etagOf(Body), type, JSON.stringify(metadata), written] as const;
  const [, ...rest] = fields;
  db.run('INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?, ?)', key, Body, ...rest, checksum(fields, Body));
}

export function openSqliteObjects(db: Database): Objects {
  const find = (key: string): Row | undefined => db.get('SELECT * FROM object WHERE key = ?', key);
  const write = (object: NewObject): void => storeRow(db, { ...object, written: Date.now() });
  const meets = (key: string, condition: ObjectCondition): boolean => {
    const etag = db.get('SELECT etag FROM object WHERE key = ?', key)?.['etag'];
    return 'absent' in condition ? etag === undefined : etag === condition.etag;
  };
  return {
    ...openSmallObjects({
      async load(key, unless) {
        const row = find(key);
        if (!row) return undefined;
        if (unless !== undefined && row['etag'] === unless) return 'same';
        const { encoding, etag, metadata } = sound(row);
        return {
          bytes: bodyOf(row),
          etag: String(etag),
          encoding: encoding === null ? undefined : String(encoding),
          metadata: JSON.parse(String(metadata)),
        };
      },
      store: async (object, condition) =>
        db.together(() => {
          if (!meets(object.key, condition)) return false;
          write(object);
          return true;
        }),
    }),
    async read(key) {
      const row = find(key);
      return row && Readable.from([Buffer.from(bodyOf(sound(row)))]);
    },
    async write(key, bytes, type) {
      write({ key, Body: await buffer(Readable.from(bytes)), type });
    },
    async *list(prefix, after = '', written) {
      const found = (from: string): Row[] =>
        db.all(
          'SELECT key, written FROM object WHERE key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?',
          ...[prefix, `${prefix}\u{10ffff}`, from, portion],
        );
      for (let rows = found(after); rows.length > 0; rows = found(String(rows.at(-1)?.['key']))) {
        for (const { key, written: at } of rows) if (!written || Number(at) < written.getTime()) yield String(key);
      }
    },
    erase: async (prefix) => db.run('DELETE FROM object WHERE key >= ? AND key < ?', prefix, `${prefix}\u{10ffff}`),
    async remove(key) {
      db.run('DELETE FROM object WHERE key = ?', key);
      return true;
    },
  };
}
