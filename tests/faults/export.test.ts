import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { long, reported } from './report.ts';

const program = fileURLToPath(new URL('export-rows.ts', import.meta.url));
const rows = process.env['FAULT_ROWS'] ?? '20000';

test.runIf(long)(
  'an export to a slow reader, while documents come in: memory stays, and each that was there comes exactly once',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, rows]);
    const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    console.log(JSON.stringify(said));
    const { status, came, missing, doubled, megabytes } = said;
    expect([status, came]).toEqual([0, 3]);
    // A process of seconds is still loading; what it took up to the half is held against what it took in all.
    const [half, most] = [megabytes[4], megabytes.at(-1)];
    reported(58, { missing, doubled, rows: said.rows, megabytes: most, grownPercent: Math.round((1000 * (most - half)) / half) / 10 });
  },
  3_600_000,
);
