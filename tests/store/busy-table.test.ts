import { expect, test } from 'vitest';
import { type AskTable, openTable } from '../../shared/store/aws/table.ts';

/** A table that leaves what it is asked for a number of times, as a busy one of DynamoDB does. */
function busy(times: number) {
  const asked: number[] = [];
  const ask = (async (_name: string, { RequestItems }: { readonly RequestItems: object }) => {
    asked.push(performance.now());
    return asked.length <= times ? { UnprocessedKeys: RequestItems } : { Responses: {} };
  }) as unknown as AskTable;
  return { asked, table: openTable(ask, 'records') };
}

test('a busy table is asked again after pauses, and not for ever', async () => {
  const soon = busy(3);
  expect(await soon.table.getMany([{ pk: 'A', sk: 'a' }])).toEqual([undefined]);
  expect((soon.asked.at(-1) ?? 0) - (soon.asked[0] ?? 0)).toBeGreaterThan(50);
  const never = busy(1_000);
  await expect(never.table.getMany([{ pk: 'A', sk: 'a' }])).rejects.toThrow('the table gave none of 1 items 10 times');
  expect(never.asked).toHaveLength(10);
});
