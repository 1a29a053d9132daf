import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Command } from 'commander';
import { type InfraConfig, readInfraConfig } from '../../infra/config.ts';
import { InputError } from '../../shared/model/errors.ts';

type Options = { readonly email?: string; readonly config: string; readonly dryRun?: boolean };

const address = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/;
const cdk = fileURLToPath(new URL('../../node_modules/aws-cdk/bin/cdk', import.meta.url));

async function ask(): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question('Which mail address hears of alarms? ');
  terminal.close();
  return answer.trim();
}

/** Requires an address for alarms: nobody would notice an instance that fails silently. */
async function alarmEmail({ email }: Options, config: InfraConfig): Promise<string> {
  const given = email ?? config.alarmEmail ?? (await ask());
  if (given === undefined)
    throw new InputError('nobody would hear of alarms; name an address with --email, or as alarms.email in the configuration', {
      usage: true,
    });
  if (!address.test(given)) throw new InputError(`--email: "${given}" is no mail address; write one as name@example.org`, { usage: true });
  return given;
}

const absent = (error: unknown): false => {
  if (error instanceof Error && /NotFound|ValidationError|does not exist/.test(`${error.name} ${error.message}`)) return false;
  throw new InputError(`AWS: ${error instanceof Error ? error.message : String(error)}; check AWS_PROFILE and AWS_REGION`);
};

/** Whether the sender was verified by hand: then the stack must not create its identity, which would fail. */
async function verifiedByHand(from: string): Promise<boolean> {
  const known = await new SESv2Client({}).send(new GetEmailIdentityCommand({ EmailIdentity: from })).then(() => true, absent);
  if (!known) return false;
  const ours = new DescribeStackResourceCommand({ StackName: 'Hongtou', LogicalResourceId: 'Sender' });
  return !(await new CloudFormationClient({}).send(ours).then(() => true, absent));
}

async function deploy(options: Options): Promise<void> {
  const config = readInfraConfig(options.config, { deployed: true });
  const context = { 'hongtou:config': options.config, 'hongtou:alarm-email': await alarmEmail(options, config) };
  const byHand = config.from !== undefined && (await verifiedByHand(config.from));
  const all = Object.entries({ ...context, ...(byHand ? { 'hongtou:sender': 'exists' } : {}) });
  const args = [cdk, 'deploy', '--no-notices', ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  if (options.dryRun) return void process.stdout.write(`cdk ${args.slice(1).join(' ')}\n`);
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

export function define(command: Command): void {
  command
    .option('--email <address>', 'who hears of alarms (default: alarms.email of the configuration)')
    .option('--config <file>', 'configuration', 'hongtou.config.json')
    .option('--dry-run', 'check the configuration, and print what would be run')
    .action(deploy);
}
