import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { defaultStack } from '../../infra/config.ts';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { credentialsCheck, currentRegion, regionMissing } from './cloud/account.ts';
import { deleteStack, eraseBucket, eraseTable } from './cloud/erase.ts';
import { leftOf } from './cloud/leftovers.ts';
import { checkOptions } from './cloud/plan.ts';
import { othersWith, readStack, type StackState } from './cloud/stack.ts';
import { collectOption } from './instance.ts';
import { printJson } from './output.ts';

type Options = {
  readonly name: string;
  readonly region?: string;
  readonly withData: readonly string[];
  readonly confirm: readonly string[];
  readonly json?: boolean;
};

async function typed(name: string, { confirm }: Options): Promise<void> {
  if (confirm.includes(name)) return;
  const advice = `to delete ${name} for good, type its name when asked, or add --confirm ${name}`;
  if (!process.stdin.isTTY) throw new InputError(advice);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Type ${name} to delete it for good: `);
  terminal.close();
  if (answer.trim() !== name) throw new InputError(`nothing was deleted: that is not ${name}`);
}

async function dataOf(
  name: string,
  outputs: Readonly<Record<string, string>>,
): Promise<{ tables: readonly string[]; buckets: readonly string[] }> {
  const left = await leftOf(name);
  const union = (more: string | undefined, all: readonly string[]) => [...new Set([...(more === undefined ? [] : [more]), ...all])];
  return { tables: union(outputs['RecordTable'], left.tables), buckets: union(outputs['EvidenceBucket'], left.buckets) };
}

async function requireAccount(): Promise<void> {
  const region = await currentRegion();
  const diagnosis = region === undefined ? regionMissing : (await credentialsCheck(region)).diagnosis;
  if (region === undefined || !diagnosis.ok)
    throw new InputError([`${diagnosis.check}: ${diagnosis.found}`, diagnosis.remedy].filter(Boolean).join('; '));
}

async function erase(named: readonly string[], data: Awaited<ReturnType<typeof dataOf>>, say: (line: string) => void): Promise<void> {
  for (const name of named) {
    const progress = (objects: number) => console.error(`${name}: ${objects} versions deleted`);
    const gone = data.tables.includes(name) ? await eraseTable(name) : await eraseBucket(name, progress);
    say(gone ? `${name} is deleted` : `${name} was gone already`);
  }
}

function stackToDelete(stack: StackState | undefined, { name, withData }: Options): StackState | undefined {
  if (!stack) {
    if (withData.length === 0) throw new InputError(`there is no stack ${name} in this account and region`);
    return undefined;
  }
  if (stack.description !== '' && !stack.description.startsWith('Hongtou'))
    throw new InputError(`${name} is a stack of something else: "${stack.description}"`);
  const inUse = Object.values(stack.outputs);
  return withData.length === 0 || withData.some((each) => inUse.includes(each)) ? stack : undefined;
}

async function destroy(options: Options): Promise<void> {
  const { name, withData, json } = options;
  const say = (line: string): void => void (json ? process.stderr : process.stdout).write(`${line}\n`);
  checkOptions(options);
  if (options.region !== undefined) process.env['AWS_REGION'] = options.region;
  await requireAccount();
  const found = await readStack(name);
  const data = await dataOf(name, found?.outputs ?? {});
  const all = [...data.tables, ...data.buckets];
  const unknown = withData.filter((each) => !all.includes(each));
  if (unknown.length > 0)
    throw new UsageError(`--with-data: ${unknown.join(', ')} is no table or bucket of ${name}; its own: ${all.join(', ') || 'none'}`);
  const [other] = withData.length === 0 ? [] : await othersWith(withData, name);
  if (other !== undefined)
    throw new InputError(`nothing was deleted: ${other} works with ${withData.join(' or ')}; npx hongtou destroy --name ${other} first`);
  const stack = stackToDelete(found, options);
  for (const each of [...(stack ? [name] : []), ...withData]) await typed(each, options);
  if (stack) {
    console.error(`deleting ${name}: some minutes`);
    await deleteStack(name);
    say(`${name} is deleted`);
  }
  await erase(withData, data, say);
  const kept = all.filter((each) => !withData.includes(each));
  if (json) printJson({ deleted: [...(stack ? [name] : []), ...withData], kept });
  else say(whatRemains(name, data, kept));
}

function whatRemains(name: string, { tables, buckets }: Awaited<ReturnType<typeof dataOf>>, kept: readonly string[]): string {
  if (kept.length === 0) return 'nothing of it remains; the stack CDKToolkit, made for deployments, stays, since others may use it';
  const [table, bucket] = [tables, buckets].map((names) => names.find((each) => kept.includes(each)));
  const store =
    table && bucket ? `\na later deployment takes them up by "store": ${JSON.stringify({ table, bucket })} in the configuration` : '';
  return (
    `kept, and paid for by storage alone: ${kept.join(', ')}${store}\n` +
    `to delete one for good: npx hongtou destroy --name ${name} --with-data ${orEmpty(kept[0])}`
  );
}

export function define(command: Command): void {
  command
    .option('--name <stack>', 'of the stack', defaultStack)
    .option('--region <region>', 'where in AWS (default: AWS_REGION, or that of the profile)')
    .option(
      '--with-data <name>',
      'delete this table or bucket for good, all versions included, and the stack that works with it (repeatable)',
      collectOption,
    )
    .option('--confirm <name>', 'for scripts: a name that would have to be typed (repeatable)', collectOption)
    .option('--json', 'print one JSON document at the end; everything else goes to standard error')
    .action((given: Partial<Options> & Pick<Options, 'name'>) => destroy({ withData: [], confirm: [], ...given }));
}
