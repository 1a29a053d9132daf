/** What the template asks of AWS, in the words of the emulators. Names are those of the emulated account. */
type Properties = Readonly<Record<string, unknown>>;
type Resource = { readonly Type: string; readonly Properties?: Properties };
export type Template = { readonly Resources: Readonly<Record<string, Resource>> };

/** Region and account of the emulators. Never those of a person's own AWS settings. */
export const region = 'us-east-1';
export const account = '000000000000';

type QueuePlan = { readonly id: string; readonly name: string; readonly attributes: Readonly<Record<string, string>> };
export type Plan = {
  readonly tables: readonly { readonly name: string; readonly definition: Properties }[];
  readonly buckets: readonly string[];
  /** Dead-letter queues before the queues that name them. */
  readonly queues: readonly QueuePlan[];
  readonly mappings: readonly { readonly queueId: string; readonly functionId: string; readonly batchSize: number }[];
  readonly schedules: readonly { readonly id: string; readonly functionId: string; readonly expression: string; readonly input: unknown }[];
  /** Function that answers HTTP. */
  readonly webFunctionId: string;
  /** Environment by function id, as templates of values. */
  readonly environments: Readonly<Record<string, Properties>>;
};

export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${account}:${name}`;
export const queueUrl = (endpoint: string, name: string): string => `${endpoint}/${account}/${name}`;

const record = (value: unknown): Properties => (typeof value === 'object' && value !== null ? (value as Properties) : {});

/** The logical id that a `Ref` or a `GetAtt … Arn` names. */
export function targetOf(value: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = record(value);
  if (typeof Ref === 'string') return Ref;
  if (Array.isArray(attribute) && attribute[1] === 'Arn') return String(attribute[0]);
  throw new Error(`${JSON.stringify(value)} of the template names no resource`);
}

const queueName = (id: string, properties: Properties): string => (properties['FifoQueue'] === true ? `${id}.fifo` : id);

const plain = [
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'MessageRetentionPeriod',
  'VisibilityTimeout',
];

function queuePlan(id: string, properties: Properties): QueuePlan {
  const given = plain.flatMap((name) => (properties[name] === undefined ? [] : [[name, String(properties[name])] as const]));
  const { deadLetterTargetArn: dead, maxReceiveCount } = record(properties['RedrivePolicy']);
  const redrive = dead === undefined ? undefined : queueArn(queueName(targetOf(dead), properties));
  return {
    id,
    name: queueName(id, properties),
    attributes: {
      ...Object.fromEntries(given),
      ...(redrive !== undefined && { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: redrive, maxReceiveCount }) }),
    },
  };
}

const definitionOf = ({ AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, KeySchema }: Properties): Properties => ({
  AttributeDefinitions,
  BillingMode,
  GlobalSecondaryIndexes: (GlobalSecondaryIndexes as readonly Properties[]).map(({ IndexName, KeySchema: keys, Projection }) => ({
    IndexName,
    KeySchema: keys,
    Projection,
  })),
  KeySchema,
});

/** What the tests need of a synthesised template. */
export function planOf(template: Template): Plan {
  const of = <T>(type: string, make: (id: string, properties: Properties) => T): T[] =>
    Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => (Type === type ? [make(id, Properties)] : []));
  const queues = of('AWS::SQS::Queue', queuePlan);
  return {
    tables: of('AWS::DynamoDB::Table', (name, properties) => ({ name, definition: definitionOf(properties) })),
    // S3 names are lower case.
    buckets: of('AWS::S3::Bucket', (id) => id.toLowerCase()),
    queues: queues.toSorted((a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes)),
    mappings: of('AWS::Lambda::EventSourceMapping', (_, properties) => ({
      queueId: targetOf(properties['EventSourceArn']),
      functionId: targetOf(properties['FunctionName']),
      batchSize: Number(properties['BatchSize'] ?? 10),
    })),
    schedules: of('AWS::Scheduler::Schedule', (id, { ScheduleExpression, Target }) => {
      const { Arn, Input } = record(Target);
      const input: unknown = typeof Input === 'string' ? JSON.parse(Input) : {};
      return { id, functionId: targetOf(Arn), expression: String(ScheduleExpression), input };
    }),
    webFunctionId: of('AWS::ApiGatewayV2::Integration', (_, { IntegrationUri }) => targetOf(IntegrationUri))[0] ?? '',
    environments: Object.fromEntries(
      of('AWS::Lambda::Function', (id, { Environment }) => [id, record(record(Environment)['Variables'])] as const),
    ),
  };
}
