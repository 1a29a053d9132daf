import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Answers } from '../../model/answers.ts';
import { type Access, type Grant, isGrant } from '../../model/reader.ts';
import { RequestProblem } from '../../questions/question.ts';
import { sessionCookie } from './route.ts';

const tokenForm = /^[\x21-\x7e]{1,512}$/;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  // `no-referrer` would make browsers send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

const isRead = ({ req }: Context): boolean => req.method === 'GET' || req.method === 'HEAD';

export const withHeaders =
  (answers: Answers): MiddlewareHandler =>
  async (context, next) => {
    await next();
    // A mail shown as a page brings a policy of its own.
    for (const [name, value] of Object.entries(headers))
      if (name !== 'content-security-policy' || !context.res.headers.has(name)) context.res.headers.set(name, value);
    // Also of a HEAD, and of what is too small to be compressed: the answer to the same address is another one for who takes none.
    if (isRead(context)) context.res.headers.append('vary', 'Accept-Encoding');
    if (answers.public && isRead(context)) context.res.headers.set('access-control-allow-origin', '*');
    if (answers.https) context.res.headers.set('strict-transport-security', 'max-age=31536000');
    if (!context.res.headers.has('cache-control'))
      context.res.headers.set('cache-control', context.res.ok ? 'private, no-cache' : 'no-store');
  };

/** Names of this machine alone. */
const loopback = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses what a foreign web page could send: where no token is needed any name but of this machine and any other Origin, else a change
 * from another Origin.
 */
export const sameSite =
  (answers: Answers): MiddlewareHandler =>
  async (context, next) => {
    const url = new URL(context.req.url);
    const host = context.req.header('host') ?? url.host;
    const origin = context.req.header('origin');
    if (!answers.needsToken && !loopback.test(host))
      throw new RequestProblem(403, 'the local instance answers to 127.0.0.1 and localhost alone');
    const changes = !isRead(context);
    const foreign = origin !== undefined && URL.parse(origin)?.host !== host.toLowerCase();
    // Said by every browser of today, also where it sends no Origin; `none` is an address that a person typed.
    const from = context.req.header('sec-fetch-site');
    const elsewhere = changes && from !== undefined && from !== 'same-origin' && from !== 'none';
    if (elsewhere || (foreign && (!answers.needsToken || changes))) throw new RequestProblem(403, 'the request comes from another site');
    await next();
  };

const signInFirst: Access = { refused: 'send Authorization: Bearer with a token of `hongtou tokens create`, or sign in at /signin' };

async function accessOf(authorization: string | undefined, cookie: string | undefined, answers: Answers): Promise<Access> {
  if (authorization !== undefined) {
    const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
    return token === undefined ? signInFirst : answers.byToken(token);
  }
  return cookie !== undefined && tokenForm.test(cookie) ? answers.bySession(cookie) : signInFirst;
}

/** A mailed digest's own page, by the key that stands in its mails. */
async function isMailedDigest(path: string, key: string | undefined, answers: Answers): Promise<boolean> {
  const week = /^\/digests\/(\d{4}-W\d{2})$/.exec(path)?.[1];
  return week !== undefined && key !== undefined && tokenForm.test(key) && answers.opensDigest(week, key);
}

/** What is asked in a body, and changes nothing. */
const asks: ReadonlySet<string> = new Set(['/mcp', '/brief', '/api/v1/brief']);
/** What whoever has a token marked as read, and how the machine is. */
const kept: ReadonlySet<string> = new Set(['/unread', '/metrics']);
const mayAnybody = (context: Context): boolean => (isRead(context) ? !kept.has(context.req.path) : asks.has(context.req.path));

declare module 'hono' {
  interface ContextVariableMap {
    grant: Grant;
  }
}

export const authorised =
  (answers: Answers, open: ReadonlySet<string>): MiddlewareHandler =>
  async (context, next) => {
    if (!answers.needsToken) context.set('grant', { scope: 'edit' });
    const { req } = context;
    if (!answers.needsToken || open.has(req.path) || (req.method === 'GET' && (await isMailedDigest(req.path, req.query('key'), answers))))
      return next();
    const authorization = context.req.header('authorization');
    const access = await accessOf(authorization, getCookie(context, sessionCookie(answers)), answers);
    const anybody = answers.public && authorization === undefined && mayAnybody(context);
    if (!isGrant(access) && !anybody) throw new RequestProblem(401, access.refused);
    context.set('grant', isGrant(access) ? access : { scope: 'read' });
    return next();
  };

export function cookieOf(session: string | undefined, answers: Pick<Answers, 'https'>): string {
  const [value, age] = session === undefined ? ['', 0] : [encodeURIComponent(session), 2_592_000];
  return `${sessionCookie(answers)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${answers.https ? '; Secure' : ''}`;
}

export const withTags: MiddlewareHandler = async (context, next) => {
  await next();
  const { req, res } = context;
  if (!isRead(context) || res.status !== 200) return;
  const bytes = await res.clone().arrayBuffer();
  const tag = `"${createHash('sha256').update(new Uint8Array(bytes)).digest('base64url').slice(0, 27)}"`;
  res.headers.set('etag', tag);
  const asked = req.header('if-none-match');
  const same = asked?.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag);
  if (!same) return;
  const headers = new Headers(res.headers);
  headers.delete('content-type');
  headers.delete('content-length');
  context.res = undefined;
  context.res = new Response(null, { status: 304, headers });
};

/** Where a sign-in may lead: a path of ours and nothing a browser could read as another site. */
export function safePath(value: string | undefined): string {
  if (value === undefined || !/^\/(?!\/)[\w\-.~/?=&%+:,@]{0,500}$/.test(value) || /^\/(?:%2f|%5c|\/)/i.test(value)) return '/';
  return URL.parse(value, 'https://own.invalid')?.origin === 'https://own.invalid' ? value : '/';
}
