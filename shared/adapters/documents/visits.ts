import type { Address, Documents, SeenEntry } from '../../model/document-store.ts';
import { addressKey, placeLists, seenKey } from '../../model/table.ts';
import type { Table } from '../table.ts';
import { hash } from './hash.ts';

type Visits = Pick<Documents, 'seen' | 'markSeen' | 'address' | 'saveAddress' | 'placed' | 'place'>;

/** Entries that were sent, and addresses with the result of the last visit and the time of the next one. */
export function openVisits(table: Table): Visits {
  return {
    seen: (sourceId, urls) =>
      Promise.all(urls.map(async (url) => (await table.get(seenKey(sourceId, hash(url)))) as SeenEntry | undefined)),
    async markSeen(sourceId, entries) {
      await Promise.all(entries.map(({ url, seen }) => table.put({ ...seenKey(sourceId, hash(url)), value: seen }, 'none')));
    },
    address: async (url) => (await table.get(addressKey(hash(url)))) as Address | undefined,
    async saveAddress(address) {
      const id = hash(address.canonicalUrl);
      const due = address.dueAt === undefined ? {} : { gsi2: { pk: placeLists.due, sk: `${address.dueAt}#${id}` } };
      await table.put({ ...addressKey(id), value: address, ...due }, 'none');
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
