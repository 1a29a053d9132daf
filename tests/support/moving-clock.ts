import { calls, queueHandlers } from '../../functions/laptop.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Bench } from './bench.ts';

/** Days of `hongtou start` in one process: every five minutes of its clock it does what that does, by the handlers of the functions. */

/** The clock of the whole process, emulators too. It runs on within a round, so that who waits does not wait for ever. */
const RealDate = Date;
let ahead = 0;
class MovedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [MovedDate.now()] : given) as [number]));
  }
  static override now(): number {
    return RealDate.now() + ahead;
  }
}

export function setClock(at: number): void {
  globalThis.Date = MovedDate as DateConstructor;
  ahead = at - RealDate.now();
}

export const hour = 3_600_000;
const slot = 300_000;

/** Rounds from an instant on, for so many hours. `after` is called behind each, with its time. */
export async function liveThrough(
  { from, hours }: { readonly from: number; readonly hours: number },
  bench: Bench,
  context: Context,
  after: (at: number) => Promise<void>,
): Promise<void> {
  const [call, handlers] = [calls(context), queueHandlers(context)];
  const work = (queue: 'tasks' | 'mail') => bench.drain(queue, handlers[queue], { concurrency: 1 });
  for (let at = from; at < from + hours * hour; at += slot) {
    setClock(at);
    await call.schedule();
    await work('tasks');
    if (at % (2 * slot) === 0) await call.index();
    if (at % (hour / 2) === 0) await call.digest().then(() => work('mail'));
    if (at % hour === 0) await call.watch();
    await after(at);
  }
  await call.index();
}
