import { orEmpty } from '../../model/values.ts';

const day = 86_400;

/** Seconds of a Retry-After header (seconds or HTTP date), at most 24 h; undefined when it is neither. `clock` is the server's Date header. */
export function readRetryAfter(value: string | undefined, clock: string | undefined, now: Date): number | undefined {
  const text = orEmpty(value?.trim());
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text), day);
  // Only dates with a weekday and GMT: Date.parse takes "2" or "soon 5" for years.
  if (!/^[A-Z][a-z]{2,8},? .{8,30}( GMT|\d{4})$/.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const from = Date.parse(orEmpty(clock));
  return Math.min(Math.max(0, Math.ceil((at - (Number.isNaN(from) ? now.getTime() : from)) / 1000)), day);
}
