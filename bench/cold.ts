import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { banner, mainFields, target } from '../infra/bundle.ts';
import { functionNames } from '../infra/names.ts';
import { variables } from '../shared/model/environment.ts';
import { type Bench, type Cost, least, round } from './measure.ts';

const turns = 7;
const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Bundles a file as the functions are deployed. */
export async function bundled(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [root(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    mainFields: [...mainFields],
    banner: { js: banner },
    minify: true,
    keepNames: true,
    logLevel: 'error',
  });
  return outfile;
}

/** The first word is the module to import, the second an export of it to call before the time is taken. */
const loader = `await (await import(process.argv[1]))[process.argv[2]]?.();
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000, ms: performance.now() }), () => process.exit(0));`;

/** What a fresh process costs until it has imported a module, with the environment of a function. */
export function loadCost(module: string, call = ''): Cost {
  const env = {
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_REGION: 'eu-central-1',
    BASE_URL: 'https://hongtou.example',
    ...Object.fromEntries(variables.map((name) => [name, 'http://127.0.0.1:1/bench'])),
  };
  const given = ['--input-type=module', '-e', loader, module, call];
  return JSON.parse(execFileSync(process.execPath, given, { env, encoding: 'utf8' }));
}

async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-cold-'));
  const empty = join(folder, 'empty.mjs');
  await writeFile(empty, 'export const handler = () => {};');
  const bundles = new Map([['empty', empty]]);
  for (const name of functionNames) bundles.set(name, await bundled(`functions/${name}.ts`, join(folder, `${name}.mjs`)));
  const costs = new Map<string, Cost[]>();
  for (let turn = 0; turn < turns; turn += 1)
    for (const [name, bundle] of bundles) costs.set(name, [...(costs.get(name) ?? []), loadCost(pathToFileURL(bundle).href)]);
  const nothing = least(costs.get('empty') ?? []).cpuMs;
  const rows: [string, object][] = [];
  for (const [name, bundle] of bundles) {
    const cost = least(costs.get(name) ?? []);
    rows.push([name, { kb: Math.round((await stat(bundle)).size / 1024), ...cost, ratio: round(cost.cpuMs / nothing) }]);
  }
  await rm(folder, { recursive: true });
  return { turns, ...Object.fromEntries(rows) };
}

export const cold: Bench = { sides: {}, run };
