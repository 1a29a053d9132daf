import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { succeeded } from './child.ts';
import { inventedLine } from './invented-lines.ts';
import type { Bench } from './measure.ts';

/** Export, import and export again: whether the two exports are the same, and the most memory of each process (with its emulators). */

const launcher = fileURLToPath(new URL('../functions/hongtou.js', import.meta.url));

async function measured(...words: readonly string[]): Promise<object> {
  const { cpuMs, ms, peakMb } = await succeeded([process.execPath, launcher, ...words]);
  return { command: words.slice(0, 3).join(' '), cpuMs, seconds: Math.round(ms / 100) / 10, peakMb };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

async function invent(file: string, documents: number, characters: number): Promise<void> {
  const out = createWriteStream(file);
  for (let seed = 0; seed < documents; seed += 1) if (!out.write(`${inventedLine(seed, characters)}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

export const roundtrip: Bench = {
  sides: {},
  async run({ docs: documents = '20000', characters = '1500' }) {
    const folder = mkdtempSync(join(tmpdir(), 'hongtou-roundtrip-'));
    try {
      const [invented, first, second, pack] = ['invented.jsonl', 'first.jsonl', 'second.jsonl', 'pack.zip'].map((name) =>
        join(folder, name),
      ) as [string, string, string, string];
      const at = (name: string): readonly string[] => ['--data', join(folder, name), '--now', '2026-11-25T08:00:00+08:00'];
      await invent(invented, Number(documents), Number(characters));
      const processes = [
        await measured('import', invented, ...at('a')),
        await measured('export', '--out', first, ...at('a')),
        await measured('export', '--format', 'pack', '--limit', '500', '--out', pack, ...at('a')),
        await measured('import', first, ...at('b')),
        await measured('export', '--out', second, ...at('b')),
        await measured('export', '--format', 'csv', '--relevant', '--out', join(folder, 'list.csv'), ...at('b')),
      ];
      const same = (await hashOf(first)) === (await hashOf(second));
      return { documents: Number(documents), bytes: statSync(first).size, packBytes: statSync(pack).size, same, processes };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
