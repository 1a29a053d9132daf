import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { openTable } from '../../../shared/store/aws/table.ts';
import { many, outcome, type Probe, wins } from './probe.ts';

export const tableProbes: readonly Probe[] = [
  {
    name: 'table: of twenty writers of a new item one wins',
    aws: '1',
    ask: async ({ dynamodb, table }) => {
      const { put } = openTable(dynamodb, table);
      return wins(await many(20, (n) => put({ pk: 'P#race', sk: 'A', value: n }, 'absent')));
    },
  },
  {
    name: 'table: a version that was read is replaced once',
    aws: 'true false',
    ask: async ({ dynamodb, table }) => {
      const { put } = openTable(dynamodb, table);
      const key = { pk: 'P#version', sk: 'A' };
      await put({ ...key, value: 1, v: 1 }, 'absent');
      const second = await put({ ...key, value: 2, v: 2 }, { v: 1 });
      return `${second} ${await put({ ...key, value: 3, v: 2 }, { v: 1 })}`;
    },
  },
  {
    name: 'table: a sort key between two bounds, newest first, with a limit',
    aws: '["d","c"]',
    ask: async ({ dynamodb, table }) => {
      const { put, query } = openTable(dynamodb, table);
      for (const sk of ['a', 'b', 'c', 'd', 'e']) await put({ pk: 'P#range', sk, value: sk }, 'none');
      const found = await query('P#range', { after: 'a', upTo: 'd', newestFirst: true, limit: 2 });
      return JSON.stringify(found.map(({ value }) => value));
    },
  },
  {
    name: 'table: sort keys in the order of their UTF-8 bytes',
    aws: '["Z","a","é","一","𠮷"]',
    ask: async ({ dynamodb, table }) => {
      const { put, query } = openTable(dynamodb, table);
      for (const sk of ['𠮷', '一', 'é', 'a', 'Z']) await put({ pk: 'P#order', sk, value: sk }, 'none');
      return JSON.stringify((await query('P#order')).map(({ value }) => value));
    },
  },
  {
    name: 'table: an item moves within the second index once, and is found there',
    aws: 'true false ["2"]',
    ask: async ({ dynamodb, table }) => {
      const { put, move, queryIndex } = openTable(dynamodb, table);
      const [key, from, to] = [
        { pk: 'P#move', sk: 'A' },
        { pk: 'LIST', sk: '1' },
        { pk: 'LIST', sk: '2' },
      ];
      await put({ ...key, value: 'x', gsi2: from }, 'absent');
      const moved = [await move(key, from, to), await move(key, from, to)];
      return `${moved.join(' ')} ${JSON.stringify((await queryIndex('gsi2', 'LIST')).map(({ place }) => place))}`;
    },
  },
  {
    name: 'table: a query of 2.4 MB comes in pages, whole',
    aws: '8',
    ask: async ({ dynamodb, table }) => {
      const { put, query } = openTable(dynamodb, table);
      await many(8, (n) => put({ pk: 'P#pages', sk: String(n), value: 'x'.repeat(300_000) }, 'none'));
      return (await query('P#pages')).length;
    },
  },
  {
    name: 'table: two hundred keys at once, some of which are not there',
    aws: '100 200',
    ask: async ({ dynamodb, table }) => {
      const { put, getMany } = openTable(dynamodb, table);
      await many(100, (n) => put({ pk: `P#many${n}`, sk: 'A', value: n }, 'none'));
      const found = await getMany(Array.from({ length: 200 }, (_, n) => ({ pk: `P#many${n}`, sk: 'A' })));
      return `${found.filter((value) => value !== undefined).length} ${found.length}`;
    },
  },
  {
    name: 'table: an item is at most 400 KB of UTF-8',
    aws: 'ValidationException',
    ask: ({ dynamodb, table }) => outcome(openTable(dynamodb, table).put({ pk: 'P#large', sk: 'A', value: '一'.repeat(140_000) }, 'none')),
  },
  {
    name: 'table: a sort key is at most 1,024 bytes',
    aws: 'ValidationException',
    ask: ({ dynamodb, table }) => outcome(openTable(dynamodb, table).put({ pk: 'P#key', sk: 'x'.repeat(1_025), value: 1 }, 'none')),
  },
  {
    name: 'table: an empty key of an index is refused',
    aws: 'ValidationException',
    ask: ({ dynamodb, table }) =>
      outcome(openTable(dynamodb, table).put({ pk: 'P#empty', sk: 'A', value: 1, gsi1: { pk: '', sk: 'x' } }, 'none')),
  },
  {
    name: 'table: a counter that is raised only below a limit',
    aws: 'true true false',
    ask: async ({ dynamodb, table }) => {
      const raise = (): Promise<boolean> =>
        dynamodb
          .send(
            new UpdateItemCommand({
              TableName: table,
              Key: { pk: { S: 'P#count' }, sk: { S: 'A' } },
              UpdateExpression: 'ADD #c :one',
              ConditionExpression: 'attribute_not_exists(#c) OR #c < :most',
              ExpressionAttributeNames: { '#c': 'c' },
              ExpressionAttributeValues: { ':one': { N: '1' }, ':most': { N: '2' } },
            }),
          )
          .then(
            () => true,
            (error: unknown) => !(error instanceof ConditionalCheckFailedException),
          );
      return `${await raise()} ${await raise()} ${await raise()}`;
    },
  },
];
