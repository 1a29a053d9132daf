import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { bundling, writeBundle } from '../infra/bundle.ts';
import { shippedSettings } from '../infra/code.ts';
import { type FunctionName, functionNames, optionalFunctionNames } from '../infra/config.ts';
import { variables } from '../shared/model/configuration.ts';
import { type Bench, type Cost, isWanted, least, type Options, type Report, round } from './measure.ts';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Bundles a file as the functions are deployed, in one file. */
export async function bundled(entry: string, outfile: string): Promise<string> {
  await build({ ...bundling, entryPoints: [root(entry)], outfile, splitting: false });
  return outfile;
}

/**
 * The first word is the module to import, the second an export of it to call before the time is taken, the others are imported after it.
 */
const loader = `await (await import(process.argv[1]))[process.argv[2]]?.();
for (const more of process.argv.slice(3)) await import(more);
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000, ms: performance.now() }), () => process.exit(0));`;

/**
 * What a fresh process costs until it has imported a module, with the environment of a function. `before`: what starts it, `taskset -c 0`.
 */
export function loadCost(module: string, call = '', more: readonly string[] = [], before: readonly string[] = []): Cost {
  const env = {
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    BASE_URL: 'https://hongtou.example',
    ...Object.fromEntries(variables.map((name) => [name, 'http://127.0.0.1:1/bench'])),
  };
  const [command = process.execPath, ...given] = [...before, process.execPath, '--input-type=module', '-e', loader, module, call, ...more];
  return JSON.parse(execFileSync(command, given, { env, encoding: 'utf8' }));
}

/** Bytes of a file in a zip: its content, and its two headers. */
const zipped = (file: string): number => deflateRawSync(readFileSync(file), { level: 9 }).length + 76 + 2 * basename(file).length;

const entryOf = ({ outputs }: Metafile): string => Object.keys(outputs).find((path) => basename(path) === 'index.mjs') ?? '';

/** Names of these files and of all that they import, but for what is imported on demand. */
function closure({ outputs }: Metafile, paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (kind === 'import-statement' && outputs[next]) visit(next);
  };
  for (const path of paths) visit(path);
  return [...found].map((path) => basename(path));
}

const nameOf = (input: string): string =>
  input.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ??
  input
    .split('/')
    .slice(0, 3)
    .join('/')
    .replace(/\/[^/]*\.\w+$/, '');

/** What is loaded at the start, by package or room, in KB before zipping, the largest first. */
function partsAtStart({ outputs }: Metafile, files: readonly string[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const [path, { inputs }] of Object.entries(outputs))
    if (files.includes(basename(path)))
      for (const [input, { bytesInOutput }] of Object.entries(inputs))
        sums.set(nameOf(input), (sums.get(nameOf(input)) ?? 0) + bytesInOutput / 1024);
  const large = [...sums].filter(([, kb]) => kb >= 10).toSorted(([, a], [, b]) => b - a);
  return Object.fromEntries(large.map(([name, kb]) => [name, Math.round(kb)]));
}

export type BundleSize = {
  /** Loaded before the handler can be called, and the whole. */
  readonly startKb: number;
  readonly zipKb: number;
  readonly parts: Readonly<Record<string, number>>;
};

/** Sizes of a bundle, zipped. */
export function sizeOf(metafile: Metafile, folder: string): BundleSize {
  const files = closure(metafile, [entryOf(metafile)]);
  const kb = (names: readonly string[]): number => Math.round(names.reduce((sum, name) => sum + zipped(join(folder, name)), 0) / 1024);
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const every = all.map(({ parentPath, name }) => zipped(join(parentPath, name))).reduce((sum, bytes) => sum + bytes, 0);
  return { startKb: kb(files), zipKb: Math.round(every / 1024), parts: partsAtStart(metafile, files) };
}

/** On one core, as in a small function, where the system can pin a process. */
const pinned: readonly string[] = existsSync('/usr/bin/taskset') ? ['/usr/bin/taskset', '-c', '0'] : [];

/** Processor time until each list of modules is imported, in turns. */
export function startCosts(
  lists: readonly (readonly string[])[],
  turns: number,
  before: readonly string[] = [],
): readonly (readonly Cost[])[] {
  const costs = lists.map((): Cost[] => []);
  for (let turn = 0; turn < turns; turn += 1)
    for (const [n, list] of lists.entries()) {
      const [module = '', ...more] = list.map((path) => pathToFileURL(path).href);
      costs[n]?.push(loadCost(module, '', more, before));
    }
  return costs;
}

async function run(options: Options): Promise<Report> {
  const turns = Number(options.turns ?? 7);
  const folder = mkdtempSync(join(tmpdir(), 'bench-functions-'));
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export const handler = () => {};');
  const names: readonly FunctionName[] = [...functionNames, ...optionalFunctionNames].filter((name) => isWanted(name, options));
  const folders = names.map((name) => join(folder, name));
  const metafiles = names.map((name, n) => writeBundle(name, folders[n] ?? folder, join(folder, 'maps', name)));
  for (const into of folders) writeFileSync(join(into, 'settings.json'), shippedSettings(undefined));
  const sizes = metafiles.map((metafile, n) => sizeOf(metafile, folders[n] ?? folder));
  const entries = folders.map((into) => [join(into, 'index.mjs')]);
  const costs = startCosts([...entries, [empty]], turns, pinned).map((each) => least(each));
  rmSync(folder, { recursive: true });
  const nothing = costs.at(-1)?.cpuMs ?? 1;
  const rows = names.map((name, n) => {
    const cpuMs = costs[n]?.cpuMs ?? 0;
    return [name, { cpuMs, ratio: round(cpuMs / nothing), ...sizes[n] }] as const;
  });
  return { turns, pinned: pinned.length > 0, empty: nothing, ...Object.fromEntries(rows) };
}

export const functions: Bench = { sides: {}, run };
