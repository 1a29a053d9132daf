import type { Ledger, NewsMark } from '../../model/digest.ts';
import type { Deliveries } from '../../model/mailing.ts';
import * as keys from '../../model/table.ts';
import type { Table, WriteCondition } from '../table.ts';

const mostTries = 8;

/** The ledger of deliveries and the marks of readers. Every write is conditional on what its writer has read. */
export function openDeliveries(table: Table): Deliveries {
  const read = async (period: string, reader: string) => (await table.get(keys.ledgerKey(period, reader))) as Ledger | undefined;
  const readMark = async (reader: string) => (await table.get(keys.markKey(reader))) as NewsMark | undefined;
  /** When an answer is lost the client asks again and meets its own item: what is stored shows whose it is. */
  const write = async (entry: Ledger, condition: WriteCondition): Promise<boolean> => {
    // The list that alarms read holds only what is not known to have arrived.
    const listed = { gsi1: { pk: keys.listOfOpenDeliveries, sk: `${entry.at}#${entry.period}#${entry.reader}` } };
    const item = { ...keys.ledgerKey(entry.period, entry.reader), value: entry, v: entry.v, ...(entry.state === 'sent' ? {} : listed) };
    if (await table.put(item, condition)) return true;
    const held = await read(entry.period, entry.reader);
    return held?.by === entry.by && held.state === entry.state && held.v === entry.v;
  };
  return {
    ledger: read,
    async ledgers(period) {
      return (await table.query(`DIGEST#${period}`, { prefix: keys.ledgerPrefix })).map((item) => item.value as Ledger);
    },
    claim: (period, reader, { failed, ...claim }) =>
      write({ period, reader, state: 'claimed', ...claim, v: (failed?.v ?? 0) + 1 }, failed ? { v: failed.v } : 'absent'),
    async settle(period, reader, { by, ...outcome }) {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const held = await read(period, reader);
        if (held?.by !== by) return false;
        const { detail: _detail, ...claimed } = held;
        if (await write({ ...claimed, ...outcome, v: held.v + 1 }, { v: held.v })) return true;
      }
      return false;
    },
    async giveUp({ period, reader, by, v }, at, detail) {
      await write({ period, reader, by, state: 'uncertain', at, detail, v: v + 1 }, { v });
    },
    async open(limit) {
      return (await table.queryIndex('gsi1', keys.listOfOpenDeliveries, { limit })).map((item) => item.value as Ledger);
    },
    mark: readMark,
    async moveMark(reader, from, to) {
      const v = (from?.v ?? 0) + 1;
      const item = { ...keys.markKey(reader), value: { ...to, v } satisfies NewsMark, v };
      if (await table.put(item, from ? { v: from.v } : 'absent')) return true;
      const held = await readMark(reader);
      return held?.by === to.by && held.v === v;
    },
  };
}
