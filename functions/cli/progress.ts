/** As bytes: text that steers is taken out of what is written. */
const eraseLine = Buffer.from('\r\u001b[K');

/** A line on a terminal's standard error that is written over; nothing where there is no terminal. */
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
