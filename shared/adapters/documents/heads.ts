import type { Head } from '../../model/document.ts';
import type { Address, Documents } from '../../model/document-store.ts';
import { headKey, type Key, labelKey } from '../../model/table.ts';
import { opt } from '../../model/values.ts';
import { withLabel } from '../../stages/classify/label.ts';
import type { Table } from '../../store/table.ts';
import type { StoredLabel } from './labels.ts';
import { addressKeyOf } from './visits.ts';

export const headKeys = (id: string): readonly [Key, Key] => [headKey(id), labelKey(id)];

/** A head by the values of its two keys. A person's themes replace the model's. */
export function toHead(head: unknown, label: unknown): Head | undefined {
  const given = (label as StoredLabel | undefined)?.label;
  return head && given ? withLabel({ ...(head as Head), label: given }) : (head as Head | undefined);
}

/** Reads heads in the order of their ids; heads and labels of many documents are asked for together. */
export async function readHeads(table: Table, ids: readonly string[]): Promise<readonly (Head | undefined)[]> {
  const unique = [...new Set(ids)];
  const found = await table.getMany(unique.flatMap(headKeys));
  const heads = new Map(unique.map((id, at) => [id, toHead(found[2 * at], found[2 * at + 1])]));
  return ids.map((id) => heads.get(id));
}

type Visit = Awaited<ReturnType<Documents['visit']>>;

export function openHeads(table: Table): Pick<Documents, 'head' | 'heads' | 'visit'> {
  return {
    head: async (id) => (await readHeads(table, [id]))[0],
    heads: async (ids) => (await readHeads(table, ids)).filter((head) => head !== undefined),
    async visit(url, documentId): Promise<Visit> {
      const ofHead = documentId === undefined ? [] : headKeys(documentId);
      const [address, ...found] = await table.getMany([addressKeyOf(url), ...ofHead]);
      const of = (address as Address | undefined)?.documentId;
      if (of === undefined) return opt('address', address as Address | undefined);
      const head = of === documentId ? toHead(found[0], found[1]) : (await readHeads(table, [of]))[0];
      return { address: address as Address, ...opt('head', head) };
    },
  };
}
