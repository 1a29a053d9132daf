import { UsageError } from '../shared/model/errors.ts';

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** `Date` takes 30 February for 2 March. */
const isDay = (day: string): boolean => new Date(`${day}T12:00:00Z`).toISOString().startsWith(day);

export function openClock(now: string | undefined): () => Date {
  if (now === undefined) return () => new Date();
  const instant = new Date(now);
  if (!form.test(now) || Number.isNaN(instant.getTime()) || !isDay(now.slice(0, 10))) {
    throw new UsageError(`--now: "${now}" is no instant with a zone; write it as 2026-11-25T08:00:00+08:00`);
  }
  return () => new Date(instant);
}
