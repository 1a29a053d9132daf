import { randomBytes } from 'node:crypto';
import type { Ledger } from '../../model/digest.ts';
import type { ErasureTask, MailContext } from '../../model/ports.ts';
import { askedKey, ledgerKey, unrecordedKeys } from '../../model/table.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { mailboxOf } from './subscribers.ts';

/** The erasure in a message of the mail queue; undefined for another task. */
export function readErasure(body: string): ErasureTask | undefined {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null || !('erase' in value) || !('at' in value)) return undefined;
  const { erase, at } = value;
  return typeof erase === 'string' && /^[0-9a-f]{24}$/.test(erase) && typeof at === 'string' ? { erase, at } : undefined;
}

/** Stands for an erased reader: whoever knows the address can check it against the salt, but nobody can read the address from it. */
function standIn(id: string, salt: string): string {
  return `erased-${salt}-${sha256(`${salt}${id}`).slice(0, 32)}`;
}

/**
 * Erases a reader: every version of every record, and the items of the table. The ledger of mails keeps a salted hash. The profile is erased last, so that an
 * interrupted erasure can be repeated. Returns how many objects were removed.
 */
export async function eraseReader(id: string, context: MailContext): Promise<number> {
  const { archive, digests } = context;
  const salt = randomBytes(8).toString('hex');
  for await (const { kind, item } of archive.filed(`readers/${id}/`)) {
    if (!item || kind === 'profile') continue;
    if (kind === 'ledger') {
      const entry = item.value as Ledger;
      const reader = standIn(id, salt);
      await archive.put({ ...ledgerKey(entry.period, reader), value: { ...entry, reader } });
    }
    await archive.drop(item);
  }
  const reader = await digests.subscriber(id);
  if (reader) await archive.drop(askedKey(mailboxOf(reader.address)));
  for (const key of Object.values(unrecordedKeys(id))) await archive.drop(key);
  const removed = await archive.eraseReader(id);
  await digests.removeSubscriber(id);
  return removed;
}
