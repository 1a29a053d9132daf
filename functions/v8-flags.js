// What the command line sets in V8, and why. Plain JavaScript, as the launcher that imports it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The major version of Node that the flags were tried with. */
export const wanted = 24;
export const major = Number(process.versions.node.split('.')[0]);

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

/** Before anything is loaded. */
export function setForStart() {
  // The space of young objects grows once, to 8 MB: V8 begins with 1, and collected six times for each page of an ingest, a twentieth to a tenth of its processor time.
  // Where nothing presses it lets the space grow to 134 MB, and collects no better for it.
  setFlagsFromString('--semi-space-growth-factor=8');
  // In a start many functions run some thousand times and never again.
  set('invocation-count-for-maglev=8000');
  // Hundreds of expressions are matched with a few titles. Against a long text V8 compiles one at once in any case.
  set('regexp-tier-up-ticks=50', 'no-regexp-peephole-optimization');
  // V8's own figure is 3000. The second compiler takes a sixth of the processor time of 2,000 pages with it, more than its code saves.
  set('invocation-count-for-turbofan=60000');
  setTimeout(setForLong, startMs).unref();
}

function setForLong() {
  // V8's own figures.
  set('invocation-count-for-maglev=400', 'regexp-tier-up-ticks=1', 'regexp-peephole-optimization');
  // V8 lets what lives grow to several times its size before it collects. By three tenths it takes a twentieth more processor time than by half, and some 20 MB less.
  // A start would be collected again and again, and keeps nearly all that it makes.
  setFlagsFromString('--heap-growing-percent=30');
  collect();
}

/** When all is loaded that the process begins with. */
export function setForWork() {
  setFlagsFromString('--semi-space-growth-factor=1');
  // Threads begin with it, since theirs grows no more either.
  setFlagsFromString('--min-semi-space-size=5');
}
