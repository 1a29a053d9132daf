import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Configuration, Settings } from '../shared/model/configuration.ts';
import { InputError, UsageError } from '../shared/model/errors.ts';
import type { Journal } from '../shared/model/run.ts';
import { opt } from '../shared/model/values.ts';
import { sources } from '../shared/sources/index.ts';
import { settingsOf } from '../shared/stages/watch/settings.ts';
import { deployed, type InForce } from './shipped-settings.ts';

const defaultConfig = 'hongtou.config.json';

type GivenServer = NonNullable<Configuration['server']>;
/** `folder`: where the configuration lies, from which the files that it names are found. */
const place = (server?: GivenServer, folder = '.') => ({
  ...{ deployed: deployed(), region: process.env['AWS_REGION'], folder },
  ...opt('server', server),
});

function readFile(file: string | undefined): { readonly name: string; readonly json: unknown } | undefined {
  const name = file ?? (existsSync(defaultConfig) ? defaultConfig : undefined);
  if (name === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    throw new UsageError(`--config: ${name} cannot be read; name a file that exists`);
  }
  try {
    return { name, json: JSON.parse(text) };
  } catch (error) {
    throw new UsageError(`${name}: not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

async function readSettings(name: string, json: unknown, server?: GivenServer): Promise<Settings> {
  try {
    return settingsOf(
      (await import('../shared/stages/watch/configuration.ts')).checkConfiguration(json),
      sources,
      place(server, dirname(name)),
    );
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

/** Settings from FILE, or from hongtou.config.json where it exists, or the defaults. Throws InputError with the place. */
export async function openSettings(file: string | undefined, server?: GivenServer): Promise<Settings> {
  const read = readFile(file);
  return read ? readSettings(read.name, read.json, server) : settingsOf({}, sources, place(server));
}

type Asked = { readonly config?: string; readonly keptFirst?: boolean; readonly server?: GivenServer };

/**
 * The same, but without a file the configuration that the store was last filled with. `keptFirst`: a file counts only where it is named (a
 * deployed instance goes by what was deployed, whatever lies in the folder of whoever asks). Throws InputError with the place.
 */
export async function openKeptSettings({ config: file, keptFirst = false, server }: Asked, journal: Journal): Promise<InForce> {
  const read = keptFirst && file === undefined ? undefined : readFile(file);
  if (read) return { configuration: read.json, settings: await readSettings(read.name, read.json, server) };
  const kept = deployed() ? undefined : await journal.read('configuration');
  if (kept === undefined) return { configuration: readFile(undefined)?.json ?? {}, settings: await openSettings(undefined, server) };
  const settings = await readSettings('the configuration kept with the store (name another with --config)', kept, server);
  return { configuration: kept, settings };
}

export const localConfiguration = (): unknown => readFile(undefined)?.json;
