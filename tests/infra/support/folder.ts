import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LocalInstance, openLocal } from '../../../infra/local.ts';

/** A folder that goes when the test does. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'hongtou-local-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** An open instance that is closed with the test. */
export async function opened(dir: string): Promise<LocalInstance> {
  const instance = await openLocal({ dir });
  onTestFinished(() => instance.close());
  return instance;
}
