import { type ChildProcess, execFile, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { type FunctionName, functionId } from '../../../infra/names.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

type Properties = { readonly MemorySize: number; readonly Timeout: number; readonly Code: { readonly S3Key: string } };
type Template = { readonly Resources: Readonly<Record<string, { readonly Properties: Properties }>> };
export type Synthesised = { readonly dir: string; readonly template: Template };

/** Synthesises the stack as `cdk deploy` would, with the minified bundles. */
export async function synthesise(dir: string): Promise<Synthesised> {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const env = { ...process.env, CDK_OUTDIR: dir, CDK_CONTEXT_JSON: JSON.stringify(context), NODE_NO_WARNINGS: '1' };
  await promisify(execFile)(process.execPath, [join(root, 'infra', 'app.ts')], { env, cwd: root });
  return { dir, template: JSON.parse(readFileSync(join(dir, 'Hongtou.template.json'), 'utf8')) };
}

const runtime = `
const { handler } = await import('./index.mjs');
process.on('message', async ({ event, call, milliseconds }) => {
  const start = process.cpuUsage();
  const spent = () => Object.values(process.cpuUsage(start)).reduce((sum, each) => sum + each) / 1000;
  try {
    const result = await handler(event, { ...call, getRemainingTimeInMillis: () => milliseconds - spent() });
    process.send(spent() < milliseconds ? { result } : { error: 'took more processor time than its timeout' });
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
process.send({ ready: true });
`;

/** What Lambda tells a function of its call, but for the time that is left. */
const invocation = (name: FunctionName, memory: number) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  memoryLimitInMB: String(memory),
  awsRequestId: randomUUID(),
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: '2026/11/25/[$LATEST]0123456789abcdef0123456789abcdef',
});

type Reply = { readonly ready?: true; readonly result?: unknown; readonly error?: string };

async function reply(child: ChildProcess): Promise<Reply> {
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => [{ error: `the function ended with ${code}` }]),
  ]);
  return answer as Reply;
}

/** Runs a function's bundle as Lambda does: a process of its own, from its folder alone, with the template's memory, and its time as processor time. `settings` is laid beside it. */
export async function bundleOf(
  { dir, template }: Synthesised,
  name: FunctionName,
  environment: Readonly<Record<string, string>>,
  settings?: string,
): Promise<(event: unknown) => Promise<unknown>> {
  const properties = template.Resources[functionId(name)]?.Properties;
  if (!properties) throw new Error(`the template has no function ${name}`);
  const cwd = join(dir, `asset.${properties.Code.S3Key.replace(/\.zip$/, '')}`);
  writeFileSync(join(cwd, 'runtime.mjs'), runtime);
  if (settings) copyFileSync(settings, join(cwd, 'hongtou.config.json'));
  const child = fork(join(cwd, 'runtime.mjs'), {
    cwd,
    env: { ...environment, PATH: '' },
    execArgv: [`--max-old-space-size=${properties.MemorySize}`],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { error } = await reply(child);
  if (error) throw new Error(`${name}: ${error}`);
  return async (event) => {
    child.send({ event, call: invocation(name, properties.MemorySize), milliseconds: properties.Timeout * 1000 });
    const answer = await reply(child);
    if (answer.error) throw new Error(`${name}: ${answer.error}`);
    return answer.result;
  };
}
