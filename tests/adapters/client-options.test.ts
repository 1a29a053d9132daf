import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openClient } from '../../shared/adapters/client-options.ts';
import { SigningHash } from '../../shared/adapters/signing-hash.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'from the environment');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => vi.unstubAllEnvs());

test('a client that is not reached in this process finds its credentials in the environment, as a function on AWS does', async () => {
  const { config } = openClient('DYNAMODB', (options) => new DynamoDBClient({ region: 'us-east-1', ...options }));
  expect(await config.credentials()).toMatchObject({ accessKeyId: 'from the environment' });
});

test('nothing copies what a call asks and what it is answered for a log', () => {
  const { middlewareStack } = openClient('DYNAMODB', (options) => new DynamoDBClient({ region: 'us-east-1', ...options }));
  expect(middlewareStack.identify().filter((step) => step.startsWith('logger'))).toEqual([]);
});

const hexOf = async (text: string, secret?: string | Uint8Array): Promise<string> => {
  const hash = new SigningHash(secret);
  hash.update(Buffer.from(text));
  return Buffer.from(await hash.digest()).toString('hex');
};

// FIPS 180-2 and RFC 4231.
test.each([
  ['abc', undefined, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['what do ya want for nothing?', 'Jefe', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  ['Hi There', new Uint8Array(20).fill(0x0b), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  ['Hi There', new Uint8Array(24).fill(0x0b).subarray(2, 22), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
])('a signature is that of the standard: %s', async (text, secret, expected) => {
  expect(await hexOf(text, secret)).toBe(expected);
  expect(await hexOf(text, secret)).toBe(expected);
});
