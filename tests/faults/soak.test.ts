import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { copyPageFiles, writeModules } from '../../infra/bundle.ts';
import { newFolder } from '../support/bench.ts';
import { recordPlayedDay } from '../support/declared-sites.ts';
import { openMailServer } from '../support/mail-server.ts';
import { long, reported } from './report.ts';

const soakRounds = fileURLToPath(new URL('soak-rounds.ts', import.meta.url));
const playedDay = fileURLToPath(new URL('played-day.ts', import.meta.url));
/** The less space for young objects, the sooner a leak shows. */
const flags = ['--expose-gc', '--max-semi-space-size=8', '--heap-growing-percent=50'];
/** By how much the last day is above the second one, in percent. */
const growth = (first: number, last: number): number => Math.max(0, Math.round((1000 * (last - first)) / first) / 10);

test('days of rounds in one process: memory and handles stay, each page is stored once, and verify is clean', async () => {
  const [sources, hours] = long ? [200, 168] : [3, 6];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, soakRounds, String(sources), String(hours)]);
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

/**
 * Spaces as Node gives them by itself to a machine, or a service, of 1 GB (docs/server.md). That runs the package: the day is bundled as
 * it is.
 */
const ofOneGb = ['--max-old-space-size=500', '--max-semi-space-size=16'];

test('a day of a small server over the declared sources: each page and each mail once, nothing waits, and memory stays small', async () => {
  const [step, readers] = long ? [1, 200] : [32, 20];
  const mail = await openMailServer();
  const folder = newFolder();
  onTestFinished(async () => {
    await mail.close();
    rmSync(folder, { recursive: true, force: true });
  });
  recordPlayedDay(folder, step, mail.port);
  const dist = join(folder, 'dist');
  writeModules({ day: playedDay, reader: 'functions/reader.ts' }, dist);
  copyPageFiles(dist);
  const words = [...ofOneGb, join(dist, 'day.mjs'), folder, String(readers)];
  const env = { ...process.env, MALLOC_ARENA_MAX: '2' };
  const { stdout } = await promisify(execFile)(process.execPath, words, { env });
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  console.log(JSON.stringify(said));
  const { sources, rounds, sent, entries, mostMb } = said;
  const reached = new Set(mail.taken.map(({ to }) => to)).size;
  reported(77, {
    ...{ sources, rounds, readers: reached },
    lost: said.lost + readers - Math.min(reached, sent),
    doubled: said.doubled + mail.taken.length - reached,
    stuck: said.stuck + entries - sent,
    findings: said.findings,
    megabytes: mostMb,
  });
}, 3_600_000);
