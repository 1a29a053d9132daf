import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bootstrapCommand } from '../../functions/cli/cloud/account.ts';
import { runCdk } from '../../functions/cli/cloud/cdk.ts';
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

test('a dry run makes all that a deployment makes, holds it against what stands, and says what would be run', () => {
  const { said } = run.assembly;
  expect([said.status, said.err], said.out).toEqual([0, '']);
  expect(said.out).toMatch(/note bootstrap: .*will run: npx cdk bootstrap/);
  expect(said.out).toMatch(/note mail service: in the sandbox/);
  expect(said.out).toMatch(/ok {3}identity: SES knows example\.org already \(verified\)/);
  expect(said.out).toMatch(/^ok {3}template: \d\d resources, with which cdk-nag finds no fault$/m);
  expect(said.out).toMatch(/^ok {3}data in the stack: nothing is replaced or removed$/m);
  const [prepare, command = ''] = said.out.trim().split('\n').slice(-2);
  expect(prepare).toBe('npx cdk bootstrap aws://123456789012/eu-central-1 --no-notices');
  expect(command).toMatch(/^npx hongtou deploy --email me@example\.org --domain example\.org --config \S+ --yes$/);
});

test('preparing an account leaves what was checked as it is: its code goes up, under its name', async () => {
  const made = join(run.assembly.dir, 'Hongtou.template.json');
  const looked = readFileSync(made, 'utf8');
  expect(looked).not.toContain('without its code');
  const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  for (const [name, value] of Object.entries(nowhere)) vi.stubEnv(name, value);
  const prepared = await runCdk(bootstrapCommand({ id: '123456789012', region: 'eu-central-1' }));
  vi.unstubAllEnvs();
  expect([prepared, readFileSync(made, 'utf8')]).toEqual([false, looked]);
});

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

test('bundles are small at their start and as zips, and carry no source maps and nothing of an earlier version', () => {
  expect(bundleFaults(run.assembly.dir)).toEqual([]);
  expect(
    readdirSync(join(run.assembly.dir, 'code'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.map$|EARLIER/.test(name)),
  ).toEqual([]);
});
