import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundled } from './functions.ts';
import { type Turn, turnOf } from './scrapy.ts';
import type { Site } from './site-process.ts';

/** Bundles bench/disk.ts and the reading thread as functions are bundled; Node keeps what it compiled, as it does for the command line. */
export async function bundleDisk(folder: string): Promise<(site: Site, into: string, ...more: readonly 'new'[]) => Promise<Turn>> {
  await bundled('bench/disk.ts', join(folder, 'disk.mjs'));
  await bundled('functions/reader.ts', join(folder, 'reader.mjs'));
  const main = join(folder, 'main.mjs');
  await writeFile(
    main,
    "import { toDisk } from './disk.mjs'; process.stdout.write(JSON.stringify(await toDisk(...process.argv.slice(2))), () => process.exit(0));",
  );
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return ({ addresses }, into, ...more) => turnOf([process.execPath, main, addresses.join(), into, ...more], env);
}
