/** Written as bytes, since control sequences are removed from text. */
const eraseLine = Buffer.from('\r\u001b[K');

/** A line on standard error that is overwritten; where there is no terminal, what is counted is told in about ten lines. */
export function progressLine(): { show(text: string): void; count(done: number, total: number, name: string): void; end(): void } {
  const terminal = process.stderr.isTTY === true;
  let shown = false;
  let told = 0;
  const show = (text: string): void => {
    if (!terminal) return;
    shown = true;
    process.stderr.write(eraseLine);
    process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
  };
  return {
    show,
    count(done, total, name) {
      show(`${done} of ${total} done: ${name}`);
      if (terminal || total === 1 || done < told + Math.max(1, Math.ceil(total / 10))) return;
      told = done;
      process.stderr.write(`${done} of ${total} done\n`);
    },
    end() {
      if (shown) process.stderr.write(eraseLine);
    },
  };
}
