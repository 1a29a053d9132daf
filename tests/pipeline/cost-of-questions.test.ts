import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { lastWeek } from '../../shared/model/time.ts';
import { routes } from '../../shared/pages/app.ts';
import { type Meter, openMeter } from '../support/aws-calls.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { type AskedPage, openPages, type Reads } from '../support/counted-pages.ts';
import { fillStore, numberOf } from '../support/filled-store.ts';
import { sendApiRequests, sendPageRequests } from '../support/sent-requests.ts';

/** What each question costs, at two sizes of the store; and that no question which its own description lets one ask ends in an error of ours. */

const now = '2026-11-25T09:00:00+08:00';
let bench: Bench;
let meter: Meter;
let config: string;
const within = <T>(work: (context: Context) => Promise<T>): Promise<T> => bench.within({ now, config }, work);

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { digest: { from: 'digest@example.org' } });
  meter = await openMeter(String(process.env['RECORD_TABLE']));
  await within((context) => fillStore(context, 80, { texts: 4, weeks: 2, aWeek: 10 }));
});
afterAll(async () => {
  meter.close();
  await bench.close();
});

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
  ...[
    '/landmarks/ai-plus',
    '/digests',
    `/digests/${lastWeek(new Date(now))}`,
    '/unread',
    '/figures',
    '/feeds/documents.atom',
    '/calendar.ics',
  ],
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

const countAll = (): Promise<ReadonlyMap<string, Reads>> =>
  within(async (context) => {
    const pages = openPages(context);
    const reads = new Map<string, Reads>();
    for (const page of asked) {
      const { status, bytes: _bytes, ...each } = await pages.count(page, meter);
      expect([page.path, status]).toEqual([page.path, 200]);
      reads.set(page.path, each);
    }
    expect(pages.failures).toEqual([]);
    return reads;
  });

test('what a page reads does not grow with the store, and is never more than a thousand items', async () => {
  const small = await countAll();
  await within((context) => fillStore(context, 400, { texts: 4, weeks: 2, aWeek: 10 }));
  const large = await countAll();
  // Up to the limit of each list, its page follows what there is.
  const requests = ({ table, objects, index }: Reads): number => table + objects + index;
  const grown = [...large].filter(([path, reads]) => requests(reads) > 1.1 * requests(small.get(path) ?? expect.fail(path)) + 3);
  expect(grown.map(([path, reads]) => ({ path, reads, before: small.get(path) }))).toEqual([]);
  expect([...large].filter(([, { items, objects }]) => items + objects > 1000)).toEqual([]);
});

test('requests made of the description of the API get what it says, or a problem that says what is wrong', async () => {
  await within(async (context) => {
    const pages = openPages(context);
    const { faults, statuses } = await sendApiRequests(pages.app, 60);
    expect([faults, pages.failures.map(String)]).toEqual([[], []]);
    expect(Number(statuses['200'])).toBeGreaterThan(10);
  });
});

test('pages, feeds and files with odd parameters are answered or refused as pages', async () => {
  await within(async (context) => {
    const pages = openPages(context);
    const paths = routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1')).map(({ path }) => path);
    const { faults } = await sendPageRequests(pages.app, [...new Set(paths)], 60);
    expect([faults, pages.failures.map(String)]).toEqual([[], []]);
  });
});
