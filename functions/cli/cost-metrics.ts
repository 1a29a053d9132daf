import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readEnvironment } from '../../shared/model/configuration.ts';
import type { Metered } from '../../shared/model/cost.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { functions } from '../../shared/registry/prices.ts';
import { patience } from '../../shared/store/aws/patience.ts';
import { readResources, type StackResource } from './cloud/stack.ts';
import { outputsOf } from './deployed.ts';

const day = 24 * 3_600_000;
const days = 30;
const mostQueries = 500;

type Wanted = {
  readonly key: string;
  readonly per: number;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average';
};

const sumOf = (key: string, per: number, [namespace, metric]: readonly [string, string], dimensions: Wanted['dimensions']): Wanted => ({
  ...{ key, per, namespace, metric, dimensions },
  statistic: 'Sum',
});

function metricsOf({ type, id, physicalId: physical }: StackResource): readonly Wanted[] {
  if (type === 'AWS::Lambda::Function') {
    const one = functions.find((each) => `${each.id}Function`.toLowerCase() === id.toLowerCase());
    const calls = sumOf('lambda-calls', 1e6, ['AWS/Lambda', 'Invocations'], { FunctionName: physical });
    if (!one) return [calls];
    return [calls, sumOf(`lambda ${one.id}`, (1000 * 1024) / one.memoryMb, ['AWS/Lambda', 'Duration'], { FunctionName: physical })];
  }
  if (type === 'AWS::SQS::Queue') {
    const QueueName = orEmpty(physical.split('/').at(-1));
    const names = ['NumberOfMessagesSent', 'NumberOfMessagesReceived', 'NumberOfMessagesDeleted', 'NumberOfEmptyReceives'];
    return names.map((name) => sumOf('queue', 1e6, ['AWS/SQS', name], { QueueName }));
  }
  if (type === 'AWS::ApiGatewayV2::Api') return [sumOf('requests', 1e6, ['AWS/ApiGateway', 'Count'], { ApiId: physical })];
  return [];
}

function metricsOfStore(table: string, indexes: readonly string[], bucket: string): readonly Wanted[] {
  const of = [{ TableName: table }, ...indexes.map((index) => ({ TableName: table, GlobalSecondaryIndexName: index }))];
  return [
    ...of.flatMap((dimensions) => [
      sumOf('table-reads', 1e6, ['AWS/DynamoDB', 'ConsumedReadCapacityUnits'], dimensions),
      sumOf('table-writes', 1e6, ['AWS/DynamoDB', 'ConsumedWriteCapacityUnits'], dimensions),
    ]),
    {
      ...sumOf('bucket-storage', 1e9, ['AWS/S3', 'BucketSizeBytes'], { BucketName: bucket, StorageType: 'StandardStorage' }),
      statistic: 'Average',
    },
    sumOf('mails', 1e3, ['AWS/SES', 'Send'], {}),
  ];
}

const queryOf = ({ namespace, metric, dimensions, statistic }: Wanted, at: number): MetricDataQuery => ({
  Id: `m${at}`,
  MetricStat: {
    Metric: { Namespace: namespace, MetricName: metric, Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })) },
    Period: day / 1000,
    Stat: statistic,
  },
});

async function valuesOf(wanted: readonly Wanted[], now: number): Promise<readonly (readonly number[])[]> {
  const client = new CloudWatchClient(patience(30));
  const values = new Map<string, number[]>();
  for (let from = 0; from < wanted.length; from += mostQueries) {
    const MetricDataQueries = wanted.slice(from, from + mostQueries).map((each, at) => queryOf(each, from + at));
    let next: string | undefined;
    do {
      const range = { StartTime: new Date(now - days * day), EndTime: new Date(now) };
      const page = await client.send(new GetMetricDataCommand({ MetricDataQueries, ...range, ...opt('NextToken', next) }));
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) values.set(Id, [...(values.get(Id) ?? []), ...Values]);
      next = page.NextToken;
    } while (next !== undefined);
  }
  return wanted.map((_, at) => values.get(`m${at}`) ?? []);
}

type Store = { readonly table: string; readonly indexes: readonly string[]; readonly bucket: string };

export const wantedOf = (resources: readonly StackResource[], { table, indexes, bucket }: Store): readonly Wanted[] => [
  ...resources.flatMap(metricsOf),
  ...metricsOfStore(table, indexes, bucket),
];

/**
 * Daily values as quantities of a month, in units of prices: of a stack younger than thirty days as of its days. What was not measured at
 * all is left out, so that it is computed.
 */
export function toMetered(wanted: readonly Wanted[], values: readonly (readonly number[])[]): Metered {
  const measured = Math.max(1, ...values.map((each) => each.length));
  const metered: Record<string, number> = {};
  for (const [at, { key, per, statistic }] of wanted.entries()) {
    const daily = values[at] ?? [];
    if (daily.length === 0) continue;
    const sum = daily.reduce((total, value) => total + value, 0);
    metered[key] = (metered[key] ?? 0) + (statistic === 'Sum' ? (sum * days) / measured : sum / daily.length) / per;
  }
  return metered;
}

export async function meterStack(stack: string): Promise<{ readonly metered: Metered; readonly asked: number }> {
  const { RECORD_TABLE: table, EVIDENCE_BUCKET: bucket } = readEnvironment(await outputsOf(stack));
  const { Table } = await new DynamoDBClient(patience(30)).send(new DescribeTableCommand({ TableName: table }));
  const indexes = Table?.GlobalSecondaryIndexes ?? [];
  const wanted = wantedOf(await readResources(stack), { table, bucket, indexes: indexes.map(({ IndexName }) => orEmpty(IndexName)) });
  const metered = toMetered(wanted, await valuesOf(wanted, Date.now()));
  const sizes = [Table?.TableSizeBytes, ...indexes.map(({ IndexSizeBytes }) => IndexSizeBytes)];
  const gigabytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) / 1e9;
  return {
    metered: { ...metered, ...(gigabytes > 0 ? { 'table-storage': gigabytes, 'table-backup': gigabytes } : {}) },
    asked: wanted.length,
  };
}
