import { type Counted, type Counts, counters } from '../model/hour.ts';
import { countKey } from '../model/table.ts';
import type { Table } from '../store/table.ts';

/** A week: the lines of the hours are kept by the journal. */
const keptSeconds = 7 * 86_400;

/** Sums by hour, each an item that is added to: no writer waits for another. */
export const openCounts = (table: Table): Counts => ({
  async add(hour, counted) {
    const ttl = Math.floor(Date.parse(`${hour}:00:00Z`) / 1000) + keptSeconds;
    await table.add(countKey(hour), Object.fromEntries(Object.entries(counted).filter(([, sum]) => sum > 0)), ttl);
  },
  async of(hour): Promise<Counted> {
    const sums = await table.sums(countKey(hour));
    return Object.fromEntries(counters.flatMap((name) => (sums[name] ? [[name, sums[name]]] : [])));
  },
});
