import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultStack } from '../../../infra/config.ts';
import { InputError } from '../../../shared/model/errors.ts';
import { orEmpty } from '../../../shared/model/values.ts';
import type { Plan } from './plan.ts';
import { readTemplate, type Template } from './stack.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Values for infra/app.ts. */
export type StackContext = Readonly<Record<string, string>>;

/** `first`: nothing is there yet. `senderExists`: the sender is verified outside this stack. `lacks`: types that the region has not. */
export type Circumstances = {
  readonly first: boolean;
  readonly senderExists: boolean;
  readonly configFile: string;
  readonly lacks: readonly string[];
};

export const contextOf = (plan: Plan, { first, senderExists, configFile, lacks }: Circumstances): StackContext =>
  Object.fromEntries(
    Object.entries({
      config: configFile,
      name: plan.name,
      'alarm-email': plan.email,
      domain: plan.domain,
      sender: senderExists ? 'exists' : undefined,
      first: first ? 'true' : undefined,
      lacks: lacks.length > 0 ? lacks.join() : undefined,
      version: plan.version,
    }).flatMap(([key, value]) => (value === undefined ? [] : [[`hongtou:${key}`, value]])),
  );

/** Works with a folder that holds the configuration as it is deployed, and removes it. */
export async function withConfiguration<T>({ configuration }: Plan, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-deploy-'));
  const file = join(folder, 'hongtou.config.json');
  writeFileSync(file, JSON.stringify(configuration, undefined, 2));
  try {
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the stack is made: it is looked at there, and then deployed as it is. Its maps lie there for `infra/trace.ts`. */
const made = join(root, 'cdk.out');

/** How the CDK is run: its `node` (cdk.json) is the one that runs this, whatever else there is on this machine. */
const surroundings = () => ({
  cwd: root,
  env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${orEmpty(process.env['PATH'])}` },
});

/**
 * Makes what is deployed, as `cdk synth` makes it: the code of the functions is bundled, and cdk-nag stops at what has no reason
 * (infra/app.ts). Throws InputError with what the CDK says.
 */
export async function synthesise(context: StackContext): Promise<Template> {
  const values = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  try {
    await promisify(execFile)(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--output', made, ...values], surroundings());
  } catch (error) {
    throw new InputError(error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error));
  }
  return readTemplate(readFileSync(join(made, `${defaultStack}.template.json`), 'utf8'));
}

/** Deploys what was made. */
export const deployArguments: readonly string[] = [
  'deploy',
  '--no-notices',
  '--app',
  made,
  // The rights are in the template that was looked at; a question in the middle would stop a deployment that nobody watches.
  '--require-approval',
  'never',
];

/** Runs the CDK; what it says goes to standard error. Returns whether it succeeded. */
export async function runCdk(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [cdk, ...args], { stdio: ['inherit', process.stderr, process.stderr], ...surroundings() });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}
