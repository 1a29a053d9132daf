import { once } from 'node:events';
import { request } from 'node:http';
import { loadavg } from 'node:os';
import { serve } from '../functions/http.ts';
import type { Context } from '../shared/model/ports.ts';
import { lastWeek } from '../shared/model/time.ts';
import { routes } from '../shared/pages/app.ts';
import { openMeter } from '../tests/support/aws-calls.ts';
import { openBench } from '../tests/support/bench.ts';
import { openPages } from '../tests/support/counted-pages.ts';
import { fillStore, numberOf } from '../tests/support/filled-store.ts';
import { sendApiRequests, sendPageRequests } from '../tests/support/sent-requests.ts';
import { idOf } from './invented-rows.ts';
import { type Bench, costOf, isWanted, type Options, type Report, round, rssMb } from './measure.ts';
import { searchPaths } from './search-questions.ts';

/** Pages and API over HTTP, warm, in one process with the emulators and the asker, as on a laptop: what each request takes and reads. */

const now = '2026-11-25T09:00:00+08:00';

/** Documents in the middle of the store, an act that every tenth cites, and the rest of what is asked for. */
function askedPaths(total: number): Readonly<Record<string, readonly string[]>> {
  const middle = Array.from({ length: 20 }, (_, at) => idOf(Math.floor(total / 2) + at * 7));
  const week = lastWeek(new Date(now));
  const one = (path: string): readonly string[] => [path];
  return {
    'document page': middle.map((id) => `/documents/${id}`),
    'document of the API': middle.map((id) => `/api/v1/documents/${id}`),
    'page of an act that is cited most': one(`/documents/${idOf(0)}`),
    '/': one('/'),
    '/documents': one('/documents'),
    '/themes/{id}': one('/themes/compute'),
    '/lineage': one('/lineage'),
    '/lineage?of': one(`/lineage?of=${idOf(0)}`),
    '/api/v1/documents/{id}/chain': one(`/api/v1/documents/${idOf(0)}/chain`),
    '/api/v1/stats': one('/api/v1/stats'),
    '/sources': one('/sources'),
    '/sources/{id}': one('/sources/cac-rules'),
    '/calendar': one('/calendar'),
    '/calendar.ics': one('/calendar.ics'),
    '/landmarks': one('/landmarks'),
    '/landmarks/{id}': one('/landmarks/ai-plus'),
    '/digests': one('/digests'),
    '/digests/{week}': one(`/digests/${week}`),
    '/unread': one('/unread'),
    '/figures': one('/figures'),
    '/feeds/documents.atom': one('/feeds/documents.atom'),
    '/feeds/documents.json': one('/feeds/documents.json'),
    '/api/v1/documents': one('/api/v1/documents?limit=20'),
    ...searchPaths,
    '/api/v1/changes': one('/api/v1/changes?limit=50'),
    '/api/v1/resolve': Array.from({ length: 10 }, (_, n) => `/api/v1/resolve?ref=${encodeURIComponent(numberOf(n * 11))}`),
    '/api/v1/compare': one(`/api/v1/compare?a=${middle[0]}&b=${middle[1]}`),
    '/api/v1/wanted': one('/api/v1/wanted'),
    '/api/v1/gaps': one('/api/v1/gaps'),
    '/api/v1/landmarks': one('/api/v1/landmarks'),
    '/api/openapi.json': one('/api/openapi.json'),
  };
}

type Answered = { readonly status: number; readonly bytes: number; readonly ms: number };

/** One request over a connection of its own kind: what was sent is counted as it came, compressed. */
async function askOver(port: number, path: string): Promise<Answered> {
  const begun = performance.now();
  const accept = path.startsWith('/api') ? 'application/json' : 'text/html';
  const asked = request({ host: '127.0.0.1', port, path, headers: { accept, 'accept-encoding': 'gzip' } });
  asked.end();
  const [answer] = await once(asked, 'response');
  let bytes = 0;
  for await (const piece of answer) bytes += piece.length;
  return { status: answer.statusCode, bytes, ms: performance.now() - begun };
}

const at = (sorted: readonly number[], share: number): number =>
  round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
const rounds = 30;
const longestMs = 4000;

/** What the requests of one kind take: so many of them after three that are not counted, fewer where they take long. */
async function timed(port: number, paths: readonly string[]) {
  const pick = (turn: number): string => String(paths[turn % paths.length]);
  for (let turn = 0; turn < 3; turn += 1) await askOver(port, pick(turn));
  const answers: Answered[] = [];
  const cost = await costOf(async () => {
    for (let turn = 0, begun = performance.now(); turn < rounds && performance.now() - begun < longestMs; turn += 1)
      answers.push(await askOver(port, pick(turn)));
  });
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const [{ bytes } = { bytes: 0 }] = answers.toSorted((a, b) => b.bytes - a.bytes);
  const statuses = [...new Set(answers.map(({ status }) => status))];
  return {
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    cpuMs: round(cost.cpuMs / answers.length),
    kilobytes: round(bytes / 1000),
    ...(statuses.some((each) => each !== 200) && { statuses }),
  };
}

async function measure(context: Context, total: number, options: Options): Promise<object> {
  const pages = openPages(context);
  const meter = await openMeter(String(process.env['RECORD_TABLE']));
  const served = await serve({ port: 0, handler: pages.handler });
  const figures: Record<string, object> = {};
  try {
    for (const [name, paths] of Object.entries(askedPaths(total)).filter(([path]) => isWanted(path, options))) {
      const times = await timed(served.port, paths);
      const accept = name.startsWith('/api') || name.includes('API') ? 'application/json' : 'text/html';
      const { status: _status, bytes: _bytes, ...reads } = await pages.count({ path: String(paths[0]), accept }, meter);
      figures[name] = { ...times, reads };
    }
  } finally {
    meter.close();
    await served.close();
  }
  return { ...figures, ...(pages.failures.length > 0 && { failures: pages.failures.map(String) }) };
}

/** Requests made of the API's own description, and a fifth as many of the other addresses: what came back, and each answer that its description does not allow. */
async function ask(context: Context, requests: number): Promise<object> {
  const pages = openPages(context);
  const paths = routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1')).map(({ path }) => path);
  const api = await sendApiRequests(pages.app, requests);
  const others = await sendPageRequests(pages.app, [...new Set(paths)], Math.ceil(requests / 5));
  return { requests, api, pages: others, failures: pages.failures.map(String) };
}

async function run(options: Options): Promise<Report> {
  const { docs: documents, requests } = options;
  const count = Number(documents ?? (requests === undefined ? 20_000 : 200));
  const bench = await openBench();
  const config = bench.file('config.json', { digest: { from: 'digest@example.org' } });
  try {
    return await bench.within({ now, config }, async (context) => {
      const filling = await costOf(() =>
        fillStore(context, count, requests === undefined ? { texts: 300, weeks: 120 } : { texts: 20, weeks: 2, aWeek: 10 }),
      );
      const load = loadavg().map(round);
      if (requests !== undefined) return { documents: count, filling, load, ...(await ask(context, Number(requests))) };
      return { documents: count, filling, load, pages: await measure(context, count, options), rssMb: rssMb() };
    });
  } finally {
    await bench.close();
  }
}

export const api: Bench = { sides: {}, run };
