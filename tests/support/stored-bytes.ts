import { createHash } from 'node:crypto';
import { openDatabase, type Row } from '../../shared/store/sqlite/database.ts';
import { crcOfObject } from '../../shared/store/sqlite/objects.ts';

/** What somebody who can write to the file does to an object, behind the back of the program: its row is sound, what it says is not. */

const within = <T>(data: string, work: (database: ReturnType<typeof openDatabase>) => T): T => {
  const database = openDatabase(data);
  try {
    return work(database);
  } finally {
    database.close();
  }
};

const rowOf = (database: ReturnType<typeof openDatabase>, key: string) => {
  const row = database.get('SELECT * FROM object WHERE key = ?', key);
  if (!row) throw new Error(`no object ${key}`);
  return row;
};

/** The bytes of an object of the local instance as they lie in its database, packed or not. */
export const bytesIn = (data: string, key: string): Buffer =>
  within(data, (database) => Buffer.from(rowOf(database, key)['body'] as Uint8Array));

function write(data: string, row: Row): void {
  const names = ['key', 'body', 'encoding', 'etag', 'type', 'metadata', 'written'] as const;
  within(data, (database) =>
    database.run(
      'INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...names.map((name) => row[name] ?? null),
      crcOfObject(row),
    ),
  );
}

/** Takes an object away. */
export const loseObject = (data: string, key: string): void =>
  within(data, (database) => void database.run('DELETE FROM object WHERE key = ?', key));

/** Puts other bytes in their place, as a bad disk does: the row no longer has its checksum. */
export const putBytesIn = (data: string, key: string, bytes: Uint8Array): void =>
  within(data, (database) => {
    if (database.run('UPDATE object SET body = ? WHERE key = ?', bytes, key) !== 1) throw new Error(`no object ${key}`);
  });

/** The row of an object, to be put back as it was. */
export const objectIn = (data: string, key: string): Row => within(data, (database) => rowOf(database, key));
export const putObjectIn = (data: string, row: Row): void => write(data, row);

export type PlainObject = { readonly key: string; readonly bytes: Uint8Array; readonly metadata: Readonly<Record<string, string>> };

/** Puts an object that lies as it came. */
export function putPlain(data: string, { key, bytes, metadata }: PlainObject): void {
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const described = { encoding: null, etag, type: 'text/plain', metadata: JSON.stringify(metadata), written: Date.now() };
  write(data, { key, body: bytes, ...described } as unknown as Row);
}

/** What a bad disk does to a row of the table: it no longer has the checksum it was written with. */
export const damageItem = (data: string, { pk, sk }: { readonly pk: string; readonly sk: string }): void =>
  within(data, (database) => void database.run("UPDATE item SET data = data || ' ' WHERE pk = ? AND sk = ?", pk, sk));
