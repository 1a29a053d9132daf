const signals = ['SIGINT', 'SIGTERM'] as const;
const told = 'stopping after what is under way; what is left waits for the next run (Ctrl-C again ends at once)';

/**
 * Ctrl-C, or the end of the machine, ends the work after what is under way; a second one of either kind ends the process. What is left in
 * the queue waits for the next call.
 */
export function interruption(tell: (line: string) => void = console.error): AbortSignal {
  const abort = new AbortController();
  const stop = (): void => {
    for (const signal of signals) process.off(signal, stop);
    tell(told);
    abort.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  return abort.signal;
}
