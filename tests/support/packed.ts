import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const clone = fileURLToPath(new URL('../..', import.meta.url));

/** For an npm of its own: `npm test` sets a hundred variables that another npm would obey. */
export const bare = {
  PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
  HOME: process.env['HOME'] ?? tmpdir(),
};

/**
 * Packs the clone into a folder, as `npm pack` does, and gives the tarball's path. Packing writes the clone's dist/: one test at a time. In a
 * run of all tests (tests/run.js names a folder, and begins with it) it is packed once.
 */
export async function packed(own: string): Promise<string> {
  const folder = process.env['HONGTOU_PACKED'] ?? own;
  const lock = join(tmpdir(), `hongtou-packing-${Buffer.from(clone).toString('hex').slice(-32)}`);
  for (let tries = 0; tries < 3000; tries += 1) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      await sleep(100);
    }
  }
  try {
    const made = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    if (made !== undefined) return join(folder, made);
    const said = execFileSync('npm', ['pack', '--pack-destination', folder], {
      cwd: clone,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: bare,
    });
    return join(folder, String(said.trim().split('\n').at(-1)));
  } finally {
    rmdirSync(lock);
  }
}

if (import.meta.main) await packed(process.env['HONGTOU_PACKED'] ?? tmpdir());
