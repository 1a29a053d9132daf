import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { bundling } from '../infra/bundle.ts';
import { packagesOf } from '../infra/package.ts';

/**
 * `npm run licences`: the licence of every package of the lock file as a Markdown report, by whether Hongtou runs it or only its developers
 * do. Ends with 1 and the names when one is not permissive. Licences are those that the packages state, as SPDX expressions
 * (spdx.org/licenses).
 */

/** May be run and passed on with Hongtou. */
const permissive = ['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Zlib'];
/** Weaker conditions on changed files, or on data: for tools that are not passed on. */
const forTools = ['MPL-2.0', 'CC-BY-4.0', 'Python-2.0'];

type Locked = { readonly version?: string; readonly license?: string };
export type Licensed = { readonly name: string; readonly version: string; readonly licence: string; readonly runs: boolean };

export function licensedOf(lock: { readonly packages: Readonly<Record<string, Locked>> }): readonly Licensed[] {
  const { metafile } = buildSync({
    ...bundling,
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    minify: false,
    entryPoints: ['functions/*.ts'],
    outdir: 'dist',
    metafile: true,
    write: false,
  });
  const run = packagesOf([metafile]);
  const all = Object.entries(lock.packages).flatMap(([path, { version, license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return path && version ? [{ name, version, licence: license ?? 'none stated', runs: run.includes(path) }] : [];
  });
  const once = new Map(all.toSorted((a, b) => Number(a.runs) - Number(b.runs)).map((each) => [`${each.name}@${each.version}`, each]));
  return [...once.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Whether the conditions are accepted: of `A OR B` one is enough, of `A AND B` both are needed. */
export function isAccepted({ licence, runs }: Licensed): boolean {
  const accepted = runs ? permissive : [...permissive, ...forTools];
  const named = (text: string): boolean => accepted.includes(text.replace(/[()]| \(http.*$/g, '').trim());
  return licence.split(' OR ').some((choice) => choice.split(' AND ').every(named));
}

function report(all: readonly Licensed[]): string {
  const parts = [
    ['Run by Hongtou', all.filter(({ runs }) => runs)],
    ['Used by its developers alone', all.filter(({ runs }) => !runs)],
  ] as const;
  return parts
    .map(([title, packages]) => {
      const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
      return [`## ${title}: ${packages.length} packages`, '', '| package | version | licence |', '|---|---|---|', ...rows, ''].join('\n');
    })
    .join('\n');
}

if (import.meta.main) {
  const all = licensedOf(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));
  process.stdout.write(`# Licences of the packages that Hongtou uses\n\n${report(all)}`);
  const refused = all.filter((each) => !isAccepted(each));
  for (const { name, version, licence } of refused)
    process.stderr.write(`${name}@${version}: "${licence}" is not accepted; see docs/decisions/0047\n`);
  process.exitCode = refused.length > 0 ? 1 : 0;
}
