import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Answers } from '../model/answers.ts';
import { RequestProblem } from './problem.ts';
import { loopback } from './route.ts';

/** Who may ask, from where, and what every answer carries. */

export const sessionCookie = 'hongtou';
const tokenForm = /^[\x21-\x7e]{1,512}$/;

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  // `no-referrer` would make browsers send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** Puts the security headers on every answer, errors included. */
export const withHeaders =
  (answers: Answers): MiddlewareHandler =>
  async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    if (!answers.local) context.res.headers.set('strict-transport-security', 'max-age=31536000');
    if (!context.res.headers.has('cache-control'))
      context.res.headers.set('cache-control', context.res.ok ? 'private, no-cache' : 'no-store');
  };

/** Refuses what a foreign web page could send: to the laptop any other Host or Origin, to a deployed instance a change from another Origin. */
export const sameSite =
  (answers: Answers): MiddlewareHandler =>
  async (context, next) => {
    const url = new URL(context.req.url);
    const host = context.req.header('host') ?? url.host;
    const origin = context.req.header('origin');
    if (answers.local && !loopback.test(host)) throw new RequestProblem(403, 'the local instance answers to 127.0.0.1 and localhost alone');
    const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    const foreign = origin !== undefined && URL.parse(origin)?.host !== host.toLowerCase();
    if (foreign && (answers.local || changes)) throw new RequestProblem(403, 'the request comes from another site');
    await next();
  };

/** The token of a request: a bearer token, else the session cookie. */
function tokenOf(authorization: string | undefined, cookie: string | undefined): string | undefined {
  if (authorization === undefined) return cookie;
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
}

/** Lets nothing through to a deployed instance without a token or session but the open paths. */
export const authorised =
  (answers: Answers, open: ReadonlySet<string>): MiddlewareHandler =>
  async (context, next) => {
    if (answers.local || open.has(context.req.path)) return next();
    const token = tokenOf(context.req.header('authorization'), getCookie(context, sessionCookie));
    const good = token !== undefined && tokenForm.test(token) && (await answers.authorised(token));
    if (!good) throw new RequestProblem(401, 'send Authorization: Bearer with a token of `hongtou tokens create`, or sign in at /signin');
    return next();
  };

/** ETag of every good GET from its bytes, and 304 for one that the asker already has. */
export const withTags: MiddlewareHandler = async (context, next) => {
  await next();
  const { req, res } = context;
  if ((req.method !== 'GET' && req.method !== 'HEAD') || res.status !== 200) return;
  const bytes = await res.clone().arrayBuffer();
  const tag = `"${createHash('sha256').update(new Uint8Array(bytes)).digest('base64url').slice(0, 27)}"`;
  res.headers.set('etag', tag);
  const asked = req.header('if-none-match');
  const same = asked?.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag);
  if (!same) return;
  const kept = new Headers(res.headers);
  kept.delete('content-type');
  kept.delete('content-length');
  context.res = undefined;
  context.res = new Response(null, { status: 304, headers: kept });
};

/** Where a sign-in may lead: a path of ours and nothing a browser could read as another site. */
export function safePath(value: string | undefined): string {
  if (value === undefined || !/^\/(?!\/)[\w\-.~/?=&%+:,@]{0,500}$/.test(value) || /^\/(?:%2f|%5c|\/)/i.test(value)) return '/';
  return URL.parse(value, 'https://own.invalid')?.origin === 'https://own.invalid' ? value : '/';
}
