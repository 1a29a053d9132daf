/** A thread that does not say what it used, for so many times what it was given, is in work that nothing interrupts. */
const patience = 4;
const shortestWaitMs = 20;

/** A thread as its watcher sees it: processor time in milliseconds, what it told last and what it tells when it is asked. */
export type Working = { readonly told: () => number; ask(): Promise<number> };

/**
 * Calls `late` when a thread has worked for so long. What else the machine and this process do is no fault of the job: a pool that took it for one would start thread
 * after thread. Returns a function that calls it off.
 */
export function afterWork({ told, ask }: Working, givenMs: number, late: () => void): () => void {
  const before = told();
  let [timer, over]: [NodeJS.Timeout | undefined, boolean] = [undefined, false];
  const wait = (leftMs: number): void => {
    timer = setTimeout(look, Math.max(leftMs, shortestWaitMs));
  };
  const decide = (leftMs: number): void => {
    if (over) return;
    clearTimeout(timer);
    if (leftMs <= 0) late();
    else wait(leftMs);
  };
  function look(): void {
    timer = setTimeout(() => decide(0), givenMs * patience);
    ask().then(
      (used) => decide(givenMs - (used - before)),
      // A thread that ended says so itself.
      () => clearTimeout(timer),
    );
  }
  wait(givenMs);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
