/**
 * Ctrl-C, or the end of the machine, ends the work after what is under way; a second one ends the process. What is left in the queue waits
 * for the next call.
 */
export function interruption(): AbortSignal {
  const abort = new AbortController();
  const stop = (): void => {
    console.error('stopping after what is under way; what is left waits for the next run (Ctrl-C again ends at once)');
    abort.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  return abort.signal;
}
