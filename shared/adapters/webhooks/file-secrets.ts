import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Secrets } from '../../model/webhook.ts';

/** A secret is one line. An empty one signs nothing. */
export const secretIn = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** Files of a folder of the laptop, by their names. */
export function fileSecrets(dir: string): Secrets {
  const read = async (name: string): Promise<string | undefined> => {
    const file = path.join(dir, name);
    return existsSync(file) ? secretIn(await readFile(file, 'utf8')) : undefined;
  };
  return { read, isMissing: async (name) => (await read(name)) === undefined };
}
