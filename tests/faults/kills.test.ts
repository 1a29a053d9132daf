import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { addDays, weekOfDay } from '../../shared/model/time.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { keptWeek } from '../../shared/pipeline/read/digest.ts';
import { itemsOf } from '../../shared/stages/digest/narrow.ts';
import { type Bench, newFolder, openBench } from '../support/bench.ts';
import { type BusySites, busyConfiguration, recordBusySites } from '../support/busy-sites.ts';
import { numbersOf } from '../support/shuffle.ts';
import { long, reported } from './report.ts';

/** Real processes that run a round each and are killed at any moment; behind each kill the store is opened again, goes on, and is held against itself. */

const kills = long ? 50 : 3;
/** A round may end before its kill: there are some more days than kills. */
const sites: BusySites = { sources: 2, days: kills + (long ? 20 : 1), perDay: long ? 3 : 2, first: '2026-06-01' };
const timeOf = (n: number): string => `${addDays(sites.first, n)}T18:00:00+08:00`;
const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));

/** Starts a round and kills it after some time. Whether it was still at work, and how long it ran. */
async function startedAndKilled(args: readonly string[], afterMs: number): Promise<{ readonly killed: boolean; readonly ms: number }> {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  const began = performance.now();
  const child = spawn(process.execPath, [launcher, ...args], { stdio: 'ignore', env: environment });
  const closed = once(child, 'close');
  await Promise.race([sleep(afterMs), closed]);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  return { killed: signal === 'SIGKILL', ms: performance.now() - began };
}

/** What a store holds, to be compared with another: its export, its evidence, its digests. */
async function holdings(bench: Bench, config: string) {
  const choices = { now: timeOf(sites.days), config };
  const lines = (await bench.exported(choices)).trim().split('\n');
  const documents: unknown[] = lines.map((line) => JSON.parse(line));
  const weeks = [...new Set(Array.from({ length: sites.days }, (_, n) => weekOfDay(addDays(sites.first, n))))];
  // Places in the order of news may differ, since a place that was taken by who was killed stays empty.
  const digests = await bench.within(choices, async (context) => {
    const all: string[] = [];
    for (const week of weeks) all.push(...itemsOf(await keptWeek(week, context)).map(({ id }) => `${week} ${id}`));
    return all.toSorted();
  });
  const { objects } = await bench.stored();
  return { documents, digests, evidence: [...objects.keys()].filter((key) => key.startsWith('evidence/')).toSorted() };
}

test('rounds that are killed at any moment, each time opened again: verify is clean, and nothing is lost or doubled', async () => {
  const files = await openBench(newFolder());
  onTestFinished(() => files.close());
  const config = files.file('config.json', busyConfiguration(sites));
  const warc = recordBusySites(join(files.folder, 'sites.warc.gz'), sites);
  for (let n = 0; n < sites.days; n += 1) await files.run({ now: timeOf(n), config, replay: [warc] });
  const undisturbed = await holdings(files, config);

  const folder = newFolder();
  const round = (n: number) => ['run', '--config', config, '--data', join(folder, 'data'), '--now', timeOf(n), '--replay', warc, '--json'];
  let { ms: whole } = await startedAndKilled(round(0), 600_000);
  const random = numbersOf(20261128);
  const found = { killed: 0, corruptions: 0, stuck: 0 };
  let left: Bench | undefined;
  for (let n = 1; n < sites.days; n += 1) {
    await left?.leave();
    if (found.killed < kills) {
      const { killed, ms } = await startedAndKilled(round(n), (0.2 + 0.7 * random()) * whole);
      found.killed += Number(killed);
      // A machine that has less to do than at the first round is done sooner.
      if (!killed) whole = Math.min(whole, ms);
    }
    left = await openBench(folder);
    const { failures } = await left.run({ now: timeOf(n), config, replay: [warc] });
    const { findings } = await left.within({ now: timeOf(n), config }, verify);
    if (findings.length > 0) console.error(JSON.stringify(findings));
    found.corruptions += Number(findings.length > 0);
    found.stuck += failures.length;
  }
  if (!left) return expect.fail('nothing was killed');
  const disturbed = await holdings(left, config);
  await left.close();
  expect(disturbed.documents).toHaveLength(sites.sources * sites.days * sites.perDay);
  expect(undisturbed.digests.length).toBeGreaterThan(sites.days);
  expect(disturbed).toEqual(undisturbed);
  expect(found.stuck).toBe(0);
  reported(65, { corruptions: found.corruptions, kills: found.killed });
}, 7_200_000);
