import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../bench/run.ts', import.meta.url));
const bench = async (...words: readonly string[]) => JSON.parse((await promisify(execFile)(process.execPath, [script, ...words])).stdout);

const costs = { cpuMs: expect.any(Number), ms: expect.any(Number), rssMb: expect.any(Number) };

test('ingest: every invented page becomes a document, and both sides are measured', async () => {
  const { documents, ours, scraper, ratio } = await bench('ingest', '--documents', '4');
  expect([documents, ours, scraper, ratio]).toEqual([
    4,
    expect.objectContaining(costs),
    expect.objectContaining(costs),
    expect.any(Number),
  ]);
});

test('search: the index is made, asked, changed and merged, and gives the answers of the plain table, newest first', async () => {
  const { documents, differ, built, asked, changed, plain } = await bench('search', '--documents', '510', '--characters', '120');
  expect([documents, differ]).toEqual([510, []]);
  const times = expect.objectContaining({ p50: expect.any(Number), p95: expect.any(Number) });
  for (const side of [asked, plain]) expect(side).toMatchObject({ 'words, newest': times, 'words, relevance': times });
  expect([built.runs, changed['one more'].objects]).toEqual([1, 1]);
  expect(changed['the merge'].objects).toBeGreaterThan(1);
});

test('mail: every reader gets one mail, each distinct search is asked once, and both sides are measured', async () => {
  const { readers, handOver, bare: loop, composed, searches, ratio } = await bench('mail', '--readers', '24');
  expect([readers, handOver.sent, handOver.notSent]).toEqual([24, 24, []]);
  expect(searches).toBeLessThanOrEqual(25);
  expect([composed.ms, loop.ms, ratio]).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
});

test('a name that is no bench is wrong usage', async () => {
  await expect(bench('nothing')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('ingest|search|functions|reading|classify'),
  });
});
