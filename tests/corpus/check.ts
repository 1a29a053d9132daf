import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the checks of this run have met so far. */
export const tally = { passed: 0, failed: 0 };

/** Counts one check and prints it. */
export function check(what: string, met: boolean, got: string): void {
  console.log(`${met ? 'met ' : 'MISS'} ${what}: ${got}`);
  tally[met ? 'passed' : 'failed'] += 1;
}

export type Row = Readonly<Record<string, string>>;

/** Rows of a file of tab-separated values by the names in its first line. */
export function rowsOf(file: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const names = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, i) => [names[i] ?? '', value])));
}

/** What a Python program prints, its errors too. */
export const python = (...args: string[]): string => {
  const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  return stdout + stderr;
};
