import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** One side of a comparison, alone in its process, so that neither pays for what the other leaves in memory. Words in, plain data out. */
type Side = (...words: readonly string[]) => Promise<object>;

/** What a bench can be told: each is a word after `--`. */
export const optionNames = [
  'docs',
  'peer',
  'store',
  'hosts',
  'latency',
  'turns',
  'only',
  'characters',
  'pages',
  'publications',
  'readers',
  'requests',
  'handed',
  'config',
  'file',
] as const;
export type Options = { readonly [name in (typeof optionNames)[number]]?: string | undefined };

/** A figure that is asked for, and what was measured. */
export type Figure = { readonly figure: string; readonly measured: number; readonly atMost?: number; readonly atLeast?: number };
export type Report = { readonly figures?: readonly Figure[]; readonly [more: string]: unknown };
/** `run` starts the sides, in turns, and gives what is printed. `takesFile`: the word behind its name is a file and no side. */
export type Bench = {
  readonly takesFile?: true;
  readonly sides: Readonly<Record<string, Side>>;
  readonly run: (options: Options) => Promise<Report>;
};

/** The peers that are asked for; all that a bench has when nothing is said. */
export const peersOf = ({ peer = 'scrapy' }: Options): readonly string[] =>
  peer.split(',').filter((name) => name !== '' && name !== 'none');

/** Whether a row is wanted: all are when nothing is said. `--only`: names, or parts of them, with commas between. */
export const isWanted = (name: string, { only = '' }: Options): boolean => only.split(',').some((part) => name.includes(part));

export const round = (n: number): number => Math.round(n * 100) / 100;
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Processor time (all threads, collector included) and time on the clock, in milliseconds. */
export type Cost = { readonly cpuMs: number; readonly ms: number };

/** What some work costs in this process. */
export async function costOf(work: () => unknown): Promise<Cost> {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, ms };
}

/** The least of several costs: other work on the machine only ever adds. */
export const least = (costs: readonly Cost[], of = 1): Cost => ({
  cpuMs: round(Math.min(...costs.map(({ cpuMs }) => cpuMs)) / of),
  ms: round(Math.min(...costs.map(({ ms }) => ms)) / of),
});

/** So much of a row lies below: half of the answers came within `shareOf(times, 0.5)`. */
export const shareOf = (numbers: readonly number[], share: number): number =>
  round(numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0);

/** Most memory that this process had at any time. */
export const rssMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const run = fileURLToPath(new URL('run.ts', import.meta.url));

/** Runs a side of a bench in a process of its own. */
export async function aside<T extends object>(bench: string, side: string, ...words: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [run, bench, side, ...words], { maxBuffer: 100_000_000 });
  return JSON.parse(stdout) as T;
}
