import type { Address, Documents, SeenEntry } from '../../model/document-store.ts';
import { addressKey, type Key, placeLists, seenKey, visitsOf } from '../../model/table.ts';
import { opt } from '../../model/values.ts';
import { hash } from '../../store/hash.ts';
import type { Item, Table } from '../../store/table.ts';

type Visits = Pick<Documents, 'seen' | 'markSeen' | 'address' | 'nextRecord' | 'saveAddress' | 'visited' | 'placed' | 'place'>;

/** The key of the item of a canonical address. */
export const addressKeyOf = (url: string): Key => addressKey(hash(url));

/** The item of an address, in the list of those that are due, and that of a document in the list of its host. */
export function addressItem(address: Address, record?: number): Item {
  const id = hash(address.canonicalUrl);
  const due = address.dueAt === undefined ? {} : { gsi2: { pk: placeLists.due, sk: `${address.dueAt}#${id}` } };
  const { host } = new URL(address.canonicalUrl);
  const visit = address.documentId === undefined ? {} : { gsi1: { pk: visitsOf(host), sk: `${address.checkedAt}#${id}` } };
  return { ...addressKey(id), value: address, ...visit, ...due, ...opt('r', record) };
}

/** Entries that were sent, and addresses with the result of the last visit and the time of the next one. */
export function openVisits(table: Table): Visits {
  return {
    async seen(sourceId, urls) {
      return (await table.getMany(urls.map((url) => seenKey(sourceId, hash(url))))) as readonly (SeenEntry | undefined)[];
    },
    markSeen: (sourceId, entries) => table.putMany(entries.map(({ url, seen }) => ({ ...seenKey(sourceId, hash(url)), value: seen }))),
    address: async (url) => (await table.get(addressKeyOf(url))) as Address | undefined,
    async nextRecord(url) {
      const { r } = (await table.item(addressKeyOf(url))) ?? { r: 0 };
      return r === undefined ? undefined : r + 1;
    },
    async saveAddress(address, record) {
      await table.put(addressItem(address, record), 'none');
    },
    async visited(host, after, limit) {
      const found = await table.queryIndex('gsi1', visitsOf(host), { after, limit, newestFirst: true });
      return found.map(({ value }) => value as Address);
    },
    async placed(list, range) {
      const found = await table.queryIndex('gsi2', placeLists[list], range);
      return found.map(({ value, place }) => ({ address: value as Address, list, place }));
    },
    place({ address, list, place }, to, at) {
      const id = hash(address.canonicalUrl);
      return table.move(addressKey(id), { pk: placeLists[list], sk: place }, { pk: placeLists[to], sk: `${at}#${id}` });
    },
  };
}
