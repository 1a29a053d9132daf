#!/usr/bin/env node
// Launcher: when the running Node is too old it starts the one that came through the lock file. Plain JavaScript, since an old Node reads no TypeScript.
// An old Node lacks enableCompileCache; imported by name it would end this file before the first line.
import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const wanted = 24;
const major = Number(process.versions.node.split('.')[0]);

/**
 * Flags of one kind of V8: a Node of another one may lack them.
 * @param {...string} flags
 */
function set(...flags) {
  if (major === wanted) for (const flag of flags) setFlagsFromString(`--${flag}`);
}

/** Collects once, in a turn of its own: V8 judges how much may grow by what it found the last time, and lets a young process grow to 135 MB first. */
function collect() {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  gc?.({ type: 'major', execution: 'async' });
}

const startMs = 3000;

if (major >= wanted) {
  // The space of young objects grows once, to 8 MB: V8 begins with 1, and collected six times for each page of an ingest, a twentieth to a tenth of its processor time.
  // Where nothing presses it lets the space grow to 134 MB, and collects no better for it.
  setFlagsFromString('--semi-space-growth-factor=8');
  // In a start many functions run some thousand times and never again.
  set('invocation-count-for-maglev=8000');
  // Hundreds of expressions are matched with a few titles. Against a long text V8 compiles one at once in any case.
  set('regexp-tier-up-ticks=50', 'no-regexp-peephole-optimization');
  // V8's own figure is 3000. The second compiler takes a sixth of the processor time of 2,000 pages with it, more than its code saves.
  set('invocation-count-for-turbofan=60000');
  setTimeout(() => {
    // V8's own figures.
    set('invocation-count-for-maglev=400', 'regexp-tier-up-ticks=1', 'regexp-peephole-optimization');
    // V8 lets what lives grow to several times its size before it collects. By three tenths it takes a twentieth more processor time than by half, and some 20 MB less.
    // A start would be collected again and again, and keeps nearly all that it makes.
    setFlagsFromString('--heap-growing-percent=30');
    collect();
  }, startMs).unref();
  nodeModule.enableCompileCache?.();
  const { main } = await import('./cli.ts');
  setFlagsFromString('--semi-space-growth-factor=1');
  // Threads begin with it, since theirs grows no more either.
  setFlagsFromString('--min-semi-space-size=5');
  await main(process.argv.slice(2));
} else {
  const [{ spawn }, { existsSync }, { fileURLToPath }] = await Promise.all([
    import('node:child_process'),
    import('node:fs'),
    import('node:url'),
  ]);
  const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(node)) {
    console.error(`hongtou: this needs Node ${wanted} or newer, and ${process.version} runs; "npm ci" brings the right one.`);
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the whole terminal group by itself; a signal sent to this process alone has to be handed on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
}
