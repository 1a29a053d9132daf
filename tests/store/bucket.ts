import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import type { Bucket } from '../../shared/store/aws/objects.ts';
import { startEmulators } from '../support/emulated/emulators.ts';
import { region } from '../support/emulated/plan.ts';

export type TestBucket = Bucket & {
  readonly folder: string;
  keys(): Promise<string[]>;
};

/** A bucket of the emulator, gone after the test. */
export async function openBucket(): Promise<TestBucket> {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-test-'));
  const emulators = await startEmulators();
  const bucket = 'evidence';
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new S3Client({ endpoint: emulators.endpoints.objects, region, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  onTestFinished(async () => {
    client.destroy();
    await emulators.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...{ client, bucket, folder },
    async keys() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
      return Contents.map(({ Key = '' }) => Key);
    },
  };
}
