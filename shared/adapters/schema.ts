import { InputError } from '../model/errors.ts';
import type { SchemaStore } from '../model/ports.ts';
import { type SchemaRecord as Stored, schemaVersion } from '../model/schema.ts';
import { schemaKey } from '../model/table.ts';
import type { Table } from '../store/table.ts';

/** The form of the stored data. */
export function openSchema(table: Table): SchemaStore {
  const read = async () => (await table.get(schemaKey)) as Stored | undefined;
  return {
    version: async () => (await read())?.version ?? 1,
    async stamp(version, at) {
      const before = await read();
      const v = (before?.v ?? 0) + 1;
      await table.put({ ...schemaKey, value: { version, at, v } satisfies Stored, v }, before ? { v: before.v } : 'absent');
    },
  };
}

/** The form of the data. Throws InputError for a later one than this program knows, since it would lose what it does not know. */
export async function knownForm({ version }: SchemaStore): Promise<number> {
  const found = await version();
  if (found <= schemaVersion) return found;
  throw new InputError(
    `the store was written by a newer version of Hongtou (its data is of form ${found}, this version knows ${schemaVersion}); ` +
      'use that version, or a copy of the store from before it',
  );
}
