import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at, resources } from './template.ts';

/** What of a resource CloudFormation would replace it for, with all that it holds. */
const lasting: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SES::ConfigurationSet': ['Name'],
  'AWS::Scheduler::Schedule': ['Name', 'GroupName'],
};

const held = Object.fromEntries(
  resources
    .filter(({ type }) => type in lasting)
    .map(({ id, type, properties }) => {
      const fields = (lasting[type] ?? []).flatMap((name) => (at(properties, name) === undefined ? [] : [[name, at(properties, name)]]));
      return [id, { type, ...Object.fromEntries(fields) }] as const;
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

const advice =
  'a deployment would replace what holds data by an empty one, and the laptop would forget it. If that is meant, write in docs/decisions how the data moves, then change tests/infra/pinned-resources.json by hand';

test('what holds data keeps its logical id, its name and its keys', () => {
  const released: unknown = JSON.parse(readFileSync(new URL('./pinned-resources.json', import.meta.url), 'utf8'));
  expect(held, advice).toEqual(released);
});

test('a table whose partition key was renamed would be noticed', () => {
  const renamed = JSON.parse(JSON.stringify(held).replaceAll('"pk"', '"partition"'));
  expect(renamed).not.toEqual(held);
  expect(held['RecordTable']).toMatchObject({ KeySchema: [{ AttributeName: 'pk' }, { AttributeName: 'sk' }] });
});
