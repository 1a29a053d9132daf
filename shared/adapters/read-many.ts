import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Key } from '../model/table.ts';

type Attributes = Record<string, AttributeValue>;

/** Keys of one request. */
const mostAtOnce = 100;

/** Values of many keys of a table in their order; what did not fit into an answer is asked for again. */
export async function readMany(client: DynamoDBClient, name: string, keys: readonly Key[]): Promise<readonly unknown[]> {
  const found = new Map<string, unknown>();
  let asked: readonly Attributes[] = keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
  while (asked.length > 0) {
    const Keys = asked.slice(0, mostAtOnce);
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [name]: { Keys, ConsistentRead: true } } }));
    for (const { pk, sk, data } of answer.Responses?.[name] ?? []) found.set(`${pk?.S} ${sk?.S}`, data?.S && JSON.parse(data.S));
    asked = [...(answer.UnprocessedKeys?.[name]?.Keys ?? []), ...asked.slice(mostAtOnce)];
  }
  return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`));
}
