import type { WatchContext } from '../../model/ports.ts';
import { journalKey, sourceKey, webhookKey } from '../../model/table.ts';
import { dayOf } from '../../model/time.ts';
import { nameWebhooks } from '../webhooks/named-webhooks.ts';

/** Notes that have no record, or not of each write. */
const notes = ['round', 'mailed', 'mailing', 'told'] as const;

/**
 * Once a day (Beijing) puts into the bucket what only the table holds: the states of sources and webhooks, and what the instance remembers of itself
 * (docs/decisions/0043-backup-and-cost.md says of each kind of item why). Returns how many items, 0 when the day has its copy.
 */
export async function backUp(context: WatchContext): Promise<number> {
  const { backups, journal, settings, now } = context;
  const day = dayOf(now());
  if ((await journal.read('backup'))?.day === day) return 0;
  const states = [...settings.sources.map(({ id }) => sourceKey(id)), ...nameWebhooks(settings.webhooks).map(({ id }) => webhookKey(id))];
  const items = await backups.save([...states, ...notes.map(journalKey)], now().toISOString());
  await journal.write('backup', { day });
  return items;
}
