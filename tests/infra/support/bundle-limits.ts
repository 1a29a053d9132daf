import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOf, startCosts } from '../../../bench/functions.ts';
import { least } from '../../../bench/measure.ts';

/**
 * Most kilobytes of a zip and at the start: a quarter more than was measured when each function began to open the one context (decision 85). The processor time to the
 * handler against an empty module differs by a third between machines, even idle ones: its limit, half more than was measured, only finds a module that works at its import.
 */
const usual = { zipKb: 1840, ratio: 18 };
const limits: Readonly<Record<string, typeof usual>> = { collect: { zipKb: 4000, ratio: 24 }, api: { zipKb: 2300, ratio: 24 } };
const mostAtStartKb = 1190;

/** What is too large or too slow of the bundles of an assembly, as sentences. */
export function bundleFaults(assembly: string): readonly string[] {
  const names = readdirSync(join(assembly, 'code'));
  const folderOf = (name: string): string => join(assembly, 'code', name);
  const empty = join(assembly, 'empty.mjs');
  writeFileSync(empty, 'export const handler = () => {};');
  const costs = startCosts([...names.map((name) => [join(folderOf(name), 'index.mjs')]), [empty]], 5).map((each) => least(each).cpuMs);
  return names.flatMap((name, n) => {
    const metafile = JSON.parse(readFileSync(join(assembly, 'maps', name, 'metafile.json'), 'utf8'));
    const { startKb, zipKb } = sizeOf(metafile, folderOf(name));
    const most = limits[name] ?? usual;
    const ratio = (costs[n] ?? 0) / (costs.at(-1) ?? 1);
    return [
      ...(startKb > mostAtStartKb ? [`${name} loads ${startKb} KB at its start`] : []),
      ...(zipKb > most.zipKb ? [`${name} is ${zipKb} KB`] : []),
      ...(ratio > most.ratio ? [`${name} is ready after ${ratio.toFixed(1)} times what an empty module takes`] : []),
    ];
  });
}
