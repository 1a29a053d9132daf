import type { Documents } from '../../model/document-store.ts';
import { asideKey, listOfAsides } from '../../model/table.ts';
import type { SetAside } from '../../model/work-job.ts';
import type { Table } from '../../store/table.ts';

/** What took the program too long: a short list, since each item is a page made for that purpose, or a bug. */
export function openAsides(table: Table): Pick<Documents, 'setAside' | 'aside' | 'asides' | 'forgetAside'> {
  const read = async (key: string) => (await table.get(asideKey(key))) as SetAside | undefined;
  return {
    aside: read,
    async setAside(aside) {
      if ((await read(aside.key))?.hash !== aside.hash) await table.put({ ...asideKey(aside.key), value: aside }, 'none');
    },
    async asides(limit) {
      return (await table.query(listOfAsides, { limit })).map((item) => item.value as SetAside);
    },
    async forgetAside(key) {
      await table.remove(asideKey(key));
    },
  };
}
