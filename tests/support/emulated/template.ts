import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type InfraConfig, infraConfigOf, readInfraConfig, usualSettings } from '../../../infra/config.ts';
import type { Template } from './plan.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'hongtou');

/** Everything that the template can depend on: the declarations, what they import, the CDK's version and its part of the configuration. */
function hashOfInputs(config: InfraConfig): string {
  const hash = createHash('sha256');
  const declarations = readdirSync(join(root, 'infra')).filter((name) => name.endsWith('.ts'));
  const files = [
    ...declarations.sort().map((name) => join('infra', name)),
    'shared/model/configuration.ts',
    'cdk.json',
    'node_modules/aws-cdk-lib/package.json',
  ];
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  hash.update(JSON.stringify({ ...config, file: undefined }));
  return hash.digest('hex').slice(0, 24);
}

const configOf = (file: string): InfraConfig => (existsSync(file) ? readInfraConfig(file) : infraConfigOf(usualSettings()));

/**
 * The synthesised template, as `cdk deploy` would send it but for the code of the functions. Synthesis takes seconds, so its result is cached by the hash of what it
 * depends on; it runs in a process of its own, since the CDK is large and writes to stdout.
 */
export async function loadTemplate(configFile = 'hongtou.config.json'): Promise<Template> {
  const kept = join(cache, hashOfInputs(configOf(configFile)));
  const path = join(kept, 'Hongtou.template.json');
  if (!existsSync(path)) await synthesise(kept, resolve(configFile));
  return JSON.parse(readFileSync(path, 'utf8')) as Template;
}

async function synthesise(kept: string, configFile: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  const local = { ...context, 'aws:cdk:bundling-stacks': [], 'hongtou:config': configFile };
  const env = { ...process.env, CDK_OUTDIR: draft, CDK_CONTEXT_JSON: JSON.stringify(local), NODE_NO_WARNINGS: '1' };
  await promisify(execFile)(process.execPath, [join(root, 'infra', 'app.ts')], { env, cwd: root });
  try {
    renameSync(draft, kept);
  } catch (error) {
    // Another process was first; its template is the same.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
}
