import { toPrintable } from '../../shared/stages/text/printable.ts';

type Stream = typeof process.stdout | typeof process.stderr;

/** Guards one stream; gives back what ends the guard. */
function guarded(stream: Stream): () => void {
  const write = stream.write;
  const guard = (chunk: string | Uint8Array, ...rest: unknown[]): boolean =>
    Reflect.apply(write, stream, [typeof chunk === 'string' ? toPrintable(chunk) : chunk, ...rest]);
  stream.write = guard as typeof stream.write;
  return () => {
    stream.write = write;
  };
}

/**
 * The one way to the terminal: from now on nothing that is written as text to standard output or standard error, `console` included, can
 * steer it. Bytes pass as they are: WARC, and the escape sequences that are our own.
 */
export function guardOutput(): () => void {
  const ends = [guarded(process.stdout), guarded(process.stderr)];
  return () => {
    for (const end of ends) end();
  };
}
