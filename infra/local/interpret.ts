import { fixedProperties, ignoredProperties, ignoredTypes } from './ignored.ts';
import type { LocalPlan, MappingPlan, QueuePlan, SchedulePlan, TablePlan } from './local-plan.ts';

type Properties = Readonly<Record<string, unknown>>;
type Resource = { readonly Type: string; readonly Properties?: Properties };
export type Template = { readonly Resources: Readonly<Record<string, Resource>> };

/** Something in the template that the local instance cannot do: it must not be deployed untested. */
export class NotInterpreted extends Error {
  override readonly name = 'NotInterpreted';
}

/** Properties that are interpreted, by their path: what lies below one that ends here is interpreted whole. `[]` stands for each member of a list. */
const understood: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': [
    'AttributeDefinitions[].AttributeName',
    'AttributeDefinitions[].AttributeType',
    'BillingMode',
    'GlobalSecondaryIndexes[].IndexName',
    'GlobalSecondaryIndexes[].KeySchema',
    'GlobalSecondaryIndexes[].Projection.ProjectionType',
    'GlobalSecondaryIndexes[].Projection.NonKeyAttributes',
    'KeySchema',
  ],
  'AWS::S3::Bucket': [],
  'AWS::SQS::Queue': [
    'FifoQueue',
    'ContentBasedDeduplication',
    'DeduplicationScope',
    'FifoThroughputLimit',
    'MessageRetentionPeriod',
    'RedrivePolicy.deadLetterTargetArn',
    'RedrivePolicy.maxReceiveCount',
    'VisibilityTimeout',
  ],
  'AWS::Lambda::Function': ['Environment.Variables'],
  'AWS::Lambda::EventSourceMapping': [
    'BatchSize',
    'EventSourceArn',
    'FunctionName',
    'FunctionResponseTypes',
    'ScalingConfig.MaximumConcurrency',
  ],
  'AWS::Scheduler::Schedule': ['ScheduleExpression', 'ScheduleExpressionTimezone', 'Target.Arn', 'Target.Input'],
  'AWS::ApiGatewayV2::Integration': ['IntegrationUri'],
  'AWS::ApiGatewayV2::Route': ['RouteKey'],
};

/** Reads the synthesised template. Throws NotInterpreted naming the resource, and the property, that it does not know. */
export function interpret(template: Template): LocalPlan {
  const all = Object.entries(template.Resources);
  for (const [id, resource] of all) check(id, resource);
  const of = (type: string) =>
    all.filter(([, resource]) => resource.Type === type).map(([id, { Properties = {} }]) => ({ id, properties: Properties }));
  const [web] = of('AWS::ApiGatewayV2::Integration');
  return {
    tables: of('AWS::DynamoDB::Table').map(({ id, properties }): TablePlan => ({ name: id, definition: definitionOf(properties) })),
    buckets: of('AWS::S3::Bucket').map(({ id }) => bucketName(id)),
    queues: of('AWS::SQS::Queue').map(queue).sort(deadLettersFirst),
    mappings: of('AWS::Lambda::EventSourceMapping').map(({ id, properties }) => mapping(id, properties)),
    schedules: of('AWS::Scheduler::Schedule').map(({ id, properties }) => schedule(id, properties)),
    webFunctionId: web ? targetOf(web.id, web.properties['IntegrationUri']) : '',
    environments: Object.fromEntries(
      of('AWS::Lambda::Function').map(({ id, properties }) => [id, record(record(properties['Environment'])['Variables'])]),
    ),
  };
}

function check(id: string, { Type, Properties = {} }: Resource): void {
  if (Type in ignoredTypes) return;
  const known = understood[Type];
  if (!known) throw new NotInterpreted(`${id}: the local instance knows no ${Type}`);
  const fixed = fixedProperties[Type] ?? {};
  const paths = [...known, ...Object.keys(ignoredProperties[Type] ?? {}), ...Object.keys(fixed)];
  const unknown = leavesOf(Properties, '').filter(
    ({ path }) => !paths.some((each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`)),
  );
  if (unknown.length > 0)
    throw new NotInterpreted(`${id}: the local instance knows no ${[...new Set(unknown.map(({ path }) => path))].join(', ')} of ${Type}`);
  for (const { path, value } of leavesOf(Properties, ''))
    if (path in fixed && fixed[path] !== value)
      throw new NotInterpreted(`${id}: the local instance knows no ${path} of ${Type} but ${fixed[path]}`);
}

type Leaf = { readonly path: string; readonly value: unknown };

/** Every value of the properties with its path; a reference is a value. */
function leavesOf(value: unknown, path: string): readonly Leaf[] {
  if (Array.isArray(value))
    return value.some((each) => typeof each === 'object') ? value.flatMap((each) => leavesOf(each, `${path}[]`)) : [{ path, value }];
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const entries = Object.entries(value);
  if (entries.length === 1 && entries.some(([key]) => key === 'Ref' || key.startsWith('Fn::'))) return [{ path, value }];
  return entries.flatMap(([key, each]) => leavesOf(each, path === '' ? key : `${path}.${key}`));
}

/** S3 names are lower case. */
const bucketName = (id: string): string => id.toLowerCase();

const queueName = (id: string, fifo: boolean): string => (fifo ? `${id}.fifo` : id);

const definitionOf = ({ AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, KeySchema }: Properties): Properties => ({
  AttributeDefinitions,
  BillingMode,
  GlobalSecondaryIndexes,
  KeySchema,
});

const record = (value: unknown): Properties => (typeof value === 'object' && value !== null ? (value as Properties) : {});

/** The logical id that a `Ref` or a `GetAtt … Arn` names. */
export function targetOf(id: string, value: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = record(value);
  if (typeof Ref === 'string') return Ref;
  if (Array.isArray(attribute) && typeof attribute[0] === 'string' && attribute[1] === 'Arn') return attribute[0];
  throw new NotInterpreted(`${id}: the local instance cannot follow ${JSON.stringify(value)}`);
}

function queue({ id, properties }: { id: string; properties: Properties }): QueuePlan {
  const { RedrivePolicy, ...plain } = properties;
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(plain))
    if (name in (ignoredProperties['AWS::SQS::Queue'] ?? {}) === false) attributes[name] = String(value);
  const redrive = record(RedrivePolicy);
  if (redrive['deadLetterTargetArn']) {
    const fifo = properties['FifoQueue'] === true;
    const dead = queueName(targetOf(id, redrive['deadLetterTargetArn']), fifo);
    attributes['RedrivePolicy'] = JSON.stringify({ deadLetterTargetArn: queueArn(dead), maxReceiveCount: redrive['maxReceiveCount'] });
  }
  return { id, name: queueName(id, properties['FifoQueue'] === true), attributes };
}

export const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

const deadLettersFirst = (a: QueuePlan, b: QueuePlan): number =>
  Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes);

function mapping(id: string, properties: Properties): MappingPlan {
  const types = properties['FunctionResponseTypes'];
  if (!Array.isArray(types) || !types.includes('ReportBatchItemFailures'))
    throw new NotInterpreted(`${id}: only mappings that report single failures are known`);
  const concurrency = record(properties['ScalingConfig'])['MaximumConcurrency'];
  return {
    queueId: targetOf(id, properties['EventSourceArn']),
    functionId: targetOf(id, properties['FunctionName']),
    batchSize: Number(properties['BatchSize'] ?? 10),
    concurrency: Number(concurrency ?? 2),
  };
}

function schedule(id: string, properties: Properties): SchedulePlan {
  const target = record(properties['Target']);
  const expression = String(properties['ScheduleExpression']).match(/^cron\((.{1,120})\)$/)?.[1];
  if (!expression) throw new NotInterpreted(`${id}: the local instance knows no ${String(properties['ScheduleExpression'])}`);
  const input = target['Input'];
  return {
    id,
    functionId: targetOf(id, target['Arn']),
    cron: expression,
    timeZone: String(properties['ScheduleExpressionTimezone'] ?? 'UTC'),
    input: typeof input === 'string' ? JSON.parse(input) : {},
  };
}
