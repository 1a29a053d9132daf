import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, succeeded } from './child.ts';
import { type Bench, type Figure, isWanted, type Options, type Report, round, shareOf } from './measure.ts';

/** What somebody waits for at the command line: from the start of a process to its end. */

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const inDemo = ['--data', 'data/demo', '--config', root('samples/hongtou.config.json'), '--now', '2026-11-25T08:00:00+08:00'];

/**
 * Commands, how long each may take in milliseconds, and how often of so many turns it is asked. The demo fills the store that the search
 * asks.
 */
const commands = [
  { name: 'npm run demo -- --once', words: [root('functions/hongtou.js'), 'demo', '--once'], atMost: 8000, share: 0.2 },
  { name: 'hongtou --help', words: [root('functions/hongtou.js'), '--help'], atMost: 150, share: 1 },
  { name: 'hongtou search, demo store', words: [root('functions/hongtou.js'), 'search', '人工智能', ...inDemo], atMost: 400, share: 1 },
] as const;

const median = (ended: readonly Ended[], of: (each: Ended) => number): number => shareOf(ended.map(of), 0.5);

async function run(options: Options): Promise<Report> {
  const { turns = '9' } = options;
  // The demo keeps its store in the working directory.
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const figures: Figure[] = [];
  const rows: Record<string, object> = {};
  try {
    for (const { name, words, atMost, share } of commands.filter((command) => isWanted(command.name, options))) {
      const ended: Ended[] = [];
      for (let turn = 0; turn < Math.ceil(Number(turns) * share); turn += 1)
        ended.push(await succeeded([process.execPath, ...words], { cwd: folder }));
      figures.push({ figure: `${name}, ms on the clock`, measured: median(ended, ({ ms }) => ms), atMost });
      rows[name] = {
        turns: ended.length,
        ms: median(ended, ({ ms }) => ms),
        cpuMs: median(ended, ({ cpuMs }) => cpuMs),
        least: round(Math.min(...ended.map(({ ms }) => ms))),
        peakMb: median(ended, ({ peakMb }) => peakMb),
      };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { figures, ...rows };
}

export const start: Bench = { sides: {}, run };
