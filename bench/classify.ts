/**
 * Measures classification on this machine, one core, made-up texts of 5,000 characters:
 *   node bench/classify.ts
 * Prints one JSON line: documents a second of CPU (other programs on the machine do not count), microseconds a document, CPU milliseconds to load, size of model and lexicon.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { classify } from '../shared/stages/classify/classify.ts';

/** Tells in a process of its own what loading costs there: this one is busy with what its types and its modules left behind. */
const loader = `const before = process.cpuUsage();
const { storedModel } = await import(process.argv[1]);
storedModel();
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));`;

/** CPU milliseconds until lexicon, matcher and weights are ready, bundled as they are deployed (no types to strip); the best of some processes. */
async function loadTime(): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-classify-'));
  const outfile = join(dir, 'model.mjs');
  const entry = fileURLToPath(new URL('../shared/stages/classify/model.ts', import.meta.url));
  const asDeployed = { bundle: true, minify: true, keepNames: true, mainFields: ['module', 'main'] };
  await build({ entryPoints: [entry], outfile, platform: 'node', format: 'esm', logLevel: 'error', ...asDeployed });
  const load = (): number => {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', loader, pathToFileURL(outfile).href], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return Number(run.stdout);
  };
  const best = Math.min(...Array.from({ length: 9 }, load));
  await rm(dir, { recursive: true });
  return best;
}
const loadMs = await loadTime();

const labelled = readFileSync(new URL('./labelled/long-test.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1);
const passages = labelled.map((line) => line.split('\t')[4] ?? '').filter((text) => text.length > 500);
const documents = Array.from({ length: 200 }, (_, i) => {
  let text = '';
  for (let k = i; text.length < 5000; k += 7) text += `${passages[k % passages.length]}\n`;
  return { title: labelled[i % passages.length]?.split('\t')[3] ?? '', text: text.slice(0, 5000) };
});
const round = (): number => {
  const before = process.cpuUsage();
  for (const document of documents) classify(document);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
for (let i = 0; i < 5; i += 1) round();
const best = Math.min(...Array.from({ length: 7 }, round));
const size = (path: string): number => statSync(new URL(`../shared/registry/${path}`, import.meta.url)).size;
process.stdout.write(
  `${JSON.stringify({
    documents: documents.length,
    characters: 5000,
    perSecond: Math.round((documents.length / best) * 1000),
    microseconds: Math.round((best / documents.length) * 1000),
    loadMs: Math.round(loadMs),
    kilobytes: Math.round((size('weights.json') + size('lexicon.ts') + size('themes.ts') + size('companies.ts')) / 1024),
  })}\n`,
);
