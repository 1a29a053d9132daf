import { expect, test } from 'vitest';
import { type Answer, firstCells, type Served, section, spans } from './client.ts';
import { document, faults, nulls, problem } from './shapes.ts';

type Operation = { readonly 'x-example': string };
type Description = { readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>> };
type List = { readonly items: readonly { readonly id: string }[]; readonly next?: string; readonly total: number };
const isProblem = ({ headers, json, status }: Answer): readonly unknown[] => [
  status,
  headers['content-type'],
  faults(problem, json).length > 0 ? faults(problem, json) : [],
];
const problemOf = (status: number) => [status, expect.stringMatching(/^application\/problem\+json/), []];

/** Endpoints of the page: `documents`, and behind `documents/ID` what stands there alone. */
function promisedPaths(): readonly string[] {
  const cells = firstCells(section('## 4. HTTP'));
  return cells.flatMap((cell) => {
    const [first = '', ...others] = spans(cell);
    const named = first.replace('/ID', '/{id}').replace('/N', '/{n}').replace(/\?.*$/, '');
    const behind = others.map((each) =>
      each.startsWith('.') ? `documents${each}` : cell.includes('behind it') ? `documents/{id}/${each}` : each,
    );
    return [named, ...behind].map((each) => `/api/v1/${each}`);
  });
}

/** The instance of the laptop, asked by whoever sits there. */
export function onLoopback(served: () => Served): void {
  const ask = (path: string, asked = {}) => served().ask(path, asked);
  const list = async (path: string): Promise<List> => (await ask(path)).json as List;

  test('every endpoint of the page is described, and every example of the description is answered', async () => {
    const { paths } = (await ask('/api/openapi.json')).json as Description;
    expect(promisedPaths().filter((path) => !(path in paths))).toEqual([]);
    const wrong: string[] = [];
    for (const [path, { get, post }] of Object.entries(paths)) {
      const body = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: '服务提供者应当保存日志。' }),
      };
      const answer = await ask(get?.['x-example'] ?? path, post ? body : {});
      if (answer.status !== 200 || nulls(answer.json).length > 0)
        wrong.push(`${path}: ${answer.status} ${nulls(answer.json)} ${answer.body.slice(0, 300)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('a list goes on by its cursor, which is signed; a document has the shape of the page', async () => {
    const { total } = await list('/api/v1/documents?limit=1');
    const ids: string[] = [];
    for (let at = '/api/v1/documents?limit=7'; at !== ''; ) {
      const { items, next } = await list(at);
      ids.push(...items.map(({ id }) => id));
      at = next === undefined ? '' : `/api/v1/documents?limit=7&cursor=${encodeURIComponent(next)}`;
    }
    expect([ids.length, new Set(ids).size]).toEqual([total, total]);
    const wrong: string[] = [];
    for (const id of ids.slice(0, 8)) {
      const { json } = await ask(`/api/v1/documents/${id}`);
      // The text is an answer of its own.
      wrong.push(...faults(document, { ...(json as object), text: '' }));
    }
    expect(wrong).toEqual([]);
    const { next = '' } = await list('/api/v1/documents?limit=2');
    expect(isProblem(await ask(`/api/v1/documents?limit=2&cursor=${encodeURIComponent(`${next.slice(0, -2)}xx`)}`))).toEqual(
      problemOf(400),
    );
  });

  test('errors are problems, of the door too', async () => {
    expect(isProblem(await ask('/api/v1/documents/0000000000000000'))).toEqual(problemOf(404));
    expect(isProblem(await ask('/api/v1/nothing'))).toEqual(problemOf(404));
    expect(isProblem(await ask('/api/v1/documents?limit=101'))).toEqual(problemOf(400));
    expect(isProblem(await ask('/api/v1/documents?theme=cooking'))).toEqual(problemOf(400));
    expect(isProblem(await ask('/api/v1/stats', { method: 'DELETE' }))).toEqual(problemOf(405));
    expect(isProblem(await ask('/api/v1/stats', { headers: { host: 'elsewhere.example' } }))).toEqual(problemOf(421));
    expect(isProblem(await ask('/api/v1/stats', { headers: { origin: 'https://elsewhere.example' } }))).toEqual(problemOf(403));
    expect((await ask('/', { headers: { host: 'elsewhere.example' } })).status).toBe(421);
  });

  test('an ETag given back costs no transfer', async () => {
    const { headers } = await ask('/api/v1/themes');
    const again = await ask('/api/v1/themes', { headers: { 'if-none-match': String(headers.etag) } });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  test('pages, feeds, calendar, health and figures are there', async () => {
    const named = spans(/Pages: (.+?)\. Feeds/.exec(section('## 4. HTTP'))?.[1] ?? '');
    const { items } = await list('/api/v1/documents?limit=1');
    const filled = named.map((path) =>
      path.replace('/themes/ID', '/themes/compute').replace('/ID', `/${items[0]?.id}`).replace('/WEEK', '/2026-W47'),
    );
    const kinds: Record<string, string> = Object.fromEntries(filled.map((path) => [path, 'text/html']));
    const others = { atom: 'application/atom+xml', rss: 'application/rss+xml', json: 'application/feed+json' };
    for (const [ending, kind] of Object.entries(others)) kinds[`/feeds/documents.${ending}?theme=compute`] = kind;
    Object.assign(kinds, {
      '/calendar.ics': 'text/calendar',
      '/healthz': 'text/plain',
      '/metrics': 'text/plain',
      '/feeds/hongtou.opml': 'x-opml',
    });
    const wrong: string[] = [];
    for (const [path, kind] of Object.entries(kinds)) {
      const { status, headers } = await ask(path);
      if (status !== 200 || !headers['content-type']?.includes(kind)) wrong.push(`${path}: ${status} ${headers['content-type']}`);
    }
    expect([filled.length, wrong]).toEqual([10, []]);
    expect((await ask('/healthz')).body).toBe('ok\n');
    expect((await ask('/calendar.ics')).body).toMatch(/^BEGIN:VCALENDAR\r\n/);
  });

  test('an assistant finds the tools of the page', async () => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const { body: said } = await ask('/mcp', { method: 'POST', headers, body });
    const { result } = JSON.parse(/^data: (.+)$/m.exec(said)?.[1] ?? said);
    const promised = 'search document compare obligations deadlines check_claim brief resolve changes lineage figures coverage'.split(' ');
    expect(result.tools.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(promised));
  });
}

/** An instance that others reach. */
export function beyondLoopback(served: () => Served, token: () => string): void {
  const host = { host: 'hongtou.example' };

  test('without a token it answers health, style, icon and sign-in, and nothing else', async () => {
    const status = async (path: string, asked = {}) => (await served().ask(path, { headers: host, ...asked })).status;
    for (const path of ['/healthz', '/hongtou.css', '/icon.svg', '/signin']) expect([path, await status(path)]).toEqual([path, 200]);
    for (const path of [
      '/',
      '/documents',
      '/api',
      '/api/openapi.json',
      '/calendar.ics',
      '/feeds/documents.atom',
      '/metrics',
      '/unread',
      '/mcp',
    ])
      expect([path, await status(path)]).toEqual([path, 401]);
    expect(await status('/mcp', { method: 'POST', body: '{}' })).toBe(401);
    const { json, headers } = await served().ask('/api/v1/documents', { headers: host });
    expect([headers['content-type'], faults(problem, json)]).toEqual([expect.stringContaining('application/problem+json'), []]);
  });

  test('with its token, under its own name', async () => {
    const authorization = `Bearer ${token()}`;
    const status = async (headers: Readonly<Record<string, string>>) => (await served().ask('/api/v1/stats', { headers })).status;
    expect(await status({ ...host, authorization })).toBe(200);
    expect(await status({ ...host, authorization: 'Bearer ht_wrong' })).toBe(401);
    expect(await status({ authorization })).toBe(421);
    expect(await status({ ...host, authorization, origin: 'https://elsewhere.example' })).toBe(403);
    expect((await served().ask('/healthz', { headers: { host: '10.0.0.7' } })).status).toBe(200);
  });
}
