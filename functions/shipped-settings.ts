import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Settings } from '../shared/model/configuration.ts';
import { InputError } from '../shared/model/errors.ts';

/** Whether this process is a deployed function: its settings lie beside it, and are stricter. */
export const deployed = (): boolean => process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined;

export type InForce = { readonly configuration: unknown; readonly settings: Settings };

/**
 * The settings beside a deployed function, which were checked when it was deployed (infra/code.ts): nothing of the check has to be loaded
 * here. Throws InputError when they are not what was written.
 */
export function readShipped(file: URL = new URL('./settings.json', import.meta.url)): InForce {
  const again = 'settings.json beside the function is damaged; "npx hongtou deploy" writes it again';
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
