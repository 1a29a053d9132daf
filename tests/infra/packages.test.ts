import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAccepted, licensedOf } from '../../bench/licences.ts';
import { obstacles, releasesOf } from '../../bench/release-notes.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));

/** An npm that does not know `allowScripts` runs every script there is: these are all. */
test('the packages with install scripts are those that package.json allows by name', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, { hasInstallScript?: true }> };
  const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
  );
  expect([...new Set(scripted)].toSorted()).toEqual(Object.keys(read('package.json').allowScripts).toSorted());
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
