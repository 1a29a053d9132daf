import { type AttributeValue, DescribeTableCommand, DynamoDBClient, type ProjectionType } from '@aws-sdk/client-dynamodb';

/** What AWS would bill for some work of this process. Units are DynamoDB's; `puts` and `gets` are S3's dearer and cheaper requests. */
export type Bill = {
  /** Requests of each kind, `DynamoDB.GetItem`. */
  readonly calls: Record<string, number>;
  reads: number;
  readUnits: number;
  /** Items that they brought. */
  items: number;
  writes: number;
  writeUnits: number;
  puts: number;
  /** Of `puts`: refused since the object was there. They are billed all the same. */
  refused: number;
  putBytes: number;
  gets: number;
  getBytes: number;
  /** Requests to SQS of 64 KB each, and the messages that they sent. */
  queueRequests: number;
  messages: number;
  mails: number;
  mailBytes: number;
};

type Item = Record<string, AttributeValue>;
type Fields = Readonly<Record<string, unknown>>;
type Command = { readonly constructor: { readonly name: string }; readonly input: Fields };
type Send = (this: unknown, command: Command, ...rest: unknown[]) => Promise<Fields>;

/** How the indexes of the table keep its items. */
type Projections = Readonly<Record<string, { readonly type: ProjectionType; readonly attributes?: readonly string[] }>>;

const bytesOf = (text: string): number => Buffer.byteLength(text);
const valueBytes = ({ S, N }: AttributeValue): number => (S === undefined ? Math.ceil((N ?? '').length / 2) + 1 : bytesOf(S));
const sizeOf = (item: Item): number => Object.entries(item).reduce((sum, [name, value]) => sum + bytesOf(name) + valueBytes(value), 0);
const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
const readUnits = (bytes: number, strong: boolean): number => Math.max(1, Math.ceil(bytes / 4096)) * (strong ? 1 : 0.5);

/** An item as an index keeps it; undefined when it lacks a key of it. */
function projected(item: Item | undefined, index: string, { type, attributes = [] }: Projections[string]): Item | undefined {
  if (!item?.[`${index}pk`] || !item[`${index}sk`]) return undefined;
  const kept = new Set(['pk', 'sk', `${index}pk`, `${index}sk`, ...attributes]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => type === 'ALL' || kept.has(name)));
}

const keyIn = (item: Item, index: string): string => JSON.stringify([item[`${index}pk`], item[`${index}sk`]]);

/** Units of an index for the change of an item: none when nothing that it keeps changed, two writes when its key did. */
function indexUnits(before: Item | undefined, after: Item | undefined, index: string): number {
  if (!before && !after) return 0;
  if (!before || !after) return writeUnits(sizeOf(before ?? after ?? {}));
  if (keyIn(before, index) !== keyIn(after, index)) return writeUnits(sizeOf(before)) + writeUnits(sizeOf(after));
  const same = Object.entries(after).every(([name, value]) => JSON.stringify(before[name]) === JSON.stringify(value));
  return same ? 0 : writeUnits(Math.max(sizeOf(before), sizeOf(after)));
}

/** The item that an update leaves: each `name = :value` of its SET. */
function updated(before: Item, input: Fields): Item {
  const values = (input['ExpressionAttributeValues'] ?? {}) as Item;
  const names = (input['ExpressionAttributeNames'] ?? {}) as Record<string, string>;
  const set = [...String(input['UpdateExpression']).matchAll(/([#\w]+)\s*=\s*(:\w+)/g)];
  const changes = set.flatMap(([, name = '', value = '']) => (values[value] ? [[names[name] ?? name, values[value]] as const] : []));
  return { ...before, ...Object.fromEntries(changes) };
}

function countWrite(bill: Bill, before: Item | undefined, after: Item | undefined, projections: Projections): void {
  bill.writes += 1;
  bill.writeUnits += writeUnits(Math.max(sizeOf(before ?? {}), sizeOf(after ?? {})));
  for (const [index, projection] of Object.entries(projections))
    bill.writeUnits += indexUnits(projected(before, index, projection), projected(after, index, projection), index);
}

type Counter = (bill: Bill, input: Fields, answer: Fields, projections: Projections) => void;

const countObject = (bill: Bill, { Body }: Fields): void => {
  bill.puts += 1;
  bill.putBytes += Body instanceof Uint8Array ? Body.length : 0;
};

const listing: Counter = (bill) => {
  bill.puts += 1;
};

const asking: Counter = (bill) => {
  bill.queueRequests += 1;
};

const keysOf = (asked: unknown): number =>
  Object.values((asked ?? {}) as Record<string, { Keys: readonly unknown[] }>).reduce((sum, { Keys }) => sum + Keys.length, 0);

/** What each command costs. A command that is not here fails the count. */
const counters: Readonly<Record<string, Counter>> = {
  GetItemCommand: (bill, { ConsistentRead }, { Item }) => {
    bill.reads += 1;
    bill.items += Item ? 1 : 0;
    bill.readUnits += readUnits(sizeOf((Item ?? {}) as Item), ConsistentRead === true);
  },
  BatchGetItemCommand: (bill, { RequestItems }, { Responses, UnprocessedKeys }) => {
    bill.reads += 1;
    // What is not there is billed as well.
    const asked = keysOf(RequestItems) - keysOf(UnprocessedKeys);
    const found = Object.values((Responses ?? {}) as Record<string, Item[]>).reduce((sum, items) => sum + items.length, 0);
    bill.readUnits += asked - found;
    for (const items of Object.values((Responses ?? {}) as Record<string, Item[]>))
      for (const item of items) {
        bill.items += 1;
        bill.readUnits += readUnits(sizeOf(item), true);
      }
  },
  QueryCommand: (bill, { ConsistentRead }, { Items }) => {
    bill.reads += 1;
    bill.items += ((Items ?? []) as Item[]).length;
    const bytes = ((Items ?? []) as Item[]).reduce((sum, item) => sum + sizeOf(item), 0);
    bill.readUnits += readUnits(bytes, ConsistentRead === true);
  },
  PutItemCommand: (bill, { Item }, { Attributes }, projections) =>
    countWrite(bill, Attributes as Item | undefined, Item as Item, projections),
  // What lay there is not told: each item counts as one that was not.
  BatchWriteItemCommand: (bill, { RequestItems }, { UnprocessedItems }, projections) => {
    const asked = Object.values((RequestItems ?? {}) as Record<string, { readonly PutRequest?: { readonly Item: Item } }[]>).flat();
    const refused = Object.values((UnprocessedItems ?? {}) as Record<string, unknown[]>).flat().length;
    for (const { PutRequest } of asked.slice(0, asked.length - refused)) countWrite(bill, undefined, PutRequest?.Item, projections);
  },
  UpdateItemCommand: (bill, input, { Attributes }, projections) => {
    const before = (Attributes ?? {}) as Item;
    countWrite(bill, before, updated(before, input), projections);
  },
  DeleteItemCommand: (bill, _input, { Attributes }, projections) =>
    countWrite(bill, Attributes as Item | undefined, undefined, projections),
  GetObjectCommand: (bill, _input, { ContentLength }) => {
    bill.gets += 1;
    bill.getBytes += Number(ContentLength ?? 0);
  },
  HeadObjectCommand: (bill) => {
    bill.gets += 1;
  },
  PutObjectCommand: countObject,
  CreateMultipartUploadCommand: countObject,
  UploadPartCommand: countObject,
  CompleteMultipartUploadCommand: countObject,
  ListObjectsV2Command: listing,
  ListObjectVersionsCommand: listing,
  DeleteObjectCommand: () => {},
  SendMessageBatchCommand: (bill, { Entries }) => {
    const bodies = (Entries as { readonly MessageBody: string }[]).map(({ MessageBody }) => MessageBody);
    bill.queueRequests += Math.max(1, Math.ceil(bytesOf(bodies.join('')) / 65_536));
    bill.messages += bodies.length;
  },
  ChangeMessageVisibilityBatchCommand: asking,
  GetQueueAttributesCommand: asking,
  SendEmailCommand: (bill, { Content }) => {
    bill.mails += 1;
    bill.mailBytes += bytesOf(JSON.stringify(Content));
  },
};

const returned = new Set(['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand']);

const emptyBill = (): Bill => ({
  calls: {},
  reads: 0,
  readUnits: 0,
  items: 0,
  writes: 0,
  writeUnits: 0,
  puts: 0,
  refused: 0,
  putBytes: 0,
  gets: 0,
  getBytes: 0,
  queueRequests: 0,
  messages: 0,
  mails: 0,
  mailBytes: 0,
});

/** A refused write costs what a write of a small item costs, an object that is not there or did not change its request. */
function countRefused(bill: Bill, name: string, input: Fields, error: unknown): void {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  if (returned.has(name)) {
    bill.writes += 1;
    bill.writeUnits += 1;
  } else counters[name]?.(bill, input, {}, {});
  if ($metadata?.httpStatusCode === 412) bill.refused += 1;
}

async function projectionsOf(table: string): Promise<Projections> {
  const { Table } = await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName: table }));
  return Object.fromEntries(
    (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', Projection }) => [
      IndexName,
      { type: Projection?.ProjectionType ?? 'ALL', attributes: Projection?.NonKeyAttributes ?? [] },
    ]),
  );
}

export type Meter = {
  /** What the work came to, and what AWS would bill for it. Works one after the other, since they share one meter. */
  billed<T>(work: () => Promise<T>): Promise<{ readonly bill: Bill; readonly result: T }>;
  close(): void;
};

/** Listens to every command of the SDK's clients in this process; the calls themselves go on as they were. `table`: whose indexes are counted. */
export async function openMeter(table: string): Promise<Meter> {
  const projections = await projectionsOf(table);
  const client = Object.getPrototypeOf(DynamoDBClient.prototype) as { send: Send };
  const { send } = client;
  let running: Bill | undefined;
  client.send = async function (command, ...rest) {
    const bill = running;
    const { name } = command.constructor;
    if (!bill) return send.call(this, command, ...rest);
    const count = counters[name];
    if (!count) throw new Error(`the meter knows no price of ${name}`);
    const call = name.replace(/Command$/, '');
    bill.calls[call] = (bill.calls[call] ?? 0) + 1;
    const input = command.input as Record<string, unknown>;
    if (returned.has(name)) input['ReturnValues'] = 'ALL_OLD';
    try {
      const answer = await send.call(this, command, ...rest);
      count(bill, input, answer, projections);
      return answer;
    } catch (error) {
      countRefused(bill, name, input, error);
      throw error;
    }
  };
  return {
    async billed(work) {
      const bill = emptyBill();
      running = bill;
      try {
        return { bill, result: await work() };
      } finally {
        running = undefined;
      }
    },
    close() {
      client.send = send;
    },
  };
}
