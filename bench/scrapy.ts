import { fileURLToPath } from 'node:url';
import { type Ended, measured, succeeded } from './child.ts';
import type { Site } from './site-process.ts';

/** Scrapy as the peer: Debian's own Python has it, another one may come first on the path. */

const pythons = ['/usr/bin/python3', 'python3'];
const script = fileURLToPath(new URL('peers/scrapy_peer.py', import.meta.url));

/** What a turn over the sites found; moments are seconds since the epoch. */
type Found = {
  readonly docs: number;
  readonly new: number;
  readonly changed: number;
  readonly firstAt?: number | null;
};
export type Turn = Ended & Found & { /** Milliseconds from the start of the process to the first change. */ readonly foundMs: number };

/** The first Python that has a module; undefined where none has. */
export async function pythonWith(module: string): Promise<string | undefined> {
  for (const python of pythons) {
    const { status } = await measured([python, '-c', `import ${module}`]).catch(() => ({ status: 1 }));
    if (status === 0) return python;
  }
  return undefined;
}

/** What a side printed, with what it cost. */
async function turnOf(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Turn> {
  const begun = Date.now();
  const ended = await succeeded(command, { env });
  const found = JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '') as Found;
  return { ...ended, ...found, foundMs: (found.firstAt ?? 0) * 1000 - begun };
}

/** One turn of Scrapy over the sites; `python` has it. */
export const scrapyTurn = (python: string, { hosts, port }: Site, folder: string, ...more: readonly string[]): Promise<Turn> =>
  turnOf([python, script, '--hosts', String(hosts), '--port', String(port), '--folder', folder, ...more]);
