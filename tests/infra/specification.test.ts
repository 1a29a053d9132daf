import specification from '@aws-cdk/aws-service-spec';
import { describe, expect, test } from 'vitest';
import { resources } from './template.ts';

const database = specification.loadAwsServiceSpecSync();

describe.each([...Map.groupBy(resources, ({ type }) => type)])('%s', (type, all) => {
  test('is a type of CloudFormation, and has no property that is not, and all that it must have', () => {
    const [known] = database.lookup('resource', 'cloudFormationType', 'equals', type);
    expect(known).toBeDefined();
    const properties = known?.properties ?? {};
    const required = Object.entries(properties).flatMap(([name, { required: must }]) => (must ? [name] : []));
    for (const { properties: given } of all) {
      expect(Object.keys(given).filter((name) => !(name in properties))).toEqual([]);
      expect(required.filter((name) => !(name in given))).toEqual([]);
    }
  });
});
