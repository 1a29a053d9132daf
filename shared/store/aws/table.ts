import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { Key } from '../../model/table.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { IndexedItem, Item, Sums, Table, WriteCondition } from '../table.ts';

const keyOf = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } });
const itemAt = (name: string, key: Key) => ({ TableName: name, Key: keyOf(key) });
const numeral = (n: number | undefined) => (n === undefined ? undefined : { N: String(n) });

const marshal = (item: Item) => ({
  ...keyOf(item),
  data: { S: JSON.stringify(item.value) },
  ...opt({ v: numeral(item.v), r: numeral(item.r), ttl: numeral(item.ttl) }),
  ...(item.gsi1 ? { gsi1pk: { S: item.gsi1.pk }, gsi1sk: { S: item.gsi1.sk } } : {}),
  ...(item.gsi2 ? { gsi2pk: { S: item.gsi2.pk }, gsi2sk: { S: item.gsi2.sk } } : {}),
});

type Attributes = Record<string, { S?: string | undefined; N?: string | undefined }>;
const jsonOf = (item: Attributes | undefined): unknown => (item?.['data']?.S === undefined ? undefined : JSON.parse(item['data'].S));
const pair = (item: Attributes, index: string): Key | undefined => {
  const [pk, sk] = [item[`${index}pk`]?.S, item[`${index}sk`]?.S];
  return pk === undefined || sk === undefined ? undefined : { pk, sk };
};

function unmarshal(item: Attributes): Item {
  const number = (name: 'v' | 'r') => (item[name]?.N === undefined ? undefined : Number(item[name].N));
  return {
    pk: orEmpty(item['pk']?.S),
    sk: orEmpty(item['sk']?.S),
    value: jsonOf(item),
    ...opt({ v: number('v'), r: number('r'), gsi1: pair(item, 'gsi1'), gsi2: pair(item, 'gsi2') }),
  };
}

const itemOf = (item: Attributes | undefined): Item | undefined => item && unmarshal(item);

/** Keys of one request, and items of one that writes. */
const mostAtOnce = { read: 100, written: 25 } as const;
/** What a busy table left of a request is asked for again after a moment. */
const mostTries = 10;
const pauseMs = (tries: number): number => Math.min(10 * 2 ** tries, 1_000) * (0.5 + Math.random());

const nameOf = ({ pk, sk }: Attributes): string => `${pk?.S} ${sk?.S}`;

async function readMany(ask: AskTable, name: string, keys: readonly Key[]): Promise<readonly (Attributes | undefined)[]> {
  const found = new Map<string, Attributes>();
  const unique = new Map(keys.map((key) => [`${key.pk} ${key.sk}`, keyOf(key)]));
  let pending: readonly Record<string, AttributeValue>[] = [...unique.values()];
  for (let tries = 0; pending.length > 0; ) {
    const Keys = pending.slice(0, mostAtOnce.read);
    const answer = await ask('BatchGetItem', { RequestItems: { [name]: { Keys, ConsistentRead: true } } });
    for (const item of (answer.Responses?.[name] ?? []) as readonly Attributes[]) found.set(nameOf(item), item);
    const left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    pending = [...left, ...pending.slice(mostAtOnce.read)];
    // What did not fit into an answer is asked for at once; an answer without any is that of a busy table.
    if (left.length < Keys.length) tries = 0;
    else if (++tries === mostTries) throw new Error(`the table gave none of ${left.length} items ${mostTries} times`);
    else await pause(pauseMs(tries));
  }
  return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`));
}

function openReading(ask: AskTable, name: string): Pick<Table, 'get' | 'getMany' | 'item' | 'items'> {
  const read = async (key: Key): Promise<Attributes | undefined> => {
    const answer = await ask('GetItem', { ...itemAt(name, key), ConsistentRead: true });
    return answer.Item as Attributes | undefined;
  };
  return {
    get: async <Value>(key: Key) => jsonOf(await read(key)) as Value | undefined,
    getMany: async (keys) => (await readMany(ask, name, keys)).map(jsonOf),
    item: async (key) => itemOf(await read(key)),
    items: async (keys) => (await readMany(ask, name, keys)).map(itemOf),
  };
}

async function sendMany(ask: AskTable, name: string, requests: readonly WriteRequest[]): Promise<void> {
  let left = requests;
  for (let tries = 0; left.length > 0; ) {
    const some = left.slice(0, mostAtOnce.written);
    const { UnprocessedItems } = await ask('BatchWriteItem', { RequestItems: { [name]: [...some] } });
    const refused = (UnprocessedItems?.[name] ?? []) as readonly WriteRequest[];
    left = [...refused, ...left.slice(mostAtOnce.written)];
    if (refused.length === 0) tries = 0;
    else if (++tries === mostTries) throw new Error(`the table refused ${refused.length} items ${mostTries} times`);
    else await pause(pauseMs(tries));
  }
}

/** Writes of many items; of several of one key the first counts. */
const putting = (items: readonly Attributes[]): readonly WriteRequest[] =>
  [...new Map(items.toReversed().map((item) => [nameOf(item), item])).values()]
    .toReversed()
    .map((Item) => ({ PutRequest: { Item: Item as Record<string, AttributeValue> } }));
const removing = (keys: readonly Key[]): readonly WriteRequest[] =>
  [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()].map((key) => ({ DeleteRequest: { Key: keyOf(key) } }));

const isRefused = (error: unknown): boolean => error instanceof Error && error.name === 'ConditionalCheckFailedException';

const commands = {
  BatchGetItem: BatchGetItemCommand,
  BatchWriteItem: BatchWriteItemCommand,
  DeleteItem: DeleteItemCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  UpdateItem: UpdateItemCommand,
};
type Commands = typeof commands;
type AnswerTo<Command> = Command extends {
  resolveMiddleware(...given: never): (asked: never) => Promise<{ readonly output: infer Answer }>;
}
  ? Omit<Answer, '$metadata'>
  : never;

export type AskTable = <Name extends keyof Commands>(
  name: Name,
  input: ConstructorParameters<Commands[Name]>[0],
) => Promise<AnswerTo<InstanceType<Commands[Name]>>>;

const askWith =
  (client: DynamoDBClient): AskTable =>
  (name, input) => {
    const Command = commands[name] as unknown as new (input: never) => never;
    return client.send(new Command(input as never)) as Promise<never>;
  };

function openSums(ask: AskTable, name: string): Sums {
  return {
    async add(key, amounts, ttl) {
      const added = Object.entries(amounts);
      if (added.length === 0) return;
      await ask('UpdateItem', {
        ...itemAt(name, key),
        UpdateExpression: `ADD ${added.map((_, n) => `#n${n} :n${n}`).join(', ')} SET #ttl = :ttl`,
        ExpressionAttributeNames: { '#ttl': 'ttl', ...Object.fromEntries(added.map(([amount], n) => [`#n${n}`, amount])) },
        ExpressionAttributeValues: {
          ':ttl': { N: String(ttl) },
          ...Object.fromEntries(added.map(([, sum], n) => [`:n${n}`, { N: String(sum) }])),
        },
      });
    },
    async sums(key) {
      const { Item = {} } = await ask('GetItem', { ...itemAt(name, key), ConsistentRead: true });
      const { ttl: _ttl, ...numbers } = Item;
      return Object.fromEntries(Object.entries(numbers).flatMap(([of, { N }]) => (N === undefined ? [] : [[of, Number(N)]])));
    },
  };
}

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

const movement = (name: string, key: Key, from: Key, to: Key) => ({
  ...itemAt(name, key),
  UpdateExpression: 'SET gsi2pk = :toPk, gsi2sk = :toSk',
  ConditionExpression: 'gsi2pk = :fromPk AND gsi2sk = :fromSk',
  ExpressionAttributeValues: { ':toPk': { S: to.pk }, ':toSk': { S: to.sk }, ':fromPk': { S: from.pk }, ':fromSk': { S: from.sk } },
});

/**
 * Opens the table `name`, with a client or what asks in its place. Reads by key are strongly consistent; index queries follow a moment
 * later, as on AWS.
 */
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
        ...opt({ Limit: options.limit && options.limit - found.length, ExclusiveStartKey: start as never }),
      });
      for (const item of answer.Items ?? []) found.push(toIndexedItem(item as Attributes));
      start = answer.LastEvaluatedKey as Attributes | undefined;
    } while (start && (options.limit === undefined || found.length < options.limit));
    return found;
  };

  return {
    ...openReading(ask, name),
    putMany: (items) => sendMany(ask, name, putting(items.map(marshal))),
    removeMany: (keys) => sendMany(ask, name, removing(keys)),
    put: (item, condition) => conditionally(() => ask('PutItem', { TableName: name, Item: marshal(item), ...conditionOf(condition) })),
    move: (key, from, to) => conditionally(() => ask('UpdateItem', movement(name, key, from, to))),
    ...openSums(ask, name),
    remove: (key, condition) => conditionally(() => ask('DeleteItem', { ...itemAt(name, key), ...conditionOf(condition ?? 'none') })),
    query: (pk, options = {}) => query(rangeOf('pk', 'sk', pk, options), options),
    queryIndex: (index, pk, options = {}) => query(rangeOf(`${index}pk`, `${index}sk`, pk, options), { index, ...options }),
  };
}
