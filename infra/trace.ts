import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, join } from 'node:path';

/**
 * `node infra/trace.ts cdk.out/maps/collect < trace.txt` says the places of a stack trace of a deployed function in the source. The maps
 * are made with the bundles: `npm run synth` of the same version makes the same ones.
 */
const [, , maps = ''] = process.argv;
const loaded = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  const path = join(maps, `${basename(file)}.map`);
  if (!loaded.has(file)) loaded.set(file, existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : undefined);
  return loaded.get(file);
}

const said = readFileSync(0, 'utf8').replace(
  /[^\s("]{0,300}\/([\w-]{1,100}\.mjs):(\d{1,7}):(\d{1,7})/g,
  (place, file: string, line: string, column: string) => {
    const found = mapOf(file)?.findOrigin(Number(line), Number(column));
    return found && 'fileName' in found ? `${found.fileName.replace(/^(?:\.\.\/)+/, '')}:${found.lineNumber}:${found.columnNumber}` : place;
  },
);
process.stdout.write(said);
