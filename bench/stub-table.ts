/** As much of DynamoDB as the pipeline of a page uses: items by key, conditional writes, ranges of a partition. Indexes hold nothing, as right after a write. */

type Value = { readonly S: string; readonly N?: string };
type Write = { readonly PutRequest?: { readonly Item: Item } };
type Item = Readonly<Record<string, Value>> & { readonly pk: Value; readonly sk: Value };
type Values = Readonly<Record<string, Value>>;
type Asked = {
  readonly Key: Item;
  readonly Item: Item;
  readonly IndexName?: string;
  readonly ConditionExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Values;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly RequestItems: Readonly<Record<string, { readonly Keys: readonly Item[] } & readonly Write[]>>;
};
type Partition = { readonly items: Map<string, Item>; readonly keys: string[] };

const refused: unique symbol = Symbol('refused');

/** Whether a sort key lies in the range of a query. */
function inRange(sk: string, expression: string, values: Values): boolean {
  const [from, to] = [values[':from']?.S ?? '', values[':to']?.S];
  if (expression.includes('begins_with')) return sk.startsWith(from);
  if (expression.includes('>')) return sk > from;
  return sk >= from && (to === undefined || sk <= to);
}

/** A condition compares one number, whichever attribute holds it. */
function holds(item: Item | undefined, asked: Asked): boolean {
  const { ConditionExpression: condition, ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = asked;
  if (condition === undefined) return true;
  if (condition.startsWith('attribute_not_exists')) return item === undefined;
  const [name = ''] = Object.values(names);
  return item?.[name]?.N === Object.values(values)[0]?.N;
}

/** Answers one operation; undefined when its condition does not hold. An operation that is not here is an error. */
export function openStubTable(): (operation: string, asked: Asked) => object | undefined {
  const partitions = new Map<string, Partition>();
  const partitionOf = (pk: string): Partition => {
    const partition = partitions.get(pk) ?? { items: new Map(), keys: [] };
    partitions.set(pk, partition);
    return partition;
  };
  const at = ({ pk, sk }: Item): Item | undefined => partitions.get(pk.S)?.items.get(sk.S);
  const put = (item: Item): void => {
    const { items, keys } = partitionOf(item.pk.S);
    const sk = item.sk.S;
    const isLast = sk > (keys.at(-1) ?? '');
    if (!items.has(sk)) keys.push(sk);
    if (!isLast) keys.sort();
    items.set(sk, item);
  };
  const remove = ({ pk, sk }: Item): void => {
    const { items, keys } = partitionOf(pk.S);
    if (items.delete(sk.S)) keys.splice(keys.indexOf(sk.S), 1);
  };
  const query = (asked: Asked): readonly Item[] => {
    const values = asked.ExpressionAttributeValues ?? {};
    const { items, keys } = partitionOf(values[':pk']?.S ?? '');
    const most = asked.Limit ?? keys.length;
    const found: Item[] = [];
    for (let n = 0; n < keys.length && found.length < most; n += 1) {
      const key = keys[asked.ScanIndexForward === false ? keys.length - 1 - n : n] ?? '';
      const item = inRange(key, asked.KeyConditionExpression ?? '', values) ? items.get(key) : undefined;
      if (item) found.push(item);
    }
    return found;
  };
  const unless = (asked: Asked, key: Item, write: () => void): object | typeof refused => {
    if (!holds(at(key), asked)) return refused;
    write();
    return {};
  };
  const operations: Readonly<Record<string, (asked: Asked) => object | typeof refused>> = {
    GetItem: ({ Key }) => ({ Item: at(Key) }),
    BatchGetItem: ({ RequestItems }) => {
      const tables = Object.entries(RequestItems).map(([table, { Keys }]) => [table, Keys.flatMap((key) => at(key) ?? [])]);
      return { Responses: Object.fromEntries(tables), UnprocessedKeys: {} };
    },
    Query: (asked) => ({ Items: asked.IndexName === undefined ? query(asked) : [] }),
    PutItem: (asked) => unless(asked, asked.Item, () => put(asked.Item)),
    DeleteItem: (asked) => unless(asked, asked.Key, () => remove(asked.Key)),
    BatchWriteItem: ({ RequestItems }) => {
      for (const { PutRequest } of Object.values(RequestItems).flat()) if (PutRequest) put(PutRequest.Item);
      return { UnprocessedItems: {} };
    },
    // Sums of an hour and places in an index: nothing of a page depends on them.
    UpdateItem: () => ({}),
  };
  return (operation, asked) => {
    const answer = operations[operation]?.(asked);
    if (answer === undefined) throw new Error(`the stub of the table does not know ${operation}`);
    return answer === refused ? undefined : answer;
  };
}
