import { setTimeout } from 'node:timers/promises';
import { CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { DeleteTableCommand, DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { InputError } from '../../../shared/model/errors.ts';
import { orEmpty } from '../../../shared/model/values.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { unlessAbsent } from './diagnosis.ts';
import { readStack, unprotect } from './stack.ts';

const pause = 5_000;

export async function deleteStack(name: string): Promise<void> {
  const client = new CloudFormationClient(patience(30));
  if ((await readStack(name))?.isProtected) await unprotect(name);
  await client.send(new DeleteStackCommand({ StackName: name }));
  for (let stack = await readStack(name); stack && stack.status !== 'DELETE_COMPLETE'; stack = await readStack(name)) {
    if (stack.status === 'DELETE_FAILED')
      throw new InputError(`CloudFormation could not delete ${name}: ${stack.reason ?? 'see its events'}; mend that, then run this again`);
    await setTimeout(pause);
  }
}

export async function eraseTable(name: string): Promise<boolean> {
  const client = new DynamoDBClient(patience(30));
  const found = await unlessAbsent(client.send(new DescribeTableCommand({ TableName: name })));
  if (found === undefined) return false;
  if (found.Table?.DeletionProtectionEnabled)
    await client.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }));
  await client.send(new DeleteTableCommand({ TableName: name }));
  return true;
}

async function eraseSome(client: S3Client, Bucket: string): Promise<number> {
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key: orEmpty(Key), VersionId: orEmpty(VersionId) }));
  if (Objects.length === 0) return 0;
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  const [first] = Errors;
  if (first) throw new InputError(`${Bucket}: ${first.Key} could not be deleted (${first.Code}: ${first.Message}); run this again`);
  return Objects.length;
}

export async function eraseBucket(name: string, progress: (objects: number) => void): Promise<boolean> {
  const client = new S3Client(patience(120));
  if ((await unlessAbsent(client.send(new HeadBucketCommand({ Bucket: name })))) === undefined) return false;
  // Its policy lets nobody delete evidence.
  await client.send(new DeleteBucketPolicyCommand({ Bucket: name }));
  let erased = 0;
  for (let some = await eraseSome(client, name); some > 0; some = await eraseSome(client, name)) {
    erased += some;
    progress(erased);
  }
  await client.send(new DeleteBucketCommand({ Bucket: name }));
  return true;
}
