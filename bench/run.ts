/**
 * Measures on this machine with invented material, the same at every run, beside other people's software that does the same work in the
 * same run. Prints what a person reads, with `--json` one line of JSON. `cpuMs` is processor time (all threads and children), which other
 * work on the machine hardly changes; `ms` is time on the clock. Compare within one run only. docs/performance.md says what was found.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Bench, type Options, optionNames, round } from './measure.ts';
import { oneLine, readable } from './show.ts';

type Entry = { readonly says: string; readonly load: () => Promise<Bench> };

/** Only what is measured is loaded: another bench's code takes memory too. */
const benches: Readonly<Record<string, Entry>> = {
  ingest: {
    says: '[--docs 2000] [--latency 20]  pages of 20 sites taken in by `hongtou run` : Scrapy',
    load: async () => (await import('./ingest.ts')).ingest,
  },
  read: {
    says: '[--pages FOLDER] [--peer lxml]  pages and feeds read : cheerio.load, lxml (FOLDER: .html files of 30 to 125 KB)',
    load: async () => (await import('./reading.ts')).reading,
  },
  search: {
    says: '[--docs 20000] [--characters 1500]  the index made anew, changed and asked',
    load: async () => (await import('./search.ts')).search,
  },
  start: {
    says: '[--turns 9]  the command line: --help, search on the demo store, the demo itself',
    load: async () => (await import('./start.ts')).start,
  },
  cold: {
    says: 'each bundled function loaded : an empty module; sizes of the bundles',
    load: async () => (await import('./functions.ts')).functions,
  },
  translate: {
    says: 'FILE [--config FILE]  your translator: of the sentences of FILE, one a line, how many are shown and how many the guard refuses; behind a tab a right one',
    load: async () => (await import('./translate.ts')).translate,
  },
  calls: {
    says: '[--readers 100]  requests to sites and to AWS of each unit of work, with what AWS bills by them',
    load: async () => (await import('./calls.ts')).calls,
  },
  bibliography: {
    says: 'of the primary links of English analyses, which a built-in source brings',
    load: async () => (await import('./bibliography.ts')).bibliography,
  },
};

const usage = `usage: npm run bench -- NAME [options] [--peer NAMES|none] [--json]\n${Object.entries(benches)
  .map(([name, { says }]) => `  ${name.padEnd(12)} ${says}\n`)
  .join('')}`;

function asked(): { readonly options: Options; readonly json: boolean; readonly words: readonly string[] } {
  const text = { type: 'string' } as const;
  const named = Object.fromEntries(optionNames.map((name) => [name, text]));
  try {
    const { values, positionals } = parseArgs({
      options: { ...named, documents: text, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const { documents, json = false, ...options } = values;
    return { options: { ...(documents === undefined ? {} : { docs: documents }), ...options }, json, words: positionals };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

const { options, json, words } = asked();
const [name = '', side, ...rest] = words;
const bench = await benches[name]?.load();
const file = bench?.takesFile ? side : undefined;
if (!bench || (side !== undefined && file === undefined && !bench.sides[side])) {
  process.stderr.write(usage);
  process.exit(2);
}
if (side !== undefined && file === undefined) process.stdout.write(`${JSON.stringify(await bench.sides[side]?.(...rest))}\n`);
else {
  const machine = { node: process.versions.node, cores: availableParallelism(), load: loadavg().map(round) };
  const made = await bench.run({ ...options, ...(file === undefined ? {} : { file }) }).catch((error: unknown) => {
    if (file === undefined) throw error;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  });
  const report = { ...made, machine };
  process.stdout.write(json ? oneLine(name, report) : readable(name, report));
}
