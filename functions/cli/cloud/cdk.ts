import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompressSync } from 'node:zlib';
import { defaultStack } from '../../../infra/config.ts';
import { InputError } from '../../../shared/model/errors.ts';
import { orEmpty } from '../../../shared/model/values.ts';
import { home } from '../../home.ts';
import { version } from '../program.ts';
import { bad, type Diagnosis } from './diagnosis.ts';
import type { Plan } from './plan.ts';
import { readTemplate, type Template } from './stack.ts';

const inClone = existsSync(join(home, 'infra'));
/** Where the CDK works: in a clone, which has it; else in a folder of this version, since the package may lie where nobody may write. */
const workshop = inClone ? home : join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'hongtou', `deploy-${version()}`);
const cdk = join(workshop, 'node_modules', 'aws-cdk', 'bin', 'cdk');

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

const made = join(workshop, 'cdk.out');

const surroundings = () => ({
  cwd: workshop,
  env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${orEmpty(process.env['PATH'])}` },
});

export async function synthesise(context: StackContext): Promise<Template> {
  const values = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  try {
    await promisify(execFile)(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--output', made, ...values], surroundings());
  } catch (error) {
    throw new InputError(error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error));
  }
  return readTemplate(readFileSync(join(made, `${defaultStack}.template.json`), 'utf8'));
}

export const deployArguments: readonly string[] = [
  'deploy',
  '--no-notices',
  // The rights are in the template that was looked at; a question in the middle would stop a deployment that nobody watches.
  '--require-approval',
  'never',
];

async function run(program: string, args: readonly string[], input: 'inherit' | 'ignore'): Promise<boolean> {
  const child = spawn(program, args, { stdio: [input, process.stderr, process.stderr], ...surroundings() });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/** By what was made and looked at: without `--app` even `bootstrap` makes it once more, for other settings and without code, in its place. */
export const runCdk = (args: readonly string[]): Promise<boolean> => run(process.execPath, [cdk, ...args, '--app', made], 'inherit');

export async function bringCdk(): Promise<Diagnosis | undefined> {
  if (inClone) return undefined;
  const brought = join(home, 'dist', 'deploy');
  cpSync(brought, workshop, { recursive: true });
  const code: Readonly<Record<string, string>> = JSON.parse(zstdDecompressSync(readFileSync(join(brought, 'functions.zst'))).toString());
  for (const [name, bytes] of Object.entries(code)) {
    const file = join(workshop, 'infra', 'functions', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes, 'latin1');
  }
  // npm writes this last.
  if (existsSync(join(workshop, 'node_modules', '.package-lock.json'))) return undefined;
  console.error(
    `deploy works with the AWS CDK, which the package does not hold. npm fetches it from its registry now, once for this version: 220 MB in ${workshop}`,
  );
  const came = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'ignore').catch((error: unknown) => String(error));
  if (came === true) return undefined;
  const why = came === false ? 'what npm says of it stands above' : `npm, which comes with Node, does not start (${came})`;
  return bad(
    'AWS CDK',
    `it could not be fetched: ${why}`,
    'give npm a way to its registry (network, proxy) and run this again; nothing was made',
  );
}
