import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { steps } from './stack/drive.ts';
import { openRun } from './stack/open.ts';
import { unexplained } from './stack/rights.ts';
import { bundleFaults } from './support/bundle-limits.ts';

/** The minified bundles with the template's memory, time, environment and policies: tests/infra/stack. */
let run: Awaited<ReturnType<typeof openRun>>;
beforeAll(async () => {
  run = await openRun();
});
afterAll(() => run.close());

test.each(steps)('$name', async ({ run: step }) => {
  await step(run);
});

test('what would be deployed was checked by cdk-nag', () => {
  const report = readFileSync(join(run.assembly.dir, 'validation-report.json'), 'utf8');
  expect(JSON.parse(report)).toMatchObject({ pluginReports: [{ pluginName: 'AwsSolutions', conclusion: 'success' }] });
});

test('no call was refused', () => {
  expect(run.stack.refused()).toEqual([]);
});

test('a right that no call used has a reason, and a reason has such a right', () => {
  expect(unexplained(run.stack.unused())).toEqual({ rights: [], rows: [] });
});

test('bundles are small at their start and as zips, and carry no source maps', () => {
  expect(bundleFaults(run.assembly.dir)).toEqual([]);
  expect(
    readdirSync(join(run.assembly.dir, 'code'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.map')),
  ).toEqual([]);
});
