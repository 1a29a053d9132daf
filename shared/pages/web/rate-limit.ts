import type { MiddlewareHandler } from 'hono';
import { RequestProblem } from './problem.ts';

const perSecond = 20;
const burst = 40;

/** What costs nothing, and belongs to every page. */
const unlimitedPaths: ReadonlySet<string> = new Set(['/healthz', '/hongtou.css', '/icon.svg']);

/**
 * At most twenty requests a second, forty at once: what API Gateway holds for a deployed instance, for one that has none before it. `clock`
 * in milliseconds, never turned back.
 */
export function limitRate(clock: () => number = () => performance.now()): MiddlewareHandler {
  let left = burst;
  let at = clock();
  return async (context, next) => {
    if (unlimitedPaths.has(context.req.path) || context.req.path.startsWith('/scripts/')) return next();
    const now = clock();
    left = Math.min(burst, left + ((now - at) / 1000) * perSecond);
    at = now;
    if (left < 1) throw new RequestProblem(429, `more than ${perSecond} requests a second; wait a second and ask again`);
    left -= 1;
    return next();
  };
}
