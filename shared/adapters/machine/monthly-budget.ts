import { spentKey } from '../../model/table.ts';
import type { Table } from '../table.ts';

/** Money for machine text in a month. `take` books the most that a call may cost before it is made; false when that would pass the cap. */
export type MonthlyBudget = { reserve(usd: number, at: Date): Promise<boolean> };

const mostTries = 8;
const micro = (usd: number): number => Math.ceil(usd * 1e6);

/** One counter a month in the table, in millionths of a dollar, written on condition of what was read. */
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
