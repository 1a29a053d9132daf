import { recordedKindOf, recordedKinds } from '../../model/records.ts';
import { type Key, ledgerPrefix } from '../../model/table.ts';
import { orEmpty } from '../../model/values.ts';
import { hash } from '../hash.ts';

const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const safeName = (text: string): string => (plain.test(text) ? text : hash(text));

/** The folder of an item's records; undefined when it has none. */
export function folderOf(key: Key): string | undefined {
  const row = recordedKindOf(key);
  if (!row) return undefined;
  const rest = key.pk.slice(row.partition.length);
  if (row.reader) return `${row.under}${safeName(row.reader(key))}/${row.kind}-${safeName(rest)}/`;
  return `${row.under}${row.kind}/${safeName(row.sort === key.sk || row.partition === `${key.sk}#` ? rest : `${rest} ${key.sk}`)}/`;
}

/** The second part of keys whose kind does not name it. */
const sorts: Readonly<Record<string, string>> = {
  profile: 'PROFILE',
  mark: 'MARK',
  token: 'TOKEN',
  spent: 'SPENT',
  secret: 'SECRET',
  label: 'LABEL',
};

/** The item whose records lie in a folder, where its name says that. */
export function itemOf(folder: string): Key | undefined {
  const [, reader, named = ''] = /^readers\/([^/]+)\/([^/]+)\/$/.exec(folder) ?? [];
  const [, plainKind, plainRest = ''] = /^records\/([^/]+)\/([^/]+)\/$/.exec(folder) ?? [];
  for (const { kind, partition, sort } of recordedKinds) {
    if (reader === undefined ? kind !== plainKind : !named.startsWith(`${kind}-`)) continue;
    const rest = reader === undefined ? plainRest : named.slice(kind.length + 1);
    const sk = sort === ledgerPrefix ? `${sort}${reader}` : orEmpty(sort ?? sorts[kind]);
    const key = { pk: `${partition}${rest}`, sk };
    if (folderOf(key) === folder) return key;
  }
  return undefined;
}

/** The folder of everything about a reader. */
export const folderOfReader = (id: string): string => `readers/${safeName(id)}/`;

/** Key of the `n`-th record of an item. */
export const recordKey = (folder: string, n: number): string => `${folder}${String(n).padStart(6, '0')}.json`;

const form = /^(.{1,900}\/)(\d{6,9})\.json$/;

/** Folder and number of a record; undefined for a key of another form. */
export function parseRecordKey(key: string): { readonly folder: string; readonly n: number } | undefined {
  const [, folder, digits] = form.exec(key) ?? [];
  return folder === undefined || digits === undefined ? undefined : { folder, n: Number(digits) };
}
