// Runs every check and ends with the one line that CI and people read: `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'hongtou-tests-'));
const report = path.join(folder, 'report.json');
const env = { ...process.env, NO_COLOR: '1', HONGTOU_PACKED: folder };
const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    child.on('error', () => resolve(false));
    child.on('exit', (status) => resolve(status === 0));
  });

// Beside each other: the compiler takes one core for as long as the others take together.
const biome = run('biome', ['check', '.']);
const checks = await Promise.all([
  run('tsc', ['--noEmit']).then((sound) => sound && run('tsc', ['-p', 'shared/pages/scripts'])),
  biome,
  biome.then(() => run('knip', ['--no-progress'])),
]);
const tests = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)];
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
rmSync(folder, { recursive: true, force: true });
passed += checks.filter(Boolean).length;
failed += checks.filter((ok) => !ok).length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
