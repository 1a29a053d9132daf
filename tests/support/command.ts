import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { main } from '../../functions/cli.ts';
import './warm-reader.ts';

export type Said = { readonly status: number; readonly out: string; readonly err: string };

const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));
const atHome = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command in this process and catches what it says. One at a time. */
export async function command(...args: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const real = { out: process.stdout.write, err: process.stderr.write, error: console.error };
  const into = (stream: 'out' | 'err') => (chunk: string | Uint8Array) => {
    said[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  process.stdout.write = into('out') as typeof process.stdout.write;
  process.stderr.write = into('err') as typeof process.stderr.write;
  // As the real one does: through the stream, whoever has come between.
  console.error = (...words: readonly unknown[]) => void process.stderr.write(`${words.join(' ')}\n`);
  process.exitCode = 0;
  const listeners = process.stdout.listeners('error');
  const caught = process.listeners('uncaughtException');
  try {
    await main(args);
    return { status: Number(process.exitCode ?? 0), ...said };
  } finally {
    process.stdout.write = real.out;
    process.stderr.write = real.err;
    console.error = real.error;
    // What a command listens for lives as long as its process; here that is longer.
    for (const each of process.stdout.listeners('error')) if (!listeners.includes(each)) process.stdout.off('error', each as () => void);
    for (const each of process.listeners('uncaughtException')) if (!caught.includes(each)) process.off('uncaughtException', each);
    process.exitCode = 0;
  }
}

/** Runs a command in a process of its own; `status` is -9 when it was killed. */
export async function processOf(args: readonly string[], environment: Readonly<Record<string, string>> = {}, input = ''): Promise<Said> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  const child = spawn(process.execPath, [launcher, ...args], { cwd: atHome, env: { ...inherited, ...environment } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.err += String(chunk);
  });
  child.stdin.end(input);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { status: signal === 'SIGKILL' ? -9 : (code ?? -1), ...said };
}
