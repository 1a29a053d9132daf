import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { type InfraConfig, readInfraConfig } from '../../infra/config.ts';
import { hongtou } from '../../infra/stack.ts';
import { domainOf } from '../../infra/storage.ts';
import { folder } from '../support/folder.ts';

const configured = (value: unknown, options = {}): InfraConfig => {
  const file = join(folder(), 'hongtou.config.json');
  writeFileSync(file, JSON.stringify(value));
  return readInfraConfig(file, options);
};

/** Of a synthesis without bundles. */
const app = (): App => new App({ context: { 'aws:cdk:bundling-stacks': [] } });

test('the digest goes out when and as whom the configuration says', () => {
  const config = configured({
    digest: { weekday: 'friday', time: '17:05', timeZone: 'Europe/Berlin', from: 'Hongtou <digest@example.org>' },
    alarms: { email: 'owner@example.org' },
    budgetUsd: 7,
  });
  const template = Template.fromStack(hongtou(app(), config));
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    // The moment of each reader is found by the function.
    ScheduleExpression: 'cron(0,5,30 * * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
  });
  template.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'digest@example.org' });
  const senders = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([, policy]) =>
    JSON.stringify(policy).includes('ses:SendEmail'),
  );
  expect(senders.map(([id]) => id)).toEqual([expect.stringMatching(/^DeliverFunction/)]);
  expect(JSON.stringify(senders)).toContain('"Condition":{"StringEquals":{"ses:FromAddress":"digest@example.org"}}');
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'owner@example.org' });
  template.hasResourceProperties('AWS::Budgets::Budget', { Budget: { BudgetLimit: { Amount: 7 } } });
});

test.each([
  [{ digest: { weekday: 'payday' } }, /weekday/],
  [{ digest: { time: '25:00' } }, /time/],
  [{ digest: { from: 'Hongtou <digest@example.org>\nBcc: all@example.org' } }, /digest\.from/],
  [{ digest: { frm: 'digest@example.org' } }, /frm/],
  [{ sources: { only: ['no-such-source'] } }, /no-such-source/],
  [{ alarms: { email: 'nobody' } }, /alarms\.email/],
  [{ budgetUsd: -1 }, /budgetUsd/],
])('%j is refused with the path of the key', (value, message) => {
  expect(() => configured(value)).toThrow(message);
});

test('private addresses opened for a laptop are not deployed', () => {
  const file = join(folder(), 'hongtou.config.json');
  writeFileSync(file, JSON.stringify({ fetch: { allow: ['127.0.0.1:8081'] } }));
  expect(() => readInfraConfig(file, { deployed: true })).toThrow(/fetch\.allow/);
  expect(readInfraConfig(file).file).toBe(file);
});

test('a second stack has names of its own, a domain as sender, and a first deployment that can be taken back', () => {
  const config = { ...configured({ digest: { from: 'digest@example.org' } }), name: 'Second', senderDomain: 'example.org', first: true };
  const template = Template.fromStack(hongtou(app(), config));
  template.hasResourceProperties('AWS::SES::ConfigurationSet', { Name: 'second' });
  template.hasResourceProperties('AWS::SES::EmailIdentity', {
    EmailIdentity: 'example.org',
    MailFromAttributes: { MailFromDomain: 'bounce.example.org', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
  });
  template.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { DeletionProtectionEnabled: false },
  });
  for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']) template.hasResource(type, { DeletionPolicy: 'RetainExceptOnCreate' });
  template.hasOutput('MailConfigurationSet', { Value: 'second' });
  // What AWS counts for the budget is this stack alone.
  template.hasResourceProperties('AWS::Budgets::Budget', { Budget: { CostFilters: { TagKeyValue: ['user:hongtou-instance$Second'] } } });
  for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Lambda::Function', 'AWS::SQS::Queue'])
    template.allResourcesProperties(type, { Tags: Match.arrayWith([{ Key: 'hongtou-instance', Value: 'Second' }]) });
  expect(Object.keys(template.toJSON()['Resources'])).toContain('MailSet8EF42B26');
});

test('a restored table and bucket are used by name, and none is made beside them', () => {
  const file = join(folder(), 'hongtou.config.json');
  writeFileSync(file, JSON.stringify({ store: { table: 'restored-table', bucket: 'kept-bucket' } }));
  const template = Template.fromStack(hongtou(app(), readInfraConfig(file, { deployed: true })));
  template.resourceCountIs('AWS::DynamoDB::Table', 0);
  template.resourceCountIs('AWS::S3::Bucket', 0);
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { RECORD_TABLE: 'restored-table', EVIDENCE_BUCKET: 'kept-bucket' } },
  });
});

test('an OpenSearch domain is named by the endpoint that its console shows; another address is refused before anything is deployed', () => {
  const of = (endpoint: string) => configured({ search: { engine: 'opensearch', endpoint } }, { deployed: true });
  const known = 'https://search-my-news-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com';
  expect(of(known).searchEndpoint).toBe(known);
  expect(domainOf(known)).toEqual({ service: 'es', resource: 'domain/my-news/*' });
  expect(domainOf('https://0123456789abcdefghij.eu-central-1.aoss.amazonaws.com')).toMatchObject({ service: 'aoss' });
  for (const endpoint of ['https://vpc-my-news-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com', 'https://search.example.org'])
    expect(() => of(endpoint)).toThrow('search.endpoint');
});

test('the command line of the CDK tells nobody of its use', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const said = spawnSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'cli-telemetry', '--status'], { cwd: root, encoding: 'utf8' });
  expect(`${said.stdout}${said.stderr}`).toContain('CLI Telemetry is disabled');
});
