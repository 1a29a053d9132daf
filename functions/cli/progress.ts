import type { ItemRecords } from '../../shared/model/archive.ts';
import type { Context } from '../../shared/model/ports.ts';
import { everyId } from '../../shared/pipeline/context.ts';
import { cut } from './layout.ts';
import { oneLine } from './paint.ts';

/** Written as bytes, since control sequences are removed from text. */
const eraseLine = Buffer.from('\r\u001b[K');
/** A faster line cannot be read. */
const drawnEveryMs = 80;
/** Before that a rate says nothing. */
const ratedAfterMs = 2_000;

export type Progress = {
  show(text: string): void;
  count(done: number, total?: number, name?: string): void;
  end(): void;
};

const timeLeft = (seconds: number): string =>
  seconds < 90
    ? `about ${Math.ceil(seconds)} s left`
    : seconds < 5_400
      ? `about ${Math.round(seconds / 60)} min left`
      : `about ${Math.round(seconds / 3_600)} h left`;

function pace(done: number, total: number | undefined, ms: number): string[] {
  if (ms < ratedAfterMs || done === 0) return [];
  const rate = (done * 1000) / ms;
  const words = rate >= 1 ? `${rate.toFixed(rate >= 10 ? 0 : 1)} a second` : `${(rate * 60).toFixed(1)} a minute`;
  return [words, ...(total !== undefined && total > done ? [timeLeft((total - done) / rate)] : [])];
}

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
  // Opening the instance is no part of the pace.
  let first: { readonly at: number; readonly done: number } | undefined;
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
      first ??= { at: now, done };
      const sum = `${total === undefined ? done : `${done} of ${total}`} ${unit}`;
      if (terminal && (now - drawn > drawnEveryMs || done === total))
        show(
          [sum, ...pace(done - first.done, total === undefined ? undefined : total - first.done, now - first.at), name]
            .filter((each) => each !== '')
            .join(' · '),
        );
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

export async function totalDocuments(context: Pick<Context, 'documents'>): Promise<number | undefined> {
  if (!process.stderr.isTTY) return undefined;
  let total = 0;
  for await (const ids of everyId(context, 1_000)) total += ids.length;
  return total === 0 ? undefined : total;
}

export function countingDocuments(context: Context, progress: Progress, total: number | undefined): Context {
  let done = 0;
  const counted = async function* (prefix: string): AsyncGenerator<ItemRecords> {
    for await (const filed of context.archive.filed(prefix)) {
      if (filed.kind === 'document') progress.count(++done, total);
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
