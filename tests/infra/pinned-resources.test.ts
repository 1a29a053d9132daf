import { readFileSync } from 'node:fs';
import specification from '@aws-cdk/aws-service-spec';
import { describe, expect, test } from 'vitest';
import { asNamed, compareResources, type LastRelease, lasting, resourcesOf } from '../../infra/upgrade-guard.ts';
import { schemaVersion } from '../../shared/model/table.ts';
import { outputs, resources } from './template.ts';

const held = resourcesOf(Object.fromEntries(resources.map(({ id, type, properties }) => [id, { Type: type, Properties: properties }])));
const released = JSON.parse(readFileSync(new URL('../../infra/last-release.json', import.meta.url), 'utf8')) as LastRelease;

const advice =
  'an update from the last release would replace what holds data by an empty one, and the laptop would forget it. If that is meant, write in docs/decisions how the data moves';

describe('an update from the last release', () => {
  test('replaces and removes nothing that holds data', () => {
    expect(compareResources(released.held, held), advice).toEqual([]);
  });

  test('knows its data, and gives every output that it gave', () => {
    expect(schemaVersion).toBeGreaterThanOrEqual(released.schema);
    expect(outputs).toEqual(expect.arrayContaining([...released.outputs]));
  });
});

describe('the guard of updates', () => {
  test.each(Object.keys(lasting))('knows what %s is replaced for', (type) => {
    const [known] = specification.loadAwsServiceSpecSync().lookup('resource', 'cloudFormationType', 'equals', type);
    const replacing = Object.entries(known?.properties ?? {}).filter(([, { causesReplacement }]) => causesReplacement === 'yes');
    expect(lasting[type]).toEqual(expect.arrayContaining(replacing.map(([name]) => name)));
  });

  test('stops when keys change, a name is given, a resource goes or becomes something else', () => {
    const change = (id: string, value: object) => compareResources(held, { ...held, [id]: { type: 'none', ...held[id], ...value } });
    expect(change('RecordTable', { KeySchema: [{ AttributeName: 'partition', KeyType: 'HASH' }] })).toMatchObject([
      { resource: 'RecordTable', found: expect.stringContaining('KeySchema') },
    ]);
    expect(change('EvidenceBucket', { BucketName: 'mine' })).toHaveLength(1);
    expect(change('TasksQueue', { type: 'AWS::SQS::Queues' })).toHaveLength(1);
    const { RecordTable: _table, ...rest } = held;
    expect(compareResources(held, rest)).toMatchObject([{ resource: 'RecordTable', found: expect.stringContaining('removed') }]);
    // A restored store takes its place, and the table stays beside the stack.
    expect(compareResources(held, rest, ['RecordTable'])).toEqual([]);
  });

  test('takes another stack for its own, whatever its name', () => {
    const second = JSON.parse(JSON.stringify(held).replace('"Name":"hongtou"', '"Name":"second"'));
    expect(compareResources(asNamed(held, 'Second'), second)).toEqual([]);
    expect(compareResources(held, second)).toHaveLength(1);
  });
});
