import type { MiddlewareHandler } from 'hono';
import { RequestProblem } from '../../questions/question.ts';

const perSecond = 20;
const burst = 40;

/** How often an instance is asked at most, in the fields of draft-ietf-httpapi-ratelimit-headers. */
export const limits = {
  perSecond,
  burst,
  policy: `"default";q=${burst};w=${burst / perSecond}`,
  left: (left: number): string => `"default";r=${Math.floor(left)};t=${Math.ceil((burst - left) / perSecond)}`,
} as const;

/** What costs nothing, and belongs to every page. */
const unlimitedPaths: ReadonlySet<string> = new Set(['/healthz', '/hongtou.css', '/icon.svg']);

/** Says how often one may ask, also where what stands before the instance counts the requests (API Gateway). */
export const tellLimit: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.set('ratelimit-policy', limits.policy);
};

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
    const mine = left;
    await next();
    context.res.headers.set('ratelimit', limits.left(mine));
  };
}
