import { setTimeout as pause } from 'node:timers/promises';
import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Key } from '../../model/table.ts';
import type { Table } from '../table.ts';
import type { AskTable } from './table-asking.ts';
import { type Attributes, itemOf, jsonOf } from './table-items.ts';

/** Keys of one request, and items of one that writes. */
const mostAtOnce = { read: 100, written: 25 } as const;
/** What a busy table left of a request is asked for again after a moment. */
const mostTries = 10;
const pauseMs = (tries: number): number => Math.min(10 * 2 ** tries, 1_000) * (0.5 + Math.random());

const nameOf = ({ pk, sk }: Attributes): string => `${pk?.S} ${sk?.S}`;

/** Many items of a table in the order of their keys; what did not fit into an answer is asked for again. */
async function readMany(ask: AskTable, name: string, keys: readonly Key[]): Promise<readonly (Attributes | undefined)[]> {
  const found = new Map<string, Attributes>();
  const unique = new Map(keys.map(({ pk, sk }) => [`${pk} ${sk}`, { pk: { S: pk }, sk: { S: sk } }]));
  let asked: readonly Record<string, AttributeValue>[] = [...unique.values()];
  for (let tries = 0; asked.length > 0; ) {
    const Keys = asked.slice(0, mostAtOnce.read);
    const answer = await ask('BatchGetItem', { RequestItems: { [name]: { Keys, ConsistentRead: true } } });
    for (const item of (answer.Responses?.[name] ?? []) as readonly Attributes[]) found.set(nameOf(item), item);
    const left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    asked = [...left, ...asked.slice(mostAtOnce.read)];
    // What did not fit into an answer is asked for at once; an answer without any is that of a busy table.
    if (left.length < Keys.length) tries = 0;
    else if (++tries === mostTries) throw new Error(`the table gave none of ${left.length} items ${mostTries} times`);
    else await pause(pauseMs(tries));
  }
  return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`));
}

/** Reading by key. */
export function openReading(ask: AskTable, name: string): Pick<Table, 'get' | 'getMany' | 'item' | 'items'> {
  const read = async ({ pk, sk }: Key): Promise<Attributes | undefined> => {
    const answer = await ask('GetItem', { TableName: name, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true });
    return answer.Item as Attributes | undefined;
  };
  return {
    get: async (key) => jsonOf(await read(key)),
    getMany: async (keys) => (await readMany(ask, name, keys)).map(jsonOf),
    item: async (key) => itemOf(await read(key)),
    items: async (keys) => (await readMany(ask, name, keys)).map(itemOf),
  };
}

/** Writes many items; of one key the first. */
export function writeMany(ask: AskTable, name: string, items: readonly Attributes[]): Promise<void> {
  const unique = [...new Map(items.toReversed().map((item) => [nameOf(item), item])).values()].toReversed();
  return sendMany(
    ask,
    name,
    unique.map((Item) => ({ PutRequest: { Item: Item as Record<string, AttributeValue> } })),
  );
}

/** Removes many items, whatever they say. */
export function removeMany(ask: AskTable, name: string, keys: readonly Key[]): Promise<void> {
  const unique = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  return sendMany(
    ask,
    name,
    unique.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk: { S: pk }, sk: { S: sk } } } })),
  );
}

/** What a busy table did not take is sent again. */
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
