import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultStack } from '../../../infra/names.ts';
import type { Plan } from './plan.ts';
import { readTemplate, type Template } from './stack.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Values for infra/app.ts. */
export type StackContext = Readonly<Record<string, string>>;

/** `first`: nothing is there yet. `senderExists`: the sender is verified outside this stack. */
export type Circumstances = { readonly first: boolean; readonly senderExists: boolean; readonly configFile: string };

export const contextOf = (plan: Plan, { first, senderExists, configFile }: Circumstances): StackContext =>
  Object.fromEntries(
    Object.entries({
      config: configFile,
      name: plan.name,
      'alarm-email': plan.email,
      domain: plan.domain,
      sender: senderExists ? 'exists' : undefined,
      first: first ? 'true' : undefined,
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

/** The template that would be deployed, without the code of the functions. */
export async function synthesise(context: StackContext): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-synth-'));
  const { context: flags } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { readonly context: object };
  const all = { ...flags, ...context, 'aws:cdk:bundling-stacks': [] };
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(all), NODE_NO_WARNINGS: '1' };
  try {
    await promisify(execFile)(process.execPath, [join(root, 'infra', 'app.ts')], { env, cwd: root });
    return readTemplate(readFileSync(join(folder, `${defaultStack}.template.json`), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const deployArguments = (context: StackContext): readonly string[] => [
  'deploy',
  '--no-notices',
  // The rights are in the template that was looked at; a question in the middle would stop a deployment that nobody watches.
  '--require-approval',
  'never',
  ...Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
];

/** Runs the CDK; what it says goes to standard error. Returns whether it succeeded. */
export async function runCdk(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [cdk, ...args], { stdio: ['inherit', process.stderr, process.stderr], cwd: root });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}
