import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Key } from '../../model/table.ts';
import { orEmpty } from '../../model/values.ts';
import type { IndexedItem, Table, WriteCondition } from '../table.ts';
import { openReading, removeMany, writeMany } from './read-many.ts';
import { type AskTable, askWith, isRefused } from './table-asking.ts';
import { type Attributes, jsonOf, marshal } from './table-items.ts';
import { openSums } from './table-sums.ts';

const conditionOf = (condition: WriteCondition) => {
  if (condition === 'none') return {};
  if (condition === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  const [name, number] = 'v' in condition ? ['v', condition.v] : ['r', condition.r];
  return {
    ConditionExpression: '#n = :n',
    ExpressionAttributeNames: { '#n': name },
    ExpressionAttributeValues: { ':n': { N: String(number) } },
  };
};

/** True when it was written, false when the condition was not met. */
async function conditionally(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

const toIndexedItem = (item: Attributes): IndexedItem => ({
  sk: orEmpty(item['sk']?.S),
  value: jsonOf(item),
  place: orEmpty(item['gsi2sk']?.S),
});

type KeyRange = { expression: string; names: Record<string, string>; values: Record<string, { S: string }> };

function rangeOf(pkName: string, skName: string, pk: string, options: { prefix?: string; after?: string; upTo?: string }): KeyRange {
  const range: KeyRange = { expression: '#pk = :pk', names: { '#pk': pkName }, values: { ':pk': { S: pk } } };
  const add = (expression: string, values: Record<string, string>) => {
    range.expression += ` AND ${expression}`;
    range.names['#sk'] = skName;
    for (const [name, value] of Object.entries(values)) range.values[name] = { S: value };
  };
  if (options.prefix !== undefined) add('begins_with(#sk, :from)', { ':from': options.prefix });
  else if (options.after !== undefined && options.upTo !== undefined)
    add('#sk BETWEEN :from AND :to', { ':from': `${options.after}\u0000`, ':to': options.upTo });
  else if (options.after !== undefined) add('#sk > :from', { ':from': options.after });
  else if (options.upTo !== undefined) add('#sk <= :to', { ':to': options.upTo });
  return range;
}

const movement = (name: string, { pk, sk }: Key, from: Key, to: Key) => ({
  TableName: name,
  Key: { pk: { S: pk }, sk: { S: sk } },
  UpdateExpression: 'SET gsi2pk = :toPk, gsi2sk = :toSk',
  ConditionExpression: 'gsi2pk = :fromPk AND gsi2sk = :fromSk',
  ExpressionAttributeValues: { ':toPk': { S: to.pk }, ':toSk': { S: to.sk }, ':fromPk': { S: from.pk }, ':fromSk': { S: from.sk } },
});

/** Opens the table `name`, with a client or what asks in its place. Reads by key are strongly consistent; index queries follow a moment later, as on AWS. */
export function openTable(client: DynamoDBClient | AskTable, name: string): Table {
  const ask = typeof client === 'function' ? client : askWith(client);
  const query = async (
    range: KeyRange,
    options: { index?: string; limit?: number; newestFirst?: boolean },
  ): Promise<readonly IndexedItem[]> => {
    const found: IndexedItem[] = [];
    let start: Attributes | undefined;
    do {
      const answer = await ask('Query', {
        TableName: name,
        ...(options.index ? { IndexName: options.index } : { ConsistentRead: true }),
        KeyConditionExpression: range.expression,
        ExpressionAttributeNames: range.names,
        ExpressionAttributeValues: range.values,
        ScanIndexForward: !options.newestFirst,
        ...(options.limit === undefined ? {} : { Limit: options.limit - found.length }),
        ...(start ? { ExclusiveStartKey: start as never } : {}),
      });
      for (const item of answer.Items ?? []) found.push(toIndexedItem(item as Attributes));
      start = answer.LastEvaluatedKey as Attributes | undefined;
    } while (start && (options.limit === undefined || found.length < options.limit));
    return found;
  };

  return {
    ...openReading(ask, name),
    putMany: (items) => writeMany(ask, name, items.map(marshal)),
    removeMany: (keys) => removeMany(ask, name, keys),
    put: (item, condition) => conditionally(() => ask('PutItem', { TableName: name, Item: marshal(item), ...conditionOf(condition) })),
    move: (key, from, to) => conditionally(() => ask('UpdateItem', movement(name, key, from, to))),
    ...openSums(ask, name),
    remove: ({ pk, sk }, condition) =>
      conditionally(() =>
        ask('DeleteItem', { TableName: name, Key: { pk: { S: pk }, sk: { S: sk } }, ...(condition ? conditionOf(condition) : {}) }),
      ),
    query: (pk, options = {}) => query(rangeOf('pk', 'sk', pk, options), options),
    queryIndex: (index, pk, options = {}) => query(rangeOf(`${index}pk`, `${index}sk`, pk, options), { index, ...options }),
  };
}
