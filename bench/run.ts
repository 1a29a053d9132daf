/**
 * Measures on this machine with invented material, the same at every run, and prints one JSON document with both sides of every ratio:
 *   npm run bench -- ingest [--documents 300]  documents through the pipeline and the emulators : a scraper with cheerio
 *   npm run bench -- search [--documents 20000] [--characters 1500]  the index made anew, changed, merged and asked : a plain FTS5 table (to 20,000)
 *   npm run bench -- functions                 loading each bundled function : an empty module; sizes of the bundles
 *   npm run bench -- reading [--pages FOLDER]  pages and feeds read : cheerio.load (FOLDER: .html files of 30 to 125 KB)
 *   npm run bench -- classify                  texts of 5,000 characters classified
 *   npm run bench -- mail [--readers 10000]    digests composed and written, and handed to the mail emulator (--handed N: to so many) : bare loops of it
 *   npm run bench -- calls [--readers 100]     requests to sites and to AWS of each unit of work, with what AWS bills by them
 *   npm run bench -- api [--documents 20000]    pages and API over HTTP: time, processor time, bytes, reads of table, bucket and index
 *   npm run bench -- api --requests 5000       requests made of the API's own description : what it says of its answers
 *   npm run bench -- roundtrip [--documents 20000] [--characters 1500]  export, import and export again: the same bytes, and the memory of each process
 *   npm run bench -- stack                     the deployed bundles as processes behind the policies of their roles: what each takes, refusals, rights without use
 * `cpuMs` is processor time, which other work on the machine hardly changes; `ms` is time on the clock. Compare within one run only.
 */
import { parseArgs } from 'node:util';
import type { Bench } from './measure.ts';

/** Only what is measured is loaded: another bench's code takes memory too. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  ingest: async () => (await import('./ingest.ts')).ingest,
  search: async () => (await import('./search.ts')).search,
  functions: async () => (await import('./functions.ts')).functions,
  reading: async () => (await import('./reading.ts')).reading,
  classify: async () => (await import('./classify.ts')).classification,
  mail: async () => (await import('./mail.ts')).mail,
  calls: async () => (await import('./calls.ts')).calls,
  api: async () => (await import('./api.ts')).api,
  roundtrip: async () => (await import('./roundtrip.ts')).roundtrip,
  stack: async () => (await import('./stack.ts')).stack,
};

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  options: { documents: text, characters: text, pages: text, readers: text, requests: text, handed: text },
  allowPositionals: true,
});
const [name = '', side, ...words] = positionals;
const bench = await benches[name]?.();
if (!bench || (side !== undefined && !bench.sides[side])) {
  process.stderr.write(
    `usage: npm run bench -- ${Object.keys(benches).join('|')} [--documents N] [--characters N] [--pages FOLDER] [--readers N] [--requests N] [--handed N]\n`,
  );
  process.exit(2);
}
const result = await (side === undefined ? bench.run(values) : bench.sides[side]?.(...words));
process.stdout.write(`${JSON.stringify(result, undefined, side === undefined ? 2 : undefined)}\n`);
