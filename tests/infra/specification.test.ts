import { beforeAll, describe, expect, test } from 'vitest';
import { circularReferences, limitFaults } from './support/limits.ts';
import { isMetric, specificationFaults } from './support/specification.ts';
import { at, ofType, type Resource, resources, resourcesOf, wholeTemplate } from './template.ts';

let whole: Awaited<ReturnType<typeof wholeTemplate>>;
let all: readonly Resource[];
beforeAll(async () => {
  whole = await wholeTemplate();
  all = resourcesOf(whole);
});

describe('what CloudFormation would refuse', () => {
  test('every resource is as the schema of its type wants it, all the way down', () => {
    expect([...resources, ...all].flatMap(({ id, type, properties }) => specificationFaults(id, type, properties))).toEqual([]);
  });

  test('names, numbers and sizes are within what the services allow beyond their schemas', () => {
    expect([...limitFaults(resources), ...limitFaults(all)]).toEqual([]);
  });

  test('no resources wait for each other in a circle, and the template is not too large', () => {
    expect(circularReferences(whole.Resources)).toEqual([]);
    expect(all.length).toBeLessThan(500);
    expect(Object.keys(whole.Outputs).length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(whole).length).toBeLessThan(1_000_000);
    for (const [name, output] of Object.entries(whole.Outputs)) {
      expect(name).toMatch(/^[A-Za-z0-9]{1,255}$/);
      expect(String(at(output, 'Description')).length).toBeLessThanOrEqual(1024);
    }
  });

  test('every alarm is on a metric that AWS has, or on one that the stack makes', () => {
    const made = all.flatMap(({ type, properties }) =>
      type === 'AWS::Logs::MetricFilter'
        ? [`${at(properties, 'MetricTransformations.0.MetricNamespace')} ${at(properties, 'MetricTransformations.0.MetricName')}`]
        : [],
    );
    const unknown = [...ofType('AWS::CloudWatch::Alarm'), ...all.filter(({ type }) => type === 'AWS::CloudWatch::Alarm')].filter(
      ({ properties: { Namespace, MetricName } }) =>
        MetricName !== undefined &&
        !isMetric(String(Namespace), String(MetricName)) &&
        !made.includes(`${String(Namespace)} ${String(MetricName)}`),
    );
    expect(unknown.map(({ id, properties }) => `${id}: ${String(properties['Namespace'])} ${String(properties['MetricName'])}`)).toEqual(
      [],
    );
  });
});

const target = { Arn: 'a', RoleArn: 'b' };
describe('the checks', () => {
  test.each([
    [
      'a property that is not',
      { Target: { ...target, RetryPolicy: { Tries: 2 } } },
      'S.Target.RetryPolicy.Tries is not known to CloudFormation',
    ],
    ['a property that must be', { Target: { Arn: 'a' } }, 'S.Target.RoleArn is missing'],
    [
      'a word for a number',
      { Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 'two' } } },
      'S.Target.RetryPolicy.MaximumRetryAttempts: "two" is no ',
    ],
    ['a value that the schema does not list', { Target: target, State: 'ON' }, 'S.State: "ON" is no one of '],
  ])('%s is found, below the top as well', (_, properties, fault) => {
    const schedule = { ScheduleExpression: 'cron(0 8 * * ? *)', FlexibleTimeWindow: { Mode: 'OFF' }, ...properties };
    expect(specificationFaults('S', 'AWS::Scheduler::Schedule', schedule).map((each) => each.slice(0, fault.length))).toEqual([fault]);
  });

  test.each([
    ['a name of a FIFO queue', 'AWS::SQS::Queue', { FifoQueue: true, QueueName: 'tasks' }, 'R is named tasks'],
    ['memory of a new account', 'AWS::Lambda::Function', { MemorySize: 4096 }, 'R memory 4096 is not between 128 and 3008'],
    [
      'a long policy',
      'AWS::IAM::Role',
      { Policies: [{ PolicyDocument: 'x'.repeat(11_000) }] },
      'R has inline policies of 11002 characters; 10,240 are allowed',
    ],
    [
      'an alarm that looks back too far',
      'AWS::CloudWatch::Alarm',
      { Period: 300, EvaluationPeriods: 300 },
      'R looks back 90000 s: a week is the most, a day for periods under an hour',
    ],
  ])('%s is found', (_, type, properties, fault) => {
    expect(limitFaults([{ id: 'R', type, properties, kept: false }])).toEqual([fault]);
  });

  test('a circle is found', () => {
    expect(circularReferences({ A: { x: { Ref: 'B' } } as object, B: { DependsOn: 'A' } })).toEqual(['A -> B -> A']);
  });
});
