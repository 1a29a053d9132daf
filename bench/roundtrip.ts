import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventedLine } from './invented-lines.ts';
import type { Bench } from './measure.ts';

/** Export, import and export again: whether the two exports are the same, and the most memory of each process (with its emulators). */

const launcher = fileURLToPath(new URL('../functions/hongtou.js', import.meta.url));

/** The most memory that a process or one of its children had so far, in megabytes; 0 when it has ended. Linux alone says it. */
function mostMemory(pid: number): number {
  try {
    const own = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return Math.max(own, ...children.map((child) => mostMemory(Number(child))));
  } catch {
    return 0;
  }
}

/** Runs a command to its end. Throws with what it said when it fails. */
async function measured(...words: readonly string[]): Promise<{ command: string; seconds: number; rssMb: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [launcher, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  let [most, said] = [0, ''];
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const looking = setInterval(() => {
    most = Math.max(most, mostMemory(child.pid ?? 0));
  }, 50);
  const [status] = await once(child, 'exit');
  clearInterval(looking);
  if (status !== 0) throw new Error(`${words.join(' ')}: ${said.slice(-2000)}`);
  return { command: words.slice(0, 3).join(' '), seconds: Math.round((performance.now() - started) / 100) / 10, rssMb: Math.round(most) };
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
  async run({ documents = '20000', characters = '1500' }) {
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
