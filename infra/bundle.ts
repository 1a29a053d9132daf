import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { opt } from '../shared/model/values.ts';
import type { FunctionName } from './config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

// CommonJS packages inside an ES module bundle still call require.
const banner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** How all code is bundled that leaves the source tree. What is imported on demand becomes files of its own, loaded at that moment. */
export const bundling = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  banner: { js: banner },
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions;

const workers: Partial<Readonly<Record<FunctionName, string>>> = {
  collect: 'functions/reader.ts',
  api: 'functions/reader-answers.ts',
  ...Object.fromEntries(['index', 'digest', 'deliver', 'webhooks'].map((name) => [name, 'functions/reader-pages.ts'])),
};

/**
 * Files that these modules can load. esbuild writes a file for every import on demand, also for those in code that it left out: a sixth of a
 * function that answers.
 */
function reachable({ outputs }: Metafile, entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next } of outputs[path]?.imports ?? []) visit(next);
  };
  for (const path of Object.keys(outputs)) if (entries.includes(basename(path, '.mjs'))) visit(path);
  return new Set([...found].map((path) => basename(path)));
}

type Bundled = {
  readonly maps?: string;
  readonly external?: readonly string[];
};

export function writeModules(entryPoints: Readonly<Record<string, string>>, folder: string, { maps, external }: Bundled = {}): Metafile {
  const { outputFiles, metafile } = buildSync({
    ...bundling,
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    external: [...(external ?? [])],
    metafile: true,
    write: false,
    ...(maps === undefined ? {} : { sourcemap: 'external' }),
  });
  const loaded = reachable(metafile, Object.keys(entryPoints));
  mkdirSync(folder, { recursive: true });
  if (maps !== undefined) mkdirSync(maps, { recursive: true });
  for (const { path, contents } of outputFiles)
    if (loaded.has(basename(path, '.map'))) writeFileSync(join((path.endsWith('.map') && maps) || folder, basename(path)), contents);
  return metafile;
}

export function writeBundle(name: FunctionName, folder: string, maps?: string): Metafile {
  const entries = { index: `functions/${name}.ts`, ...(workers[name] ? { reader: workers[name] } : {}) };
  const metafile = writeModules(entries, folder, opt('maps', maps));
  if (maps !== undefined) writeFileSync(join(maps, 'metafile.json'), JSON.stringify(metafile));
  if (name === 'collect') copyCmaps(folder);
  if (name === 'api') copyPageFiles(folder);
  return metafile;
}

export function copyPageFiles(folder: string): void {
  for (const name of ['hongtou.css', 'share.png']) copyFileSync(`${root}shared/pages/${name}`, join(folder, name));
  cpSync(`${root}shared/pages/scripts`, join(folder, 'scripts'), { recursive: true, filter: (path) => !path.endsWith('.json') });
  copyFileSync(`${root}node_modules/minisearch/dist/umd/index.js`, join(folder, 'scripts/minisearch.js'));
}

export function copyCmaps(folder: string): void {
  const from = `${root}node_modules/pdfjs-dist/cmaps`;
  cpSync(from, join(folder, 'cmaps'), { recursive: true, filter: (path) => path === from || path.endsWith('.bcmap') });
}
