import { spentKey } from '../../model/table.ts';
import type { Table } from '../../store/table.ts';

/** The budget of a month for machine text. `take` books the highest price of a call before it is made; false when that exceeds the budget. */
export type MonthlyBudget = { reserve(usd: number, at: Date): Promise<boolean> };

const mostTries = 8;
const micro = (usd: number): number => Math.ceil(usd * 1e6);

/** One counter a month in the table, in millionths of a dollar; writes are conditional on the value that was read. */
export function openMonthlyBudget(table: Table, capUsd: number): MonthlyBudget {
  return {
    async reserve(usd, at) {
      const key = spentKey(at.toISOString().slice(0, 7));
      for (let n = 0; n < mostTries; n += 1) {
        const held = (await table.get(key)) as { spent: number; v: number } | undefined;
        const spent = (held?.spent ?? 0) + micro(usd);
        if (spent > micro(capUsd)) return false;
        const v = (held?.v ?? 0) + 1;
        if (await table.put({ ...key, value: { spent, v }, v }, held ? { v: held.v } : 'absent')) return true;
      }
      return false;
    },
  };
}
