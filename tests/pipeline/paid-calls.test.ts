import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Task } from '../../shared/model/task.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { type Bill, type Meter, openMeter } from '../support/aws-calls.ts';
import { openAwsGround } from '../support/emulated/ground.ts';
import { sqsEvent } from '../support/lambda-events.ts';
import { listing, notices } from '../support/pages.ts';
import { openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';

/** What is paid for: requests to AWS of each piece of work, counted at the clients (tests/support/aws-calls.ts). `npm run bench -- calls` counts them all. */

const list = '/tz/index.html';
const tagged = sampleSite(notices, [page(list, listing(notices), { headers: { etag: '"1"' } })]);

let sample: SampleStore;
let meter: Meter;
let files = 0;

beforeAll(async () => {
  sample = await openSampleStore(undefined, { groundOf: openAwsGround });
  meter = await openMeter(String(process.env['RECORD_TABLE']));
});
afterAll(async () => {
  meter.close();
  await sample.bench.close();
});

/** A call of `collect`: what it came to, and how many pages it was about. */
type Call = { readonly bill: Bill; readonly pages: number };
type Day = { readonly schedule: Bill; readonly calls: readonly Call[]; readonly index: Bill; readonly requests: number };

/** All requests of a call. A lease is asked for again and again while a slow machine works: one counts. */
function requestsOf(call: Call | undefined): number {
  const { ChangeMessageVisibilityBatch: leases = 0, ...calls } = call?.bill.calls ?? { none: Number.POSITIVE_INFINITY };
  return Object.values(calls).reduce((sum, n) => sum + n, Math.min(1, leases));
}

const sumOf = (calls: readonly Call[]) => {
  const sum = (of: (bill: Bill) => number): number => calls.reduce((total, { bill }) => total + of(bill), 0);
  return { reads: sum(({ reads }) => reads), writes: sum(({ writes }) => writes), puts: sum(({ puts }) => puts) };
};

/** A day of the sample site, whose steps are billed apart; the context is open before, as in a function that is warm. */
async function dayOf(day: string, site: readonly Recorded[] = sampleSite()): Promise<Day> {
  files += 1;
  const replay = [writeWarcFile(`${sample.bench.folder}/paid-${files}.warc.gz`, site)];
  let requests = 0;
  const note = (each: { readonly requests: number }): void => {
    requests += each.requests;
  };
  const choices = { now: `2026-11-${day}T09:00:00+08:00`, config: sample.config, replay, note };
  return sample.bench.within(choices, async (context) => {
    const billed = async (work: () => Promise<unknown>): Promise<Bill> => (await meter.billed(work)).bill;
    const failed = (error: unknown): never => {
      throw error;
    };
    const waiting: Task[] = [];
    const send = async (tasks: readonly Task[]): Promise<void> => {
      waiting.push(...tasks);
      await context.tasks.send(tasks);
    };
    // As Lambda hands them over: five of a host. The emulator gives out one of a group at a time.
    const batching = { ...context, tasks: { ...context.tasks, send } };
    const planned = await billed(() => schedule(batching));
    const calls: Call[] = [];
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 5);
      const event = sqsEvent(
        batch.map((task) => JSON.stringify(task)),
        { group: 'a' },
      );
      const { bill } = await meter.billed(() => collectBatch(event, batching, failed));
      calls.push({ bill, pages: batch.filter(({ kind }) => kind === 'page').length });
    }
    await sample.bench.drain('tasks', async () => {});
    return { schedule: planned, calls, index: await billed(() => updateIndex(context)), requests };
  });
}

// One story: each test goes on from where the last one left the store.
describe.sequential('what is paid for', () => {
  test('a new page: at most fifteen requests to AWS, and objects that are all new', async () => {
    const { calls } = await dayOf('13');
    const [list, pages] = calls;
    expect(calls.map((call) => call.pages)).toEqual([0, 3]);
    // Evidence, the state twice (read, and then written), the known entries, the tasks, their marks.
    expect(requestsOf(list)).toBeLessThanOrEqual(10);
    // Of each page the evidence, its text, the record of its head and address, and that of its place in the news.
    expect(pages?.bill).toMatchObject({ refused: 0, puts: 3 * 4 });
    // Its address and the end of the news are read before they are written.
    expect(requestsOf(pages)).toBeLessThanOrEqual(3 * 15);
  });

  test('a known page with the same bytes: at most four requests, its address is written and no object put', async () => {
    const { calls, schedule: planned, requests } = await dayOf('14');
    expect(requests).toBe(4);
    const visited = calls.filter(({ pages }) => pages > 0);
    const visits = visited.reduce((sum, { pages }) => sum + pages, 0);
    expect(visits).toBe(3);
    // One of the calls reads the list too.
    expect(visited.reduce((sum, call) => sum + requestsOf(call), 0)).toBeLessThanOrEqual(3 * 4 + 1);
    const { puts, writes } = sumOf(calls);
    // Each call with pages raises the sums of the hour once (decision 41).
    expect({ puts, writes }).toEqual({ puts: 0, writes: 1 + visits + visited.length });
    // The note of the round twice, and a lease for each page.
    expect(planned.writes).toBe(2 + 3);
  });

  test.for([
    ['that has the same bytes', '15', sampleSite()],
    ['whose frame alone changed', '17', sampleSite(notices, [page(list, `${listing(notices)}<p>访问1204次</p>`)])],
    ['that says by its ETag that nothing changed', '19', tagged],
  ] as const)('an unchanged list %s: one request, one write (its slot and state), no object', async ([, day, site]) => {
    // The pages are visited on the 16th; on the 18th the list comes with an ETag.
    if (day === '17') await dayOf('16');
    if (day === '19') await dayOf('18', tagged);
    const { calls, schedule: planned, index, requests } = await dayOf(day, site);
    const { reads, writes, puts } = sumOf(calls);
    // The state is read at the beginning, and again before it is written.
    expect({ requests, reads, writes, puts }).toEqual({ requests: 1, reads: 2, writes: 1, puts: 0 });
    expect([planned.writes, planned.puts]).toEqual([2, 0]);
    expect(index.puts).toBeLessThanOrEqual(1);
  });

  test('a round in which nothing is due: the note of the round', async () => {
    const { schedule: planned, calls } = await dayOf('19', tagged);
    expect(planned).toMatchObject({ writes: 1, puts: 0, queueRequests: 0 });
    expect(planned.reads).toBeLessThanOrEqual(10);
    expect(calls).toEqual([]);
  });

  test('what is marked while the index is written waits for the next round: one publication, however much comes in meanwhile', async () => {
    await sample.within(async ({ search, documents, ...context }) => {
      const [first, ...others] = await documents.heads(await documents.allIds(undefined, 10));
      if (first) await documents.touch(first);
      let published = 0;
      const apply = async (changes: Parameters<typeof search.apply>[0]): Promise<void> => {
        published += 1;
        await search.apply(changes);
        const next = others.shift();
        if (next) await documents.touch(next);
      };
      const counted = { ...context, documents, search: { ...search, apply } };
      expect([await updateIndex(counted), published]).toEqual([1, 1]);
      expect([await updateIndex(counted), published, others.length]).toEqual([1, 2, 0]);
    });
  });

  test('a page view: the states of all sources in one query, once a minute', async () => {
    const hash = createHash('sha256').update('ht_paid').digest('hex');
    await sample.within(async (context) => {
      await context.tokens.put({ hash, name: 'paid', since: context.now().toISOString() });
      const id = (await context.search.query({ limit: 1, today: '2026-11-26' })).hits[0]?.id;
      const app = createApp(answersOf(context, { secret: 'paid', local: false }));
      const reads: Record<string, readonly number[]> = {};
      for (const path of ['/sources', '/', '/documents', `/documents/${id}`]) {
        const ask = () => app.request(`http://127.0.0.1${path}`, { headers: { authorization: 'Bearer ht_paid', accept: 'text/html' } });
        const bills = [await meter.billed(async () => ask()), await meter.billed(async () => ask())];
        expect(bills.map(({ result }) => result.status)).toEqual([200, 200]);
        reads[path.replace(String(id), 'ID')] = bills.map(({ bill }) => bill.reads);
      }
      // With the line of the last hour, which each page reads.
      expect(reads['/sources']).toEqual([3, 2]);
      expect(Math.max(...(reads['/'] ?? []))).toBeLessThanOrEqual(6);
      expect(reads['/documents']).toEqual([1, 1]);
      expect(Math.max(...(reads['/documents/ID'] ?? []))).toBeLessThanOrEqual(25);
    });
  });
});

test('the state of a source that version 0.6 kept is read, and written anew under its present key', async () => {
  const state = { id: 'former', condition: 'ok', since: '2026-11-01T00:00:00Z', listed: 3, failures: 0, slot: '2026-11-12' };
  await sample.bench.store.table.put({ pk: 'SOURCE#former', sk: 'STATE', value: { state, v: 7 }, v: 7 }, 'none');
  const ids = ['former', 'sample', 'none'];
  await sample.within(async ({ sources, now }) => {
    expect((await sources.states(ids)).get('former')).toEqual(state);
    await Promise.all(
      [1, 2, 3].map(() => sources.update('former', now().toISOString(), (before) => ({ ...before, listed: before.listed + 1 }))),
    );
    expect(await sources.state('former')).toMatchObject({ listed: 6, slot: '2026-11-12' });
  });
  await sample.within(async ({ sources }) => {
    expect((await sources.states(ids)).has('none')).toBe(false);
    expect((await sources.states(ids)).get('former')).toMatchObject({ listed: 6 });
  });
});
