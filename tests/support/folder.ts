import { rmSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { newFolder } from './bench.ts';

/** A folder that goes when the test does. */
export function folder(): string {
  const made = newFolder();
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
