import type { Context, MiddlewareHandler } from 'hono';
import { orEmpty } from '../../model/values.ts';
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

export const tellLimit: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.set('ratelimit-policy', limits.policy);
};

const mostClients = 10_000;

/** Who asks, as `serve` says it. Whoever has an address of IPv6 has all that begin alike. */
function clientOf({ env }: Context): string {
  const address = orEmpty(env?.requestContext?.http?.sourceIp);
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}

/**
 * At most twenty requests a second from an address, forty at once: what API Gateway holds for a deployed instance, for one that has none
 * before it.
 */
export function limitRate(): MiddlewareHandler {
  const clients = new Map<string, { readonly left: number; readonly at: number }>();
  return async (context, next) => {
    if (unlimitedPaths.has(context.req.path) || context.req.path.startsWith('/scripts/')) return next();
    const [client, now] = [clientOf(context), performance.now()];
    const before = clients.get(client) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + ((now - before.at) / 1000) * perSecond);
    clients.delete(client);
    clients.set(client, { left: left < 1 ? left : left - 1, at: now });
    const [longest] = clients.keys();
    if (clients.size > mostClients && longest !== undefined) clients.delete(longest);
    if (left < 1) throw new RequestProblem(429, `more than ${perSecond} requests a second; wait a second and ask again`);
    await next();
    context.res.headers.set('ratelimit', limits.left(left - 1));
  };
}
