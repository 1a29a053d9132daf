import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { startObjectsAndQueues } from '../../infra/local/fauxqs.ts';
import { createBucket } from '../../infra/local/service-call.ts';
import type { Bucket } from '../../shared/adapters/objects.ts';
import { putBytesIn } from '../support/stored-bytes.ts';

const token = 'secret of the tests';

export type TestBucket = Bucket & {
  readonly folder: string;
  keys(): Promise<string[]>;
  /** Changes the bytes of an object behind the back of S3, which refuses to replace what is written once. */
  forge(key: string, bytes: Uint8Array | string): void;
};

/** A bucket of the local instance's S3, gone after the test. */
export async function openBucket(): Promise<TestBucket> {
  const folder = await mkdtemp(join(tmpdir(), 'hongtou-test-'));
  const emulator = await startObjectsAndQueues(folder, { token, port: 0 });
  const bucket = 'evidence';
  await createBucket({ url: emulator.endpoint, token }, bucket);
  const credentials = { accessKeyId: 'local', secretAccessKey: token };
  const client = new S3Client({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  onTestFinished(async () => {
    client.destroy();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });
  const keys = async (): Promise<string[]> => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.map(({ Key = '' }) => Key);
  };
  const forge = (key: string, bytes: Uint8Array | string): void => putBytesIn(folder, key, Buffer.from(bytes));
  return { client, bucket, folder, keys, forge };
}
