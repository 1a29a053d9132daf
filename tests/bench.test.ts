import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hasMiniflux } from '../bench/miniflux.ts';

const script = fileURLToPath(new URL('../bench/run.ts', import.meta.url));
const printed = async (...words: readonly string[]) => (await promisify(execFile)(process.execPath, [script, ...words])).stdout;
const bench = async (...words: readonly string[]) => {
  const text = await printed(...words, '--json');
  expect(text.trim().split('\n')).toHaveLength(1);
  return JSON.parse(text);
};
const number = expect.any(Number);

const small = ['--documents', '4', '--hosts', '2', '--latency', '0', '--turns', '1', '--peer', 'none'];

test('ingest: every page of the sites becomes a document, through the stack and with stub stores; a peer that is not asked for is missing', async () => {
  const { docs, stack, stub, scrapy, missing, figures } = await bench('ingest', ...small, '--store', 'stack,stub');
  const taken = { perSecond: number, cpuSecondsAThousand: number, peakMb: number };
  const stored = { ...taken, diskMb: number };
  expect([docs, stack, stub, scrapy]).toEqual([4, stored, taken, undefined]);
  expect(missing).toMatch(/^scrapy: /);
  expect(figures).toContainEqual({ figure: 'stack: documents a second', measured: stack.perSecond, atLeast: 60, met: false });
});

test('poll: an edited page is one version, a published one is found alone, and the time until one is stored is measured', async () => {
  const { disk, publications } = await bench('poll', ...small, '--publications', '1', '--store', 'recheck,publications');
  // Of two hosts each: rules for robots, list, two pages; and then the new page alone.
  expect([disk.unchanged.requests, disk.edited.versions, disk.published.requests]).toEqual([8, 1, 5]);
  expect(publications).toMatchObject({ polls: 1, p50: number, p95: number });
});

test('poll: feeds are asked beside Miniflux where it is installed, and a row says so where it is not', async () => {
  const { feeds, missing } = await bench('poll', ...small, '--store', 'feeds', '--peer', 'miniflux');
  const rows = { unchanged: { requests: 2, notModified: 1 }, published: { requests: 3, foundMs: number } };
  expect(feeds).toMatchObject({ items: 4, hongtou: rows });
  const installed = { peer: { unchanged: { notModified: 1, cpuMs: number }, published: { foundMs: number } } };
  const absent = { missing: expect.stringMatching(/^miniflux: .*not installed/) };
  expect({ peer: feeds.miniflux, missing }).toMatchObject((await hasMiniflux()) ? installed : absent);
});

test('search: the index is made, asked and changed, and gives the answers of the plain table, newest first', async () => {
  const { documents, differ, built, asked, changed, plain } = await bench('search', '--docs', '510', '--characters', '120');
  expect([documents, differ]).toEqual([510, []]);
  const times = expect.objectContaining({ p50: number, p95: number });
  for (const side of [asked, plain]) expect(side).toMatchObject({ 'words, newest': times, 'words, relevance': times });
  expect([built.runs, changed['one change'].objects, changed['500 changes'].objects]).toEqual([1, 1, 1]);
});

test('digest: every reader gets one mail, each distinct search is asked once, and both sides are measured', async () => {
  const { readers, handOver, bare: loop, composed, searches, ratio } = await bench('digest', '--readers', '24');
  expect([readers, handOver.sent, handOver.notSent]).toEqual([24, 24, []]);
  expect(searches).toBeLessThanOrEqual(25);
  expect([composed.ms, loop.ms, ratio]).toEqual([number, number, number]);
});

test('read, classify: fields and words of both sides are measured', async () => {
  const { pages, missing } = await bench('read', '--docs', '1', '--only', '62', '--peer', 'none');
  expect([pages['62 KB'].ratio, missing]).toEqual([number, expect.stringMatching(/^lxml: /)]);
  const { 'microseconds of matching': matching } = await bench('classify', '--docs', '3', '--turns', '1');
  expect(matching.few).toEqual({ words: 400, matcher: number, loop: number, ratio: number, textsThatDiffer: 0 });
});

test('start, cold: what is asked for alone is started; people read one figure a line', async () => {
  expect(await printed('start', '--only', 'help', '--turns', '1')).toMatch(
    /^start\n {2}(?:not )?met +hongtou --help, ms on the clock: [\d.]+ \(asked ≤ 150\)\n/,
  );
  expect(await bench('cold', '--only', 'feedback', '--turns', '1')).toMatchObject({
    empty: number,
    feedback: { ratio: number, startKb: number },
  });
});

test('a name that is no bench is wrong usage', async () => {
  await expect(printed('nothing')).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/ingest .*\n.*read .*\n.*classify /) });
});
