import { WriteStream } from 'node:tty';

/** Lets standard output be a terminal while something runs: so wide, with colour or without. */
export async function onTerminal<T>(
  columns: number,
  work: () => T | Promise<T>,
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  // A machine of CI is said to show no colours.
  const names = ['FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS', 'TERM', 'CI'] as const;
  const kept = names.map((name) => [name, process.env[name]] as const);
  const stream = process.stdout as { isTTY?: unknown; columns?: unknown; getColorDepth?: unknown };
  const before = { isTTY: stream.isTTY, columns: stream.columns, getColorDepth: stream.getColorDepth };
  for (const name of names) delete process.env[name];
  Object.assign(process.env, environment);
  Object.assign(stream, { isTTY: true, columns, getColorDepth: WriteStream.prototype.getColorDepth });
  try {
    return await work();
  } finally {
    Object.assign(stream, before);
    for (const [name, value] of kept) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
