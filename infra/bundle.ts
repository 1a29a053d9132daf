import { copyFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import type { FunctionName } from './names.ts';

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

/** The parsing worker of a function that reads pages or works on their texts, a module of the same bundle. */
const workers: Partial<Readonly<Record<FunctionName, string>>> = {
  collect: 'functions/reader.ts',
  ...Object.fromEntries(['index', 'digest', 'deliver', 'api', 'webhooks'].map((name) => [name, 'functions/reader-pages.ts'])),
};

/** Files that a function can load. esbuild writes a file for every import on demand, also for those in code that it left out: a sixth of a function that answers. */
function reachable({ outputs }: Metafile): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next } of outputs[path]?.imports ?? []) visit(next);
  };
  for (const path of Object.keys(outputs)) if (/^(?:index|reader)\.mjs$/.test(basename(path))) visit(path);
  return new Set([...found].map((path) => basename(path)));
}

/** The code of a function in a folder, and its source maps in another one: they are not sent, and no function reads them. Returns what esbuild says of it. */
export function writeBundle(name: FunctionName, folder: string, maps: string): Metafile {
  const { outputFiles, metafile } = buildSync({
    ...bundling,
    absWorkingDir: root,
    entryPoints: { index: `functions/${name}.ts`, ...(workers[name] ? { reader: workers[name] } : {}) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    sourcemap: 'external',
    metafile: true,
    write: false,
  });
  for (const each of [folder, maps]) mkdirSync(each, { recursive: true });
  const loaded = reachable(metafile);
  for (const { path, contents } of outputFiles)
    if (loaded.has(basename(path, '.map'))) writeFileSync(join(path.endsWith('.map') ? maps : folder, basename(path)), contents);
  writeFileSync(join(maps, 'metafile.json'), JSON.stringify(metafile));
  if (name === 'collect') copyCmaps(join(folder, 'cmaps'));
  if (name === 'api') copyPageFiles(folder);
  return metafile;
}

/** What pages load, as `shared/pages/web/static-files.ts` looks for it. */
function copyPageFiles(folder: string): void {
  copyFileSync(`${root}shared/pages/hongtou.css`, join(folder, 'hongtou.css'));
  cpSync(`${root}shared/pages/scripts`, join(folder, 'scripts'), { recursive: true, filter: (path) => !path.endsWith('.json') });
}

/** The character maps that PDF files refer to; only `collect` reads new files. */
function copyCmaps(folder: string): void {
  const from = `${root}node_modules/pdfjs-dist/cmaps`;
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(from)) if (file.endsWith('.bcmap')) copyFileSync(join(from, file), join(folder, file));
}
