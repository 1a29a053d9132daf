import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Secrets } from '../model/webhook.ts';

const secretIn = (text: string | undefined) => text?.trim() || undefined;

export function fileSecrets(dir: string): Secrets {
  const read = async (name: string) => {
    const file = path.join(dir, name);
    return existsSync(file) ? secretIn(await readFile(file, 'utf8')) : undefined;
  };
  return { read, isMissing: async (name) => (await read(name)) === undefined };
}

export function readSecretFile(key: string, file: string): string {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) throw new Error(`${key}: there is no ${file}; write the secret there and nothing else`);
  if ((mode & 0o077) !== 0) throw new Error(`${key}: others than its owner may read ${file}; chmod 600 ${file}`);
  return readFileSync(file, 'utf8').trim();
}
