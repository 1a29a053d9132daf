import type { Key } from '../../model/table.ts';
import type { Sums } from '../table.ts';
import type { AskTable } from './table-asking.ts';

export function openSums(ask: AskTable, name: string): Sums {
  const item = ({ pk, sk }: Key) => ({ TableName: name, Key: { pk: { S: pk }, sk: { S: sk } } });
  return {
    async add(key, amounts, ttl) {
      const added = Object.entries(amounts);
      if (added.length === 0) return;
      await ask('UpdateItem', {
        ...item(key),
        UpdateExpression: `ADD ${added.map((_, n) => `#n${n} :n${n}`).join(', ')} SET #ttl = :ttl`,
        ExpressionAttributeNames: { '#ttl': 'ttl', ...Object.fromEntries(added.map(([amount], n) => [`#n${n}`, amount])) },
        ExpressionAttributeValues: {
          ':ttl': { N: String(ttl) },
          ...Object.fromEntries(added.map(([, sum], n) => [`:n${n}`, { N: String(sum) }])),
        },
      });
    },
    async sums(key) {
      const { Item = {} } = await ask('GetItem', { ...item(key), ConsistentRead: true });
      const { ttl: _ttl, ...numbers } = Item;
      return Object.fromEntries(Object.entries(numbers).flatMap(([of, { N }]) => (N === undefined ? [] : [[of, Number(N)]])));
    },
  };
}
