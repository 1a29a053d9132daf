import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { type InfraConfig, readInfraConfig } from './config.ts';
import { hongtou } from './stack.ts';

/** `node infra/app.ts` (what the CDK command runs) writes cdk.out; no account, network or container is needed. */
const app = new App();

const given = (key: string): string | undefined => {
  const value: unknown = app.node.tryGetContext(`hongtou:${key}`);
  return value === undefined ? undefined : String(value);
};

const file = given('config') ?? fileURLToPath(new URL('../hongtou.config.json', import.meta.url));
// The local instance reads the template without the code of the functions: nothing of it goes to AWS.
const deployed = app.node.tryGetContext('aws:cdk:bundling-stacks')?.length !== 0;
const choices: Partial<InfraConfig> = Object.fromEntries(
  Object.entries({
    name: given('name'),
    alarmEmail: given('alarm-email'),
    senderDomain: given('domain'),
    senderExists: given('sender') === 'exists' || undefined,
    first: given('first') === 'true' || undefined,
    version: given('version'),
    lacks: given('lacks')?.split(','),
  }).filter(([, value]) => value !== undefined),
);
hongtou(app, { ...readInfraConfig(file, { deployed }), ...choices });
// What goes to AWS is checked first: a finding that infra/stack.ts does not answer is printed, and nothing is deployed.
if (deployed) {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
app.synth();
