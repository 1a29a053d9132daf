import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { openClient } from './client-options.ts';
import type { TableOperations } from './table-asking.ts';

const commands = {
  BatchGetItem: BatchGetItemCommand,
  BatchWriteItem: BatchWriteItemCommand,
  DeleteItem: DeleteItemCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  UpdateItem: UpdateItemCommand,
} as unknown as Readonly<Record<keyof TableOperations, new (input: never) => never>>;

/** The client that the environment configures. */
export const openTableClient = (): DynamoDBClient => openClient('DYNAMODB', (options) => new DynamoDBClient(options));

/** Sends one operation as the client's command. */
export const send = <Name extends keyof TableOperations>(
  client: DynamoDBClient,
  name: Name,
  input: TableOperations[Name][0],
): Promise<TableOperations[Name][1]> => client.send(new commands[name](input as never)) as Promise<TableOperations[Name][1]>;
