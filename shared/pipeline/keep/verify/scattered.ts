import type { ItemRecords } from '../../../model/archive.ts';
import type { Context } from '../../../model/ports.ts';
import type { Finding } from './finding.ts';
import { checkItem, checkNumbers, isScattered } from './items.ts';

/** What was seen of an item whose records lie in several places: their numbers, and what is wrong with it by the last of them. */
type SeenItem = { readonly numbers: Set<number>; last: number; findings: readonly Finding[] };

/** Checks items whose records lie in several places, as they come. Memory is one line per item. */
export function openScattered(context: Context) {
  const seen = new Map<string, SeenItem>();
  return {
    /** Always without findings: they are told when all records were seen. */
    async add({ folder, kind, item, records }: ItemRecords): Promise<readonly Finding[]> {
      if (!item || !isScattered(kind)) return [];
      const known = seen.get(folder) ?? { numbers: new Set<number>(), last: 0, findings: [] };
      seen.set(folder, known);
      for (const { n } of records) known.numbers.add(n);
      const last = item.r ?? 0;
      if (last < known.last) return [];
      const findings = await checkItem(item, `an item (${kind})`, undefined, context);
      // Two writers at one time may have made one number each: the table has what one of them says.
      if (last > known.last || findings.length === 0) known.findings = findings;
      known.last = last;
      return [];
    },
    /** What is wrong, when all records were seen. */
    findings: (): readonly Finding[] =>
      [...seen].flatMap(([folder, { numbers, findings }]) => [...checkNumbers(folder, numbers), ...findings]),
  };
}
