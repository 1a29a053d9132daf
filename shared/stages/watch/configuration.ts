import { type Configuration, configurationSchema } from '../../model/configuration.ts';
import { InputError } from '../../model/errors.ts';
import type { Settings } from '../../model/settings.ts';
import type { Declaration } from '../../model/source.ts';
import { findFaults } from './declaration.ts';
import { explain } from './schema-messages.ts';
import { type Place, settingsOf, sourceOf } from './settings.ts';

/**
 * Checks a configuration by itself. It depends on nothing else, so that it need not be done again (and what does it need not be loaded) for one that was checked.
 * Throws InputError that names each key by its path, what stands there, and the remedy.
 */
export function checkConfiguration(json: unknown): Configuration {
  const parsed = configurationSchema.safeParse(json);
  if (!parsed.success) throw new InputError(parsed.error.issues.map((issue) => explain(issue, json)).join('\n'));
  const { sources, fetch } = parsed.data;
  const faults = (sources?.extra ?? []).flatMap((each, index) =>
    findFaults(sourceOf(each), fetch?.allow).map(([path, fault]) => `sources.extra[${index}].${path}: ${fault}`),
  );
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  return parsed.data;
}

/** Checks a configuration and gives the settings, with every source in force. Throws InputError as both do. */
export const readSettings = (json: unknown, builtIn: readonly Declaration[], place?: Place): Settings =>
  settingsOf(checkConfiguration(json), builtIn, place);
