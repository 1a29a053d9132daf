import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Settings } from '../shared/model/configuration.ts';
import { InputError } from '../shared/model/errors.ts';
import type { Journal } from '../shared/model/run.ts';
import { sources } from '../shared/sources/index.ts';
import { settingsOf } from '../shared/stages/watch/configuration.ts';

/** Whether this process is a deployed function: its settings lie beside it, and are stricter. */
export const deployed = (): boolean => process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined;

const defaultConfig = 'hongtou.config.json';

const place = () => ({ deployed: deployed(), region: process.env['AWS_REGION'] });

/** A configuration as it was written, and the settings from it. */
export type InForce = { readonly configuration: unknown; readonly settings: Settings };

/** FILE, or hongtou.config.json where it exists; undefined when there is neither. Throws InputError. */
function readFile(file: string | undefined): { readonly name: string; readonly json: unknown } | undefined {
  const name = file ?? (existsSync(defaultConfig) ? defaultConfig : undefined);
  if (name === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    throw new InputError(`--config: ${name} cannot be read; name a file that exists`, { usage: true });
  }
  try {
    return { name, json: JSON.parse(text) };
  } catch (error) {
    throw new InputError(`${name}: not JSON: ${error instanceof Error ? error.message : ''}`, { usage: true });
  }
}

async function readSettings(name: string, json: unknown): Promise<Settings> {
  try {
    return settingsOf((await import('../shared/stages/watch/configuration.ts')).checkConfiguration(json), sources, place());
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${name}: ${error.message}`, { usage: true });
    throw error;
  }
}

/** Settings from FILE, or from hongtou.config.json where it exists, or the defaults. Throws InputError with the place. */
export async function openSettings(file: string | undefined): Promise<Settings> {
  const read = readFile(file);
  return read ? readSettings(read.name, read.json) : settingsOf({}, sources, place());
}

/**
 * The same, but without a file the configuration that the store was last filled with. `keptFirst`: a file counts only where it is named (a
 * deployed instance goes by what was deployed, whatever lies in the folder of whoever asks). Throws InputError with the place.
 */
export async function openKeptSettings(file: string | undefined, journal: Journal, keptFirst = false): Promise<InForce> {
  const read = keptFirst && file === undefined ? undefined : readFile(file);
  if (read) return { configuration: read.json, settings: await readSettings(read.name, read.json) };
  const kept = deployed() ? undefined : await journal.read('configuration');
  if (kept === undefined) return { configuration: readFile(undefined)?.json ?? {}, settings: await openSettings(undefined) };
  const settings = await readSettings('the configuration kept with the store (name another with --config)', kept);
  return { configuration: kept, settings };
}

/** The configuration that lies in this folder; undefined when there is none. */
export const localConfiguration = (): unknown => readFile(undefined)?.json;

/**
 * The settings beside a deployed function, which were checked when it was deployed (infra/code.ts): nothing of the check has to be loaded
 * here. Throws InputError when they are not what was written.
 */
export function readShipped(file: URL = new URL('./settings.json', import.meta.url)): InForce {
  const again = 'settings.json beside the function is damaged; "npm run deploy" writes it again';
  let read: InForce & { readonly sha256?: string };
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(again, { cause: error });
  }
  const { configuration, settings, sha256 } = read;
  if (
    createHash('sha256')
      .update(JSON.stringify([configuration, settings]))
      .digest('hex') !== sha256
  )
    throw new InputError(again);
  // Where it runs is not known before.
  const { spending } = settings;
  const region = process.env['AWS_REGION'];
  return { configuration, settings: spending && region ? { ...settings, spending: { ...spending, region } } : settings };
}
