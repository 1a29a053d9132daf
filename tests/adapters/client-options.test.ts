import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openClient } from '../../shared/adapters/client-options.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'from the environment');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => vi.unstubAllEnvs());

test('a client that is not reached in this process finds its credentials in the environment, as a function on AWS does', async () => {
  const { config } = openClient('DYNAMODB', (options) => new DynamoDBClient({ region: 'us-east-1', ...options }));
  expect(await config.credentials()).toMatchObject({ accessKeyId: 'from the environment' });
});
