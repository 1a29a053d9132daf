import { DescribeTableCommand, DynamoDBClient, ListTagsOfResourceCommand, paginateListTables } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { bucketId, instanceTag, tableId } from '../../../infra/config.ts';
import { inPortions } from '../../../shared/model/values.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { bad, type Diagnosis, good, unlessAbsent } from './diagnosis.ts';
import { othersWith } from './stack.ts';

export type Store = { readonly table: string; readonly bucket: string };

const atOnce = 10;

/** Those of other names that bear the tag of the stack, as a restored one does (docs/runbook.md, “Restore”). */
async function taggedAs(stack: string, names: readonly string[]): Promise<readonly string[]> {
  const client = new DynamoDBClient(patience(30));
  const isTagged = async (name: string): Promise<boolean> => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    const { Tags = [] } = await client.send(new ListTagsOfResourceCommand({ ResourceArn: Table?.TableArn }));
    return Tags.some(({ Key, Value }) => Key === instanceTag && Value === stack);
  };
  // Tables of others may be closed to us.
  const tagged = await inPortions(names, atOnce, (name) => isTagged(name).catch(() => false));
  return names.filter((_, n) => tagged[n]);
}

/** Tables and buckets of a stack, also when it is gone; a restored table before the one whose place it took. */
export async function leftOf(stack: string): Promise<{ readonly tables: readonly string[]; readonly buckets: readonly string[] }> {
  const [tablePrefix, bucketPrefix] = [`${stack}-${tableId}-`, `${stack}-${bucketId}-`.toLowerCase()];
  const all: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client: new DynamoDBClient(patience(30)) }, {})) all.push(...TableNames);
  const [named, others] = [all.filter((name) => name.startsWith(tablePrefix)), all.filter((name) => !name.startsWith(tablePrefix))];
  const tables = [...(await taggedAs(stack, others)), ...named];
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

export async function storeCheck({ table, bucket }: Store, stack: string): Promise<Diagnosis> {
  const remedy = 'correct "store" in the configuration, or leave it out for a new store';
  const described = await unlessAbsent(new DynamoDBClient(patience(30)).send(new DescribeTableCommand({ TableName: table })));
  if (described === undefined) return bad('store', `there is no table ${table} in this account and region`, remedy);
  const keys = (described.Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join();
  if (keys !== 'pk,sk') return bad('store', `${table} is no table of Hongtou (its keys are ${keys})`, remedy);
  const there = await unlessAbsent(new S3Client(patience(120)).send(new HeadBucketCommand({ Bucket: bucket })));
  if (there === undefined) return bad('store', `there is no bucket ${bucket} in this account`, remedy);
  const [other] = await othersWith([table, bucket], stack);
  if (other !== undefined)
    return bad(
      'store',
      `${other} works with ${table} or ${bucket}: two stacks would write one store`,
      `leave "store" out for a new one; or run npx hongtou destroy --name ${other} first, which keeps both`,
    );
  return good('store', `${table} and ${bucket}, as the configuration names them`);
}
