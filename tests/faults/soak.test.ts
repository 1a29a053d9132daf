import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { long, reported } from './report.ts';

const program = fileURLToPath(new URL('soak-rounds.ts', import.meta.url));
/** Spaces as the launcher has them: V8 by itself lets those of young objects grow to 134 MB. */
const flags = ['--expose-gc', '--max-semi-space-size=8', '--heap-growing-percent=50'];
/** By how much the last day is above the second one, in percent. */
const growth = (first: number, last: number): number => Math.max(0, Math.round((1000 * (last - first)) / first) / 10);

test('days of rounds in one process: memory and handles stay, each page is stored once, and verify is clean', async () => {
  const [sources, hours] = long ? [200, 168] : [3, 6];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, String(sources), String(hours)]);
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const { published, documents, addresses, findings, first, last } = said;
  console.log(JSON.stringify(said));
  expect([documents, addresses, findings]).toEqual([published, published, 0]);
  reported(71, {
    lost: published - addresses,
    doubled: documents - addresses,
    findings,
    handlesMore: Math.max(0, last.handles - first.handles, last.files - first.files),
    // A process of six hours is still loading.
    ...(long && { heapPercent: growth(first.heapMb, last.heapMb), rssPercent: growth(first.rssMb, last.rssMb) }),
    hours,
  });
}, 7_200_000);
