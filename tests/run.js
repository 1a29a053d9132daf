// Runs every check and ends with the one line that CI and people read: `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'hongtou-tests-'));
const report = path.join(folder, 'report.json');
const env = { ...process.env, NO_COLOR: '1', HONGTOU_PACKED: folder };
/** What lies in the checkout and in its `data`, which is the instance of whoever works there; `dist` and `cdk.out` are made for the tests. */
const lying = () =>
  ['.', 'data']
    .filter((each) => existsSync(each))
    .flatMap((each) => readdirSync(each).map((name) => path.join(each, name)))
    .filter((name) => name !== 'dist' && name !== 'cdk.out');
const before = new Set(lying());
const ended = (child) =>
  new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (status) => resolve(status === 0));
  });
const run = (command, args) => ended(spawn(command, args, { stdio: 'inherit', env }));

/** Beside the tests, in the time in which they wait; what it says is told after theirs. */
const said = [];
function beside(command, args) {
  const child = spawn(command, args, { env });
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return ended(child);
}

const sound = beside('tsc', ['--noEmit']).then((one) => one && beside('tsc', ['-p', 'shared/pages/scripts']));
const checks = [sound, sound.then(() => beside('biome', ['check', '.'])), sound.then(() => beside('knip', ['--no-progress']))];
const named = process.argv.slice(2);
// The first tests that need the package wait for it.
const packing = named.length > 0 || run(process.execPath, [path.join(import.meta.dirname, 'support/packed.ts')]);
const tests = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...named];
await run('vitest', tests);
// A runner that died, as V8 does at times in its first second, has said nothing of the tests.
if (!existsSync(report)) await run('vitest', tests);
let [passed, failed] = [0, 1];
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'));
  passed = numPassedTests;
  failed = success ? numFailedTests : Math.max(1, numFailedTests, numFailedTestSuites);
} catch (error) {
  console.error(`the test runner left no report: ${error}`);
}
await packing;
rmSync(folder, { recursive: true, force: true });
for (const ok of await Promise.all(checks)) {
  if (ok) passed += 1;
  else failed += 1;
}
const left = lying().filter((name) => !before.has(name));
if (left.length > 0) failed += 1;
process.stdout.write(Buffer.concat(said));
for (const name of left) console.log(`a test left ${name} in the checkout`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
