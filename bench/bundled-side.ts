import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundled } from './functions.ts';
import { type Turn, turnOf } from './scrapy.ts';

/** A side as it is deployed: bundled with its reading thread beside it. Node keeps what it compiled, as it does for the command line. */
export type BundledSide = (...words: readonly string[]) => Promise<Turn>;

/** Bundles an export of a file of this folder, which gives plain data and is called with words. */
export async function bundleSide(file: string, call: string, folder: string): Promise<BundledSide> {
  await bundled(`bench/${file}.ts`, join(folder, `${file}.mjs`));
  await bundled('functions/reader.ts', join(folder, 'reader.mjs'));
  const main = join(folder, `${file}-main.mjs`);
  await writeFile(
    main,
    `import { ${call} } from './${file}.mjs';
     process.stdout.write(JSON.stringify(await ${call}(...process.argv.slice(2))), () => process.exit(0));`,
  );
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return (...words) => turnOf([process.execPath, main, ...words], env);
}
