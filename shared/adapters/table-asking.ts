import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  DeleteItemCommandInput,
  DeleteItemCommandOutput,
  DynamoDBClient,
  GetItemCommandInput,
  GetItemCommandOutput,
  PutItemCommandInput,
  PutItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { reachedBy } from './client-options.ts';
import { once } from './later.ts';

/** What the table asks of DynamoDB, as its client names and types it. */
export type TableOperations = {
  readonly BatchGetItem: readonly [BatchGetItemCommandInput, BatchGetItemCommandOutput];
  readonly BatchWriteItem: readonly [BatchWriteItemCommandInput, BatchWriteItemCommandOutput];
  readonly DeleteItem: readonly [DeleteItemCommandInput, DeleteItemCommandOutput];
  readonly GetItem: readonly [GetItemCommandInput, GetItemCommandOutput];
  readonly PutItem: readonly [PutItemCommandInput, PutItemCommandOutput];
  readonly Query: readonly [QueryCommandInput, QueryCommandOutput];
  readonly UpdateItem: readonly [UpdateItemCommandInput, UpdateItemCommandOutput];
};

/** Asks for one operation. An error bears the name that DynamoDB gives it. */
export type AskTable = <Name extends keyof TableOperations>(
  name: Name,
  input: TableOperations[Name][0],
) => Promise<Omit<TableOperations[Name][1], '$metadata'>>;

/** Whether an error says that the condition of a write was not met. */
export const isRefused = (error: unknown): boolean => error instanceof Error && error.name === 'ConditionalCheckFailedException';

const commands = once(() => import('./table-commands.ts'));

/** Asks with a client. */
export const askWith =
  (client: DynamoDBClient): AskTable =>
  async (name, input) =>
    (await commands()).send(client, name, input);

/** The table of the environment: its process asked straight where it is this one, else the client, which is loaded then. */
export function askTable(): AskTable {
  const client = once(async () => (await commands()).openTableClient());
  return async (name, input) => (reachedBy('DYNAMODB').table ?? askWith(await client()))(name, input);
}
