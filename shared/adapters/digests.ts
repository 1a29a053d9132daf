import type { Digest } from '../model/digest.ts';
import { DamagedError } from '../model/errors.ts';
import type { Digests } from '../model/mailing.ts';
import type { LastRead, Subscriber } from '../model/subscriber.ts';
import * as keys from '../model/table.ts';
import { sha256 } from '../stages/text/hash.ts';
import type { Objects } from '../store/objects.ts';
import type { Table } from '../store/table.ts';
import { openDeliveries } from './digests/deliveries.ts';

/** Where a digest is stored; older stores keep it among the texts, by its hash alone. */
type StoredDigest = { readonly week: string; readonly composedAt: string; readonly key: string; readonly news?: number };

async function save(digest: Digest, objects: Objects): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(digest));
  const key = `digests/sha256/${sha256(bytes)}`;
  await objects.put(key, bytes, 'application/json', { absent: true });
  return key;
}

/** Throws DamagedError for a digest that is gone or is another one than its name says. */
async function load({ key: name }: StoredDigest, objects: Objects): Promise<Digest> {
  const key = name.includes('/') ? name : `text/sha256/${name}`;
  const held = await objects.get(key);
  if (!held) throw new DamagedError(key, { gone: true });
  if (key.includes('/sha256/') && !key.endsWith(sha256(held.bytes))) throw new DamagedError(key);
  try {
    return JSON.parse(Buffer.from(held.bytes).toString()) as Digest;
  } catch (cause) {
    throw new DamagedError(key, { cause });
  }
}

function isDamage(error: unknown): false {
  if (error instanceof DamagedError) return false;
  throw error;
}

/** Digests (the table names the object that holds each), the ledger of deliveries, and readers. */
export function openDigests(table: Table, objects: Objects): Digests {
  const get = async (week: string): Promise<Digest | undefined> => {
    const kept = (await table.get(keys.digestKey(week))) as StoredDigest | undefined;
    return kept && load(kept, objects);
  };
  return {
    ...openDeliveries(table),
    get,
    has: async (week) => (await table.get(keys.digestKey(week))) !== undefined,
    async keep(digest) {
      const { week, composedAt } = digest;
      const value: StoredDigest = { week, composedAt, key: await save(digest, objects) };
      const item = { ...keys.digestKey(week), value, gsi1: { pk: keys.listOfDigests, sk: week } };
      return (await table.put(item, 'absent')) ? digest : ((await get(week)) ?? digest);
    },
    async replace(digest) {
      const { week, composedAt } = digest;
      const bytes = Buffer.from(JSON.stringify(digest));
      const key = `digests/sha256/${sha256(bytes)}`;
      await objects.write(key, [bytes], 'application/json');
      const before = (await table.get(keys.digestKey(week))) as StoredDigest | undefined;
      if (before && before.key !== key) await objects.remove(before.key);
      const item = { ...keys.digestKey(week), value: { week, composedAt, key } satisfies StoredDigest };
      await table.put({ ...item, gsi1: { pk: keys.listOfDigests, sk: week } }, 'none');
    },
    async running(week) {
      const kept = (await table.get(keys.runningKey(week))) as StoredDigest | undefined;
      return kept && { digest: await load(kept, objects), news: kept.news ?? 0 };
    },
    async keepRunning(digest, news) {
      const { week, composedAt } = digest;
      const key = `digests/running/${week}.json`;
      // Of two compositions at the same time either may win: the next one contains everything.
      await objects.write(key, [Buffer.from(JSON.stringify(digest))], 'application/json');
      await table.put({ ...keys.runningKey(week), value: { week, composedAt, news, key } satisfies StoredDigest }, 'none');
    },
    async dropDamaged() {
      const dropped: string[] = [];
      for await (const key of objects.list('digests/running/')) {
        const week = key.slice('digests/running/'.length, -'.json'.length);
        const isWhole = await load({ week, composedAt: '', key }, objects).then(() => true, isDamage);
        if (isWhole) continue;
        await objects.remove(key);
        await table.remove(keys.runningKey(week));
        dropped.push(key);
      }
      return dropped;
    },
    async weeks(limit) {
      const found = await table.queryIndex('gsi1', keys.listOfDigests, { limit, newestFirst: true });
      return found.map((item) => (item.value as StoredDigest).week);
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
    lastRead: async (who) => (await table.get(keys.lastReadKey(who))) as LastRead | undefined,
    async keepLastRead(who, mark) {
      await table.put({ ...keys.lastReadKey(who), value: mark }, 'none');
    },
    async removeSubscriber(id) {
      // A reader who comes back starts without a mark.
      await table.remove(keys.markKey(id));
      await table.remove(keys.subscriberKey(id));
    },
  };
}
