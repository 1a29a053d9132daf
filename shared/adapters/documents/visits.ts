import type { Address, Documents, SeenEntry } from '../../model/ports.ts';
import { addressKey, dueList, seenKey } from '../../model/table.ts';
import type { Table } from '../table.ts';
import { hash } from './hash.ts';

type Visits = Pick<Documents, 'seen' | 'markSeen' | 'address' | 'saveAddress' | 'dueAddresses'>;

/** Entries that were sent, and addresses with what was last seen there and when they are due again. */
export function openVisits(table: Table): Visits {
  return {
    seen: (sourceId, urls) =>
      Promise.all(urls.map(async (url) => (await table.get(seenKey(sourceId, hash(url)))) as SeenEntry | undefined)),
    async markSeen(sourceId, entries) {
      await Promise.all(entries.map(({ url, seen }) => table.put({ ...seenKey(sourceId, hash(url)), value: seen }, 'none')));
    },
    address: async (url) => (await table.get(addressKey(hash(url)))) as Address | undefined,
    async saveAddress(address) {
      const item = { ...addressKey(hash(address.canonicalUrl)), value: address };
      await table.put({ ...item, gsi2: { pk: dueList, sk: `${address.dueAt}#${hash(address.canonicalUrl)}` } }, 'none');
    },
    async dueAddresses(now, limit) {
      const found = await table.queryIndex('gsi2', dueList, { upTo: `${now}~`, limit });
      return found.map((item) => item.value as Address);
    },
  };
}
