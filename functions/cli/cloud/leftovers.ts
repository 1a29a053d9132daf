import { DescribeTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { bucketId, tableId } from '../../../infra/config.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { bad, type Diagnosis, good, unlessAbsent } from './diagnosis.ts';

export type Store = { readonly table: string; readonly bucket: string };

export async function leftOf(stack: string): Promise<{ readonly tables: readonly string[]; readonly buckets: readonly string[] }> {
  const [tablePrefix, bucketPrefix] = [`${stack}-${tableId}-`, `${stack}-${bucketId}-`.toLowerCase()];
  const tables: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client: new DynamoDBClient(patience(30)) }, {}))
    tables.push(...TableNames.filter((name) => name.startsWith(tablePrefix)));
  const buckets: string[] = [];
  for await (const { Buckets = [] } of paginateListBuckets({ client: new S3Client(patience(120)) }, {}))
    buckets.push(...Buckets.flatMap(({ Name }) => (Name?.startsWith(bucketPrefix) ? [Name] : [])));
  return { tables, buckets };
}

const asStore = (store: Store): string => `"store": ${JSON.stringify(store)}`;

export async function leftoverCheck(stack: string, beginAnew: boolean): Promise<Diagnosis> {
  const { tables, buckets } = await leftOf(stack);
  const all = [...tables, ...buckets];
  if (all.length === 0) return good('kept data', 'none of an earlier stack of this name');
  const found = `an earlier stack of this name has left ${all.join(', ')}`;
  if (beginAnew)
    return good('kept data', found, `they stay, and cost their storage; npx hongtou destroy --name ${stack} --with-data NAME deletes one`);
  const [[table], [bucket]] = [tables, buckets];
  const goOn =
    table !== undefined && bucket !== undefined ? `to go on with it write ${asStore({ table, bucket })} into the configuration; ` : '';
  return bad('kept data', found, `${goOn}to begin with an empty store run again with --new-store`);
}

export async function storeCheck({ table, bucket }: Store): Promise<Diagnosis> {
  const remedy = 'correct "store" in the configuration, or leave it out for a new store';
  const described = await unlessAbsent(new DynamoDBClient(patience(30)).send(new DescribeTableCommand({ TableName: table })));
  if (described === undefined) return bad('store', `there is no table ${table} in this account and region`, remedy);
  const keys = (described.Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join();
  if (keys !== 'pk,sk') return bad('store', `${table} is no table of Hongtou (its keys are ${keys})`, remedy);
  const there = await unlessAbsent(new S3Client(patience(120)).send(new HeadBucketCommand({ Bucket: bucket })));
  if (there === undefined) return bad('store', `there is no bucket ${bucket} in this account`, remedy);
  return good('store', `${table} and ${bucket}, as the configuration names them`);
}
