import type { Journal, Notes } from '../model/journal.ts';
import { journalKey } from '../model/table.ts';
import type { Table } from '../store/table.ts';

/** What the instance remembers about itself: one item per name, the last writer wins. */
export const openJournal = (table: Table): Journal => ({
  read: async (name) => (await table.get(journalKey(name))) as Notes[typeof name] | undefined,
  async write(name, note) {
    await table.put({ ...journalKey(name), value: note }, 'none');
  },
});
