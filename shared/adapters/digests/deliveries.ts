import type { Ledger, NewsMark } from '../../model/digest.ts';
import type { Deliveries } from '../../model/mailing.ts';
import * as keys from '../../model/table.ts';
import type { Table, WriteCondition } from '../../store/table.ts';

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
    async claim(period, reader, { left, ...claim }) {
      const claimed: Ledger = { period, reader, state: 'claimed', unasked: true, ...claim, v: (left?.v ?? 0) + 1 };
      return (await write(claimed, left ? { v: left.v } : 'absent')) ? claimed : undefined;
    },
    async settle(claimed, outcome) {
      let held: Ledger | undefined = claimed;
      for (let tries = 0; tries < mostTries && held?.by === claimed.by; tries += 1) {
        const { detail: _detail, unasked: _unasked, ...entry } = held;
        if (await write({ ...entry, ...outcome, v: held.v + 1 }, { v: held.v })) return true;
        held = await read(claimed.period, claimed.reader);
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
