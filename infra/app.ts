import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { readInfraConfig } from './config.ts';
import { hongtou } from './stack.ts';

/** `node infra/app.ts` (what the CDK command runs) writes cdk.out; no account, network or container is needed. */
const app = new App();
const file = app.node.tryGetContext('hongtou:config') ?? fileURLToPath(new URL('../hongtou.config.json', import.meta.url));
// The local instance reads the template without the code of the functions: nothing of it goes to AWS.
const deployed = app.node.tryGetContext('aws:cdk:bundling-stacks')?.length !== 0;
const alarmEmail: unknown = app.node.tryGetContext('hongtou:alarm-email');
hongtou(app, {
  ...readInfraConfig(String(file), { deployed }),
  ...(typeof alarmEmail === 'string' ? { alarmEmail } : {}),
  ...(app.node.tryGetContext('hongtou:sender') === 'exists' ? { senderExists: true } : {}),
});
app.synth();
