import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Answers } from '../../model/answers.ts';
import type { Grant } from '../../model/reader.ts';
import { orEmpty } from '../../model/values.ts';
import { parameters, RequestProblem } from '../../questions/question.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';

export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly open?: boolean;
  readonly answer: (request: RouteRequest, answers: Answers) => Promise<Response> | Response;
};

export type RouteRequest = {
  readonly path: string;
  readonly origin: string;
  readonly address: string;
  readonly given: ReadonlyMap<string, string>;
  readonly search: URLSearchParams;
  readonly accept: string;
  readonly name: (parameter: string) => string;
  /** Who asks; nobody on open paths of an instance that needs a token. */
  readonly who: Grant | undefined;
  readonly cookie: string | undefined;
  readonly form: (largest?: number) => Promise<ReadonlyMap<string, string>>;
  readonly body: () => Promise<ReadonlyMap<string, string>>;
};

const largestForm = 10_000;
/** A pasted text, of which each character may be written as nine. */
export const largestText = 100_000;

async function readBody({ req }: Context, largest: number): Promise<string> {
  const text = Number(req.header('content-length') ?? 0) > largest ? undefined : await req.text();
  if (text === undefined || text.length > largest) throw new RequestProblem(413, `a form of at most ${largest} characters`);
  return text;
}

const isForm = ({ req }: Context): boolean => req.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true;

async function readForm(context: Context, largest = largestForm): Promise<ReadonlyMap<string, string>> {
  const text = await readBody(context, largest);
  return isForm(context) ? parameters(new URLSearchParams(text)) : new Map();
}

async function readGiven(context: Context): Promise<ReadonlyMap<string, string>> {
  if (isForm(context)) return readForm(context, largestText);
  const text = await readBody(context, largestText);
  if (!context.req.header('content-type')?.startsWith('application/json')) return new Map([['text', text]]);
  const given: unknown = await new Response(text).json().catch(() => undefined);
  if (typeof given !== 'object' || given === null || Object.values(given).some((value) => typeof value !== 'string'))
    throw new RequestProblem(400, 'body: a JSON object of texts is wanted, as {"text": "…"}', { parameter: 'body' });
  return new Map(Object.entries(given as Record<string, string>));
}

/**
 * Name of the cookie of a session. Over https one that browsers take from this host alone: another host of the same domain cannot set it.
 */
export const sessionCookie = ({ https }: Pick<Answers, 'https'>): string => (https ? '__Host-hongtou' : 'hongtou');

export function readRequest(context: Context, answers: Pick<Answers, 'https'>): RouteRequest {
  const url = new URL(context.req.url);
  // The event of a function URL names no scheme and is read as https; addresses in feeds must open where https is not spoken.
  const origin = `${answers.https ? 'https' : 'http'}://${url.host}`;
  return {
    path: context.req.path,
    origin,
    address: `${origin}${url.pathname}${url.search}`,
    given: parameters(url.searchParams),
    search: url.searchParams,
    accept: orEmpty(context.req.header('accept')),
    name: (parameter) => orEmpty(context.req.param(parameter)),
    who: context.get('grant'),
    cookie: getCookie(context, sessionCookie(answers)),
    form: (largest) => readForm(context, largest),
    body: () => readGiven(context),
  };
}

export const json = (body: unknown): Response =>
  new Response(toPrintableJson(body), { headers: { 'content-type': 'application/json; charset=utf-8' } });

export const seeOther = (location: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 303, headers: { location, ...headers, 'cache-control': 'no-store' } });

const problemTitles: Readonly<Record<number, string>> = {
  400: 'Invalid request',
  401: 'Sign-in required',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  421: 'Asked under another name',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Temporarily unavailable',
};

export const problemType = 'application/problem+json; charset=utf-8';

export const problemOf = (status: number, detail: string, instance: string) => ({
  ...{ type: 'about:blank', title: problemTitles[status] ?? 'Problem' },
  ...{ status, detail, instance },
});

export function problemResponse(status: number, detail: string, instance: string, extra: Readonly<Record<string, unknown>> = {}): Response {
  const body = { ...problemOf(status, detail, instance), ...extra };
  return new Response(toPrintableJson(body), { status, headers: { 'content-type': problemType } });
}
