import type { Hono } from 'hono';
import { endpoints } from '../../shared/pages/api/api.ts';
import { problem } from '../../shared/pages/api/openapi.ts';
import { type ApiDescription, type MadeRequest, makePageRequests, makeRequests, someCursor } from './described-requests.ts';

/** What is wrong with an answer, in words; nothing for one that its description allows. */
type Fault = { readonly address: string; readonly status: number; readonly what: string };

const shapes = new Map(endpoints.map((each) => [each.path.replace(/:(\w+)/g, '{$1}'), each]));

/** Problems have the shape and the status that they say; 405 and others have it too. */
function problemFault(status: number, type: string, body: string): string | undefined {
  if (!type.startsWith('application/problem+json')) return `a refusal of the type ${type}`;
  const read = problem.safeParse(JSON.parse(body));
  if (!read.success) return `a problem of another shape: ${read.error.message.slice(0, 200)}`;
  return read.data.status === status ? undefined : `a problem that says ${read.data.status}`;
}

function goodFault(operation: string, type: string, body: string): string | undefined {
  const { gives, media, also = [] } = shapes.get(operation)?.describes ?? {};
  if (also.some((each) => type.startsWith(each)) || (media !== undefined && type.startsWith(media))) return undefined;
  if (!type.startsWith('application/json')) return `an answer of the type ${type}`;
  const read = gives?.safeParse(JSON.parse(body));
  return read?.success ? undefined : `an answer of another shape: ${read?.error.message.slice(0, 400)}`;
}

type Asked = { readonly faults: readonly Fault[]; readonly statuses: Readonly<Record<string, number>> };
type App = Pick<Hono, 'request'>;
type Judge = (request: MadeRequest, status: number, type: string, body: string) => string | undefined;

/** Sends the requests one after the other, each cursor of an answer to a later request, and judges what comes back. */
async function sendAll(app: App, requests: readonly MadeRequest[], judge: Judge): Promise<Asked> {
  const faults: Fault[] = [];
  const statuses: Record<string, number> = {};
  const cursors: string[] = ['x'];
  for (const [at, request] of requests.entries()) {
    const address = request.address.replaceAll(someCursor, String(cursors[at % cursors.length]));
    const answer = await app.request(`http://127.0.0.1${address}`, { headers: request.headers });
    const body = await answer.text();
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const next = /"next":"([\w.-]+)"/.exec(body)?.[1];
    if (next !== undefined && cursors.length < 50) cursors.push(next);
    const what =
      answer.status >= 500 ? body.slice(0, 200) : judge(request, answer.status, String(answer.headers.get('content-type')), body);
    if (what !== undefined) faults.push({ address, status: answer.status, what });
  }
  return { faults, statuses };
}

const judgeApi: Judge = ({ operation }, status, type, body) => {
  if (status === 304) return undefined;
  return status === 200 ? goodFault(operation, type, body) : problemFault(status, type, body);
};

/** A page, feed or file where there is one, else a page that says what is wrong. */
const judgePage: Judge = (_, status, type, body) => {
  if (status < 400) return undefined;
  if (type.startsWith('application/problem+json')) return problemFault(status, type, body);
  return type.startsWith('text/html') && body.includes('</html>') ? undefined : `a refusal of the type ${type}`;
};

/** So many requests made of the description that the API serves. */
export async function sendApiRequests(app: App, count: number, seed?: number): Promise<Asked> {
  const description: ApiDescription = JSON.parse(await (await app.request('http://127.0.0.1/api/openapi.json')).text());
  return sendAll(app, makeRequests(description, count, seed), judgeApi);
}

/** So many requests of the other addresses, with the parameters of all of them. */
export const sendPageRequests = (app: App, paths: readonly string[], count: number): Promise<Asked> =>
  sendAll(app, makePageRequests(paths, pageParameters, count), judgePage);

const pageParameters =
  'q cursor lang theme level type status source issuer entity place from to date sort kind year relation held of unit a b token key section limit'.split(
    ' ',
  );
