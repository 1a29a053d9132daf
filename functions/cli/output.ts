import { toPrintableJson } from '../../shared/stages/text/printable.ts';
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

/** Prints lines and texts of lines; '' is nothing, as a table without rows. */
export const print = (...lines: readonly string[]): void =>
  void process.stdout.write(lines.map((each) => (each === '' || each.endsWith('\n') ? each : `${each}\n`)).join(''));

export const printJson = (value: unknown): void => print(toPrintableJson(value, 2));

export async function printLine(value: unknown): Promise<void> {
  if (!process.stdout.write(`${toPrintableJson(value)}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

export const reply = ({ json }: { readonly json?: boolean }, value: unknown, text: () => string | readonly string[]): void =>
  json ? printJson(value) : print([text()].flat().join('\n'));
