// The long form of the faults: every check of the table with its full counts. Prints what was measured beside what is asked, and ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checks } from './checks.ts';
import { holds } from './report.ts';

// A number after the command runs that check alone: `npm run test:faults -- 30 31`.
const wanted = new Set(process.argv.slice(2).map(Number));
const asked = wanted.size > 0 ? checks.filter(({ number }) => wanted.has(number)) : checks;
const files = [...new Set(asked.flatMap((check) => check.files))];

const folder = mkdtempSync(path.join(tmpdir(), 'hongtou-faults-'));
const report = path.join(folder, 'figures.jsonl');
const env = { ...process.env, FAULTS: 'long', FAULT_REPORT: report };
// Without a name vitest would run every test there is.
const run = files.length > 0 ? spawnSync('vitest', ['run', '--reporter=verbose', ...files], { stdio: 'inherit', env }) : { status: 0 };
const lines = existsSync(report)
  ? readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
rmSync(folder, { recursive: true, force: true });

/** All that was measured of a check, as often as it was; undefined figures were not. */
const measured = (number, name) => lines.filter((line) => line.number === number && name in line.figures).map((line) => line.figures[name]);

const wordOf = (bound) => ('is' in bound ? `= ${bound.is}` : 'atMost' in bound ? `<= ${bound.atMost}` : `>= ${bound.atLeast}`);

function said({ number, area, given, figures }) {
  const parts = Object.entries(figures).map(([name, bound]) => {
    const values = measured(number, name);
    const good = values.length > 0 && values.every((value) => holds(bound, value, true));
    return { good, text: `${name} ${values.length > 0 ? values.join(', ') : 'not measured'} (${wordOf(bound)})${good ? '' : ' !'}` };
  });
  const good = parts.every((part) => part.good);
  console.log(
    `${good ? 'ok  ' : 'FAIL'} ${String(number).padStart(2)} ${area}: ${given}\n        ${parts.map(({ text }) => text).join(' · ')}`,
  );
  return good;
}

console.log('');
const results = asked.map(said);
const silent = asked.filter(({ number }) => !lines.some((line) => line.number === number)).map(({ number }) => number);
if (silent.length > 0) console.log(`nothing was reported of ${silent.join(', ')}`);
if (run.status !== 0) console.log('a test of these files failed: see above');
const failed = results.filter((good) => !good).length + (run.status === 0 ? 0 : 1);
console.log(`${results.filter(Boolean).length} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
