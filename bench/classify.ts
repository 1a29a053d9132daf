import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { classify } from '../shared/stages/classify/classify.ts';
import { bundled, loadCost } from './functions.ts';
import { type Bench, type Cost, costOf, least } from './measure.ts';

/** Processor time until lexicon, matcher and weights are ready, bundled as they are deployed, above that of an empty process; the best of some processes. */
async function loadOfModel(): Promise<{ readonly loadMs: number; readonly kilobytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-classify-'));
  const bundle = await bundled('shared/stages/classify/model.ts', join(folder, 'model.mjs'));
  const cpuOf = (module: string): number => least(Array.from({ length: 9 }, () => loadCost(module, 'storedModel'))).cpuMs;
  const loadMs = Math.round(cpuOf(pathToFileURL(bundle).href) - cpuOf('node:path'));
  const kilobytes = Math.round(statSync(bundle).size / 1024);
  await rm(folder, { recursive: true });
  return { loadMs, kilobytes };
}

/** Made-up texts of 5,000 characters, of passages of the labelled rows. */
function textsOfPassages(): readonly { readonly title: string; readonly text: string }[] {
  const rows = readFileSync(new URL('./labelled/long-test.tsv', import.meta.url), 'utf8')
    .split('\n')
    .slice(1);
  const cells = rows.map((line) => line.split('\t'));
  const passages = cells.flatMap(([, , , , text = '']) => (text.length > 500 ? text : []));
  return Array.from({ length: 200 }, (_, i) => {
    let text = '';
    for (let k = i; text.length < 5000; k += 7) text += `${passages[k % passages.length]}\n`;
    return { title: cells[i % passages.length]?.[3] ?? '', text: text.slice(0, 5000) };
  });
}

async function run(): Promise<object> {
  const load = await loadOfModel();
  const documents = textsOfPassages();
  const costs: Cost[] = [];
  for (let turn = -5; turn < 7; turn += 1) {
    const cost = await costOf(() => documents.map((document) => classify(document)));
    if (turn >= 0) costs.push(cost);
  }
  const { cpuMs } = least(costs, documents.length);
  return {
    documents: documents.length,
    characters: 5000,
    perSecond: Math.round(1000 / cpuMs),
    microseconds: Math.round(cpuMs * 1000),
    ...load,
  };
}

export const classification: Bench = { sides: {}, run };
