import { existsSync, readFileSync } from 'node:fs';
import { InputError } from '../shared/model/errors.ts';
import type { Settings } from '../shared/model/settings.ts';
import { sources } from '../shared/sources/index.ts';
import { readSettings } from '../shared/stages/watch/configuration.ts';
import { type InfraConfig, infraConfigOf, usualSettings } from './config.ts';

/** Reads the configuration of a stack; `deployed` refuses options that are only for a laptop. Throws InputError that names the file and the key. */
export function readInfraConfig(file: string | undefined, { deployed = false }: { deployed?: boolean } = {}): InfraConfig {
  return file !== undefined && existsSync(file)
    ? { file, ...infraConfigOf(settingsIn(file, deployed), deployed) }
    : infraConfigOf(usualSettings(), deployed);
}

function settingsIn(file: string, deployed: boolean): Settings {
  try {
    return readSettings(JSON.parse(readFileSync(file, 'utf8')), sources, { deployed });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InputError) throw new InputError(`${file}: ${error.message}`, { usage: true });
    throw error;
  }
}
