import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { type InfraConfig, readInfraConfig } from '../../infra/config.ts';
import { hongtou } from '../../infra/stack.ts';
import { folder } from './support/folder.ts';

const configured = (value: unknown): InfraConfig => {
  const file = join(folder(), 'hongtou.config.json');
  writeFileSync(file, JSON.stringify(value));
  return readInfraConfig(file);
};

test('the digest goes out when and as whom the configuration says', () => {
  const config = configured({
    digest: { weekday: 'friday', time: '17:05', timeZone: 'Europe/Berlin', from: 'Hongtou <digest@example.org>' },
    fetch: { contact: 'owner@example.org' },
    budgetUsd: 7,
  });
  const template = Template.fromStack(hongtou(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), config));
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(5 17 ? * FRI *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
  });
  template.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'digest@example.org' });
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'owner@example.org' });
  template.hasResourceProperties('AWS::Budgets::Budget', { Budget: { BudgetLimit: { Amount: 7 } } });
});

test.each([
  [{ digest: { weekday: 'payday' } }, /weekday/],
  [{ digest: { time: '25:00' } }, /time/],
  [{ budgetUsd: -1 }, /budgetUsd/],
])('%j is refused with the path of the key', (value, message) => {
  expect(() => configured(value)).toThrow(message);
});

test('private addresses opened for a laptop are not deployed', () => {
  const config = configured({ fetch: { allow: ['127.0.0.1:8081'] } });
  expect(() => hongtou(new App(), config)).toThrow(/fetch\.allow/);
});
