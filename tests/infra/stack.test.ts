import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { functionId, functionNames, queueIds } from '../../infra/config.ts';
import { cloudAlarmPages, deadLetterUrls } from '../../shared/model/alarm.ts';
import { type Environment, variables } from '../../shared/model/configuration.ts';
import { functions as costed, standing } from '../../shared/registry/prices.ts';
import { reported } from '../faults/report.ts';
import { asText, at, named, ofType, outputs, resources, statementsOf } from './template.ts';

const functions = ofType('AWS::Lambda::Function');
const queues = ofType('AWS::SQS::Queue');
const mappings = ofType('AWS::Lambda::EventSourceMapping');
const schedules = ofType('AWS::Scheduler::Schedule');
const queue = (id: string) => queues.find((each) => each.id === id);
const readers = (queueId: string) =>
  mappings
    .filter(({ properties }) => named(properties['EventSourceArn']) === queueId)
    .map(({ properties }) => named(properties['FunctionName']));

const said = { failed: 0, assertions: 0 };
afterEach(({ task }) => {
  said.assertions += 1;
  said.failed += Number(task.result?.state === 'fail');
});
afterAll(() => reported(60, said));

describe('what `hongtou cost` counts with', () => {
  test('is the memory of each function, which of them wait at a queue, and how many alarms there are', () => {
    const rows = costed.filter(({ id }) => functionNames.some((name) => name === id));
    expect(rows.map(({ id }) => id).toSorted()).toEqual([...functionNames].toSorted());
    for (const { id, memoryMb, waits = false } of rows) {
      const made = functions.find((each) => each.id === functionId(id as (typeof functionNames)[number]));
      const polls = mappings.some(({ properties }) => named(properties['FunctionName']) === made?.id);
      expect([id, memoryMb, waits]).toEqual([id, made?.properties['MemorySize'], polls]);
    }
    const alarms = standing.find((each) => each.id === 'alarms');
    expect(alarms?.amount).toBe(ofType('AWS::CloudWatch::Alarm').length);
  });
});

describe('what is given up', () => {
  /** Everything below a property of this name. */
  const below = (value: unknown, name: string): readonly unknown[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, inner]) => [...(key === name ? [inner] : []), ...below(inner, name)]);

  test('lies in a queue that `redrive` lists and `watch` may look at, wherever it was given up', () => {
    const targets = resources.flatMap(({ properties }) => [
      ...below(properties, 'deadLetterTargetArn'),
      ...['DeadLetterConfig', 'OnFailure'].flatMap((name) => below(properties, name)).flatMap((config) => Object.values(config as object)),
    ]);
    const watching = functions.find(({ id }) => id === functionId('watch'));
    const listed = deadLetterUrls(at(watching?.properties, 'Environment.Variables') as Environment);
    const known = Object.values(listed).map(({ dead }) => named(dead));
    expect([...new Set(targets.map(named))].toSorted()).toEqual(known.toSorted());
    const asked = statementsOf(functionId('watch')).filter(({ actions }) => actions.includes('sqs:ReceiveMessage'));
    expect(asked.flatMap(({ resources: queues }) => queues).toSorted()).toEqual(known.map((id) => `<${id}.Arn>`).toSorted());
  });
});

describe('data', () => {
  test('the record and the evidence survive the deletion of the stack, under pinned ids', () => {
    expect(resources.filter(({ kept }) => kept).map(({ id }) => id)).toEqual(expect.arrayContaining(['RecordTable', 'EvidenceBucket']));
  });

  test('the table is protected, restorable to any second and paid by use', () => {
    const [table] = ofType('AWS::DynamoDB::Table');
    expect(table?.properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  test('every key of table and indices is declared', () => {
    const [table] = ofType('AWS::DynamoDB::Table');
    const indices = at(table?.properties, 'GlobalSecondaryIndexes') as { IndexName: string; Projection: { ProjectionType: string } }[];
    expect(indices.map(({ IndexName, Projection }) => `${IndexName} ${Projection.ProjectionType}`)).toEqual(['gsi1 ALL', 'gsi2 ALL']);
  });

  test('the empty table of the runbook is this one', () => {
    const empty = JSON.parse(readFileSync(new URL('../../infra/empty-table.json', import.meta.url), 'utf8'));
    const [table] = ofType('AWS::DynamoDB::Table');
    for (const property of ['BillingMode', 'KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes'])
      expect(empty[property]).toEqual(table?.properties[property]);
  });

  test('the bucket is private, encrypted, versioned and reached by TLS alone', () => {
    const [bucket] = ofType('AWS::S3::Bucket');
    const blocked = Object.values(at(bucket?.properties, 'PublicAccessBlockConfiguration') as object);
    expect(blocked).toEqual([true, true, true, true]);
    expect(at(bucket?.properties, 'VersioningConfiguration.Status')).toBe('Enabled');
    expect(at(bucket?.properties, 'BucketEncryption.ServerSideEncryptionConfiguration')).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    const policy = JSON.stringify(ofType('AWS::S3::BucketPolicy'));
    expect(policy).toContain('"aws:SecureTransport":"false"');
  });

  test('of the search index and the daily copy alone old versions expire, and nothing that stands does', () => {
    const [bucket] = ofType('AWS::S3::Bucket');
    const rules = at(bucket?.properties, 'LifecycleConfiguration.Rules') as Record<string, unknown>[];
    const expiring = rules.filter((rule) => Object.keys(rule).some((name) => /Expiration/.test(name)));
    expect(expiring.map(({ Prefix }) => Prefix)).toEqual(['search/', 'backup/']);
    for (const rule of rules) expect(Object.keys(rule).filter((name) => /^Expiration(InDays|Date)$/.test(name))).toEqual([]);
  });

  test('the bucket itself refuses to replace or delete what is written once, to everybody', () => {
    const [policy] = ofType('AWS::S3::BucketPolicy');
    const statements = at(policy?.properties, 'PolicyDocument.Statement') as Record<string, unknown>[];
    const of = (sid: string) => statements.find(({ Sid }) => Sid === sid) ?? {};
    const resourcesOf = (statement: Record<string, unknown>) => [statement['Resource']].flat().map(asText);
    const under = (prefixes: readonly string[]) => prefixes.map((prefix) => `<EvidenceBucket.Arn>/${prefix}*`);
    const replaced = of('NothingIsReplaced');
    expect(replaced).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:PutObject' });
    expect(replaced['Condition']).toMatchObject({ Null: { 's3:if-none-match': 'true' } });
    expect(resourcesOf(replaced)).toEqual(under(['evidence/', 'pages/', 'readers/', 'records/', 'text/']));
    const deleted = of('NothingIsDeleted');
    expect(deleted).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' }, Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'] });
    expect(deleted['Condition']).toBeUndefined();
    expect(resourcesOf(deleted)).toEqual(under(['evidence/', 'pages/', 'records/', 'text/']));
  });
});

describe('queues', () => {
  test.each(Object.values(queueIds))(
    '%s has dead letters that are kept twice as long, and a visibility of six runs of its reader',
    (id) => {
      const dead = queue(named(at(queue(id)?.properties, 'RedrivePolicy.deadLetterTargetArn')));
      expect(at(dead?.properties, 'MessageRetentionPeriod')).toBe(14 * 86_400);
      expect(Number(at(queue(id)?.properties, 'MessageRetentionPeriod'))).toBeLessThan(14 * 86_400);
      expect(dead?.properties['FifoQueue']).toBe(queue(id)?.properties['FifoQueue']);
      const timeouts = readers(id).map((reader) => Number(functions.find((each) => each.id === reader)?.properties['Timeout']));
      expect(timeouts).toHaveLength(1);
      expect(Number(queue(id)?.properties['VisibilityTimeout'])).toBeGreaterThanOrEqual(6 * Math.max(...timeouts));
    },
  );

  test('no queue is without dead letters but dead letters', () => {
    const bare = queues.filter(({ properties }) => !properties['RedrivePolicy']).map(({ id }) => id);
    expect(bare.every((id) => id.endsWith('DeadLetters'))).toBe(true);
  });

  test('queues take messages by TLS alone', () => {
    const guarded = ofType('AWS::SQS::QueuePolicy').filter((policy) => JSON.stringify(policy).includes('"aws:SecureTransport":"false"'));
    expect(guarded).toHaveLength(queues.length);
  });

  test('every mapping reports single failures and is bounded', () => {
    expect(mappings).toHaveLength(2);
    for (const { properties } of mappings) {
      expect(properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
      expect(Number(at(properties, 'ScalingConfig.MaximumConcurrency'))).toBeLessThanOrEqual(10);
    }
  });
});

describe('functions', () => {
  test('there are those of functions/, each Node 24 on arm64', () => {
    expect(functions.map(({ id }) => id).sort()).toEqual(functionNames.map(functionId).sort());
    for (const { properties } of functions) expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  test('each is given every name that the code reads at its edge, and no secret', () => {
    for (const { properties } of functions) {
      const given = at(properties, 'Environment.Variables') as Record<string, unknown>;
      expect(Object.keys(given)).toEqual(expect.arrayContaining([...variables]));
      expect(Object.keys(given).filter((name) => /SECRET|TOKEN|PASSWORD|KEY/.test(name))).toEqual([]);
    }
  });

  test('each writes to a log group of its own that expires', () => {
    const groups = functions.map(({ properties }) => named(at(properties, 'LoggingConfig.LogGroup')));
    expect(new Set(groups).size).toBe(functions.length);
    for (const group of ofType('AWS::Logs::LogGroup')) expect(group.properties['RetentionInDays']).toBe(30);
  });

  test('what is invoked asynchronously has dead letters too', () => {
    for (const { properties } of ofType('AWS::Lambda::EventInvokeConfig')) {
      const called = functions.find(({ id }) => id === named(properties['FunctionName']));
      expect(named(at(called?.properties, 'DeadLetterConfig.TargetArn'))).toBe('UndeliveredDeadLetters');
    }
  });
});

describe('schedules', () => {
  test('all are in Beijing time and have dead letters', () => {
    expect(schedules.map(({ properties }) => named(at(properties, 'Target.Arn'))).sort()).toEqual(
      ['schedule', 'index', 'watch', 'digest'].map((name) => functionId(name as 'index')).sort(),
    );
    for (const { properties } of schedules) {
      expect(properties['ScheduleExpressionTimezone']).toBe('Asia/Shanghai');
      expect(named(at(properties, 'Target.DeadLetterConfig.Arn'))).toBe('UndeliveredDeadLetters');
    }
  });
});

describe('HTTP', () => {
  test('every route goes to the one function behind a throttled stage with an access log', () => {
    expect(ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => properties['RouteKey'])).toEqual(['$default']);
    const [stage] = ofType('AWS::ApiGatewayV2::Stage');
    expect(at(stage?.properties, 'DefaultRouteSettings')).toEqual({ ThrottlingBurstLimit: 40, ThrottlingRateLimit: 20 });
    expect(named(at(stage?.properties, 'AccessLogSettings.DestinationArn'))).toMatch(/^ApiAccessLog/);
    expect(String(at(stage?.properties, 'AccessLogSettings.Format'))).not.toMatch(/sourceIp|userAgent|querystring|path/i);
  });
});

describe('watchfulness', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm');

  test('three alarms tell what watch cannot: it tells all else by one message', () => {
    expect(alarms.map(({ properties }) => String(properties['AlarmDescription']).split('#')[1]).toSorted()).toEqual(
      cloudAlarmPages.filter((page) => page !== 'budget-reached').toSorted(),
    );
    expect(JSON.stringify(ofType('AWS::SNS::TopicPolicy'))).toContain('cloudwatch.amazonaws.com');
    const watching = at(functions.find(({ id }) => id === functionId('watch'))?.properties, 'Environment.Variables') as object;
    for (const name of functionNames) if (name !== 'watch') expect(asText(watching['WATCHED_FUNCTIONS' as never])).toContain(`${name}=<`);
  });

  test('a heartbeat tells when nothing is measured any more, which is not so before the first call; none mails twice by saying that it is well', () => {
    for (const { id, properties } of alarms) {
      const silent = id.includes('Heartbeat');
      expect(properties['TreatMissingData']).toBe(silent ? 'missing' : 'notBreaching');
      expect([properties['AlarmActions'], properties['InsufficientDataActions'] ?? []].map((each) => (each as []).length)).toEqual([
        1,
        silent ? 1 : 0,
      ]);
      expect(properties['OKActions']).toBeUndefined();
      expect(String(properties['AlarmDescription']).length).toBeGreaterThan(60);
    }
  });

  test('a monthly budget warns', () => {
    expect(at(ofType('AWS::Budgets::Budget')[0]?.properties, 'Budget.BudgetLimit.Amount')).toBe(20);
  });
});

test('the outputs are what the command line reads its environment from', () => {
  const camel = (name: string): string => name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  expect(outputs).toEqual(expect.arrayContaining([...variables, 'BASE_URL'].map(camel)));
});
