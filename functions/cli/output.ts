import { toWritten } from './paint.ts';

type Stream = typeof process.stdout | typeof process.stderr;

function guarded(stream: Stream): () => void {
  const write = stream.write;
  const guard = (chunk: string | Uint8Array, ...rest: unknown[]): boolean =>
    Reflect.apply(write, stream, [typeof chunk === 'string' ? toWritten(chunk, stream) : chunk, ...rest]);
  stream.write = guard as typeof stream.write;
  return () => {
    stream.write = write;
  };
}

/**
 * Guards the terminal: from now on no text on standard output or standard error, `console` included, can contain control sequences but
 * those of `paint`. Bytes pass unchanged: WARC, and the line of progress.
 */
export function guardOutput(): () => void {
  const ends = [guarded(process.stdout), guarded(process.stderr)];
  return () => {
    for (const end of ends) end();
  };
}
