import type { ApiToken, Session } from '../model/access.ts';
import type { Tokens } from '../model/ports.ts';
import { lastReadKey, listOfTokens, sessionKey, tokenKey } from '../model/table.ts';
import type { Table } from '../store/table.ts';

/** Tokens and sessions are stored as hashes, which open nothing. */
export function openTokens(table: Table): Tokens {
  return {
    find: async (hash) => (await table.get(tokenKey(hash))) as ApiToken | undefined,
    async put(token) {
      await table.put({ ...tokenKey(token.hash), value: token, gsi1: { pk: listOfTokens, sk: token.hash } }, 'absent');
    },
    async list() {
      return (await table.queryIndex('gsi1', listOfTokens)).map((item) => item.value as ApiToken);
    },
    async remove(hash) {
      await table.remove(tokenKey(hash));
      await table.remove(lastReadKey(hash));
    },
    async openSession(session) {
      await table.put({ ...sessionKey(session.hash), value: session, ttl: Math.ceil(Date.parse(session.until) / 1000) }, 'absent');
    },
    session: async (hash) => (await table.get(sessionKey(hash))) as Session | undefined,
    async endSession(hash) {
      await table.remove(sessionKey(hash));
    },
  };
}
