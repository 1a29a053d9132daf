import type { Deliveries, Digest, DigestEdit, Digests, Ledger, NewsMark } from '../model/digest.ts';
import { DamagedError } from '../model/errors.ts';
import type { LastRead, Subscriber } from '../model/reader.ts';
import * as keys from '../model/table.ts';
import { opt } from '../model/values.ts';
import { sha256 } from '../stages/text/hash.ts';
import type { Objects } from './objects.ts';
import { asRead, type Item, keep, putNext, type Table, valuesOf, type WriteCondition } from './table.ts';

export const mostTries = 8;

function openDeliveries(table: Table): Deliveries {
  const read = (period: string, reader: string) => table.get<Ledger>(keys.ledgerKey(period, reader));
  const readMark = (reader: string) => table.get<NewsMark>(keys.markKey(reader));
  /** When an answer is lost the client asks again and meets its own item: what is stored shows whose it is. */
  const write = async (entry: Ledger, condition: WriteCondition): Promise<boolean> => {
    // The list that alarms read holds only what is not known to have arrived.
    const listed = { gsi1: { pk: keys.listOfOpenDeliveries, sk: `${entry.at}#${entry.period}#${entry.reader}` } };
    const item = { ...keys.ledgerKey(entry.period, entry.reader), value: entry, v: entry.v, ...(entry.state === 'sent' ? {} : listed) };
    if (await table.put(item, condition)) return true;
    const stored = await read(entry.period, entry.reader);
    return stored?.by === entry.by && stored.state === entry.state && stored.v === entry.v;
  };
  return {
    ledger: read,
    ledgers: (period) => valuesOf<Ledger>(table.query(`DIGEST#${period}`, { prefix: keys.ledgerPrefix })),
    async claim(period, reader, { left, ...claim }) {
      const claimed: Ledger = { period, reader, state: 'claimed', unasked: true, ...claim, v: (left?.v ?? 0) + 1 };
      return (await write(claimed, asRead(left))) ? claimed : undefined;
    },
    async settle(claimed, outcome) {
      let ledger: Ledger | undefined = claimed;
      for (let tries = 0; tries < mostTries && ledger?.by === claimed.by; tries += 1) {
        const { detail: _detail, unasked: _unasked, took, ...entry } = ledger;
        const kept = outcome.state === 'uncertain' ? opt('took', took) : {};
        if (await write({ ...entry, ...kept, ...outcome, v: ledger.v + 1 }, { v: ledger.v })) return true;
        ledger = await read(claimed.period, claimed.reader);
      }
      return false;
    },
    async giveUp({ period, reader, by, took, v }, at, detail) {
      await write({ period, reader, by, state: 'uncertain', at, detail, ...opt('took', took), v: v + 1 }, { v });
    },
    takeBack: ({ period, reader, by, v }, outcome) => write({ period, reader, by, ...outcome, v: v + 1 }, { v }),
    open: (limit) => valuesOf<Ledger>(table.queryIndex('gsi1', keys.listOfOpenDeliveries, { limit })),
    mark: readMark,
    async moveMark(reader, from, to) {
      if (await putNext(table, { ...keys.markKey(reader), value: to }, from)) return true;
      const stored = await readMark(reader);
      return stored?.by === to.by && stored.v === (from?.v ?? 0) + 1;
    },
  };
}

/** Where a digest is stored; older stores keep it among the texts, by its hash alone. */
type StoredDigest = { readonly week: string; readonly composedAt: string; readonly key: string; readonly news?: number };

const bytesOf = (digest: Digest): Buffer => Buffer.from(JSON.stringify(digest));
const keyOf = (bytes: Buffer): string => `digests/sha256/${sha256(bytes)}`;

const digestItem = ({ week, composedAt }: Digest, key: string): Item => ({
  ...keys.digestKey(week),
  value: { week, composedAt, key } satisfies StoredDigest,
  gsi1: { pk: keys.listOfDigests, sk: week },
});
const subscriberItem = (subscriber: Subscriber): Item => ({
  ...keys.subscriberKey(subscriber.id),
  value: subscriber,
  gsi1: { pk: keys.listOfSubscribers, sk: subscriber.id },
});

async function load({ key: name }: StoredDigest, objects: Objects): Promise<Digest> {
  const key = name.includes('/') ? name : `text/sha256/${name}`;
  const stored = await objects.get(key);
  if (!stored) throw new DamagedError(key, { gone: true });
  if (key.includes('/sha256/') && !key.endsWith(sha256(stored.bytes))) throw new DamagedError(key);
  try {
    return JSON.parse(Buffer.from(stored.bytes).toString()) as Digest;
  } catch (cause) {
    throw new DamagedError(key, { cause });
  }
}

function isDamage(error: unknown): false {
  if (error instanceof DamagedError) return false;
  throw error;
}

export function openDigests(table: Table, objects: Objects): Digests {
  const get = async (week: string): Promise<Digest | undefined> => {
    const kept = await table.get<StoredDigest>(keys.digestKey(week));
    return kept && load(kept, objects);
  };
  return {
    ...openDeliveries(table),
    get,
    has: async (week) => (await table.get(keys.digestKey(week))) !== undefined,
    async keep(digest) {
      const bytes = bytesOf(digest);
      await objects.put(keyOf(bytes), bytes, 'application/json', { absent: true });
      return (await table.put(digestItem(digest, keyOf(bytes)), 'absent')) ? digest : ((await get(digest.week)) ?? digest);
    },
    async replace(digest) {
      const bytes = bytesOf(digest);
      const key = keyOf(bytes);
      await objects.write(key, [bytes], 'application/json');
      const before = await table.get<StoredDigest>(keys.digestKey(digest.week));
      if (before && before.key !== key) await objects.remove(before.key);
      await keep(table, digestItem(digest, key));
    },
    async running(week) {
      const kept = await table.get<StoredDigest>(keys.runningKey(week));
      return kept && { digest: await load(kept, objects), news: kept.news ?? 0 };
    },
    async keepRunning(digest, news) {
      const { week, composedAt } = digest;
      const key = `digests/running/${week}.json`;
      // Of two compositions at the same time either may win: the next one contains everything.
      await objects.write(key, [bytesOf(digest)], 'application/json');
      await keep(table, { ...keys.runningKey(week), value: { week, composedAt, news, key } satisfies StoredDigest });
    },
    edit: (week) => table.get<DigestEdit>(keys.editKey(week)),
    keepEdit: (edit) => keep(table, { ...keys.editKey(edit.week), value: edit }),
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
    subscribers: () => valuesOf<Subscriber>(table.queryIndex('gsi1', keys.listOfSubscribers)),
    subscriber: (id) => table.get<Subscriber>(keys.subscriberKey(id)),
    addSubscriber: (subscriber) => table.put(subscriberItem(subscriber), 'absent'),
    saveSubscriber: (subscriber) => keep(table, subscriberItem(subscriber)),
    lastRead: (who) => table.get<LastRead>(keys.lastReadKey(who)),
    keepLastRead: (who, mark) => keep(table, { ...keys.lastReadKey(who), value: mark }),
    async removeSubscriber(id) {
      // A reader who comes back starts without a mark.
      await table.remove(keys.markKey(id));
      await table.remove(keys.subscriberKey(id));
    },
  };
}
