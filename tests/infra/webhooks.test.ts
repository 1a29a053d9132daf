import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { functionId, readInfraConfig } from '../../infra/config.ts';
import { hongtou } from '../../infra/stack.ts';
import { asText, at, named } from './template.ts';

const stackWith = (webhookSecrets: readonly string[]): Template =>
  Template.fromStack(hongtou(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), { ...readInfraConfig(undefined), webhookSecrets }));

type Statement = { readonly Action: string | readonly string[]; readonly Resource: unknown };
type Found = { readonly role: string; readonly actions: readonly string[]; readonly resources: readonly string[] };

/** Every statement of every policy, with its role. */
const statementsOf = (template: Template): readonly Found[] =>
  Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
    (at(Properties, 'PolicyDocument.Statement') as readonly Statement[]).map(({ Action, Resource }) => ({
      role: named(at(Properties, 'Roles.0')),
      actions: [Action].flat(),
      resources: [Resource].flat().map(asText),
    })),
  );

const template = stackWith(['hook', '/team/other']);

describe('webhooks in the stack', () => {
  test('without any there is no function, schedule, alarm or right for them', () => {
    expect(JSON.stringify(stackWith([]).toJSON())).not.toMatch(/ssm:|SendWebhooks|WebhooksFunction|webhooksErrors/);
  });

  test('one function may read exactly the named parameters, and writes nothing but how far webhooks are', () => {
    const role = named(at(template.findResources('AWS::Lambda::Function')[functionId('webhooks')], 'Properties.Role'));
    const all = statementsOf(template);
    const secrets = all.filter(({ actions }) => actions.some((action) => action.startsWith('ssm:')));
    expect(secrets.map(({ role: by, actions }) => [by, actions])).toEqual([[role, ['ssm:GetParameter']]]);
    expect(secrets[0]?.resources.map((resource) => resource.replace(/^.*:parameter/, ''))).toEqual(['/hook', '/team/other']);
    const own = all.filter((each) => each.role === role);
    const puts = own.filter(({ actions }) => actions.includes('s3:PutObject')).flatMap(({ resources }) => resources);
    expect(puts.map((resource) => resource.replace(/^<.*>/, '')).toSorted()).toEqual(['/records/dead-letter/*', '/records/webhook/*']);
    expect(own.flatMap(({ actions }) => actions).filter((action) => /^(?:ses|sns|lambda):/.test(action))).toEqual([]);
  });

  test('it is called every five minutes, and ends before the next call', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'cron(4/5 * * * ? *)' });
    expect(at(template.findResources('AWS::Lambda::Function')[functionId('webhooks')], 'Properties.Timeout')).toBeLessThan(300);
  });
});
