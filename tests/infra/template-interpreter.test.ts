import { describe, expect, test } from 'vitest';
import { interpret, NotInterpreted, type Template } from '../../infra/local/interpret.ts';
import { loadTemplate } from '../support/emulated/template.ts';

const template = await loadTemplate();
const withResource = (id: string, Type: string, Properties: Record<string, unknown>): Template => ({
  Resources: { ...template.Resources, [id]: { Type, Properties } },
});

describe('the template', () => {
  test('is interpreted whole', () => {
    const plan = interpret(template);
    expect(plan.tables.map(({ name }) => name)).toEqual(['RecordTable']);
    expect(plan.buckets).toEqual(['evidencebucket']);
    expect(plan.mappings.map(({ queueId, functionId }) => [queueId, functionId])).toEqual([
      ['TasksQueue', 'CollectFunction'],
      ['MailQueue', 'DeliverFunction'],
    ]);
    expect(plan.schedules.map(({ functionId }) => functionId)).toEqual([
      'ScheduleFunction',
      'WatchFunction',
      'IndexFunction',
      'DigestFunction',
    ]);
    expect(plan.webFunctionId).toBe('ApiFunction');
  });

  test.each([
    ['a type that the laptop has not', 'Stream', 'AWS::Kinesis::Stream', {}, /Stream: .*AWS::Kinesis::Stream/],
    ['a property that it has not', 'Slow', 'AWS::SQS::Queue', { DelaySeconds: 5 }, /Slow: .*DelaySeconds of AWS::SQS::Queue/],
    [
      'a nested property that it has not',
      'Deep',
      'AWS::Scheduler::Schedule',
      { Target: { Arn: { Ref: 'x' }, EcsParameters: { TaskCount: 1 } } },
      /Deep: .*Target\.EcsParameters\.TaskCount of AWS::Scheduler::Schedule/,
    ],
    ['a value that is not what it does', 'Off', 'AWS::Scheduler::Schedule', { State: 'DISABLED' }, /Off: .*no State of .* but ENABLED/],
    ['a rate', 'Rate', 'AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)' }, /Rate: .*rate\(1 day\)/],
    ['a mapping that fails as a whole', 'Whole', 'AWS::Lambda::EventSourceMapping', { EventSourceArn: { Ref: 'x' } }, /Whole: /],
    [
      'a reference that it cannot follow',
      'Odd',
      'AWS::Scheduler::Schedule',
      { ScheduleExpression: 'cron(0 8 * * ? *)', Target: { Arn: { 'Fn::ImportValue': 'x' } } },
      /Odd: .*ImportValue/,
    ],
  ])('with %s is refused by name', (_, id, type, properties, message) => {
    expect(() => interpret(withResource(id, type, properties))).toThrow(NotInterpreted);
    expect(() => interpret(withResource(id, type, properties))).toThrow(message);
  });
});
