import type { Ledger, StoredDigest, Subscriber } from '../model/digest.ts';
import type { Digests } from '../model/ports.ts';
import * as keys from '../model/table.ts';
import type { Table } from './table.ts';

/** Digests, the ledger of deliveries, and readers. A delivery is claimed by a conditional write before anything is sent. */
export function openDigests(table: Table): Digests {
  return {
    get: async (week) => (await table.get(keys.digestKey(week))) as StoredDigest | undefined,
    async put(digest) {
      const item = { ...keys.digestKey(digest.week), value: digest };
      await table.put({ ...item, gsi1: { pk: keys.listOfDigests, sk: digest.week } }, 'none');
    },
    async weeks(limit) {
      const found = await table.queryIndex('gsi1', keys.listOfDigests, { limit, newestFirst: true });
      return found.map((item) => (item.value as StoredDigest).week);
    },
    ledger: async (week, reader) => (await table.get(keys.ledgerKey(week, reader))) as Ledger | undefined,
    claim: (week, reader, at) =>
      table.put({ ...keys.ledgerKey(week, reader), value: { week, reader, state: 'claimed', at } satisfies Ledger }, 'absent'),
    async settle(week, reader, state, at, detail) {
      const value: Ledger = { week, reader, state, at, ...(detail === undefined ? {} : { detail }) };
      await table.put({ ...keys.ledgerKey(week, reader), value }, 'none');
    },
    async ledgers(week) {
      return (await table.query(`DIGEST#${week}`, { prefix: keys.ledgerPrefix })).map((item) => item.value as Ledger);
    },
    async subscribers() {
      return (await table.queryIndex('gsi1', keys.listOfSubscribers)).map((item) => item.value as Subscriber);
    },
    subscriber: async (id) => (await table.get(keys.subscriberKey(id))) as Subscriber | undefined,
    addSubscriber: (subscriber) => {
      const item = { ...keys.subscriberKey(subscriber.id), value: subscriber };
      return table.put({ ...item, gsi1: { pk: keys.listOfSubscribers, sk: subscriber.id } }, 'absent');
    },
    async saveSubscriber(subscriber) {
      const item = { ...keys.subscriberKey(subscriber.id), value: subscriber };
      await table.put({ ...item, gsi1: { pk: keys.listOfSubscribers, sk: subscriber.id } }, 'none');
    },
    async removeSubscriber(id) {
      await table.remove(keys.subscriberKey(id));
    },
  };
}
