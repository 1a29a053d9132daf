import type { SignUps } from '../model/ports.ts';
import type { Confirmation } from '../model/reader.ts';
import { askedKey, confirmationKey, listOfConfirmations } from '../model/table.ts';
import { dayOf } from '../model/time.ts';
import { opt } from '../model/values.ts';
import { mostTries } from './digests.ts';
import { putNext, type Table, valuesOf } from './table.ts';

type SignUpCount = { readonly period: string; readonly count: number; readonly v: number };

type StoredConfirmation = Confirmation & { readonly v: number };

export function openSignUps(table: Table): SignUps {
  const counted = async (what: string, period: string, most: number): Promise<boolean> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const before = await table.get<SignUpCount>(askedKey(what));
      const count = before?.period === period ? before.count + 1 : 1;
      if (count > most) return false;
      if (await putNext(table, { ...askedKey(what), value: { period, count } }, before)) return true;
    }
    return false;
  };
  const kept = (reader: string) => table.get<StoredConfirmation>(confirmationKey(reader));
  const write = (value: Confirmation, before: StoredConfirmation | undefined): Promise<boolean> => {
    // A mail that was sent needs no attention and is in no list.
    const listed = value.state === 'sent' ? {} : { gsi1: { pk: listOfConfirmations, sk: `${value.at}#${value.reader}` } };
    return putNext(table, { ...confirmationKey(value.reader), value, ...listed }, before);
  };
  return {
    async allow(mailbox, now, domain) {
      const [hour, minute] = [now.toISOString().slice(0, 13), now.toISOString().slice(0, 16)];
      if (domain !== undefined && !(await counted(`@${domain}`, minute, 1))) return false;
      return (await counted(mailbox, dayOf(now), 3)) && (await counted('ALL', hour, 60));
    },
    async claim(reader, at) {
      const before = await kept(reader);
      if (before && before.at >= at) return false;
      return write({ reader, at, state: 'claimed' }, before);
    },
    async settle(reader, state, detail) {
      const before = await kept(reader);
      if (!before) return;
      const { detail: _before, ...rest } = before;
      await write({ ...rest, state, ...opt('detail', detail) }, before);
    },
    unsent: (limit) => valuesOf<Confirmation>(table.queryIndex('gsi1', listOfConfirmations, { limit, newestFirst: true })),
  };
}
