import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOf } from '../../../bench/functions.ts';

/**
 * Most kilobytes of a zip and at the start: a quarter more than was measured when each function began to open the one context (decision 85). Time to the handler differs
 * by half between machines: the benchmark prints it, no test decides by it.
 */
const usualKb = 1840;
const limits: Readonly<Record<string, number>> = { collect: 4000, api: 2300 };
/** The API measured 1,237 when it got the registers of obligations and promises and the check of a brief, 1,266 with the fields of a claim and more words of duties, 1,281 with states and trust. */
const mostAtStartKb = 1300;

/** What is too large of the bundles of an assembly, as sentences. */
export function bundleFaults(assembly: string): readonly string[] {
  return readdirSync(join(assembly, 'code')).flatMap((name) => {
    const metafile = JSON.parse(readFileSync(join(assembly, 'maps', name, 'metafile.json'), 'utf8'));
    const { startKb, zipKb } = sizeOf(metafile, join(assembly, 'code', name));
    const most = limits[name] ?? usualKb;
    return [
      ...(startKb > mostAtStartKb ? [`${name} loads ${startKb} KB at its start`] : []),
      ...(zipKb > most ? [`${name} is ${zipKb} KB`] : []),
    ];
  });
}
