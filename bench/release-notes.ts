import { existsSync, readFileSync } from 'node:fs';
import { orEmpty } from '../shared/model/values.ts';

/**
 * `npm run release:notes -- VERSION`: prints what CHANGELOG.md says of a version. Ends with 1 when that is not the newest entry, when
 * package.json or the lock file has another version, or when the data that the version before it left is not kept (tests/upgrades).
 */

const home = new URL('../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, home), 'utf8');

export type Release = { readonly version: string; readonly day: string; readonly notes: string };

export function releasesOf(changelog: string): readonly Release[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((entry) => {
      const [head = '', ...lines] = entry.split('\n');
      const [version = '', day = ''] = head.split(/[ ()]+/);
      return { version, day, notes: lines.join('\n').trim() };
    });
}

export function obstacles(version: string, releases: readonly Release[]): readonly string[] {
  const [newest, before] = releases;
  const stated = [read('package.json'), read('package-lock.json')].map((text): string => JSON.parse(text).version);
  return [
    ...(newest?.version === version ? [] : [`the newest entry of CHANGELOG.md is ${newest?.version}, not ${version}`]),
    ...(/^\d{4}-\d\d-\d\d$/.test(orEmpty(newest?.day)) ? [] : [`CHANGELOG.md gives ${version} no day, as "## ${version} (2026-11-27)"`]),
    ...(stated.every((each) => each === version) ? [] : [`package.json and package-lock.json say ${stated.join(' and ')}, not ${version}`]),
    ...(!before || existsSync(new URL(`tests/upgrades/${before.version}/`, home))
      ? []
      : [`the data of ${before.version} is not kept: run "npm run keep:release" in its tree`]),
  ];
}

if (import.meta.main) {
  const releases = releasesOf(read('CHANGELOG.md'));
  const found = obstacles(String(process.argv[2]), releases);
  for (const each of found) process.stderr.write(`${each}\n`);
  process.stdout.write(`${releases[0]?.notes}\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
