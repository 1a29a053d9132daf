import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));

/** An npm that does not know `allowScripts` runs every script there is: these are all. */
test('the packages with install scripts are those that package.json allows by name', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, { hasInstallScript?: true }> };
  const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
  );
  expect([...new Set(scripted)].toSorted()).toEqual(Object.keys(read('package.json').allowScripts).toSorted());
});
