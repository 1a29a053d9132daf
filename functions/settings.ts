import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Configuration, Settings } from '../shared/model/configuration.ts';
import { InputError, UsageError } from '../shared/model/errors.ts';
import type { Journal } from '../shared/model/run.ts';
import type { Source } from '../shared/model/source.ts';
import { opt } from '../shared/model/values.ts';
import { sources } from '../shared/sources/index.ts';
import { settingsOf } from '../shared/stages/watch/settings.ts';

/** Whether this process is a deployed function: its settings lie beside it, and are stricter. */
export const deployed = (): boolean => process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined;

export type InForce = { readonly configuration: unknown; readonly settings: Settings };

/**
 * The settings beside a deployed function, which were checked when it was deployed (infra/code.ts): nothing of the check has to be loaded
 * here.
 */
export function readShipped(): InForce {
  const { configuration, settings }: InForce = JSON.parse(readFileSync(new URL('./settings.json', import.meta.url), 'utf8'));
  // Where it runs is not known before.
  const { spending } = settings;
  const region = process.env['AWS_REGION'];
  return { configuration, settings: spending && region ? { ...settings, spending: { ...spending, region } } : settings };
}

const defaultConfig = 'hongtou.config.json';

type GivenServer = NonNullable<Configuration['server']>;
const place = (server?: GivenServer, folder = '.', declared: readonly Source[] = []) => ({
  ...{ deployed: deployed(), region: process.env['AWS_REGION'], folder, declared },
  ...opt('server', server),
});

const unreadable: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder; name a file',
  EACCES: 'may not be read by this user; change its permissions, or name another',
};

function readFile(file: string | undefined): { readonly name: string; readonly json: unknown } | undefined {
  const name = file ?? (existsSync(defaultConfig) ? defaultConfig : undefined);
  if (name === undefined) return undefined;
  let text: string;
  try {
    // Editors of Windows begin a text with this mark.
    text = readFileSync(name, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`--config: ${name} ${unreadable[code] ?? 'cannot be read; name a file that exists'}`);
  }
  try {
    return { name, json: JSON.parse(text) };
  } catch (error) {
    const what = error instanceof Error ? error.message : '';
    throw new UsageError(
      `${name}: not JSON: ${what}; look for a comma, quotation mark or bracket too many or too few, or a comment ("hongtou init" writes a whole file)`,
    );
  }
}

async function readSettings(name: string, json: unknown, server?: GivenServer, declared?: readonly Source[]): Promise<Settings> {
  try {
    return settingsOf(
      (await import('../shared/stages/watch/configuration.ts')).checkConfiguration(json),
      sources,
      place(server, dirname(name), declared),
    );
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

export async function openSettings(file: string | undefined, server?: GivenServer, declared?: readonly Source[]): Promise<Settings> {
  const read = readFile(file);
  return read ? readSettings(read.name, read.json, server, declared) : settingsOf({}, sources, place(server, '.', declared));
}

type ConfigurationRequest = { readonly config?: string; readonly keptFirst?: boolean; readonly server?: GivenServer };

/**
 * The same, but without a file the configuration that the store was last filled with. `keptFirst`: a file counts only where it is named (a
 * deployed instance goes by what was deployed, whatever lies in the folder of whoever asks). Throws InputError with the place.
 */
export async function openKeptSettings(
  { config: file, keptFirst = false, server }: ConfigurationRequest,
  journal: Journal,
): Promise<InForce> {
  const read = keptFirst && file === undefined ? undefined : readFile(file);
  // A deployed instance goes by what was deployed.
  const declared = keptFirst || deployed() ? undefined : await journal.read('declarations');
  if (read) return { configuration: read.json, settings: await readSettings(read.name, read.json, server, declared) };
  const kept = deployed() ? undefined : await journal.read('configuration');
  if (kept === undefined)
    return { configuration: readFile(undefined)?.json ?? {}, settings: await openSettings(undefined, server, declared) };
  const settings = await readSettings('the configuration kept with the store (name another with --config)', kept, server, declared);
  return { configuration: kept, settings };
}

export const localConfiguration = (): unknown => readFile(undefined)?.json;
