import type { ItemRecords } from '../../shared/model/archive.ts';
import type { Context } from '../../shared/model/ports.ts';
import { cut } from './layout.ts';
import { oneLine } from './paint.ts';

/** Written as bytes, since control sequences are removed from text. */
const eraseLine = Buffer.from('\r\u001b[K');
/** A faster line cannot be read. */
const drawnEveryMs = 80;
export type Progress = {
  show(text: string): void;
  count(done: number, total?: number, name?: string): void;
  end(): void;
};

/** Ctrl-C leaves a whole line behind; who else listens ends the work, else the process ends as it would. */
function eraseAtEnd(): () => void {
  const interrupted = (): void => {
    process.stderr.write(eraseLine);
    if (process.listenerCount('SIGINT') === 0) process.kill(process.pid, 'SIGINT');
  };
  process.once('SIGINT', interrupted);
  return () => void process.off('SIGINT', interrupted);
}

/**
 * How far a command is, on standard error: on a terminal one line that is overwritten, as wide as that; elsewhere about ten lines, of at
 * least `least` steps each. `unit` is what is counted, in its past: `tasks done`.
 */
export function progressLine(unit = 'done', least = 1): Progress {
  const terminal = process.stderr.isTTY === true;
  let [printed, drawn] = [0, 0];
  let forget: (() => void) | undefined;
  const show = (text: string): void => {
    if (!terminal) return;
    forget ??= eraseAtEnd();
    drawn = performance.now();
    process.stderr.write(eraseLine);
    process.stderr.write(cut(oneLine(text), (process.stderr.columns || 80) - 1));
  };
  return {
    show,
    count(done, total, name = '') {
      const now = performance.now();
      const sum = `${total === undefined ? done : `${done} of ${total}`} ${unit}`;
      if (terminal && (now - drawn > drawnEveryMs || done === total)) show([sum, name].filter((each) => each !== '').join(' · '));
      if (terminal || total === 1 || done < printed + Math.max(least, Math.ceil((total ?? 0) / 10))) return;
      printed = done;
      process.stderr.write(`${sum}\n`);
    },
    end() {
      if (forget) process.stderr.write(eraseLine);
      forget?.();
      forget = undefined;
    },
  };
}

export function countingDocuments(context: Context, progress: Progress): Context {
  let done = 0;
  const counted = async function* (prefix: string): AsyncGenerator<ItemRecords> {
    for await (const filed of context.archive.filed(prefix)) {
      if (filed.kind === 'document') progress.count(++done);
      yield filed;
    }
  };
  return { ...context, archive: { ...context.archive, filed: counted } };
}

export function countingTasks(context: Context): { readonly context: Context; readonly sent: () => number } {
  let sent = 0;
  const { tasks } = context;
  const send: Context['tasks']['send'] = (some) => {
    sent += some.length;
    return tasks.send(some);
  };
  return { context: { ...context, tasks: { ...tasks, send } }, sent: () => sent };
}
