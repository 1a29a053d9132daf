import { toPrintableJson } from '../../stages/text/printable.ts';

/** A request that cannot be answered as asked: becomes problem+json (RFC 9457) for programs and a page for people. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 429 | 503;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: RequestProblem['status'], detail: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.status = status;
    this.extra = extra;
  }
}

const problemTitles: Readonly<Record<number, string>> = {
  400: 'Invalid request',
  401: 'Sign-in required',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Temporarily unavailable',
};

/** The problem+json answer; `instance` is the path that was asked for. */
export function problemResponse(status: number, detail: string, instance: string, extra: Readonly<Record<string, unknown>> = {}): Response {
  const body = { type: 'about:blank', title: problemTitles[status] ?? 'Problem', status, detail, instance, ...extra };
  return new Response(toPrintableJson(body), { status, headers: { 'content-type': 'application/problem+json; charset=utf-8' } });
}
