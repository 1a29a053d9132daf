import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cron } from 'croner';
import type { SchedulePlan } from './local-plan.ts';

export type ScheduledHandler = (input: unknown) => Promise<unknown>;

const hour = 3_600_000;

/** AWS counts weekdays from Sunday = 1 and writes `?` and `0/5`; croner reads that with these options and a field for seconds. */
export function cronOf({ cron, timeZone }: SchedulePlan): Cron {
  const fields = cron.trim().split(/\s+/);
  return new Cron(`0 ${fields.join(' ')}`, { timezone: timeZone, sloppyRanges: true, alternativeWeekdays: true, paused: true });
}

/**
 * Calls handlers at their times until stopped. A schedule that runs at least hourly is called at once; a rare one only when a time has passed since its last call (a
 * laptop that slept through Monday morning still sends the digest). Last calls are stored in `dir`.
 */
export function startScheduler(
  dir: string,
  plans: readonly { readonly plan: SchedulePlan; readonly handler: ScheduledHandler }[],
  log: (line: string) => void,
): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const jobs = plans.map(({ plan, handler }) => {
    let busy = false;
    const act = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      try {
        await handler(plan.input);
        keepLastCall(dir, plan.id, new Date());
      } catch (error) {
        log(`${plan.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      } finally {
        busy = false;
      }
    };
    const tracked = (): void => {
      const acting = act();
      running.add(acting);
      void acting.finally(() => running.delete(acting));
    };
    if (isDue(plan, lastCalls(dir)[plan.id], new Date())) tracked();
    const fields = plan.cron.trim().split(/\s+/);
    return new Cron(`0 ${fields.join(' ')}`, { timezone: plan.timeZone, sloppyRanges: true, alternativeWeekdays: true }, tracked);
  });
  return async () => {
    for (const job of jobs) job.stop();
    await Promise.all(running);
  };
}

/** Whether a schedule is to be called now, at start. `last` is an ISO instant. */
export function isDue(plan: SchedulePlan, last: string | undefined, now: Date): boolean {
  const cron = cronOf(plan);
  const next = cron.nextRun(now);
  const after = next ? cron.nextRun(next) : null;
  if (next && after && after.getTime() - next.getTime() <= hour) return true;
  const missed = last ? cron.nextRun(new Date(last)) : null;
  return missed !== null && missed <= now;
}

const lastCallsPath = (dir: string): string => join(dir, 'schedules.json');

function lastCalls(dir: string): Readonly<Record<string, string>> {
  return existsSync(lastCallsPath(dir)) ? (JSON.parse(readFileSync(lastCallsPath(dir), 'utf8')) as Record<string, string>) : {};
}

function keepLastCall(dir: string, id: string, at: Date): void {
  const draft = `${lastCallsPath(dir)}.draft`;
  writeFileSync(draft, JSON.stringify({ ...lastCalls(dir), [id]: at.toISOString() }));
  renameSync(draft, lastCallsPath(dir));
}
