import type { MiddlewareHandler } from 'hono';
import { RequestProblem } from './problem.ts';

const perSecond = 20;
const atOnce = 40;

/** What costs nothing, and belongs to every page. */
const free: ReadonlySet<string> = new Set(['/healthz', '/hongtou.css', '/icon.svg']);

/**
 * At most twenty requests a second, forty at once: what API Gateway holds for a deployed instance, for one that has none before it. `clock`
 * in milliseconds, never turned back.
 */
export function limited(clock: () => number = () => performance.now()): MiddlewareHandler {
  let left = atOnce;
  let at = clock();
  return async (context, next) => {
    if (free.has(context.req.path)) return next();
    const now = clock();
    left = Math.min(atOnce, left + ((now - at) / 1000) * perSecond);
    at = now;
    if (left < 1) throw new RequestProblem(429, `more than ${perSecond} requests a second; wait a second and ask again`);
    left -= 1;
    return next();
  };
}
