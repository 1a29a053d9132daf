import type { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { prefixesOf, recordedKinds } from '../shared/model/records.ts';
import { placeLists } from '../shared/model/table.ts';
import { allow } from './code.ts';
import type { Storage } from './storage.ts';
import tablePartitions from './table-partitions.json' with { type: 'json' };

const reading = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const writing = ['dynamodb:PutItem'];
/** Many items over whatever is there. AWS has no right to put many without that to remove many. */
const writingMany = ['dynamodb:BatchWriteItem'];
const updating = ['dynamodb:UpdateItem'];
const removing = ['dynamodb:DeleteItem'];

const partitions = (prefixes: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map((prefix) => (prefix.endsWith('#') ? `${prefix}*` : prefix)) },
  // ForAllValues is also true for a request without keys (a scan): no keys, no access.
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

export const held = (...kinds: readonly (keyof typeof tablePartitions)[]): readonly string[] =>
  kinds.flatMap((kind) => tablePartitions[kind]);

export type TableAccess = {
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  readonly writeMany?: readonly string[];
  readonly update?: readonly string[];
  readonly remove?: readonly string[];
};

/** Partitions with records are written to the bucket first, and read there when another writer was faster. */
function recordsOf({ bucket }: Storage, partitions: readonly string[] = []): readonly PolicyStatement[] {
  const prefixes = [...new Set(partitions.flatMap(prefixesOf))];
  if (prefixes.length === 0) return [];
  return [allow(['s3:PutObject', 's3:GetObject'], underPrefixes(bucket, prefixes)), allow(['s3:ListBucket'], [bucket.bucketArn])];
}

export function recordAccess(storage: Storage, access: TableAccess): readonly PolicyStatement[] {
  const { table } = storage;
  const on = (actions: readonly string[], prefixes: readonly string[] = []) =>
    prefixes.length > 0 ? [allow(actions, [table.tableArn], partitions(prefixes))] : [];
  // Every function first asks for the form of the data.
  const read = [...new Set([...(access.read ?? []), ...tablePartitions.journal])];
  return [
    ...on(reading, read),
    ...on(writing, access.write),
    ...on(writingMany, access.writeMany),
    ...on(updating, access.update),
    ...on(removing, access.remove),
    ...recordsOf(storage, access.write),
  ];
}

const placed: readonly string[] = Object.values(placeLists);

export const indexAccess = ({ table }: Storage, lists: readonly string[]): PolicyStatement => {
  const index = lists.every((list) => placed.includes(list)) ? 'gsi2' : 'gsi1';
  return allow(['dynamodb:Query'], [`${table.tableArn}/index/${index}`], partitions(lists));
};

export const objectsRead = ({ bucket }: Storage, prefixes: readonly string[]): readonly PolicyStatement[] => [
  allow(['s3:GetObject'], underPrefixes(bucket, prefixes)),
  // Without the right to list, S3 answers 403 for a key that does not exist, where the code expects 404.
  allow(['s3:ListBucket'], [bucket.bucketArn]),
];

/** Writing of objects under prefixes. What is large enough for several parts is the search index alone. */
export const objectsWritten = ({ bucket }: Storage, prefixes: readonly string[]): PolicyStatement =>
  allow(['s3:PutObject', ...(prefixes.includes('search/') ? ['s3:AbortMultipartUpload'] : [])], underPrefixes(bucket, prefixes));

/** Deletion, only of what can be made again. The bucket keeps deleted versions for a day. */
export const objectsRemoved = ({ bucket }: Storage, prefixes: readonly 'search/'[]): PolicyStatement =>
  allow(['s3:DeleteObject'], underPrefixes(bucket, prefixes));

const underPrefixes = (bucket: Storage['bucket'], prefixes: readonly string[]) =>
  prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));

const readerRecords = [
  ...new Set(recordedKinds.flatMap(({ partition, under }) => (under === 'readers/' ? prefixesOf(partition) : []))),
].filter((prefix) => prefix.startsWith('readers/'));

export const readersRead = (storage: Storage): readonly PolicyStatement[] => objectsRead(storage, readerRecords);

/** Erasing a reader: all versions of its records, and its items of the table. Nothing else of the bucket can be deleted for good. */
export const readersErased = (storage: Storage): readonly PolicyStatement[] => [
  ...readersRead(storage),
  allow(['s3:ListBucketVersions'], [storage.bucket.bucketArn]),
  allow(['s3:DeleteObjectVersion'], underPrefixes(storage.bucket, readerRecords)),
];

export function machineAccess(
  stack: Stack,
  { translate, bedrock }: { readonly translate: boolean; readonly bedrock: boolean },
): readonly PolicyStatement[] {
  const { partition, region, account } = stack;
  const terminology = `arn:${partition}:translate:${region}:${account}:terminology/hongtou-*/*`;
  const model = `arn:${partition}:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`;
  return [
    ...(translate
      ? [allow(['translate:TranslateText'], ['*']), allow(['translate:GetTerminology', 'translate:ImportTerminology'], [terminology])]
      : []),
    ...(bedrock ? [allow(['bedrock:InvokeModel'], [model])] : []),
  ];
}

/** Exactly the parameters that the configuration names. The key of the account for parameters (aws/ssm) lets in whoever may read one. */
export const secretsRead = ({ partition, region, account }: Stack, names: readonly string[]): PolicyStatement =>
  allow(
    ['ssm:GetParameter'],
    names.map((name) => `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`),
  );
