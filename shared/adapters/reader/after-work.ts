/** On a busy machine a job may take this many times what it is given by the clock. */
const patience = 4;
const shortestWaitMs = 20;

/** Processor time of all threads but this one, in milliseconds. */
function usedElsewhere(): number {
  const all = process.cpuUsage();
  const own = process.threadCpuUsage();
  return (all.user + all.system - own.user - own.system) / 1000;
}

/**
 * Calls `late` when the threads beside this one have worked for so long. Neither a loaded machine nor a caller that is busy is a fault of the job: a pool that took
 * them for one would start thread after thread. Returns a function that calls it off.
 */
export function afterWork(givenMs: number, late: () => void): () => void {
  const before = usedElsewhere();
  const started = performance.now();
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const leftMs = givenMs - (usedElsewhere() - before);
    if (leftMs <= 0 || performance.now() - started >= givenMs * patience) late();
    else timer = setTimeout(look, Math.max(leftMs, shortestWaitMs));
  };
  timer = setTimeout(look, givenMs);
  return () => clearTimeout(timer);
}
