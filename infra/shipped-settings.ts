import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sources } from '../shared/sources/index.ts';
import { readSettings } from '../shared/stages/watch/configuration.ts';

/**
 * What a function is given of the configuration: the settings, checked here, since checking takes a library and time at every start. A laptop's options are refused
 * when `deployed`. Throws InputError that names the key.
 */
export function shippedSettings(file: string | undefined, deployed = true): string {
  const configuration: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
  const settings = readSettings(configuration, sources, { deployed });
  const sha256 = createHash('sha256')
    .update(JSON.stringify([configuration, settings]))
    .digest('hex');
  return JSON.stringify({ sha256, configuration, settings });
}
