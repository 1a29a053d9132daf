import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Key } from '../model/table.ts';
import { orEmpty } from '../model/values.ts';
import { openReading, removeMany, writeMany } from './read-many.ts';
import { type AskTable, askWith, isRefused } from './table-asking.ts';
import { type Attributes, type Item, jsonOf, marshal } from './table-items.ts';
import { openSums, type Sums } from './table-sums.ts';

export type { Item } from './table-items.ts';

/** `place`: the sort key in the second index, where the item has one. */
type IndexedItem = { readonly sk: string; readonly value: unknown; readonly place: string };
/** `r`: the number of its last record. */
export type WriteCondition = 'absent' | { readonly v: number } | { readonly r: number } | 'none';

/** Single-item access to the one table; values are JSON, so that their size is that of the written item. */
export type Table = Sums & {
  get(key: Key): Promise<unknown>;
  /** Values of many keys in their order, a hundred a request. */
  getMany(keys: readonly Key[]): Promise<readonly unknown[]>;
  /** Items of many keys as stored, in their order. */
  items(keys: readonly Key[]): Promise<readonly (Item | undefined)[]>;
  /** The item as stored, with the keys of the indexes. */
  item(key: Key): Promise<Item | undefined>;
  /** `beside`: an item whose record goes with that of this one; it is put itself by the next `put` or `putMany` with the same news. */
  put(item: Item, condition: WriteCondition, beside?: Item): Promise<boolean>;
  /** Puts many items over whatever is there, 25 a request: for what is the same whoever writes it. Of one key the first counts. Not atomic. */
  putMany(items: readonly Item[]): Promise<void>;
  /** Removes many items of which there are no records, 25 a request, whatever they say. */
  removeMany(keys: readonly Key[]): Promise<void>;
  /** Moves an item within the second index without changing its value; false when it is not at `from`. */
  move(key: Key, from: Key, to: Key): Promise<boolean>;
  remove(key: Key, condition?: { readonly v: number }): Promise<boolean>;
  query(
    pk: string,
    options?: { prefix?: string; limit?: number; after?: string; upTo?: string; newestFirst?: boolean },
  ): Promise<readonly IndexedItem[]>;
  queryIndex(
    index: 'gsi1' | 'gsi2',
    pk: string,
    options?: { upTo?: string; after?: string; limit?: number; newestFirst?: boolean },
  ): Promise<readonly IndexedItem[]>;
};

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
