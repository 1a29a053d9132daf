import type { Documents } from '../../model/document-store.ts';
import { asideKey, listOfAsides } from '../../model/table.ts';
import type { SetAside } from '../../model/work-job.ts';
import type { Table } from '../../store/table.ts';

/** What took the program too long: a short list, since each item is a page made for that purpose, or a bug. */
export function openAsides(table: Table): Pick<Documents, 'setAside' | 'asides' | 'forgetAside'> {
  return {
    async setAside(aside) {
      const held = (await table.get(asideKey(aside.key))) as SetAside | undefined;
      if (held?.hash !== aside.hash) await table.put({ ...asideKey(aside.key), value: aside }, 'none');
    },
    async asides(limit) {
      return (await table.query(listOfAsides, { limit })).map((item) => item.value as SetAside);
    },
    async forgetAside(key) {
      await table.remove(asideKey(key));
    },
  };
}
