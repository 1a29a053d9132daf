import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { long, reported } from './report.ts';

const program = fileURLToPath(new URL('soak-rounds.ts', import.meta.url));
/** By how much the second half of the time may be above the first, in percent. */
const growth = (first: number, second: number): number => Math.max(0, Math.round((1000 * (second - first)) / first) / 10);

test('days of rounds in one process: memory and handles stay, each page is stored once, and verify is clean', async () => {
  const [sources, hours] = long ? [200, 168] : [3, 6];
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, String(sources), String(hours)]);
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const { published, documents, addresses, findings, first, second } = said;
  console.log(JSON.stringify(said));
  expect([documents, addresses, findings]).toEqual([published, published, 0]);
  reported(71, {
    lost: published - addresses,
    doubled: documents - addresses,
    findings,
    handlesMore: Math.max(0, second.handles - first.handles, second.files - first.files),
    // A process of six hours is still loading.
    ...(long && {
      heapPercent: growth(first.heapMb, second.heapMb),
      rssPercent: growth(first.rssMb, second.rssMb),
      heapKbADocument: said.heapKbADocument,
    }),
    hours,
  });
}, 7_200_000);
