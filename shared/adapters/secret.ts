import { createHmac, randomBytes } from 'node:crypto';
import { secretKey } from '../model/table.ts';
import type { Table } from '../store/table.ts';

/**
 * What only this instance can sign. Its secret is made when first needed by a conditional write and is stored nowhere else; each purpose has a key of its own, so
 * that a signature for one is worthless for another.
 */
export function openSecret(table: Table): (purpose: string) => Promise<string> {
  const read = async () => (await table.get(secretKey)) as { readonly secret: string } | undefined;
  const make = async (): Promise<string> => {
    const known = await read();
    if (known) return known.secret;
    await table.put({ ...secretKey, value: { secret: randomBytes(32).toString('hex') } }, 'absent');
    const kept = await read();
    if (!kept) throw new Error('the secret of the instance cannot be kept');
    return kept.secret;
  };
  let secret: Promise<string> | undefined;
  return async (purpose) => {
    secret ??= make().catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    return createHmac('sha256', await secret)
      .update(purpose)
      .digest('hex');
  };
}
