import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { lastWeek } from '../../shared/model/time.ts';
import { routes } from '../../shared/pages/app.ts';
import { reported } from '../faults/report.ts';
import { at, closeScene, openScene, type Scene } from '../support/calls-scene.ts';
import { type AskedPage, openPages, type Reads } from '../support/counted-pages.ts';
import { fillStore, numberOf } from '../support/filled-store.ts';
import { type Cost, type Costs, measureRounds } from '../support/growth.ts';
import { sendApiRequests, sendPageRequests } from '../support/sent-requests.ts';

/**
 * What each question, a poll, a new page and a digest cost at two sizes of the store; and that no question that its description allows ends in an error of ours. `FAULTS=long`
 * compares 1,000 documents with 20,000, and processor time too (some minutes).
 */

const long = process.env['FAULTS'] === 'long';
const [small, large, filling] = long ? [1000, 20_000, { texts: 300, weeks: 4 }] : [80, 400, { texts: 4, weeks: 2, aWeek: 10 }];
/** Rounds that are counted, and the Tuesdays on which those of either size begin. */
const [rounds, first, second] = long ? [3, 3, 17] : [1, 10, 17];
/** Pages are asked for as many days behind the filling of either. */
const later = 6;
let scene: Scene;
const within = <T>(day: number, work: (context: Context) => Promise<T>): Promise<T> =>
  scene.bench.within({ now: at(day), config: scene.all }, work);
const fill = (total: number, day: number): Promise<void> =>
  scene.bench.within({ now: at(day, '08:00'), config: scene.one }, (context) =>
    fillStore({ context, table: scene.bench.store.table }, total, filling),
  );

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => closeScene(scene));

const id = (n: number): string => n.toString(16).padStart(16, '0');
const json = 'application/json';
const asked: readonly AskedPage[] = [
  ...[
    '/',
    '/documents',
    '/themes/compute',
    '/lineage',
    `/lineage?of=${id(0)}`,
    '/sources',
    '/sources/cac-rules',
    '/calendar',
    '/landmarks',
  ],
  ...['/landmarks/ai-plus', '/digests', '/unread', '/figures', '/feeds/documents.atom', '/calendar.ics'],
  ...[`/documents/${id(20)}`, `/documents/${id(0)}`],
]
  .map((path): AskedPage => ({ path }))
  .concat(
    [
      `documents/${id(20)}`,
      'documents',
      'stats',
      'changes',
      `resolve?ref=${encodeURIComponent(numberOf(20))}`,
      `compare?a=${id(20)}&b=${id(21)}`,
    ].map((path) => ({ path: `/api/v1/${path}`, accept: json })),
    ['wanted', 'gaps', 'figures', 'lineage', 'landmarks', 'sources', 'digests', 'themes/compute'].map((path) => ({
      path: `/api/v1/${path}`,
      accept: json,
    })),
  );

const countAll = (day: number): Promise<ReadonlyMap<string, Reads>> =>
  within(day, async (context) => {
    const pages = openPages(context);
    const reads = new Map<string, Reads>();
    const lastOne: AskedPage = { path: `/digests/${lastWeek(context.now())}` };
    for (const page of [...asked, lastOne]) {
      const { status, bytes: _bytes, ...each } = await pages.count(page, scene.meter);
      expect([page.path, status]).toEqual([page.path, 200]);
      reads.set(page === lastOne ? '/digests/{week}' : page.path, each);
    }
    expect(pages.failures).toEqual([]);
    return reads;
  });

/** What grew by more than a tenth; of a few, some more are none. */
const grown = (before: Costs, after: Costs, kinds: readonly (keyof Cost)[], few: number) =>
  Object.entries(after).flatMap(([name, cost]) =>
    kinds.flatMap((kind) => {
      const [was, is] = [before[name]?.[kind] ?? 0, cost[kind]];
      return is > 1.1 * was + few ? [{ name, kind, was, is }] : [];
    }),
  );
const cpuOf = (costs: Costs): number => Object.values(costs).reduce((sum, { cpuMs }) => sum + cpuMs, 0);

test('what a page, a poll, a new document and a digest read does not grow with the store', { timeout: 3_600_000 }, async () => {
  await fill(small, first);
  const before = await measureRounds(scene, { count: rounds, from: first });
  const smallPages = await countAll(first + later);
  await fill(large, second);
  const after = await measureRounds(scene, { count: rounds, from: second });
  const largePages = await countAll(second + later);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(grown(before, after, ['requests', 'items'], 3)).toEqual([]);
  // Documents of the first rounds come into force later, so that digests name them.
  expect(grown(before, after, ['readUnits', 'writeUnits'], 20)).toEqual([]);
  // The index is one file, which each publication writes, and each reader that has not read it yet fetches whole.
  const notOfIndex = grown(before, after, ['getBytes', 'putBytes'], 2000).filter(({ name }) => !name.startsWith('index, one new'));
  expect(notOfIndex).toEqual([]);
  if (long) expect(cpuOf(after)).toBeLessThan(1.1 * cpuOf(before));
  // Up to the limit of each list, its page follows what there is.
  const requests = ({ table, objects, index }: Reads): number => table + objects + index;
  const more = [...largePages].filter(([path, reads]) => requests(reads) > 1.1 * requests(smallPages.get(path) ?? expect.fail(path)) + 3);
  expect(more.map(([path, reads]) => ({ path, reads, before: smallPages.get(path) }))).toEqual([]);
  expect([...largePages].filter(([, { items, objects }]) => items + objects > 1000)).toEqual([]);
});

test('a list of the API is taken whole by who loses answers and asks for them again', async () => {
  await within(second + later, async (context) => {
    const { app } = openPages(context);
    const [got, sums]: [string[], Set<string | null>] = [[], new Set()];
    const ask = async (path: string): Promise<Response> => app.request(`http://127.0.0.1${path}`);
    let path: string | undefined = `/api/v1/documents.csv${long ? '' : '?limit=150'}`;
    for (let n = 0; path !== undefined; n += 1) {
      if (n % 2 === 1) await (await ask(path)).body?.cancel();
      const answer = await ask(path);
      sums.add(answer.headers.get('x-total-count'));
      got.push(...[...(await answer.text()).matchAll(/^\uFEFF?"?([0-9a-f]{16})"?,/gm)].map(([, each]) => String(each)));
      path = /^<(\S+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    const different = new Set(got);
    const missing = Array.from({ length: large }, (_, n) => id(n)).filter((each) => !different.has(each)).length;
    expect([...sums]).toEqual([String(different.size)]);
    reported(58, { missing, doubled: got.length - different.size, rows: got.length });
  });
});

test('requests made of the description of the API get what it says, or a problem that says what is wrong', async () => {
  await within(second + later, async (context) => {
    const pages = openPages(context);
    const { faults, statuses } = await sendApiRequests(pages.app, 60);
    expect([faults, pages.failures.map(String)]).toEqual([[], []]);
    expect(Number(statuses['200'])).toBeGreaterThan(10);
  });
});

test('pages, feeds and files with odd parameters are answered or refused as pages', async () => {
  await within(second + later, async (context) => {
    const pages = openPages(context);
    const paths = routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1')).map(({ path }) => path);
    const { faults } = await sendPageRequests(pages.app, [...new Set(paths)], 60);
    expect([faults, pages.failures.map(String)]).toEqual([[], []]);
  });
});
