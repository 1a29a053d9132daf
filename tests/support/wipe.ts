import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Bench } from './bench.ts';

/** Removes every item of the table, or those whose keys are meant; how many. What a lost table is like. */
export async function wipe(bench: Bench, meant: (key: string) => boolean = () => true): Promise<number> {
  const client = new DynamoDBClient({});
  const { items } = await bench.stored();
  const chosen = [...items].filter(([key]) => meant(key)).map(([, item]) => item);
  for (const { pk, sk } of chosen) {
    if (pk && sk) await client.send(new DeleteItemCommand({ TableName: process.env['RECORD_TABLE'], Key: { pk, sk } }));
  }
  return chosen.length;
}
