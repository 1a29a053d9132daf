import type { ApiToken, Tokens } from '../model/ports.ts';
import { listOfTokens, tokenKey } from '../model/table.ts';
import type { Table } from './table.ts';

/** Tokens are kept as hashes: what the table holds opens nothing. */
export function openTokens(table: Table): Tokens {
  return {
    valid: async (hash) => (await table.get(tokenKey(hash))) !== undefined,
    async put(token) {
      await table.put({ ...tokenKey(token.hash), value: token, gsi1: { pk: listOfTokens, sk: token.hash } }, 'absent');
    },
    async list() {
      return (await table.queryIndex('gsi1', listOfTokens)).map((item) => item.value as ApiToken);
    },
    async remove(hash) {
      await table.remove(tokenKey(hash));
    },
  };
}
