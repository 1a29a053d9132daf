import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { functionId, readInfraConfig } from '../../infra/config.ts';
import { hongtou } from '../../infra/stack.ts';
import { planOf, type Template as Synthesised } from '../support/emulated/plan.ts';
import { asText, at, named } from './template.ts';

const stackWith = (collectors: readonly string[], proxySecrets: readonly string[] = []): Template =>
  Template.fromStack(
    hongtou(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), { ...readInfraConfig(undefined), collectors, proxySecrets }),
  );

type Statement = { readonly Action: string | readonly string[]; readonly Resource: unknown; readonly Condition?: unknown };
type Read = { readonly actions: readonly string[]; readonly resources: readonly string[]; readonly partitions: readonly string[] };

const read = (document: unknown): readonly Read[] =>
  (at(document, 'Statement') as readonly Statement[]).map(({ Action, Resource, Condition }) => ({
    actions: [Action].flat(),
    resources: [Resource].flat().map(asText),
    partitions: (at(Condition, 'ForAllValues:StringLike.dynamodb:LeadingKeys') ?? []) as readonly string[],
  }));

const template = stackWith(['home', 'office-2'], ['/team/proxy']);
const found = (type: string) => template.findResources(type);
const policy = read(at(found('AWS::IAM::ManagedPolicy')['CollectorHomePolicy'], 'Properties.PolicyDocument'));
const allowed = (action: string): readonly string[] =>
  policy.filter(({ actions }) => actions.includes(action)).flatMap(({ resources }) => resources);

describe('a configuration with collectors', () => {
  test('makes for each a FIFO queue whose dead letters lie with those of collect, and tells where it is', () => {
    expect(Object.keys(found('AWS::SQS::Queue')).filter((id) => id.startsWith('Collector'))).toEqual([
      'CollectorHomeQueue',
      'CollectorOffice2Queue',
    ]);
    const { Properties } = found('AWS::SQS::Queue')['CollectorHomeQueue'] ?? {};
    expect(Properties).toMatchObject({ FifoQueue: true });
    expect(named(at(Properties, 'RedrivePolicy.deadLetterTargetArn'))).toBe('TasksDeadLetters');
    const outputs = Object.keys(template.findOutputs('*')).filter((id) => id.startsWith('Collector'));
    expect(outputs.toSorted()).toEqual([
      'CollectorPolicyArnHome',
      'CollectorPolicyArnOffice2',
      'CollectorQueueUrlHome',
      'CollectorQueueUrlOffice2',
    ]);
    for (const name of ['schedule', 'collect'] as const) {
      const variables = at(found('AWS::Lambda::Function')[functionId(name)], 'Properties.Environment.Variables') as object;
      expect(Object.keys(variables)).toEqual(expect.arrayContaining(['COLLECTOR_QUEUE_URL_HOME', 'COLLECTOR_QUEUE_URL_OFFICE2']));
    }
  });

  test('no function reads their queues', () => {
    const mapped = Object.values(found('AWS::Lambda::EventSourceMapping')).map(({ Properties }) => named(Properties.EventSourceArn));
    expect(mapped.filter((id) => id.startsWith('Collector'))).toEqual([]);
    const plan = planOf(template.toJSON() as Synthesised);
    expect(plan.queues.find(({ id }) => id === 'CollectorHomeQueue')?.attributes['RedrivePolicy']).toContain('TasksDeadLetters.fifo');
  });

  test('a collector reads its own queue alone, writes documents and evidence, and knows nothing of readers and tokens', () => {
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'])
      expect(allowed(action), action).toEqual(['<CollectorHomeQueue.Arn>']);
    expect(allowed('sqs:SendMessage').toSorted()).toEqual(['<CollectorHomeQueue.Arn>', '<CollectorOffice2Queue.Arn>', '<TasksQueue.Arn>']);
    expect(allowed('cloudformation:DescribeStacks')).toEqual(['<AWS::StackId>']);
    const partitions = policy.flatMap((each) => each.partitions);
    expect(partitions.filter((each) => /SUBSCRIBER|TOKEN|SESSION|SECRET|MAILED|READ|ASKED|DIGEST|WEBHOOK/.test(each))).toEqual([]);
    const written = policy.filter(({ actions }) => actions.includes('dynamodb:PutItem')).flatMap((each) => each.partitions);
    expect(written.filter((each) => /^(?:LABEL|JOURNAL)/.test(each))).toEqual([]);
    const objects = [...allowed('s3:PutObject'), ...allowed('s3:GetObject')].map((each) => each.replace(/^<.*>\//, ''));
    expect(objects.filter((each) => /^(?:readers|search|digests)/.test(each))).toEqual([]);
    const actions = policy.flatMap((each) => each.actions);
    expect(actions.filter((each) => /\*|Scan|ses:|sns:|ssm:|lambda:|iam:|s3:Delete/.test(each))).toEqual([]);
    // IAM takes no larger managed policy.
    const size = JSON.stringify(at(found('AWS::IAM::ManagedPolicy')['CollectorHomePolicy'], 'Properties.PolicyDocument')).length;
    expect(size).toBeLessThan(6144);
  });

  test('only collect may read the credentials of a proxy, by their names', () => {
    const secrets = Object.values(found('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      read(Properties.PolicyDocument).flatMap(({ actions, resources }) =>
        actions.includes('ssm:GetParameter') ? [[named(Properties.Roles[0]), resources]] : [],
      ),
    );
    const role = named(at(found('AWS::Lambda::Function')[functionId('collect')], 'Properties.Role'));
    expect(secrets).toEqual([[role, [expect.stringMatching(/:parameter\/team\/proxy$/)]]]);
  });
});

test('without collectors and proxies there is nothing of them', () => {
  expect(JSON.stringify(stackWith([]).toJSON())).not.toMatch(/Collector[A-Z]|COLLECTOR_|ssm:|ManagedPolicy/);
});
