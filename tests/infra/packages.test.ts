import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAccepted, licensedOf } from '../../bench/licences.ts';
import { obstacles, releasesOf } from '../../bench/release-notes.ts';
import { reported } from '../faults/report.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));

/** An npm that does not know `allowScripts` runs every script there is: these are all. */
test('the packages with install scripts are those that package.json allows by name', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, { hasInstallScript?: true }> };
  const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
  );
  expect([...new Set(scripted)].toSorted()).toEqual(Object.keys(read('package.json').allowScripts).toSorted());
});

test('every package is of the one registry, with a hash, in a version of which no advisory is known', () => {
  type Locked = {
    readonly version?: string;
    readonly resolved?: string;
    readonly integrity?: string;
    readonly inBundle?: true;
    readonly hasInstallScript?: true;
  };
  const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
  const all = Object.entries(packages).filter(([path]) => path !== '');
  // What a package brings along in its own archive has the hash of that archive.
  const unhashed = all.filter(([, { integrity, inBundle }]) => !inBundle && !/^sha512-/.test(String(integrity)));
  const foreign = all.filter(([, { resolved }]) => resolved !== undefined && !/^https:\/\/registry\.npmjs\.org\//.test(resolved));
  const named = new Set(Object.keys(read('package.json').allowScripts));
  const unnamed = all.filter(([path, { hasInstallScript }]) => hasInstallScript && !named.has(path.replace(/^.*node_modules\//, '')));
  expect([unhashed, foreign, unnamed].map((some) => some.map(([path]) => path))).toEqual([[], [], []]);
  const settings = readFileSync(new URL('../../.npmrc', import.meta.url), 'utf8');
  for (const line of ['strict-allow-scripts=true', 'min-release-age=']) expect(settings).toContain(line);
  // The first versions, of each major one, without what the advisories of packages that read outside input describe.
  const since: Readonly<Record<string, readonly string[]>> = {
    undici: ['6.23.0', '7.18.2'],
    hono: ['4.11.4'],
    nodemailer: ['7.0.7'],
    'fast-xml-parser': ['5.5.7'],
  };
  const order = new Intl.Collator('en', { numeric: true });
  const older = all.flatMap(([path, { version = '' }]) => {
    const least = since[path.replace(/^.*node_modules\//, '')] ?? [];
    const same = least.find((each) => each.split('.')[0] === version.split('.')[0]) ?? least[0];
    return same !== undefined && order.compare(version, same) < 0 ? [`${path} ${version}`] : [];
  });
  expect(older).toEqual([]);
  reported(62, { unhashed: unhashed.length, foreign: foreign.length, unnamedScripts: unnamed.length, packages: all.length });
});

test('every package has a licence that is accepted, and others are told from them', () => {
  expect(licensedOf(read('package-lock.json')).filter((each) => !isAccepted(each))).toEqual([]);
  const of = (licence: string, runs = true): boolean => isAccepted({ name: 'a', version: '1.0.0', licence, runs });
  expect([of('MIT OR GPL-3.0-or-later'), of('(MIT AND Zlib)'), of('MPL-2.0', false)]).toEqual([true, true, true]);
  expect([of('MIT AND GPL-3.0-or-later'), of('MPL-2.0'), of('AGPL-3.0-or-later', false), of('none stated')]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('this version can be released: changelog, package and lock file agree, and the data of the one before is kept', () => {
  const releases = releasesOf(readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8'));
  expect(obstacles(read('package.json').version, releases)).toEqual([]);
  expect(obstacles('0.0.1', releases)).toHaveLength(2);
  expect(obstacles('9.9.9', releasesOf('# Changelog\n\n## 9.9.9\n\n- all\n\n## 9.9.8 (2026-01-01)\n'))).toHaveLength(3);
});
