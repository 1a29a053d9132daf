import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Cost } from './measure.ts';

/** A process that has ended, looked at from outside: start and end of the language's own machine are in it. */
export type Ended = Cost & { readonly peakMb: number; readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Linux counts processor time in ticks of ten milliseconds. */
const tickMs = 10;

/** Processor time of a process by itself, and of all its children that have ended, and of theirs; 0 where the system does not say it. */
function ticksOf(pid: number | 'self'): { readonly own: number; readonly ended: number } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
    return { own: (user + system) * tickMs, ended: (endedUser + endedSystem) * tickMs };
  } catch {
    return { own: 0, ended: 0 };
  }
}
const cpuOfEnded = (): number => ticksOf('self').ended;

function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** The most memory so far of a process and of the children that it has now, in megabytes; 0 when it has ended. Linux alone says it. */
function mostMemory(pid: number): number {
  try {
    const own = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    return childrenOf(pid).reduce((sum, child) => sum + mostMemory(child), own);
  } catch {
    return 0;
  }
}

export type ChildOptions = { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly uid?: number; readonly gid?: number };

/** Runs a command to its end. Processor time is that of all its threads and children; no other child may end meanwhile. */
export async function measured([command = '', ...words]: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  const [cpu, started] = [cpuOfEnded(), performance.now()];
  const child = spawn(command, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let [peakMb, stdout, stderr] = [0, '', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const looking = setInterval(() => {
    peakMb = Math.max(peakMb, mostMemory(child.pid ?? 0));
  }, 50);
  const [status] = (await once(child, 'close').finally(() => clearInterval(looking))) as [number | null];
  return { cpuMs: cpuOfEnded() - cpu, ms: performance.now() - started, peakMb: Math.round(peakMb), status, stdout, stderr };
}

/** The same for a command that has to succeed. Throws with what it said. */
export async function succeeded(command: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  const ended = await measured(command, options);
  if (ended.status !== 0)
    throw new Error(`${command.join(' ')} ended with ${ended.status}: ${ended.stderr.slice(-2000)}\n${ended.stdout.slice(0, 2000)}`);
  return ended;
}
