import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContext } from '../../functions/open.ts';
import type { Context } from '../../shared/model/ports.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { openBench } from '../support/bench.ts';
import { type BusySites, busyConfiguration, recordBusySites } from '../support/busy-sites.ts';
import { hour, liveThrough, setClock } from '../support/moving-clock.ts';

/**
 * A program that lets one process live through days of rounds: `node --expose-gc tests/faults/soak-rounds.ts SOURCES HOURS`. Over sites
 * that publish every day and begin with so many pages that what is remembered up to a limit has reached it on the second day. Prints one
 * line of JSON: what was stored, and what the process held on its second day and on its last one.
 */

const [sources = 20, hours = 24] = process.argv.slice(2).map(Number);
const sites: BusySites = { sources, days: Math.ceil(hours / 24), perDay: 1, first: '2026-06-01', before: hours > 24 ? 9 : 0 };
const begin = Date.parse(`${sites.first}T00:00:00Z`);

type Sample = { readonly heapMb: number; readonly rssMb: number; readonly handles: number; readonly files: number };
const mb = (bytes: number): number => bytes / 2 ** 20;

async function sampled(): Promise<Sample> {
  // What a finished round leaves behind is collected in two turns: the second takes what finalizers of the first let go.
  for (let turn = 0; turn < 2; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, rss } = process.memoryUsage();
  const files = readdirSync('/proc/self/fd').length;
  return { heapMb: mb(heapUsed), rssMb: mb(rss), handles: process.getActiveResourcesInfo().length, files };
}

const meanOf = (samples: readonly Sample[]): Sample => {
  const of = (name: keyof Sample): number => Math.round((10 * samples.reduce((sum, each) => sum + each[name], 0)) / samples.length) / 10;
  return { heapMb: of('heapMb'), rssMb: of('rssMb'), handles: of('handles'), files: of('files') };
};

const folder = mkdtempSync(join(tmpdir(), 'hongtou-soak-'));
setClock(begin);
const bench = await openBench(folder);
// One source of five is asked each hour, the others each day, as of the declared ones.
const declared = busyConfiguration(sites);
const extra = declared.sources.extra.map((each, n) => ({ ...each, every: n % 5 === 0 ? 'hour' : 'day' }));
const config = bench.file('config.json', { sources: { ...declared.sources, extra } });
const replay = [recordBusySites(join(folder, 'sites.warc.gz'), sites)];
let polls = 0;
const note = ({ condition }: { readonly condition?: unknown }): void => {
  if (condition !== undefined) polls += 1;
};
// How many threads read, the load of the machine decides; each takes some 50 MB.
const choices = { config, replay, note, threads: 1, cacheDir: join(bench.data, 'cache') };
const context: Context = await openContext(bench.store, choices);

const samples: Sample[] = [];
await liveThrough({ from: begin, hours }, bench, context, async (at) => {
  if (at % (6 * hour) === 0) samples.push(await sampled());
});
const { documents, findings } = await verify(context);
const addresses = new Set<string>();
for (const { copies } of await context.documents.heads(await context.documents.allIds(undefined, 100_000)))
  for (const { url } of copies) addresses.add(url);
samples.push(await sampled());
// Four a day. On the first one threads and libraries are loaded and code is compiled; less than two days are compared from their first hours on.
const warm = Math.min(4, samples.length - 2);
const published = sources * (sites.days + (sites.before ?? 0));
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    ...{ sources, hours, polls, published, documents, addresses: addresses.size, findings: findings.length },
    ...{
      first: meanOf(samples.slice(warm, warm + 4)),
      last: meanOf(samples.slice(-4)),
      heapMb: samples.map(({ heapMb }) => Math.round(heapMb)).join(' '),
      rssMb: samples.map(({ rssMb }) => Math.round(rssMb)).join(' '),
      cpuS: Math.round((user + system) / 1e6),
    },
  }),
);
await context.reader.close();
await bench.leave();
rmSync(folder, { recursive: true, force: true });
