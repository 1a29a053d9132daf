/** Written as bytes, since control sequences are removed from text. */
const eraseLine = Buffer.from('\r\u001b[K');

/** A line on standard error that is overwritten; nothing where there is no terminal. */
export function progressLine(): { show(text: string): void; end(): void } {
  const terminal = process.stderr.isTTY === true;
  let shown = false;
  return {
    show(text) {
      if (!terminal) return;
      shown = true;
      process.stderr.write(eraseLine);
      process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
    },
    end() {
      if (shown) process.stderr.write(eraseLine);
    },
  };
}
