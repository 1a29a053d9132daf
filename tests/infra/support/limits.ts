import { asText, at, type Properties, type Resource } from '../template.ts';

/**
 * What AWS refuses although its schema allows it: names, numbers and sizes from its documentation (no account was asked). Each rule gives what is wrong, in words.
 */
type Rule = (properties: Properties, all: readonly Resource[], id: string) => readonly (string | false)[];

const number = (value: unknown): number => Number(value ?? Number.NaN);
const between = (value: unknown, least: number, most: number, what: string): string | false =>
  value !== undefined &&
  !(number(value) >= least && number(value) <= most) &&
  `${what} ${String(value)} is not between ${least} and ${most}`;
const listed = (value: unknown): readonly Properties[] => (Array.isArray(value) ? value : []) as readonly Properties[];
/** A policy counts without blanks; a reference is about as long as an ARN. */
const sizeOf = (document: unknown): number => JSON.stringify(document, (_, value) => (isReference(value) ? 'x'.repeat(60) : value)).length;
const isReference = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('Ref' in value || 'Fn::GetAtt' in value) && Object.keys(value).length === 1;

function tableFaults({ AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode }: Properties): readonly (string | false)[] {
  const indexes = listed(GlobalSecondaryIndexes);
  const keys = new Set(
    [KeySchema, ...indexes.map((index) => index['KeySchema'])].flatMap(listed).map(({ AttributeName }) => AttributeName),
  );
  const defined = listed(AttributeDefinitions).map(({ AttributeName }) => AttributeName);
  return [
    indexes.length > 20 && 'has more than 20 indexes',
    [...keys].toSorted().join() !== defined.toSorted().join() && `defines ${defined.join()} where its keys are ${[...keys].join()}`,
    BillingMode === 'PAY_PER_REQUEST' &&
      indexes.some((index) => index['ProvisionedThroughput'] !== undefined) &&
      'pays by request and provisions an index',
    ...indexes.map(
      (index) =>
        at(index, 'Projection.ProjectionType') !== 'INCLUDE' &&
        at(index, 'Projection.NonKeyAttributes') !== undefined &&
        'names attributes of an index that includes none',
    ),
  ];
}

function alarmFaults({
  Period,
  EvaluationPeriods,
  DatapointsToAlarm,
  Metrics,
  AlarmDescription,
  AlarmActions,
}: Properties): readonly (string | false)[] {
  const periods = [Period, ...listed(Metrics).map((metric) => at(metric, 'MetricStat.Period'))]
    .filter((each) => each !== undefined)
    .map(number);
  const longest = Math.max(...periods) * number(EvaluationPeriods);
  return [
    ...periods.map((period) => period % 60 !== 0 && period !== 10 && period !== 30 && `has a period of ${period} s`),
    longest > (Math.max(...periods) >= 3600 ? 7 : 1) * 86_400 &&
      `looks back ${longest} s: a week is the most, a day for periods under an hour`,
    number(DatapointsToAlarm ?? 0) > number(EvaluationPeriods) && 'wants more points than it looks at',
    listed(Metrics).length > 10 && 'has more than ten metrics',
    String(AlarmDescription ?? '').length > 1024 && 'has a description of more than 1,024 characters',
    listed(AlarmActions).length > 5 && 'has more than five actions',
  ];
}

/** All policies in a role together; CDK attaches them inline. */
const roleFaults: Rule = ({ Policies }, all, id) => {
  const attached = all.filter(
    ({ type, properties }) => type === 'AWS::IAM::Policy' && listed(properties['Roles']).some((role) => asText(role) === `<${id}>`),
  );
  const size = [...listed(Policies), ...attached.map(({ properties }) => properties)].reduce(
    (sum, each) => sum + sizeOf(each['PolicyDocument']),
    0,
  );
  return [size > 10_240 && `has inline policies of ${size} characters; 10,240 are allowed`];
};

const lambdaFaults: Rule = ({ MemorySize, Timeout, EphemeralStorage, Environment, Description }) => [
  // More than 3,008 MB are refused in new accounts, until AWS raises the quota.
  between(MemorySize, 128, 3008, 'memory'),
  between(Timeout, 1, 900, 'timeout'),
  between(at(EphemeralStorage, 'Size'), 512, 10_240, 'temporary storage'),
  sizeOf(at(Environment, 'Variables') ?? {}) > 4096 && 'has an environment of more than 4 KB',
  ...Object.keys((at(Environment, 'Variables') ?? {}) as object).map(
    (name) => /^(?:AWS_(?!ENDPOINT_URL)|LAMBDA_|_)/.test(name) && `sets ${name}, which is Lambda's own`,
  ),
  String(Description ?? '').length > 256 && 'has a description of more than 256 characters',
];

const mappingFaults: Rule = ({ BatchSize, ScalingConfig, EventSourceArn, FunctionName, MaximumBatchingWindowInSeconds }, all) => {
  const queue = all.find(({ id }) => asText(EventSourceArn) === `<${id}.Arn>`);
  const reader = all.find(({ id }) => asText(FunctionName) === `<${id}>`);
  const fifo = queue?.properties['FifoQueue'] === true;
  return [
    fifo && between(BatchSize, 1, 10, 'batch of a FIFO queue'),
    fifo && MaximumBatchingWindowInSeconds !== undefined && 'waits for a batch of a FIFO queue',
    between(at(ScalingConfig, 'MaximumConcurrency'), 2, 1000, 'concurrency'),
    number(queue?.properties['VisibilityTimeout']) < number(reader?.properties['Timeout']) &&
      'hides messages for less than the timeout of their reader',
  ];
};

const queueFaults: Rule = ({ FifoQueue, QueueName, VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy }, all) => {
  const dead = all.find(({ id }) => asText(at(RedrivePolicy, 'deadLetterTargetArn')) === `<${id}.Arn>`);
  return [
    QueueName !== undefined && !asText(QueueName).endsWith('.fifo') === (FifoQueue === true) && `is named ${asText(QueueName)}`,
    FifoQueue !== undefined && FifoQueue !== true && 'says FifoQueue: false, which is refused',
    between(VisibilityTimeout, 0, 43_200, 'visibility'),
    between(MessageRetentionPeriod, 60, 1_209_600, 'retention'),
    dead !== undefined && (dead.properties['FifoQueue'] === true) !== (FifoQueue === true) && 'has dead letters of the other kind',
  ];
};

const scheduleFaults: Rule = ({ Name, Description, Target }) => [
  Name !== undefined && !/^[\w.-]{1,64}$/.test(String(Name)) && `is named ${String(Name)}`,
  String(Description ?? '').length > 512 && 'has a description of more than 512 characters',
  between(at(Target, 'RetryPolicy.MaximumEventAgeInSeconds'), 60, 86_400, 'age of an event'),
  between(at(Target, 'RetryPolicy.MaximumRetryAttempts'), 0, 185, 'tries'),
];

const policyOf =
  (most: number): Rule =>
  ({ PolicyDocument }) => [sizeOf(PolicyDocument) > most && `has a policy of ${sizeOf(PolicyDocument)} characters; ${most} are allowed`];

const rules: Readonly<Record<string, Rule>> = {
  'AWS::DynamoDB::Table': tableFaults,
  'AWS::CloudWatch::Alarm': alarmFaults,
  'AWS::CloudWatch::Dashboard': ({ DashboardName }) => [
    DashboardName !== undefined && !/^[\w-]{1,255}$/.test(asText(DashboardName)) && `is named ${asText(DashboardName)}`,
  ],
  'AWS::IAM::Role': roleFaults,
  'AWS::IAM::ManagedPolicy': policyOf(6144),
  'AWS::S3::BucketPolicy': policyOf(20_480),
  'AWS::SQS::QueuePolicy': policyOf(8192),
  'AWS::SNS::TopicPolicy': policyOf(30_720),
  'AWS::Lambda::Function': lambdaFaults,
  'AWS::Lambda::EventSourceMapping': mappingFaults,
  'AWS::Lambda::EventInvokeConfig': ({ MaximumEventAgeInSeconds, MaximumRetryAttempts }) => [
    between(MaximumEventAgeInSeconds, 60, 21_600, 'age of an event'),
    between(MaximumRetryAttempts, 0, 2, 'tries'),
  ],
  'AWS::SQS::Queue': queueFaults,
  'AWS::Scheduler::Schedule': scheduleFaults,
  'AWS::SES::ConfigurationSet': ({ Name }) => [Name !== undefined && !/^[\w-]{1,64}$/.test(asText(Name)) && `is named ${asText(Name)}`],
  'AWS::SNS::Topic': ({ DisplayName }) => [String(DisplayName ?? '').length > 100 && 'has a name of more than 100 characters'],
  'AWS::Logs::MetricFilter': ({ FilterPattern }) => [
    String(FilterPattern ?? '').length > 1024 && 'has a pattern of more than 1,024 characters',
  ],
  'AWS::Events::Rule': ({ EventPattern, Targets }) => [
    sizeOf(EventPattern) > 2048 && 'has a pattern of more than 2,048 characters',
    listed(Targets).length > 5 && 'has more than five targets',
  ],
};

/** Everything in the template that AWS would refuse by these rules, with the id before it. */
export const limitFaults = (all: readonly Resource[]): readonly string[] =>
  all.flatMap(({ id, type, properties }) =>
    (rules[type]?.(properties, all, id) ?? []).flatMap((fault) => (fault ? [`${id} ${fault}`] : [])),
  );

/** Ids that a value refers to. */
function referred(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referred);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'Ref') return [String(each)];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(each) ? each[0] : String(each).split('.')[0])];
    if (key === 'Fn::Sub')
      return [...String(Array.isArray(each) ? each[0] : each).matchAll(/\$\{([^}.]{1,200})/g)].map(([, name]) => String(name));
    return referred(each);
  });
}

/** Circles of resources that wait for each other, which CloudFormation refuses. */
export function circularReferences(
  resources: Readonly<Record<string, { readonly DependsOn?: string | readonly string[] }>>,
): readonly string[] {
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): readonly string[] => {
    if (way.includes(id)) return [[...way.slice(way.indexOf(id)), id].join(' -> ')];
    const resource = resources[id];
    if (!resource || done.has(id)) return [];
    const found = [...new Set([...referred(resource), ...[resource.DependsOn ?? []].flat()])].flatMap((next) => visit(next, [...way, id]));
    done.add(id);
    return found;
  };
  return Object.keys(resources).flatMap((id) => visit(id, []));
}
