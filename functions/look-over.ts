import { DamagedError } from '../shared/model/errors.ts';
import type { Context } from '../shared/model/ports.ts';
import { dayOf } from '../shared/model/time.ts';
import { setDamagedAside } from '../shared/pipeline/collect/set-aside.ts';
import type { SqliteStore } from '../shared/store/sqlite/store.ts';

type Looked = Pick<SqliteStore, 'damaged' | 'expire'>;

/**
 * Looks at everything that the file of a laptop holds: what is damaged is named before somebody needs it, and an item is mended from its
 * record.
 */
export async function lookOver(store: Looked, context: Context): Promise<void> {
  for (const found of store.damaged()) {
    if ('item' in found) await context.archive.held(found.item);
    else await setDamagedAside(new DamagedError(found.object), { url: found.object }, context);
  }
}

export async function lookOverDaily(store: Looked, context: Context): Promise<void> {
  const day = dayOf(context.now());
  if ((await context.journal.read('looked'))?.day === day) return;
  store.expire();
  await lookOver(store, context);
  await context.journal.write('looked', { day });
}
