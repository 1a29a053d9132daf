import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, zstdCompressSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { copyCmaps, copyPageFiles, writeBundle, writeModules } from './bundle.ts';
import { functionNames, optionalFunctionNames } from './config.ts';

/**
 * Makes dist/, what the package has in place of its sources and dependencies (docs/decisions/0086-package.md); `npm pack` calls it. Beside
 * the program lies what `deploy` takes (functions/cli/cloud/cdk.ts): the stack's program and the functions, bundled.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** What `deploy` fetches, in the versions and with the hashes of the lock file. */
const fetched = ['aws-cdk', 'aws-cdk-lib', 'cdk-nag', 'constructs'] as const;

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const writeJson = (file: string, value: object): void => writeFileSync(join(dist, file), `${JSON.stringify(value, undefined, 2)}\n`);

/** Folders of the packages that bundles were made of. */
export function packagesOf(bundles: readonly Metafile[]): readonly string[] {
  const files = bundles.flatMap(({ inputs }) => Object.keys(inputs));
  return [...new Set(files.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []))].toSorted();
}

/** The licences of what is bundled, each text once above the packages that are under it, and those of data with their own. */
function licences(packages: readonly string[]): string {
  const texts = new Map<string, string[]>();
  for (const folder of packages) {
    const { name, version, license } = JSON.parse(read(`${folder}/package.json`)) as Readonly<Record<string, string>>;
    const files = readdirSync(join(root, folder)).filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]\w+)?$/i.test(file));
    const text = files.map((file) => read(`${folder}/${file}`).trim()).join('\n\n') || `Its package.json states: ${license}.`;
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...texts].map(([text, names]) => `${names.map((each) => `- ${each}`).join('\n')}\n\n${text}\n`);
  return [
    '# Licences of what this package holds of others\n',
    ...parts,
    `- the character maps of PDF files, in dist/cmaps\n\n${read('node_modules/pdfjs-dist/cmaps/LICENSE')}\n`,
    `- the word list of English titles\n\n${read('shared/registry/tables/cedict/NOTICE.md').replace(/^# .*\n+/, '')}`,
  ].join(`\n${'-'.repeat(80)}\n\n`);
}

type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string; readonly dependencies?: object }>> };

function lockedWith({ packages }: Lock, names: readonly string[]): Lock['packages'] {
  const found: Record<string, object> = {};
  const visit = (from: string, name: string): void => {
    const path = [from, 'node_modules', name].filter(Boolean).join('/');
    const { dependencies = {}, ...each } = packages[path] ?? {};
    if (each.version === undefined && from !== '') visit(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
    else if (!(path in found)) {
      found[path] = { ...each, dependencies, dev: undefined };
      for (const next of Object.keys(dependencies)) visit(path, next);
    }
  };
  for (const name of names) visit('', name);
  return found;
}

function writeProject(): void {
  const locked = lockedWith(JSON.parse(read('package-lock.json')), fetched);
  const dependencies = Object.fromEntries(fetched.map((name) => [name, locked[`node_modules/${name}`]?.version]));
  const project = { name: 'hongtou-deploy', private: true, dependencies };
  writeJson('deploy/package.json', project);
  writeJson('deploy/package-lock.json', { name: project.name, lockfileVersion: 3, packages: { '': project, ...locked } });
  writeJson('deploy/cdk.json', { ...JSON.parse(read('cdk.json')), app: 'node infra/app.mjs' });
}

/** The functions in one file, in which what they have in common is held once: it is a tenth of them all. */
function writeFunctions(): readonly Metafile[] {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-package-'));
  const bundles = [...functionNames, ...optionalFunctionNames].map((name) => writeBundle(name, join(folder, name)));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return entry.isFile() ? [[relative(folder, path), readFileSync(path, 'latin1')]] : [];
  });
  rmSync(folder, { recursive: true });
  const params = {
    [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    [constants.ZSTD_c_compressionLevel]: 9,
    [constants.ZSTD_c_windowLog]: 26,
  };
  writeFileSync(join(dist, 'deploy/functions.zst'), zstdCompressSync(JSON.stringify(Object.fromEntries(files)), { params }));
  return bundles;
}

if (import.meta.main) {
  rmSync(dist, { recursive: true, force: true });
  const program = writeModules({ cli: 'functions/cli.ts', reader: 'functions/reader.ts' }, dist);
  copyCmaps(dist);
  copyPageFiles(dist);
  writeModules({ app: 'infra/app.ts' }, join(dist, 'deploy/infra'), { external: [...fetched, 'esbuild'] });
  const functions = writeFunctions();
  writeProject();
  writeFileSync(join(dist, 'LICENCES.md'), licences(packagesOf([program, ...functions])));
}
