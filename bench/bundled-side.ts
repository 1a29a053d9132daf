import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundling } from '../infra/bundle.ts';
import { type Turn, turnOf } from './scrapy.ts';

/** A side bundled as it is deployed, with its reading thread beside it, and run as the command line is: Node keeps what it compiled, and V8 has the same flags. */
export type BundledSide = (...words: readonly string[]) => Promise<Turn>;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Bundles an export of a file of this folder, which gives plain data and is called with words. */
export async function bundleSide(file: string, call: string, folder: string): Promise<BundledSide> {
  const entryPoints = { [file]: here(`${file}.ts`), reader: here('../functions/reader.ts') };
  await build({ ...bundling, entryPoints, outdir: folder, outExtension: { '.js': '.mjs' } });
  const main = join(folder, `${file}-main.mjs`);
  await writeFile(
    main,
    `const { ${call} } = await import('./${file}.mjs');
     process.stdout.write(JSON.stringify(await ${call}(...process.argv.slice(2))), () => process.exit(0));`,
  );
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return (...words) => turnOf([process.execPath, main, ...words], env);
}
